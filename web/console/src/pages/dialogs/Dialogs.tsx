import { MessagesSquare, Radio, SearchX } from "lucide-react";
import { useMemo, useState } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { useApps } from "../../api/apps.ts";
import { type FoundDialog, useDialogs } from "../../api/insights.ts";
import { Page } from "../../shell/Page.tsx";
import { texts } from "../../texts/index.ts";
import { Badge } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { Empty } from "../../ui/Empty.tsx";
import { Failed } from "../../ui/Failed.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { Moment } from "../../ui/Moment.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import { lasted } from "../../ui/time.ts";
import styles from "./Dialogs.module.css";
import { EndBadge } from "./EndBadge.tsx";
import { FilterBar } from "./Filters.tsx";
import { type Filters, fromAddress, isFiltered, searchOf, toAddress } from "./filters.ts";
import { useLive } from "./useLive.ts";

const t = texts.dialogs;

/** What callers and applications said to each other: found, and as it happens. */
export default function Dialogs() {
  const search = useSearch();
  const [, go] = useLocation();
  const filters = useMemo(() => fromAddress(new URLSearchParams(search)), [search]);
  const change = (part: Partial<Filters>) =>
    go(`/dialogs${toAddress({ ...filters, ...part })}`, { replace: true });
  const apps = useApps();
  const [live, setLive] = useState(true);
  const found = useDialogs(useMemo(() => searchOf(filters, apps.data), [filters, apps.data]));
  // What is over for good does not change.
  const { hears, said } = useLive(live && !filters.to);
  const rows = found.data?.pages.flatMap(({ dialogs }) => dialogs) ?? [];
  const columns = useColumns(said);
  const lookedTo = found.data?.pages.at(-1)?.looked_to_ms;
  const further = (label: string) =>
    found.hasNextPage && (
      <Button
        className={styles.older}
        busy={found.isFetchingNextPage}
        onClick={() => void found.fetchNextPage()}
      >
        {label}
      </Button>
    );
  return (
    <Page
      title={t.title}
      actions={
        <Button
          icon={<Radio />}
          aria-pressed={live}
          title={t.liveHint}
          className={styles.live}
          data-on={(live && hears) || undefined}
          onClick={() => setLive(!live)}
        >
          {t.live}
        </Button>
      }
      tools={<FilterBar filters={filters} onChange={change} />}
    >
      {live && hears === false && (
        <p className={styles.lost} role="status">
          {t.liveLost}
        </p>
      )}
      {found.isError ? (
        <Failed failure={found.error} onRetry={found.refetch} />
      ) : !found.data ? (
        <Loading />
      ) : rows.length > 0 ? (
        <>
          <Table label={t.list} rows={rows} columns={columns} id={({ id }) => id} />
          {found.hasNextPage && <LookedTo at={lookedTo} />}
          {further(t.older)}
        </>
      ) : found.hasNextPage ? (
        <Empty icon={<SearchX />} title={t.nothingSoFar.title} actions={further(t.further)}>
          {t.nothingSoFar.text} <LookedTo at={lookedTo} />
        </Empty>
      ) : isFiltered(filters) || filters.since !== "all" ? (
        <Nothing filters={filters} />
      ) : (
        <Nobody />
      )}
    </Page>
  );
}

/** How far a search in what was said has come. */
function LookedTo({ at }: { at: number | null | undefined }) {
  if (!at) return null;
  return (
    <span className={styles.lookedTo} role="status">
      {t.lookedTo} <Moment at={new Date(at).toISOString()} clock />
    </span>
  );
}

/** Nothing fits; and when there is nothing at all, what to do first. */
function Nothing({ filters }: { filters: Filters }) {
  const any = useDialogs(useMemo(() => ({ query: {} }), []));
  if (!any.data) return <Loading />;
  if (any.data.pages[0]?.dialogs.length === 0) return <Nobody />;
  return (
    <Empty
      icon={<SearchX />}
      title={t.nothing.title}
      actions={
        filters.since === "all" ? null : (
          <Link href={`/dialogs${toAddress({ ...filters, since: "all" })}`}>{t.since.all}</Link>
        )
      }
    >
      {t.nothing.text}
    </Empty>
  );
}

function Nobody() {
  return (
    <Empty
      icon={<MessagesSquare />}
      title={t.none.title}
      actions={
        <>
          <Link href="/apps">{t.none.try}</Link>
          <Link href="/access?part=apps">{t.none.chat}</Link>
        </>
      }
    >
      {t.none.text}
    </Empty>
  );
}

function useColumns(said: ReadonlyMap<string, string>): Column<FoundDialog>[] {
  return useMemo(
    () => [
      {
        key: "app",
        label: t.columns.app,
        show: (one) => {
          const words = one.status === "open" ? said.get(one.group) : undefined;
          return (
            <div className={styles.name}>
              <Link href={`/dialogs/${encodeURIComponent(one.id)}`} className={styles.link}>
                {one.app_name}
              </Link>
              {words && (
                <span className={styles.words} dir="auto">
                  {t.now(words)}
                </span>
              )}
            </div>
          );
        },
      },
      {
        key: "began",
        label: t.columns.began,
        show: (one) => <Moment at={new Date(one.time).toISOString()} clock />,
      },
      {
        key: "caller",
        label: t.columns.caller,
        show: (one) => (
          <span className={styles.caller}>
            <span dir="auto">{one.origin_uri || t.unknownCaller}</span>
            {one.test_flag && <Badge>{t.simulation}</Badge>}
          </span>
        ),
      },
      { key: "channel", label: t.columns.channel, show: (one) => t.channels[one.channel] ?? one.channel },
      { key: "ended", label: t.columns.ended, show: (one) => <EndBadge dialog={one} /> },
      { key: "reason", label: t.columns.reason, show: (one) => one.reason },
      { key: "turns", label: t.columns.turns, show: (one) => (one.status === "open" ? "…" : one.steps) },
      { key: "length", label: t.columns.length, show: (one) => lasted(one.duration) },
    ],
    [said],
  );
}
