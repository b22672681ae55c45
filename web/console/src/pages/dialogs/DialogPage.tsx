import { ArrowLeft, ExternalLink, FileText, Trash2, Workflow } from "lucide-react";
import { useCallback, useEffect, useMemo, useState } from "react";
import { Link, useLocation } from "wouter";
import { useMay } from "../../api/access.ts";
import { download } from "../../api/download.ts";
import { dialogFile, type FoundDialog, useDialog, useEraseDialog, useTurns } from "../../api/insights.ts";
import { CanvasView } from "../../canvas/board/CanvasView.tsx";
import { nodesById } from "../../canvas/model/document.ts";
import { titleOf } from "../../canvas/model/kinds.ts";
import { useTitle } from "../../shell/Page.tsx";
import { texts } from "../../texts/index.ts";
import { components, pathOf } from "../../tryit/path.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { ConfirmDelete } from "../../ui/ConfirmDelete.tsx";
import { Empty } from "../../ui/Empty.tsx";
import { Failed } from "../../ui/Failed.tsx";
import { Select } from "../../ui/Field.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { Menu } from "../../ui/Menu.tsx";
import { Moment } from "../../ui/Moment.tsx";
import { lasted } from "../../ui/time.ts";
import { say } from "../../ui/toasts.tsx";
import { Conversation } from "./Conversation.tsx";
import { type ShownCanvas, useCanvases } from "./canvases.ts";
import styles from "./Dialog.module.css";
import { EndBadge } from "./EndBadge.tsx";
import { Replay } from "./Replay.tsx";

const t = texts.dialogs.one;
const NONE: ShownCanvas[] = [];

/** One dialog: what was said beside the way that it took, turn by turn. */
export default function DialogPage({ id }: { id: string }) {
  const found = useDialog(id);
  const root = found.data?.dialog.group;
  const turns = useTurns(root);
  useTitle(texts.dialogs.title);
  if (found.isError) return <Failed failure={found.error} onRetry={found.refetch} />;
  if (turns.isError) return <Failed failure={turns.error} onRetry={turns.refetch} />;
  if (!found.data || !turns.data) return <Loading />;
  const dialog = found.data.tree.find((one) => one.id === root) ?? found.data.dialog;
  return <Told dialog={dialog} {...turns.data} />;
}

interface ToldProps {
  dialog: FoundDialog;
  turns: NonNullable<ReturnType<typeof useTurns>["data"]>["turns"];
  over: boolean;
  application_id: string;
  started_at: string;
  test_mode: boolean;
}

