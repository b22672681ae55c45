import { Play, Plus, Trash2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Failure } from "../../../api/client.ts";
import { type FunctionKind, type Ran, runFunction } from "../../../api/miniapp.ts";
import { texts } from "../../../texts/index.ts";
import { Button, IconButton } from "../../../ui/Button.tsx";
import { Field, TextField } from "../../../ui/Field.tsx";
import { useEditor, useValue } from "./context.ts";
import styles from "./FunctionsTab.module.css";
import { isObject, type Json } from "./paths.ts";

const CodeEditor = lazy(() => import("./forms/CodeEditor.tsx"));
const t = texts.miniapp.functions;

const word = (value: Json | undefined) => (typeof value === "string" ? value : "");

/** JavaScript functions: one at a time, with a place to run it. */
export function FunctionsTab() {
  const [value, change] = useValue(["userFunctions"]);
  const { readOnly } = useEditor();
  const functions = Array.isArray(value) ? value : [];
  const [chosen, setChosen] = useState(0);
  const one = functions[chosen];
  const add = () => {
    const name = `function_${functions.length + 1}`;
    change([...functions, { name, javascript: "ocpReturn('');\n" }]);
    setChosen(functions.length);
  };
  const put = (part: { [key: string]: Json }) =>
    change(functions.map((old, index) => (index === chosen && isObject(old) ? { ...old, ...part } : old)));
  if (functions.length === 0) {
    return (
      <div className={styles.empty}>
        <h2>{t.empty}</h2>
        <p>{t.emptyText}</p>
        <Button look="primary" icon={<Plus />} onClick={add} disabled={readOnly}>
          {t.add}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.functions}>
      <ul className={styles.list} aria-label={t.list}>
        {functions.map((each, index) => (
          <li key={index}>
            <button
              type="button"
              aria-current={index === chosen || undefined}
              onClick={() => setChosen(index)}
            >
              <code>{(isObject(each) && word(each.name)) || t.unnamed}</code>
            </button>
          </li>
        ))}
        <li>
          <Button look="quiet" icon={<Plus />} onClick={add} disabled={readOnly}>
            {t.add}
          </Button>
        </li>
      </ul>
      {isObject(one) && (
        <div className={styles.one}>
          <div className={styles.head}>
            <TextField
              label={t.name}
              hint={t.nameHint(word(one.name))}
              value={word(one.name)}
              readOnly={readOnly}
              spellCheck={false}
              onChange={(event) => put({ name: event.target.value })}
            />
            <IconButton
              label={texts.miniapp.remove(word(one.name))}
              disabled={readOnly}
              onClick={() => {
                change(functions.filter((_, index) => index !== chosen));
                setChosen(Math.max(0, chosen - 1));
              }}
            >
              <Trash2 />
            </IconButton>
          </div>
          <Workbench
            key={chosen}
            label={t.code(word(one.name))}
            value={word(one.javascript)}
            onChange={(javascript) => put({ javascript })}
            kind="user"
            readOnly={readOnly}
          />
        </div>
      )}
    </div>
  );
}

interface WorkbenchProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  kind: FunctionKind;
  readOnly: boolean;
}

const KEY = "baton.params";

/** A function with given values: run it, and see what it gave, wrote and took. */
export function Workbench({ label, value, onChange, kind, readOnly }: WorkbenchProps) {
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
      <div className={styles.run}>
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
