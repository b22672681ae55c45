import { existingIn, type Import } from "../../api/transfer.ts";
import { texts } from "../../texts/index.ts";
import styles from "./Transfer.module.css";

const t = texts.transfer;

/** True when the group has all of it already. */
export function bringsNothing({ kind, imported: { flows, miniapps, variables } }: Import): boolean {
  return kind !== "app" && [flows, miniapps, variables].every(({ created }) => created.length === 0);
}

/** Whether what the ZIP is about would be made, or is there. */
function isMade({ kind, name, imported }: Import): boolean {
  if (kind === "app") return true;
  return (kind === "flow" ? imported.flows : imported.miniapps).created.includes(name);
}

/** What an import would do. */
export function Preview({ told, group }: { told: Import; group: string }) {
  const { kind, name, imported } = told;
  const parts = [
    { label: t.flows, outcome: imported.flows },
    { label: t.miniapps, outcome: imported.miniapps },
    { label: t.variables, outcome: imported.variables },
  ].flatMap(({ label, outcome }) => [
    { label: t.created(label), names: outcome.created },
    { label: t.reused(label), names: outcome.reused },
    { label: t.kept(label), names: outcome.kept },
  ]);
  const all = [...parts, { label: t.toFill, names: imported.to_fill }].filter(
    ({ names }) => names.length > 0,
  );
  return (
    <section className={styles.outcome} aria-live="polite">
      <h3>{t.would}</h3>
      <p>{(isMade(told) ? t.made : t.there)(kind, name, group)}</p>
      <dl>
        {all.map(({ label, names }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{names.join(", ")}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Why it can't be: a sentence, and the names of what stands in its way. */
export function Refused({ failure }: { failure: unknown }) {
  const existing = existingIn(failure);
  return (
    <div className={styles.refused} role="alert">
      <p>{failure instanceof Error ? inWords(failure.message) : texts.common.failed}</p>
      {existing.length > 0 && (
        <>
          <ul>
            {existing.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
          <p>{t.differsText}</p>
        </>
      )}
    </div>
  );
}

/** A sentence in which no key of a request stands out. */
const inWords = (sentence: string) => sentence.replaceAll("`", "");