function Told({ dialog, turns, over, ...ran }: ToldProps) {
  // Whoever looks at the last turn goes on with the dialog.
  const [picked, setPicked] = useState<number | null>(null);
  const at = Math.min(picked ?? turns.length, turns.length);
  const runs = useMemo(() => components(turns), [turns]);
  const ids = useMemo(() => [...new Set(runs.values())], [runs]);
  const canvases = useCanvases(ran, ids);
  const list = canvases.data?.list ?? NONE;
  const [chosen, setChosen] = useState<string | null>(null);
  // The canvas on which something happened last, as far as one has looked.
  const last = useMemo(() => {
    const known = new Set(list.map(({ component }) => component));
    const walked = turns.slice(0, at).flatMap(({ events }) => events);
    const step = walked.findLast(
      ({ event, dialog }) => (event === "node" || event === "skipped") && known.has(runs.get(dialog) ?? ""),
    );
    return step && runs.get(step.dialog);
  }, [list, turns, at, runs]);
  const shown =
    list.find(({ component }) => component === (chosen ?? last)) ??
    list.find(({ component }) => component === last) ??
    list[0];
  const path = useMemo(
    () => (shown ? pathOf(turns.slice(0, at), shown.component) : null),
    [turns, at, shown],
  );
  const [look, setLook] = useState<{ node: string } | null>(null);
  const goTo = useCallback(
    (next: number) => {
      setPicked(next >= turns.length ? null : next);
      setChosen(null);
    },
    [turns.length],
  );
  // A node leads to the turn in which it ran first.
  const onChoose = useCallback(
    (node: string) => {
      const index = turns.findIndex(({ events }) =>
        events.some(
          ({ event, id, dialog }) => event === "node" && id === node && runs.get(dialog) === shown?.component,
        ),
      );
      if (index < 0) return;
      setPicked(index + 1);
      setChosen(shown?.component ?? null);
    },
    [turns, runs, shown?.component],
  );
  const nameOf = (node: string) => {
    const found = shown && nodesById(shown.document).get(node);
    return found && titleOf(found);
  };
  const missing =
    shown && path ? [...path.nodes].filter((node) => !nodesById(shown.document).has(node)).length : 0;
  useEffect(() => {
    document.title = `${t.title(dialog.app_name)} · ${texts.common.product}`;
  }, [dialog.app_name]);

  return (
    <div className={styles.page}>
      <Head dialog={dialog} turns={turns.length} />
      <div className={styles.both}>
        <section className={styles.canvas} aria-label={t.canvas}>
          {shown && path ? (
            <>
              <header className={styles.which}>
                {list.length > 1 && (
                  <Select
                    aria-label={t.whichCanvas}
                    className={styles.select}
                    options={list
                      .filter(({ component }) => ids.includes(component))
                      .map(({ component, name }) => ({ value: component, label: name }))}
                    value={shown.component}
                    onChange={(event) => setChosen(event.target.value)}
                  />
                )}
                <p>
                  {t.as[canvases.data?.as ?? "today"]}
                  {missing > 0 && `. ${t.missing(missing)}`}
                </p>
                {shown.href && (
                  <Link href={shown.href} className={styles.link}>
                    <ExternalLink aria-hidden /> {t.openFlow}
                  </Link>
                )}
              </header>
              <div className={styles.board}>
                <CanvasView
                  id={shown.component}
                  document={shown.document}
                  lit={path}
                  look={look}
                  onChoose={onChoose}
                />
              </div>
            </>
          ) : canvases.isPending ? (
            <Loading />
          ) : canvases.isError ? (
            <Failed failure={canvases.error} onRetry={canvases.refetch} />
          ) : (
            <Empty icon={<Workflow />} title={t.noCanvas}>
              {t.noCanvasText}
            </Empty>
          )}
        </section>
        <section className={styles.said} aria-label={t.conversation}>
          <Replay at={at} all={turns.length} onChange={goTo} />
          <Conversation
            id={dialog.group}
            turns={turns}
            over={over}
            at={at}
            onAt={goTo}
            component={shown?.component}
            nameOf={nameOf}
            onNode={(node) => setLook({ node })}
          />
        </section>
      </div>
    </div>
  );
}

function Head({ dialog, turns }: { dialog: FoundDialog; turns: number }) {
  const may = useMay();
  const erase = useEraseDialog();
  const [, go] = useLocation();
  const [erasing, setErasing] = useState(false);
  const file = (what: "log" | "records", ending: string) =>
    dialogFile(dialog.group, what)
      .then((content) => download(`${dialog.app_name}_${dialog.time}.${ending}`, content))
      .catch(say.failed);
  const facts = [
    [t.began, <Moment key="began" at={new Date(dialog.time).toISOString()} clock />],
    [t.took, lasted(dialog.duration)],
    [t.turns, turns],
    [t.caller, dialog.origin_uri || texts.dialogs.unknownCaller],
    dialog.destination_uri && [t.called, dialog.destination_uri],
    [t.channel, texts.dialogs.channels[dialog.channel] ?? dialog.channel],
    [t.language, dialog.locale],
  ].filter((fact) => Array.isArray(fact)) as [string, React.ReactNode][];
  return (
    <header className={styles.head}>
      <Link href="/dialogs" className={styles.back} aria-label={t.back} title={t.back}>
        <ArrowLeft aria-hidden />
      </Link>
      <h1 dir="auto">{dialog.app_name}</h1>
      <EndBadge dialog={dialog} />
      {dialog.reason && <span className={styles.reason}>{dialog.reason}</span>}
      <dl className={styles.facts} aria-label={t.about}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
      <Menu
        label={t.log}
        items={[
          { label: t.log, onSelect: () => void file("log", "txt") },
          { label: t.records, onSelect: () => void file("records", "ndjson") },
        ]}
        trigger={(props) => (
          <Button icon={<FileText />} {...props}>
            {t.log}
          </Button>
        )}
      />
      <IconButton
        label={t.erase}
        disabled={!may(dialog.ocp_group_name, "Owner") || dialog.status === "open"}
        onClick={() => setErasing(true)}
      >
        <Trash2 />
      </IconButton>
      {erasing && (
        <ConfirmDelete
          title={t.eraseTitle}
          name={dialog.app_name}
          onConfirm={async () => {
            await erase.mutateAsync(dialog.group);
            say.done(t.erased);
            go("/dialogs");
          }}
          onClose={() => setErasing(false)}
        >
          {t.eraseText}
        </ConfirmDelete>
      )}
    </header>
  );
}
