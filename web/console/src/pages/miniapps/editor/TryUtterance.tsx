import { FlaskConical } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Failure } from "../../../api/client.ts";
import { type Explanation, explain } from "../../../api/miniapp.ts";
import { texts } from "../../../texts/index.ts";
import { Button } from "../../../ui/Button.tsx";
import { Input } from "../../../ui/Field.tsx";
import styles from "./TryUtterance.module.css";

const t = texts.miniapp.explain;

/** What an utterance is understood as, and how much each of its words counted. */
export function TryUtterance({
  id,
  saved,
  onIntent,
}: {
  id: string;
  saved: boolean;
  onIntent: (name: string) => void;
}) {
  const [words, setWords] = useState("");
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState<{ words: string; why: Explanation } | null>(null);
  const [error, setError] = useState("");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!words.trim()) return;
    setBusy(true);
    setError("");
    try {
      setFound({ words: words.trim(), why: await explain(id, words.trim()) });
    } catch (failure) {
      setFound(null);
      const missing = failure instanceof Failure && [404, 405].includes(failure.status);
      setError(missing ? t.unavailable : failure instanceof Error ? failure.message : texts.common.failed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className={styles.try} aria-label={t.title}>
      <h2>{t.title}</h2>
      <form onSubmit={submit}>
        <Input
          aria-label={t.utterance}
          placeholder={t.placeholder}
          value={words}
          maxLength={1_000}
          onChange={(event) => setWords(event.target.value)}
        />
        <Button type="submit" icon={<FlaskConical />} busy={busy} disabled={!words.trim() || !saved}>
          {t.submit}
        </Button>
      </form>
      {!saved && <p className={styles.hint}>{t.unsaved}</p>}
      {error && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
      {found && <Why why={found.why} onIntent={onIntent} />}
    </section>
  );
}

function Why({ why, onIntent }: { why: Explanation; onIntent: (name: string) => void }) {
  const most = Math.max(...why.words.map((word) => Math.abs(word.counts)), 0.0001);
  return (
    <div className={styles.why} role="status">
      {why.intents.length === 0 ? (
        <p>{t.nothing}</p>
      ) : (
        <ol>
          {why.intents.slice(0, 5).map(({ name, confidence }) => (
            <li key={name}>
              <button type="button" onClick={() => onIntent(name)}>
                {name}
              </button>
              <meter min={0} max={100} value={confidence} aria-label={name} />
              <span>{Math.round(confidence)}</span>
            </li>
          ))}
        </ol>
      )}
      <p className={styles.words}>
        {why.words.map((word, at) => (
          <span
            key={at}
            className={styles.word}
            data-for={word.counts > 0 || undefined}
            data-strength={Math.round((Math.abs(word.counts) / most) * 4)}
            title={t.counts(word.counts)}
          >
            {word.word}
            {word.read_as && <small>{t.readAs(word.read_as)}</small>}
          </span>
        ))}
      </p>
      <p className={styles.hint}>
        {[
          why.exact ? t.exact : t.known(Math.round(why.known * 100)),
          why.parts.length > 1 && t.two(why.parts.map((one) => one.name)),
        ]
          .filter(Boolean)
          .join(" ")}
      </p>
    </div>
  );
}
