/** A form for any value of a model, drawn from its shape. */
import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { lazy, type ReactNode, Suspense, useId, useState } from "react";
import { texts } from "../../../../texts/index.ts";
import { Button, IconButton } from "../../../../ui/Button.tsx";
import { Check, Field, Input, Select, SelectField, TextArea, TextField } from "../../../../ui/Field.tsx";
import { useEditor, useValue, useWrong } from "../context.ts";
import { isObject, type Json, moved, type Path } from "../paths.ts";
import { fresh, inferred, type Shape } from "../shapes.ts";
import { Conditions } from "./Conditions.tsx";
import styles from "./Form.module.css";
import { PromptGrid } from "./PromptGrid.tsx";

const CodeEditor = lazy(() => import("./CodeEditor.tsx"));
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
  return (
    <section className={styles.block} aria-labelledby={id}>
      <header>
        <h2 id={id}>{label}</h2>
        {actions}
      </header>
      {hint && plain(hint).replace(/\.$/, "") !== label && <p className={styles.hint}>{plain(hint)}</p>}
      {children}
    </section>
  );
}

/** Descriptions are written with marks for code. */
const plain = (text: string) => text.replaceAll("`", "");

/** A single value. */
function Line({ shape, path, label }: { shape: Shape; path: Path; label: string }) {
  const [value, change] = useValue(path);
  const { readOnly } = useEditor();
  const error = useWrong(path);
  // Many small ones explain themselves, and their heading explains them all.
  const quiet = path.at(-2) === "thresholds";
  const hint = shape.description && !quiet ? plain(shape.description) : undefined;
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
          onChange={(event) => change(event.target.value === "" ? [] : event.target.value.split("\n"))}
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
          hint={hint}
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
  path.at(-1) === "enabled" || /unless it is off/i.test(shape.description ?? "");

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
  return (
    <div>
      <p className={styles.label}>{label}</p>
      <Suspense fallback={<div className={styles.codeWaits} />}>
        <CodeEditor
          value={typeof value === "string" ? value : ""}
          onChange={change}
          label={label}
          readOnly={readOnly}
        />
      </Suspense>
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

const isLine = (shape: Shape) =>
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

/** Keys that a list keeps by itself: the place of an item, and what tells two of them apart. */
const OWN = ["order", "md5"];

/** Items that say their place say where they stand now. */
const placed = (items: Json[]): Json[] =>
  items.map((item, order) => (isObject(item) && "order" in item ? { ...item, order } : item));

/** Things one below the other, with their order. */
export function ListForm({
  shape,
  path,
  label,
}: {
  shape: Shape & { is: "list" };
  path: Path;
  label: string;
}) {
  const [value, change] = useValue(path);
  const { readOnly } = useEditor();
  const items = Array.isArray(value) ? value : [];
  const kind = t.item(String(path.at(-1) ?? ""));
  const add = !readOnly && (
    <Button icon={<Plus />} onClick={() => change(placed([...items, added(items, shape.item)]))}>
      {t.add(kind)}
    </Button>
  );
  return (
    <Block label={label} hint={shape.description} actions={items.length > 0 && add}>
      {items.length === 0 && (
        <div className={styles.none}>
          <p>{t.noneOf(kind)}</p>
          {add}
        </div>
      )}
      {items.map((item, index) => (
        <Item
          key={index}
          name={title(item) || `${t.capital(kind)} ${index + 1}`}
          onRemove={() => change(placed(items.filter((_, other) => other !== index)))}
          onMove={(by) => change(placed(moved(items, index, by)))}
          first={index === 0}
          last={index === items.length - 1}
        >
          <Inside shape={shape.item} path={[...path, index]} label={`${t.capital(kind)} ${index + 1}`} />
        </Item>
      ))}
    </Block>
  );
}

/** A new item; it says its place where the others do. */
function added(items: Json[], shape: Shape): Json {
  const item = fresh(shape);
  const places = items.some((one) => isObject(one) && "order" in one);
  return places && isObject(item) ? { order: items.length, ...item } : item;
}

const title = (item: Json): string => {
  const name = isObject(item) ? (item.name ?? item.friendlyName ?? item.id) : "";
  return typeof name === "string" ? name : "";
};

/** One of several, with its name, place and end. */
export function Item({
  name,
  onRemove,
  onMove,
  first,
  last,
  children,
}: {
  name: string;
  onRemove: () => void;
  onMove: (by: number) => void;
  first: boolean;
  last: boolean;
  children: ReactNode;
}) {
  const { readOnly } = useEditor();
  return (
    <div className={styles.item} role="group" aria-label={name}>
      <div className={styles.itemHead}>
        <h3>{name}</h3>
        {!readOnly && (
          <>
            <IconButton label={t.moveUp(name)} disabled={first} onClick={() => onMove(-1)}>
              <ArrowUp />
            </IconButton>
            <IconButton label={t.moveDown(name)} disabled={last} onClick={() => onMove(1)}>
              <ArrowDown />
            </IconButton>
            <IconButton label={t.remove(name)} onClick={onRemove}>
              <Trash2 />
            </IconButton>
          </>
        )}
      </div>
      {children}
    </div>
  );
}

/** What an item holds, without another heading. */
function Inside({ shape, path, label }: { shape: Shape; path: Path; label: string }) {
  const [value] = useValue(path);
  if (shape.is !== "object" && shape.is !== "prompt") return <Form shape={shape} path={path} label={label} />;
  const written = isObject(value) ? value : {};
  const unknown = Object.keys(written).filter(
    (key) => !(key in shape.keys) && !["locales", "bargeIn"].includes(key),
  );
  const all: [string, Shape][] = [
    ...Object.entries(shape.keys),
    ...unknown.map((key): [string, Shape] => [key, inferred(written[key], key)]),
  ];
  const lines = all.filter(([key, one]) => isLine(one) && !OWN.includes(key));
  return (
    <>
      {lines.length > 0 && (
        <div className={lines.length > 4 ? styles.columns : styles.row}>
          {lines.map(([key, one]) => (
            <Form key={key} shape={one} path={[...path, key]} label={t.label(key)} />
          ))}
        </div>
      )}
      {all
        .filter(([, one]) => !isLine(one) && one.is !== "json")
        .sort(([, one], [, other]) => rank(one) - rank(other))
        .map(([key, one]) => (
          <Form key={key} shape={one} path={[...path, key]} label={t.label(key)} />
        ))}
      {(shape.is === "prompt" || isObject(written.locales)) && <PromptGrid path={path} label={label} />}
    </>
  );
}

/** When, then what is said, then all else. */
const rank = (shape: Shape) => (shape.is === "conditions" ? 0 : shape.is === "prompt" ? 1 : 2);

/** One prompt, or several of which one is chosen by weight. */
function WeightedForm({
  shape,
  path,
  label,
}: {
  shape: Shape & { is: "weighted" };
  path: Path;
  label: string;
}) {
  const [value, change] = useValue(path);
  const { readOnly } = useEditor();
  const several = Array.isArray(value);
  const items = several ? value : [];
  const add = () => {
    const one = isObject(value) ? [{ weight: 1, ...value }] : items;
    change([...one, { weight: 1, locales: {} }]);
  };
  return (
    <Block
      label={label}
      hint={shape.prompt.description && several ? t.byWeight : undefined}
      actions={
        !readOnly && (
          <Button look="quiet" icon={<Plus />} onClick={add}>
            {t.anotherWording}
          </Button>
        )
      }
    >
      {several ? (
        items.map((_, index) => (
          <Item
            key={index}
            name={t.wording(index + 1)}
            first={index === 0}
            last={index === items.length - 1}
            onMove={(by) => change(moved(items, index, by))}
            onRemove={() => change(items.filter((__, other) => other !== index))}
          >
            <Inside shape={shape.prompt} path={[...path, index]} label={t.wording(index + 1)} />
          </Item>
        ))
      ) : (
        <PromptGrid path={path} label={label} />
      )}
    </Block>
  );
}

/** Names that the author gives, and a value for each. */
function MapForm({ shape, path, label }: { shape: Shape & { is: "map" }; path: Path; label: string }) {
  const [value, change] = useValue(path);
  const { readOnly } = useEditor();
  const [name, setName] = useState("");
  const written = isObject(value) ? value : {};
  const add = () => {
    const key = name.trim();
    if (!key || key in written) return;
    change({ ...written, [key]: fresh(shape.value) });
    setName("");
  };
  const without = (key: string) =>
    Object.fromEntries(Object.entries(written).filter(([other]) => other !== key));
  const simple = isLine(shape.value);
  return (
    <Block label={label} hint={shape.description}>
      {Object.keys(written).map((key) =>
        simple ? (
          <div key={key} className={styles.pair}>
            <code>{key}</code>
            <Input
              aria-label={key}
              value={String(written[key] ?? "")}
              readOnly={readOnly}
              onChange={(event) => change({ ...written, [key]: event.target.value })}
            />
            <IconButton label={t.remove(key)} disabled={readOnly} onClick={() => change(without(key))}>
              <Trash2 />
            </IconButton>
          </div>
        ) : (
          <div key={key} className={styles.item} role="group" aria-label={key}>
            <div className={styles.itemHead}>
              <h3>
                <code>{key}</code>
              </h3>
              <IconButton label={t.remove(key)} disabled={readOnly} onClick={() => change(without(key))}>
                <Trash2 />
              </IconButton>
            </div>
            <Inside shape={shape.value} path={[...path, key]} label={key} />
          </div>
        ),
      )}
      {!readOnly && (
        <div className={styles.addPair}>
          <Input
            aria-label={t.newName}
            placeholder={t.newName}
            value={name}
            onChange={(event) => setName(event.target.value)}
            onKeyDown={(event) => event.key === "Enter" && add()}
          />
          <Button icon={<Plus />} onClick={add} disabled={!name.trim() || name.trim() in written}>
            {texts.miniapp.addName}
          </Button>
        </div>
      )}
    </Block>
  );
}

/** A value as JSON text; it is taken once it can be read. */
export function JsonForm({
  path,
  label,
  hint,
  rows = 8,
}: {
  path: Path;
  label: string;
  hint?: string | undefined;
  rows?: number;
}) {
  const [value, change] = useValue(path);
  const { readOnly } = useEditor();
  const [typed, setTyped] = useState<string | null>(null);
  const [error, setError] = useState("");
  const text = typed ?? (value === undefined ? "" : JSON.stringify(value, null, 2));
  return (
    <Field label={label} hint={hint} error={error || undefined}>
      {(ids) => (
        <textarea
          {...ids}
          className={styles.json}
          rows={rows}
          spellCheck={false}
          readOnly={readOnly}
          value={text}
          onChange={(event) => {
            setTyped(event.target.value);
            try {
              change(event.target.value.trim() === "" ? undefined : (JSON.parse(event.target.value) as Json));
              setError("");
            } catch {
              setError(t.notJson);
            }
          }}
          onBlur={() => !error && setTyped(null)}
        />
      )}
    </Field>
  );
}
