import { useQuery } from "@tanstack/react-query";
import { Braces } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { TurnRecord } from "../../api/dialogs.ts";
import { type DialogRecord, dialogRecords } from "../../api/insights.ts";
import { texts } from "../../texts/index.ts";
import log from "../../tryit/Log.module.css";
import { components } from "../../tryit/path.ts";
import { TurnDetails } from "../../tryit/TurnDetails.tsx";
import { Button } from "../../ui/Button.tsx";
import styles from "./Dialog.module.css";

const t = texts.dialogs.one;
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });

interface Props {
  /** The root. */
  id: string;
  turns: TurnRecord[];
  over: boolean;
  /** The turn that is shown, from 1. */
  at: number;
  onAt: (at: number) => void;
  /** The canvas that is shown beside it. */
  component: string | undefined;
  nameOf: (node: string) => string | undefined;
  onNode: (node: string) => void;
}

/** What was said, turn by turn; what comes after the turn that is shown steps back. */
export function Conversation({ id, turns, over, at, onAt, component, nameOf, onNode }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const runs = components(turns);
  useEffect(() => {
    list.current?.querySelector(`[data-turn="${at}"]`)?.scrollIntoView({ block: "nearest" });
  }, [at]);
  return (
    <ol ref={list} className={`${log.log} ${styles.turns}`} aria-label={t.conversation} tabIndex={0}>
      {turns.map((turn, index) => (
        <li
          key={turn.step}
          data-turn={index + 1}
          data-later={index + 1 > at || undefined}
          aria-current={index + 1 === at ? "step" : undefined}
        >
          <button type="button" className={styles.step} onClick={() => onAt(index + 1)}>
            <span>{t.turn(turn.step)}</span>
            <time dateTime={turn.time}>{clock.format(new Date(turn.time))}</time>
          </button>
          <Heard turn={turn} before={turns[index - 1]} />
          {turn.said.length > 0 && (
            <div className={log.theirs}>
              {turn.said.map((words, place) => (
                <p key={place} dir="auto">
                  {words}
                </p>
              ))}
            </div>
          )}
          <div className={styles.what}>
            <TurnDetails
              turn={turn}
              runs={runs}
              component={component}
              unread={false}
              nameOf={nameOf}
              onNode={onNode}
            />
            <Record id={id} step={turn.step} over={over} />
          </div>
          {turn.ended && (
            <p className={log.over}>
              {[
                texts.tryIt.ended[turn.ended.end_type] ?? texts.tryIt.endedOtherwise,
                turn.ended.reason &&
                  (turn.ended.success
                    ? texts.tryIt.reason(turn.ended.reason)
                    : texts.tryIt.failed(turn.ended.reason)),
              ]
                .filter(Boolean)
                .join(" ")}
            </p>
          )}
        </li>
      ))}
      {!over && <li className={styles.goesOn}>{t.underWay}</li>}
    </ol>
  );
}

/** What the caller did; at the beginning, and after an announcement that was only heard, nothing. */
function Heard({ turn: { input }, before }: { turn: TurnRecord; before: TurnRecord | undefined }) {
  if (input.type === "no_input" && before?.action === "ANNOUNCEMENT") return null;
  const words = {
    no_input: t.silence,
    hang_up: t.hungUp,
    idle: t.idle,
  }[input.type];
  const said = input.mode === "DTMF" && input.utterance ? t.keys(input.utterance) : input.utterance;
  const shown = words ?? (input.type === "continue" ? "" : said);
  if (!shown) return null;
  return (
    <div className={log.mine} data-silent={words ? true : undefined}>
      <p dir="auto">{shown}</p>
    </div>
  );
}

/** The record of a turn as it is kept and sent. */
function Record({ id, step, over }: { id: string; step: number; over: boolean }) {
  const [open, setOpen] = useState(false);
  const all = useQuery({
    queryKey: ["dialogs", "records", id, over ? "" : step],
    queryFn: () => dialogRecords(id),
    enabled: open,
    staleTime: over ? Number.POSITIVE_INFINITY : 0,
  });
  const own = all.data && recordsOf(all.data, id, step);
  return (
    <>
      <Button
        look="quiet"
        icon={<Braces />}
        className={styles.open}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {t.record}
      </Button>
      {open && (
        <pre className={styles.record} tabIndex={0}>
          {all.isError
            ? all.error.message
            : !own
              ? t.recordLoading
              : own.length === 0
                ? t.noRecord
                : own.map((one) => JSON.stringify(one, null, 2)).join("\n\n")}
        </pre>
      )}
    </>
  );
}

/** The root's own record of a turn, and those of the parts that took part in it. */
function recordsOf(all: DialogRecord[], root: string, step: number): DialogRecord[] {
  const steps = all.filter(({ message_type }) => message_type === "dialog_step");
  const at = steps.findIndex((one) => one.id === root && one.step === step);
  if (at < 0) return [];
  const next = steps.findIndex((one, place) => place > at && one.id === root);
  return steps.slice(at, next < 0 ? undefined : next);
}
