import {
  ChevronRight,
  CloudAlert,
  CloudCheck,
  CloudUpload,
  Command,
  Lock,
  Redo2,
  Rocket,
  Search,
  Undo2,
} from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { texts } from "../../texts/index.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import type { Actions } from "../actions.ts";
import type { Opening } from "../commands.ts";
import { type Saving, useEditor } from "../editor.ts";
import { useSettled } from "../useSettled.ts";
import styles from "./TopBar.module.css";

const t = texts.canvas;

export interface Crumb {
  name: string;
  href: string;
}

interface Props {
  crumbs: Crumb[];
  title: string;
  actions: Actions;
  opening: Opening;
  /** What else stands at its end. */
  children?: ReactNode;
}

/** Where one is, how saving stands, and what is needed most. */
export function TopBar({ crumbs, title, actions, opening, children }: Props) {
  const past = useEditor((editor) => editor.history.past.at(-1)?.label);
  const future = useEditor((editor) => editor.history.future[0]?.label);
  const readOnly = useEditor((editor) => editor.readOnly);
  return (
    <header className={styles.bar}>
      <nav className={styles.crumbs} aria-label={texts.common.nav.label}>
        <Link href="/apps" className={styles.home} aria-label={texts.common.nav.applications}>
          <img src="/console/icon.svg" alt="" width="22" height="22" />
        </Link>
        {crumbs.map(({ name, href }) => (
          <span key={href} className={styles.crumb}>
            <Link href={href}>{name}</Link>
            <ChevronRight aria-hidden />
          </span>
        ))}
        <h1 className={styles.title} dir="auto">
          {title}
        </h1>
        <SavingState />
      </nav>
      <div className={styles.tools}>
        <IconButton
          label={past ? `${t.undo}: ${past}` : t.undo}
          disabled={!past || readOnly}
          onClick={actions.undo}
        >
          <Undo2 />
        </IconButton>
        <IconButton
          label={future ? `${t.redo}: ${future}` : t.redo}
          disabled={!future || readOnly}
          onClick={actions.redo}
        >
          <Redo2 />
        </IconButton>
        <span className={styles.line} />
        <IconButton label={t.tools.find} onClick={() => opening.open("find")}>
          <Search />
        </IconButton>
        <IconButton label={t.tools.commands} onClick={() => opening.open("commands")}>
          <Command />
        </IconButton>
        <span className={styles.line} />
        {children}
        {opening.deploy && (
          <Button look="primary" icon={<Rocket />} onClick={opening.deploy}>
            {t.commands.deploy}
          </Button>
        )}
      </div>
    </header>
  );
}

/** While somebody writes it is saved several times a second: that all is saved shows once they pause. */
const CALM = 400;
const BUSY: Saving = { is: "saving" };

const isBad = (saving: Saving) => saving.is === "away" || saving.is === "refused";

function SavingState() {
  const now = useEditor((editor) => editor.saving);
  const begun = useEditor((editor) => editor.saved !== editor.sent);
  const quiet = useSettled(now, CALM);
  const saving: Saving = now.is === "saved" && now !== quiet ? BUSY : now;
  // Read out is only trouble, and that it is over.
  const before = useSettled(saving, CALM);
  const aloud = isBad(saving) || isBad(before);
  const readOnly = useEditor((editor) => editor.readOnly);
  if (readOnly) {
    return (
      <span className={styles.saving}>
        <Lock aria-hidden />
        {t.saving.readOnly}
      </span>
    );
  }
  const bad = saving.is === "away" || saving.is === "refused";
  return (
    <span
      className={styles.saving}
      data-state={saving.is}
      role="status"
      aria-live={aloud ? "polite" : "off"}
      title={bad ? saving.sentence : undefined}
    >
      {saving.is === "saved" ? (
        <CloudCheck aria-hidden />
      ) : bad ? (
        <CloudAlert aria-hidden />
      ) : (
        <CloudUpload aria-hidden />
      )}
      {saving.is === "saved" && begun ? t.saving.begun : t.saving[saving.is]}
      {bad && <span className={styles.why}>{saving.sentence}</span>}
    </span>
  );
}
