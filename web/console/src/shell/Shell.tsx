import {
  AppWindow,
  Blocks,
  BookOpen,
  ChartColumn,
  CircleUser,
  Contrast,
  KeyRound,
  MessagesSquare,
  Workflow,
} from "lucide-react";
import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { useMe } from "../api/access.ts";
import { signOut, useSession } from "../api/session.ts";
import { texts } from "../texts/index.ts";
import { Menu } from "../ui/Menu.tsx";
import styles from "./Shell.module.css";
import { applyTheme, type Theme, useTheme } from "./theme.ts";

const t = texts.common.nav;

const PLACES = [
  { path: "/apps", label: t.applications, icon: <AppWindow /> },
  { path: "/flows", label: t.flows, icon: <Workflow /> },
  { path: "/miniapps", label: t.miniapps, icon: <Blocks /> },
  { path: "/dialogs", label: t.dialogs, icon: <MessagesSquare /> },
  { path: "/overview", label: t.overview, icon: <ChartColumn /> },
  { path: "/access", label: t.access, icon: <KeyRound /> },
];

/** What stands beside every page: where one can go, and who one is. */
export function Shell({ children }: { children: ReactNode }) {
  const [location] = useLocation();
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        {t.skip}
      </a>
      <nav className={styles.nav} aria-label={t.label}>
        <Link href="/apps" className={styles.brand}>
          <img src="/console/icon.svg" alt="" width="22" height="22" />
          {texts.common.product}
        </Link>
        {PLACES.map(({ path, label, icon }) => (
          <Link
            key={path}
            href={path}
            className={styles.place}
            aria-current={location.startsWith(path) ? "page" : undefined}
          >
            {icon}
            {label}
          </Link>
        ))}
        <div className={styles.rest}>
          <a href="/docs/" target="_blank" rel="noreferrer" className={styles.place}>
            <BookOpen />
            {t.api}
          </a>
          <ThemeMenu />
          <AccountMenu />
        </div>
      </nav>
      <main id="content" className={styles.content} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

function ThemeMenu() {
  const theme = useTheme((state) => state.theme);
  const all = Object.entries(t.themes) as [Theme, string][];
  return (
    <Menu
      label={t.theme}
      align="start"
      items={all.map(([value, label]) => ({
        label,
        checked: value === theme,
        onSelect: () => applyTheme(value),
      }))}
      trigger={(props) => (
        <button type="button" className={styles.place} {...props}>
          <Contrast />
          {t.theme}
        </button>
      )}
    />
  );
}

function AccountMenu() {
  const { data: me } = useMe();
  const username = useSession((state) => state.tokens?.username ?? me?.username ?? "");
  return (
    <Menu
      label={t.account}
      align="start"
      items={[{ label: t.signOut, onSelect: () => void signOut() }]}
      trigger={(props) => (
        <button type="button" className={styles.place} {...props}>
          <CircleUser />
          <span className={styles.user}>{username || t.account}</span>
        </button>
      )}
    />
  );
}
