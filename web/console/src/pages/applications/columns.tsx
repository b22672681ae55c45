import {
  ChartColumn,
  CircleAlert,
  Copy,
  Download,
  Ellipsis,
  MessagesSquare,
  Play,
  Rocket,
  Square,
  Trash2,
  TriangleAlert,
} from "lucide-react";
import { useMemo } from "react";
import { Link, useLocation } from "wouter";
import { useMay } from "../../api/access.ts";
import { type App, type AppOverview, useSwitchApp } from "../../api/apps.ts";
import { exportApp } from "../../api/transfer.ts";
import { preloadCanvas } from "../../canvas/preload.ts";
import { texts } from "../../texts/index.ts";
import { Badge, type Tone } from "../../ui/Badge.tsx";
import { IconButton } from "../../ui/Button.tsx";
import { Menu } from "../../ui/Menu.tsx";
import { Moment } from "../../ui/Moment.tsx";
import type { Column } from "../../ui/Table.tsx";
import { say } from "../../ui/toasts.tsx";
import { saveZip } from "../transfer/save.ts";
import styles from "./Applications.module.css";

const t = texts.applications;
const TONES: Record<string, Tone> = { started: "good", stopped: "warn", "not-deployed": "plain" };

type Overview = Map<string, AppOverview> | undefined;

/** What the list says of each application. */
export function useColumns(
  overview: Overview,
  onOpen: (what: "duplicate" | "delete", app: App) => void,
): Column<App>[] {
  return useMemo(() => {
    const status = (app: App) => overview?.get(app.id)?.status ?? "";
    return [
      {
        key: "name",
        label: t.columns.name,
        by: (app) => app.name.toLocaleLowerCase(),
        show: (app) => (
          <div className={styles.name}>
            <Link href={`/apps/${app.id}/canvas`} className={styles.link} title={app.name} {...preloadCanvas}>
              {app.name}
            </Link>
            {app.description && <span className={styles.description}>{app.description}</span>}
          </div>
        ),
      },
      { key: "group", label: t.columns.group, by: (app) => app.group, show: (app) => app.group },
      {
        key: "status",
        label: t.columns.status,
        by: status,
        show: (app) => {
          const now = status(app);
          return now ? (
            <Badge tone={TONES[now] ?? "plain"} dot={now !== "not-deployed"}>
              {t.status[now] ?? now}
            </Badge>
          ) : null;
        },
      },
      {
        key: "changed",
        label: t.columns.changed,
        by: (app) => app.updated_at,
        show: (app) => <Moment at={app.updated_at} />,
      },
      {
        key: "deployed",
        label: t.columns.deployed,
        by: (app) => app.deployed_at ?? "",
        show: (app) => (
          <span className={styles.deployed}>
            <Moment at={app.deployed_at} />
            {app.deployed_at && app.updated_at > app.deployed_at && (
              <Badge tone="info">{t.changedSince}</Badge>
            )}
          </span>
        ),
      },
      {
        key: "problems",
        label: t.columns.problems,
        by: (app) => (overview?.get(app.id)?.errors ?? 0) * 1_000 + (overview?.get(app.id)?.warnings ?? 0),
        show: (app) => <Problems overview={overview?.get(app.id)} />,
      },
      {
        key: "actions",
        label: t.columns.actions,
        quiet: true,
        show: (app) => <Actions app={app} status={status(app)} onOpen={onOpen} />,
      },
    ];
  }, [overview, onOpen]);
}

function Problems({ overview }: { overview: AppOverview | undefined }) {
  if (!overview) return null;
  const { errors, warnings } = overview;
  if (errors + warnings === 0) return <span className={styles.fine}>{t.noProblems}</span>;
  return (
    <span className={styles.problems}>
      {errors > 0 && (
        <Badge tone="bad">
          <CircleAlert aria-hidden />
          {t.errors(errors)}
        </Badge>
      )}
      {warnings > 0 && (
        <Badge tone="warn">
          <TriangleAlert aria-hidden />
          {t.warnings(warnings)}
        </Badge>
      )}
    </span>
  );
}

interface ActionsProps {
  app: App;
  status: string;
  onOpen: (what: "duplicate" | "delete", app: App) => void;
}

function Actions({ app, status, onOpen }: ActionsProps) {
  const may = useMay();
  const switchApp = useSwitchApp();
  const [, go] = useLocation();
  const turn = (on: boolean) =>
    switchApp
      .mutateAsync({ id: app.id, on })
      .then(() => say.done(on ? t.started(app.name) : t.stopped(app.name)))
      .catch(say.failed);
  return (
    <Menu
      label={texts.common.actions(app.name)}
      items={[
        { label: t.deploy, icon: <Rocket />, onSelect: () => go(`/apps/${app.id}/deploy`) },
        {
          label: texts.common.nav.dialogs,
          icon: <MessagesSquare />,
          onSelect: () => go(`/dialogs?app=${app.id}`),
        },
        {
          label: texts.common.nav.overview,
          icon: <ChartColumn />,
          onSelect: () => go(`/overview?app=${app.id}`),
        },
        status === "started"
          ? {
              label: t.stop,
              icon: <Square />,
              disabled: !may(app.group, "Developer"),
              onSelect: () => turn(false),
            }
          : {
              label: t.start,
              icon: <Play />,
              disabled: status !== "stopped" || !may(app.group, "Developer"),
              onSelect: () => turn(true),
            },
        "-",
        {
          label: t.duplicate,
          icon: <Copy />,
          disabled: !may(app.group, "Maintainer"),
          onSelect: () => onOpen("duplicate", app),
        },
        {
          label: texts.transfer.export,
          icon: <Download />,
          onSelect: () => saveZip(app.name, exportApp(app.id)),
        },
        "-",
        {
          label: texts.common.remove,
          icon: <Trash2 />,
          danger: true,
          disabled: !may(app.group, "Owner"),
          onSelect: () => onOpen("delete", app),
        },
      ]}
      trigger={(props) => (
        <IconButton label={texts.common.actions(app.name)} {...props}>
          <Ellipsis />
        </IconButton>
      )}
    />
  );
}
