import { type ReactNode, useId, useState } from "react";
import { texts } from "../../../../texts/index.ts";
import { Check, Select, SelectField, TextArea, TextField } from "../../../../ui/Field.tsx";
import { useEditor, useUnnamed, useValue, useWrong } from "../context.ts";
import { explains } from "../explains.ts";
import { isObject, type Json, type Path } from "../paths.ts";
import { inferred, type Shape } from "../shapes.ts";
import { Workbench } from "../Workbench.tsx";
import { Conditions } from "./Conditions.tsx";
import styles from "./Form.module.css";
import { JsonForm, ListForm, MapForm, WeightedForm } from "./Lists.tsx";
import { PromptGrid } from "./PromptGrid.tsx";

const t = texts.miniapp;

interface Props {
  shape: Shape;
  path: Path;
  label: string;
  /** A heading of its own rather than a label. */
  top?: boolean;
}

/** Draws a value. */
export function Form({ shape, path, label, top }: Props) {
  switch (shape.is) {
    case "prompt":
      return <PromptForm shape={shape} path={path} label={label} top={top ?? false} />;
    case "object":
      return <ObjectForm shape={shape} path={path} label={label} top={top ?? false} />;
    case "list":
      return <ListForm shape={shape} path={path} label={label} />;
    case "weighted":
      return <WeightedForm shape={shape} path={path} label={label} />;
    case "map":
      return <MapForm shape={shape} path={path} label={label} />;
    case "conditions":
      return (
        <Block label={label} hint={shape.description}>
          <Conditions path={path} />
        </Block>
      );
    case "json":
      return <JsonForm path={path} label={label} hint={shape.description} />;
    default:
      return <Line shape={shape} path={path} label={label} />;
  }
}

/** A part of a page with its heading. */
export function Block({
  label,
  hint,
  actions,
  children,
}: {
  label: string;
  hint?: string | undefined;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  const explained = explains(hint, label);
  return (
    <section className={styles.block} aria-labelledby={id}>
      <header>
        <h2 id={id}>{label}</h2>
        {actions}
      </header>
      {explained && <p className={styles.hint}>{explained}</p>}
      {children}
    </section>
  );
}

/** A single value. */
function Line({ shape, path, label }: { shape: Shape; path: Path; label: string }) {
  const [value, change] = useValue(path);
  const { readOnly } = useEditor();
  const error = useWrong(path);
  const lacks = useUnnamed(path);
  // Many small ones explain themselves, and their heading explains them all.
  const quiet = path.at(-2) === "thresholds";
  const hint = quiet ? undefined : explains(shape.description, label);
  const shown = value === null || value === undefined ? "" : String(value);
  switch (shape.is) {
    case "flag":
      return (
        <Check
          label={label}
          {...(hint ? { hint } : {})}
          checked={value === undefined || value === null ? onByDefault(shape, path) : truthy(value)}
          disabled={readOnly}
          onChange={(event) => change(event.target.checked)}
        />
      );
    case "number":
      return (
        <div className={styles.short}>
          <TextField
            label={label}
            hint={hint}
            error={error}
            inputMode="decimal"
            value={shown}
            readOnly={readOnly}
            onChange={(event) => change(number(event.target.value))}
          />
        </div>
      );
    case "choice":
      return (
        <div className={styles.short}>
          <SelectField
            label={label}
            hint={hint}
            error={error}
            options={[...new Set([...shape.words, shown])].map((word) => ({
              value: word,
              label: word || t.unset,
            }))}
            value={shown}
            disabled={readOnly}
            onChange={(event) => change(event.target.value)}
          />
        </div>
      );
    case "texts":
      return (
        <TextArea
          label={label}
          hint={[hint, t.onePerLine].filter(Boolean).join(" ")}
          error={error}
          rows={Math.min(12, Math.max(2, Array.isArray(value) ? value.length + 1 : 2))}
          value={Array.isArray(value) ? value.join("\n") : shown}
          readOnly={readOnly}
          onChange={(event) => {
            const lines = event.target.value === "" ? [] : event.target.value.split("\n");
            change(shape.numbers ? lines.map((line) => number(line) ?? line) : lines);
          }}
        />
      );
    case "text":
      if (shape.code) return <Code path={path} label={label} />;
      if (shape.long) {
        return (
          <TextArea
            label={label}
            hint={hint}
            error={error}
            rows={6}
            className={styles.mono}
            value={shown}
            readOnly={readOnly}
            onChange={(event) => change(event.target.value)}
          />
        );
      }
      return (
        <TextField
          label={label}
          hint={lacks ?? hint}
          error={error}
          value={shown}
          readOnly={readOnly}
          onChange={(event) => change(event.target.value)}
        />
      );
    default:
      return null;
  }
}

/** What its schema says of a flag that is not there. */
const onByDefault = (shape: Shape, path: Path) =>
  path.at(-1) === "enabled" || /(^|they may )unless it is off/i.test(shape.description ?? "");

const truthy = (value: Json) => value === true || value === "true";

/** A number as one, anything else as it was typed: the server says what is wrong with it. */
function number(text: string): Json | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return undefined;
  return Number.isFinite(Number(trimmed)) && !/[.]$|^-$|[.]\d*0$/.test(trimmed) ? Number(trimmed) : text;
}

