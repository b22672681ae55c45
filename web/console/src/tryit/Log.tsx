import { useEffect, useRef, useState } from "react";
import type { Entry } from "../../../widget/src/conversation.ts";
import { type Choice, chosenDays, type Days, type Rich } from "../../../widget/src/rich.ts";
import type { TurnRecord } from "../api/dialogs.ts";
import { texts } from "../texts/index.ts";
import { Button } from "../ui/Button.tsx";
import { Input } from "../ui/Field.tsx";
import styles from "./Log.module.css";
import { components } from "./path.ts";
import { TurnDetails } from "./TurnDetails.tsx";
import type { Talk } from "./useTalk.ts";

const t = texts.tryIt;

interface Props {
  talk: Talk;
  component?: string | undefined;
  nameOf?: ((id: string) => string | undefined) | undefined;
  onNode?: ((id: string) => void) | undefined;
  onRestart: () => void;
}

/** What was said, and below each answer what happened in its turn. */
export function Log({ talk, component, nameOf, onNode, onRestart }: Props) {
  const { state, turns, unread } = talk;
  const log = useRef<HTMLDivElement>(null);
  const count = state.entries.length;
  useEffect(() => {
    const box = log.current;
    if (box && (state.typing || count > 0)) box.scrollTo({ top: box.scrollHeight });
  }, [count, state.typing]);

  const runs = components(turns);
  const bySteps = new Map(turns.map((turn) => [turn.step, turn]));
  const last = state.entries.length - 1;
  const details = (turn: TurnRecord | undefined) => (
    <TurnDetails
      turn={turn}
      runs={runs}
      component={component}
      unread={unread}
      nameOf={nameOf}
      onNode={onNode}
    />
  );

  return (
    <div className={styles.log} ref={log} role="log" aria-label={t.log} tabIndex={0}>
      {state.entries.map((entry, at) => (
        <Said key={at} entry={entry} open={at === last && !state.over} talk={talk}>
          {entry.kind === "told" && details(bySteps.get(entry.step))}
          {entry.kind === "over" && silentEnd(state.entries[at - 1]) && details(turns.at(-1))}
        </Said>
      ))}
      {state.typing && (
        <p className={styles.typing} role="status">
          <span className="hidden-visually">{t.typing}</span>
          <i />
          <i />
          <i />
        </p>
      )}
      {(state.link === "lost" || (state.link === "connecting" && count === 0)) && (
        <p className={styles.note} role="status">
          {state.link === "lost" ? t.link.lost : t.link.connecting}
        </p>
      )}
      {(state.over || state.link === "gone") && (
        <Button className={styles.again} onClick={onRestart}>
          {t.restart}
        </Button>
      )}
    </div>
  );
}

/** The end said nothing: its turn has no message to stand under. */
const silentEnd = (before: Entry | undefined) =>
  before?.kind !== "told" || !["EXIT", "TRANSFER"].includes(before.action);

function Said({
  entry,
  open,
  talk,
  children,
}: {
  entry: Entry;
  open: boolean;
  talk: Talk;
  children: React.ReactNode;
}) {
  switch (entry.kind) {
    case "said":
      return (
        <div className={styles.mine} data-state={entry.state}>
          <p dir="auto">{entry.text}</p>
        </div>
      );
    case "told":
      return (
        <div className={styles.theirs}>
          {entry.text && <p dir="auto">{entry.text}</p>}
          {entry.rich.map((rich, at) => (
            <Pieces
              key={at}
              rich={rich}
              open={open}
              onChoose={(one) => talk.say(one.say, one.label, one.semantics)}
            />
          ))}
          {children}
        </div>
      );
    case "over":
      return (
        <div className={styles.over}>
          <p>
            {[
              t.ended[entry.endType] ?? t.endedOtherwise,
              entry.transfer && t.to(entry.transfer),
              entry.result === "fail" && entry.reason
                ? t.failed(entry.reason)
                : entry.reason && t.reason(entry.reason),
            ]
              .filter(Boolean)
              .join(" ")}
          </p>
          {children}
        </div>
      );
    case "trouble":
      return (
        <p className={styles.trouble} role="alert">
          {entry.text}
        </p>
      );
  }
}

/** A day to choose, or two. */
function DaysForm({ days, onChoose }: { days: Days; onChoose: (choice: Choice) => void }) {
  const [chosen, setChosen] = useState<string[]>(days.span ? ["", ""] : [""]);
  const labels = days.span ? [t.days.first, t.days.last] : [t.days.one];
  return (
    <form
      className={styles.days}
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen.every(Boolean)) onChoose(chosenDays(days, chosen, "en-GB"));
      }}
    >
      {labels.map((label, at) => (
        <Input
          key={label}
          type="date"
          aria-label={label}
          required
          min={(at > 0 && chosen[0]) || days.from}
          max={days.to}
          value={chosen[at]}
          onChange={(event) =>
            setChosen(chosen.map((day, index) => (index === at ? event.target.value : day)))
          }
        />
      ))}
      <Button type="submit">{t.days.choose}</Button>
    </form>
  );
}

function Pieces({ rich, open, onChoose }: { rich: Rich; open: boolean; onChoose: (choice: Choice) => void }) {
  return (
    <div className={styles.rich} data-kind={rich.kind}>
      {rich.title && <strong>{rich.title}</strong>}
      {rich.subtitle && <small>{rich.subtitle}</small>}
      {rich.data && <pre>{JSON.stringify(rich.data, null, 1)}</pre>}
      {rich.days && open && <DaysForm days={rich.days} onChoose={onChoose} />}
      {rich.choices.length > 0 && (
        <div className={styles.choices} role="group" aria-label={t.choices}>
          {rich.choices.map((choice) => (
            <button key={choice.label} type="button" disabled={!open} onClick={() => onChoose(choice)}>
              {choice.label}
              {choice.detail && <small>{choice.detail}</small>}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
