import { ChartColumn } from "lucide-react";
import { lazy, type ReactNode, Suspense, useMemo } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { useApps } from "../../api/apps.ts";
import { Bars } from "../../charts/Bars.tsx";
import { Columns } from "../../charts/Columns.tsx";
import { Page } from "../../shell/Page.tsx";
import { texts } from "../../texts/index.ts";
import { shortName } from "../../tryit/path.ts";
import { Empty } from "../../ui/Empty.tsx";
import { Failed } from "../../ui/Failed.tsx";
import { Check, Select } from "../../ui/Field.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { EMPTY, flowApps, toAddress } from "../dialogs/filters.ts";
import { type Counted, useCounted, useReached } from "./counted.ts";
import styles from "./Overview.module.css";
import { ENDS, SPANS, type SpanName } from "./spans.ts";
import { Tiles } from "./Tiles.tsx";

// It brings the canvas with it.
const Funnel = lazy(() => import("./Funnel.tsx"));

const t = texts.overview;
const ends = texts.dialogs.ends;

/** What became of the calls: at a glance, and each number leads to its dialogs. */
export default function Overview() {
  const parameters = new URLSearchParams(useSearch());
  const [, go] = useLocation();
  const named = parameters.get("span") ?? "";
  const span: SpanName = named in SPANS ? (named as SpanName) : "week";
  const simulations = parameters.get("simulations") !== "no";
  const apps = useApps();
  const app = apps.data?.find(({ id }) => id === parameters.get("app"));
  const ids = useMemo(() => (apps.data ? (app ? flowApps(app) : []) : null), [apps.data, app]);
  const counted = useCounted(span, ids, simulations);
  const reached = useReached(span, app ? ids : null, simulations);
  const change = (part: Record<string, string>) => {
    const all = { app: app?.id ?? "", span, simulations: simulations ? "" : "no", ...part };
    const told = Object.entries(all).filter(([, value]) => value);
    go(`/overview?${new URLSearchParams(Object.fromEntries(told))}`, { replace: true });
  };
  const hrefOf = (part: object) =>
    `/dialogs${toAddress({ ...EMPTY, since: span, app: app?.id ?? "", test: simulations ? "" : "false", ...part })}`;

  return (
    <Page
      title={t.title}
      tools={
        <>
          <Select
            aria-label={t.application}
            className={styles.select}
            options={[
              { value: "", label: t.allApplications },
              ...(apps.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={app?.id ?? ""}
            onChange={(event) => change({ app: event.target.value })}
          />
          <Select
            aria-label={t.when}
            className={styles.select}
            options={Object.entries(t.spans).map(([value, label]) => ({ value, label }))}
            value={span}
            onChange={(event) => change({ span: event.target.value })}
          />
          <Check
            label={t.simulations}
            checked={simulations}
            onChange={(event) => change({ simulations: event.target.checked ? "" : "no" })}
          />
        </>
      }
    >
      {apps.isError ? (
        <Failed failure={apps.error} onRetry={apps.refetch} />
      ) : counted.isError ? (
        <Failed failure={counted.error} onRetry={counted.refetch} />
      ) : !counted.data ? (
        <Loading />
      ) : counted.data.now.dialogs + counted.data.before.dialogs === 0 ? (
        <Nothing narrow={app !== undefined || !simulations || span !== "month"} />
      ) : (
        <>
          <Tiles now={counted.data.now} before={counted.data.before} span={span} />
          <Shown counted={counted.data} span={span} hrefOf={hrefOf} />
          {app ? (
            reached.data ? (
              <Suspense fallback={<Loading />}>
                <Funnel app={app} reached={reached.data} />
              </Suspense>
            ) : (
              <Loading />
            )
          ) : (
            <Part title={t.funnel.title}>
              <p className={styles.nothing}>{t.funnel.choose}</p>
            </Part>
          )}
        </>
      )}
    </Page>
  );
}

function Nothing({ narrow }: { narrow: boolean }) {
  const { title, text } = narrow ? t.noneThen : t.none;
  return (
    <Empty icon={<ChartColumn />} title={title} actions={<Link href="/apps">{t.none.apps}</Link>}>
      {text}
    </Empty>
  );
}

interface ShownProps {
  counted: Counted;
  span: SpanName;
  hrefOf: (part: object) => string;
}

function Shown({ counted, span, hrefOf }: ShownProps) {
  const series = ENDS.map((key) => ({ key, label: ends[key] ?? key }));
  const { now, columns, reasons, intents, trouble } = counted;
  return (
    <>
      <Part title={t.over} hint={t.overHint(t.every[SPANS[span].every] ?? "")}>
        <Columns label={t.over} first={t.moment} series={series} columns={columns} />
      </Part>
      <div className={styles.grid}>
        <Part title={t.ends}>
          <Bars
            label={t.ends}
            of={now.dialogs}
            bars={ENDS.filter((end) => counted.ends.get(end)).map((end) => ({
              key: end,
              label: ends[end] ?? end,
              value: counted.ends.get(end) ?? 0,
              series: end,
              href: end === "open" ? undefined : hrefOf({ ended: end }),
            }))}
          />
        </Part>
        <Part title={t.reasons} hint={t.reasonsHint}>
          {reasons.length === 0 ? (
            <p className={styles.nothing}>{t.noReasons}</p>
          ) : (
            <Bars
              label={t.reasons}
              of={now.dialogs}
              bars={reasons.map(({ key: [reason = ""], value }) => ({
                key: reason,
                label: reason,
                value,
                href: hrefOf({ reason }),
              }))}
            />
          )}
        </Part>
        <Part title={t.intents} hint={t.intentsHint}>
          {intents.length === 0 ? (
            <p className={styles.nothing}>{t.noIntents}</p>
          ) : (
            <Bars
              label={t.intents}
              bars={intents.map(({ key: [intent = ""], value }) => ({ key: intent, label: intent, value }))}
            />
          )}
        </Part>
        <Part title={t.trouble} hint={t.troubleHint}>
          {trouble.length === 0 ? (
            <p className={styles.nothing}>{t.noTrouble}</p>
          ) : (
            <Bars
              label={t.trouble}
              bars={trouble.map(({ key: [component = "", outcome = ""], value }) => ({
                key: `${component} ${outcome}`,
                label: shortName(component),
                hint: t.outcomes[outcome] ?? outcome,
                value,
                series: "warn",
                href: `/miniapps/${encodeURIComponent(component)}`,
              }))}
            />
          )}
        </Part>
      </div>
    </>
  );
}

function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section className={styles.part} aria-label={title}>
      <header className={styles.head}>
        <h2>{title}</h2>
        {hint && <p className={styles.hint}>{hint}</p>}
      </header>
      {children}
    </section>
  );
}