function Code({ path, label }: { path: Path; label: string }) {
  const [value, change] = useValue(path);
  const { readOnly } = useEditor();
  const kind = path[0] === "validations" ? "validation" : path[0] === "outputs" ? "output" : "user";
  return (
    <div className={styles.code}>
      <p className={styles.label}>{label}</p>
      <Workbench
        value={typeof value === "string" ? value : ""}
        onChange={change}
        label={label}
        kind={kind}
        readOnly={readOnly}
        folded
      />
    </div>
  );
}

/** A prompt with what belongs to it; switched off, its texts step back. */
function PromptForm({
  shape,
  path,
  label,
  top,
}: {
  shape: Shape & { is: "prompt" };
  path: Path;
  label: string;
  top: boolean;
}) {
  const [value, change] = useValue(path);
  const { readOnly } = useEditor();
  const { enabled, ...keys } = shape.keys;
  const off = enabled && isObject(value) && value.enabled !== undefined && !truthy(value.enabled);
  const simple = Object.entries(keys).filter(([, one]) => isLine(one));
  const large = Object.entries(keys).filter(([, one]) => !isLine(one));
  const body = (
    <>
      {!off && <PromptGrid path={path} label={label} levels={top && path.at(-1) === "ask"} />}
      {!off && simple.length > 0 && (
        <div className={styles.row}>
          {simple.map(([key, one]) => (
            <Form key={key} shape={one} path={[...path, key]} label={t.label(key)} />
          ))}
        </div>
      )}
      {!off &&
        large.map(([key, one]) => <Form key={key} shape={one} path={[...path, key]} label={t.label(key)} />)}
    </>
  );
  const toggle = enabled && (
    <Check
      label={t.on}
      checked={!off}
      disabled={readOnly}
      onChange={(event) => change({ ...(isObject(value) ? value : {}), enabled: event.target.checked })}
    />
  );
  return (
    <Block label={label} hint={shape.description} actions={toggle}>
      {body}
    </Block>
  );
}

export const isLine = (shape: Shape) =>
  ["flag", "number", "choice"].includes(shape.is) || (shape.is === "text" && !shape.code && !shape.long);

/** An object: its lines side by side, what is larger below. Many prompts are shown as far as they have words. */
function ObjectForm({
  shape,
  path,
  label,
  top,
}: {
  shape: Shape & { is: "object" };
  path: Path;
  label: string;
  top: boolean;
}) {
  const [value] = useValue(path);
  const all = Object.entries(shape.keys);
  const written = isObject(value) ? value : {};
  const unknown = Object.keys(written).filter((key) => !(key in shape.keys));
  const lines = all.filter(([, one]) => isLine(one));
  const large = [
    ...all.filter(([, one]) => !isLine(one)),
    ...unknown
      .map((key) => [key, inferred(written[key], key)] as [string, Shape])
      .filter(([, one]) => one.is !== "json"),
  ];
  const prompts = large.filter(([, one]) => one.is === "prompt");
  const [only] = large;
  // A heading above a single heading says nothing.
  if (top && only && large.length === 1 && lines.length === 0) {
    return <Form shape={only[1]} path={[...path, only[0]]} label={label} top />;
  }
  const body = (
    <>
      {lines.length > 0 && (
        <div className={lines.length > 4 ? styles.columns : styles.row}>
          {lines.map(([key, one]) => (
            <Form key={key} shape={one} path={[...path, key]} label={t.label(key)} />
          ))}
        </div>
      )}
      {prompts.length > 5 ? (
        <>
          {large
            .filter(([, one]) => one.is !== "prompt")
            .map(([key, one]) => (
              <Form key={key} shape={one} path={[...path, key]} label={t.label(key)} />
            ))}
          <ManyPrompts prompts={prompts} path={path} />
        </>
      ) : (
        large.map(([key, one]) => <Form key={key} shape={one} path={[...path, key]} label={t.label(key)} />)
      )}
    </>
  );
  // What is deeper than a heading stands in a frame.
  return (
    <Block label={label} hint={shape.description}>
      {top ? body : <div className={styles.frame}>{body}</div>}
    </Block>
  );
}

/** Prompts of which most are silent: those with words, and a choice of others. */
function ManyPrompts({ prompts, path }: { prompts: [string, Shape][]; path: Path }) {
  const [value, change] = useValue(path);
  const { readOnly } = useEditor();
  const written = isObject(value) ? value : {};
  const [added, setAdded] = useState<string[]>([]);
  const shown = prompts.filter(([key]) => key in written || added.includes(key));
  const left = prompts.filter(([key]) => !shown.some(([one]) => one === key));
  return (
    <>
      {shown.map(([key, one]) => (
        <Form key={key} shape={one} path={[...path, key]} label={t.label(key)} />
      ))}
      {left.length > 0 && !readOnly && (
        <div className={styles.short}>
          <Select
            aria-label={t.addPrompt}
            value=""
            options={[
              { value: "", label: t.addPrompt },
              ...left.map(([key]) => ({ value: key, label: t.label(key) })),
            ]}
            onChange={(event) => {
              const key = event.target.value;
              if (!key) return;
              setAdded([...added, key]);
              change({ ...written, [key]: { locales: {} } });
            }}
          />
        </div>
      )}
    </>
  );
}
