/** Lists, names with values, and raw JSON: the parts of a form that grow. */
import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { texts } from "../../../../texts/index.ts";
import { Button, IconButton } from "../../../../ui/Button.tsx";
import { Field, Input } from "../../../../ui/Field.tsx";
import { useEditor, useValue } from "../context.ts";
import { isObject, type Json, type Path } from "../paths.ts";
import { fresh, inferred, type Shape } from "../shapes.ts";
import { useItems } from "../useItems.ts";
import styles from "./Form.module.css";
import { Block, Form, isLine } from "./Form.tsx";
import { PromptGrid } from "./PromptGrid.tsx";

const t = texts.miniapp;

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
  const of = useItems(items, (next) => change(placed(next)));
  const kind = t.item(String(path.at(-1) ?? ""));
  const pairs = pairOf(shape.item);
  const add = !readOnly && (
    <Button icon={<Plus />} onClick={() => of.add(added(items, shape.item))}>
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
      {pairs &&
        items.map((_, index) => (
          <div key={of.ids[index]} className={styles.pairRow}>
            {Object.keys(pairs).map((key) => (
              <Cell key={key} path={[...path, index, key]} label={t.label(key)} />
            ))}
            <IconButton
              label={t.remove(`${kind} ${index + 1}`)}
              disabled={readOnly}
              onClick={() => of.remove(index)}
            >
              <Trash2 />
            </IconButton>
          </div>
        ))}
      {!pairs &&
        items.map((item, index) => (
          <Item
            key={of.ids[index]}
            name={title(item) || `${t.capital(kind)} ${index + 1}`}
            onRemove={() => of.remove(index)}
            onMove={(by) => of.move(index, by)}
            first={index === 0}
            last={index === items.length - 1}
          >
            <Inside shape={shape.item} path={[...path, index]} label={`${t.capital(kind)} ${index + 1}`} />
          </Item>
        ))}
    </Block>
  );
}

/** The keys of what is no more than a name and a value. */
function pairOf(item: Shape): Record<string, Shape> | null {
  if (item.is !== "object") return null;
  const keys = Object.values(item.keys);
  return keys.length === 2 && keys.every((key) => key.is === "text" && !key.code) ? item.keys : null;
}

function Cell({ path, label }: { path: Path; label: string }) {
  const [value, change] = useValue(path);
  const { readOnly } = useEditor();
  return (
    <Input
      aria-label={label}
      placeholder={label}
      value={value === undefined || value === null ? "" : String(value)}
      readOnly={readOnly}
      onChange={(event) => change(event.target.value)}
    />
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

const SCRIPT: Shape = { is: "text", code: true };

/** What an item holds, without another heading. */
function Inside({ shape, path, label }: { shape: Shape; path: Path; label: string }) {
  const [value] = useValue(path);
  if (shape.is !== "object" && shape.is !== "prompt") return <Form shape={shape} path={path} label={label} />;
  const written = isObject(value) ? value : {};
  const unknown = Object.keys(written).filter(
    (key) => !(key in shape.keys) && !["locales", "bargeIn"].includes(key),
  );
  let all: [string, Shape][] = [
    ...Object.entries(shape.keys),
    ...unknown.map((key): [string, Shape] => [key, inferred(written[key], key)]),
  ];
  // What a function gives is a script, what a path gives a word.
  if (written.type === "function") all = all.map(([key, one]) => [key, key === "value" ? SCRIPT : one]);
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
export function WeightedForm({
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
  const of = useItems(items, change);
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
            key={of.ids[index]}
            name={t.wording(index + 1)}
            first={index === 0}
            last={index === items.length - 1}
            onMove={(by) => of.move(index, by)}
            onRemove={() => of.remove(index)}
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
export function MapForm({ shape, path, label }: { shape: Shape & { is: "map" }; path: Path; label: string }) {
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

/** A value as JSON text; it is taken once it can be read, and the whole model once it is one. */
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
            const read = readJson(event.target.value);
            const problem =
              read === null ? t.notJson : path.length === 0 && !isObject(read.value) ? t.notModel : "";
            setError(problem);
            if (read !== null && !problem) change(read.value);
          }}
          onBlur={() => !error && setTyped(null)}
        />
      )}
    </Field>
  );
}

/** What a text says as JSON, nothing where it is empty; `null` where it can't be read. */
function readJson(text: string): { value: Json | undefined } | null {
  if (text.trim() === "") return { value: undefined };
  try {
    return { value: JSON.parse(text) as Json };
  } catch {
    return null;
  }
}
