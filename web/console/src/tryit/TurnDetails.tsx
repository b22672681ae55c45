import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { TurnRecord } from "../api/dialogs.ts";
import { texts } from "../texts/index.ts";
import { shortName, type Told, tell } from "./path.ts";
import styles from "./TurnDetails.module.css";

const t = texts.tryIt.turn;

interface Props {
  turn: TurnRecord | undefined;
  /** Which component each dialog of the tree runs. */
  runs: Map<string, string>;
  component?: string | undefined;
  unread: boolean;
  nameOf?: ((id: string) => string | undefined) | undefined;
  onNode?: ((id: string) => void) | undefined;
}

/** One line that says what a turn did, and opens to all of it. */
export function TurnDetails({ turn, runs, component, unread, nameOf, onNode }: Props) {
  const [open, setOpen] = useState(false);
  if (!turn) return unread ? <p className={styles.unread}>{t.unreadable}</p> : null;
  const told = tell(turn, runs);
  return (
    <div className={styles.turn}>
      <button type="button" className={styles.summary} aria-expanded={open} onClick={() => setOpen(!open)}>
        <ChevronRight aria-hidden />
        <span className="hidden-visually">{t.show}: </span>
        <span>{summary(turn, told)}</span>
      </button>
      {open && (
        <dl className={styles.details}>
          <Heard turn={turn} told={told} />
          {told.way.length > 0 && (
            <Row label={t.way}>
              <ol className={styles.way}>
                {told.way.map((step, at) => {
                  const here = !component || step.component === component;
                  const name = (here && nameOf?.(step.id)) || step.id;
                  return (
                    <li
                      key={at}
                      title={step.skipped ? t.skipped : undefined}
                      data-skipped={step.skipped || undefined}
                    >
                      {!here && <span className={styles.where}>{shortName(step.component)} › </span>}
                      {here && onNode ? (
                        <button type="button" onClick={() => onNode(step.id)}>
                          {name}
                        </button>
                      ) : (
                        name
                      )}
                    </li>
                  );
                })}
              </ol>
            </Row>
          )}
          {told.fields.length > 0 && (
            <Row label={t.fields}>
              <ul className={styles.fields}>
                {told.fields.map(({ name, value }) => (
                  <li key={name}>
                    <code>{name}</code>{" "}
                    {value === null ? <em>{t.dropped}</em> : <span dir="auto">{value}</span>}
                  </li>
                ))}
              </ul>
            </Row>
          )}
          <Services told={told} />
          <Functions told={told} />
          {told.ignored.length > 0 && <Row label={t.ignored}>{told.ignored.join(", ")}</Row>}
          {told.log.length > 0 && (
            <Row label={t.log}>
              <ul className={styles.log}>
                {told.log.map((line, at) => (
                  <li key={at}>{line}</li>
                ))}
              </ul>
            </Row>
          )}
        </dl>
      )}
    </div>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Heard({ turn, told }: { turn: TurnRecord; told: Told }) {
  const intents = turn.understood.flatMap((one) => one.intents ?? []);
  const values = turn.understood.flatMap((one) => one.values ?? []);
  const requests = turn.understood.flatMap((one) => one.requests ?? []);
  return (
    <>
      {told.heard.length > 0 && (
        <Row label={t.heard}>
          {told.heard.map(({ outcome, value, confidence }, at) => (
            <p key={at}>
              {t.outcomes[outcome] ?? outcome.replaceAll("_", " ")}
              {value !== undefined && <> · {value}</>}
              {confidence !== undefined && <span className={styles.sure}> {t.sure(confidence)}</span>}
            </p>
          ))}
        </Row>
      )}
      {intents.length > 0 && (
        <Row label={t.intents}>
          <ul className={styles.bars}>
            {intents.slice(0, 5).map(({ name, confidence }, at) => (
              <li key={at}>
                <span>{name}</span>
                <meter min={0} max={100} value={confidence} aria-label={name} />
                <span className={styles.sure}>{t.sure(confidence)}</span>
              </li>
            ))}
          </ul>
        </Row>
      )}
      {values.length > 0 && (
        <Row label={t.values}>
          {values.map(({ kind, value, confidence }, at) => (
            <p key={at}>
              {value}{" "}
              <span className={styles.sure}>{`${kind.replaceAll("_", " ")} ${t.sure(confidence)}`}</span>
            </p>
          ))}
        </Row>
      )}
      {requests.length > 0 && <Row label={t.requests}>{requests.join(", ")}</Row>}
    </>
  );
}

function Services({ told }: { told: Told }) {
  if (told.calls.length === 0) return null;
  return (
    <Row label={t.services}>
      {told.calls.map(({ name, method, outcome, status, milliseconds, attempts }, at) => (
        <p key={at}>
          <code>{`${method} ${name}`}</code>{" "}
          <span data-bad={outcome !== "answered" || (status ?? 0) >= 400 || undefined}>
            {status ?? outcome.replaceAll("_", " ")}
          </span>{" "}
          <span className={styles.sure}>
            {t.milliseconds(milliseconds)}
            {attempts > 1 && ` · ${t.attempts(attempts)}`}
          </span>
        </p>
      ))}
    </Row>
  );
}

function Functions({ told }: { told: Told }) {
  if (told.functions.length === 0) return null;
  return (
    <Row label={t.functions}>
      {told.functions.map(({ kind, name, milliseconds, log, error }, at) => (
        <div key={at}>
          <p>
            <code>{name || t.functionOf[kind] || kind}</code>{" "}
            <span className={styles.sure}>{t.milliseconds(milliseconds)}</span>
          </p>
          {log.length > 0 && <pre>{log.join("\n")}</pre>}
          {error && <p data-bad>{error}</p>}
        </div>
      ))}
    </Row>
  );
}

/** Such as `Intent Account.Balance 93 % · 4 blocks · 2 fields`. */
function summary(turn: TurnRecord, told: Told): string {
  const heard = told.heard.at(-1);
  const sure = heard?.confidence !== undefined ? ` ${t.sure(heard.confidence)}` : "";
  const parts = [
    heard &&
      (heard.value
        ? `${heard.value}${sure}`
        : (t.outcomes[heard.outcome] ?? heard.outcome.replaceAll("_", " "))),
    told.failed.length > 0 && texts.tryIt.failed(told.failed.join(", ")).replace(/\.$/, ""),
    told.way.length > 0 && t.count.blocks(told.way.length),
    told.fields.length > 0 && t.count.fields(told.fields.length),
    told.calls.length > 0 && t.count.calls(told.calls.length),
    told.functions.length > 0 && t.functions,
  ].filter(Boolean);
  return parts.join(" · ") || turn.action_name;
}
