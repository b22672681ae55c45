import { ChevronDown, ChevronRight, Play } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Failure } from "../../../api/client.ts";
import { type FunctionKind, type Ran, runFunction } from "../../../api/miniapp.ts";
import { texts } from "../../../texts/index.ts";
import { Button } from "../../../ui/Button.tsx";
import { Field } from "../../../ui/Field.tsx";
import { isObject } from "./paths.ts";
import styles from "./Workbench.module.css";

const CodeEditor = lazy(() => import("./forms/CodeEditor.tsx"));
const t = texts.miniapp.functions;

interface WorkbenchProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  kind: FunctionKind;
  readOnly: boolean;
  /** Where it runs is shown when somebody asks for it. */
  folded?: boolean;
}

const KEY = "baton.params";

/** A function with given values: run it, and see what it gave, wrote and took. */
export function Workbench({ label, value, onChange, kind, readOnly, folded = false }: WorkbenchProps) {
  const [open, setOpen] = useState(!folded);
  const [params, setParams] = useState(() => localStorage.getItem(KEY) ?? t.sample);
  const [ran, setRan] = useState<Ran | null>(null);
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const run = async () => {
    let given: unknown;
    try {
      given = JSON.parse(params || "{}");
    } catch {
      setError(t.notJson);
      return;
    }
    localStorage.setItem(KEY, params);
    setBusy(true);
    setError("");
    try {
      setRan(await runFunction(value, given, kind));
    } catch (failure) {
      setRan(null);
      const missing = failure instanceof Failure && [404, 405].includes(failure.status);
      setError(missing ? t.unavailable : failure instanceof Error ? failure.message : texts.common.failed);
    } finally {
      setBusy(false);
    }
  };
  const names = inputs(params);
  return (
    <>
      <Suspense fallback={<div className={styles.waits} />}>
        <CodeEditor
          value={value}
          onChange={onChange}
          label={label}
          readOnly={readOnly}
          inputs={names}
          failure={ran?.error ?? null}
        />
      </Suspense>
      {folded && (
        <Button
          look="quiet"
          className={styles.fold}
          icon={open ? <ChevronDown /> : <ChevronRight />}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {t.tryIt}
        </Button>
      )}
      <div className={styles.run} hidden={!open}>
        <Field label={t.params} error={error || undefined}>
          {(ids) => (
            <textarea
              {...ids}
              className={styles.params}
              rows={5}
              spellCheck={false}
              value={params}
              onChange={(event) => setParams(event.target.value)}
            />
          )}
        </Field>
        <div className={styles.result}>
          <div className={styles.bar}>
            <Button icon={<Play />} onClick={run} busy={busy}>
              {t.run}
            </Button>
            {ran && <span className={styles.time}>{t.took(ran.milliseconds)}</span>}
          </div>
          {ran && (
            <div role="status" className={styles.outcome}>
              {ran.error ? (
                <p className={styles.error}>
                  <strong>{ran.error.name}</strong> {ran.error.message}
                  {ran.error.line !== null && ` (${t.line(ran.error.line)})`}
                </p>
              ) : (
                <pre>{ran.value === undefined || ran.value === null ? t.nothing : show(ran.value)}</pre>
              )}
              {ran.log.length > 0 && (
                <>
                  <p className={styles.time}>{t.log}</p>
                  <pre>{ran.log.join("\n")}</pre>
                </>
              )}
            </div>
          )}
        </div>
      </div>
    </>
  );
}

const show = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value, null, 2));

function inputs(params: string): string[] {
  try {
    const given: unknown = JSON.parse(params);
    return isObject(given) ? Object.keys(given) : [];
  } catch {
    return [];
  }
}
