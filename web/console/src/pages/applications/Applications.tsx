import {
  AppWindow,
  ChartColumn,
  CircleAlert,
  MessagesSquare,
  Play,
  Rocket,
  Square,
  TriangleAlert,
} from "lucide-react";
import { useLocation } from "wouter";
import { useMay } from "../../api/access.ts";
import {
  type App,
  type AppOverview,
  duplicateApp,
  useApps,
  useDeleteApp,
  useOverview,
  useSwitchApp,
} from "../../api/apps.ts";
import { exportApp } from "../../api/transfer.ts";
import { preloadCanvas } from "../../canvas/preload.ts";
import { texts } from "../../texts/index.ts";
import { Badge, type Tone } from "../../ui/Badge.tsx";
import type { MenuItem } from "../../ui/Menu.tsx";
import { Moment } from "../../ui/Moment.tsx";
import type { Column } from "../../ui/Table.tsx";
import { say } from "../../ui/toasts.tsx";
import { changedColumn, groupColumn, ListPage } from "../ListPage.tsx";
import styles from "./Applications.module.css";
import { CreateApp } from "./CreateApp.tsx";

const t = texts.applications;
const TONES: Record<string, Tone> = { started: "good", stopped: "warn", "not-deployed": "plain" };

export default function Applications() {
  const { data: overview } = useOverview();
  const remove = useDeleteApp();
  const more = useMore();
  const of = (app: App) => overview?.get(app.id);
  return (
    <ListPage<App>
      words={t}
      icon={<AppWindow />}
      things={useApps()}
      link={(app) => ({ href: `/apps/${app.id}/canvas`, ...preloadCanvas })}
      columns={[groupColumn, status(of), changedColumn, deployed, problems(of)]}
      items={(app) => more(app, of(app)?.status)}
      duplicate={{ atLeast: "Maintainer", copy: duplicateApp }}
      zip={(app) => exportApp(app.id)}
      remove={(app) => remove.mutateAsync(app.id)}
      creating={(close) => <CreateApp onClose={close} />}
    />
  );
}

type Of = (app: App) => AppOverview | undefined;

const status = (of: Of): Column<App> => ({
  key: "status",
  label: t.columns.status,
  by: (app) => of(app)?.status ?? "",
  show: (app) => {
    const now = of(app)?.status;
    return now ? (
      <Badge tone={TONES[now] ?? "plain"} dot={now !== "not-deployed"}>
        {t.status[now] ?? now}
      </Badge>
    ) : null;
  },
});

const deployed: Column<App> = {
  key: "deployed",
  label: t.columns.deployed,
  by: (app) => app.deployed_at ?? "",
  show: (app) => (
    <span className={styles.deployed}>
      <Moment at={app.deployed_at} />
      {app.deployed_at && app.updated_at > app.deployed_at && <Badge tone="info">{t.changedSince}</Badge>}
    </span>
  ),
};

const problems = (of: Of): Column<App> => ({
  key: "problems",
  label: t.columns.problems,
  by: (app) => (of(app)?.errors ?? 0) * 1_000 + (of(app)?.warnings ?? 0),
  show: (app) => <Problems overview={of(app)} />,
});

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

/** What only an application can: be deployed, started and stopped, and looked into. */
function useMore(): (app: App, status: string | undefined) => (MenuItem | "-")[] {
  const may = useMay();
  const switchApp = useSwitchApp();
  const [, go] = useLocation();
  const turn = (app: App, on: boolean) =>
    switchApp
      .mutateAsync({ id: app.id, on })
      .then(() => say.done(on ? t.started(app.name) : t.stopped(app.name)))
      .catch(say.failed);
  return (app, status) => [
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
          onSelect: () => turn(app, false),
        }
      : {
          label: t.start,
          icon: <Play />,
          disabled: status !== "stopped" || !may(app.group, "Developer"),
          onSelect: () => turn(app, true),
        },
    "-",
  ];
}
