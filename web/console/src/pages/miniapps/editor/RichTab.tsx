import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { texts } from "../../../texts/index.ts";
import { Button, IconButton } from "../../../ui/Button.tsx";
import { Input, SelectField, TextField } from "../../../ui/Field.tsx";
import { useEditor, useValue } from "./context.ts";
import { Block } from "./forms/Form.tsx";
import { Item, JsonForm } from "./forms/Lists.tsx";
import { isObject, type Json } from "./paths.ts";
import styles from "./RichTab.module.css";
import { useItems } from "./useItems.ts";

const t = texts.miniapp.rich;

type Model = { [key: string]: Json };
const KINDS = ["Buttons", "List", "Menu", "Calendar", "MetaData"];
/** Where the choices of a model stand. */
const CHOICES = "interactive_option";

const word = (value: Json | undefined) =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : "";

/** Buttons and lists that prompts are linked to. */
export function RichTab() {
  const [value, change] = useValue(["dataModels"]);
  const { readOnly } = useEditor();
  const models = Array.isArray(value) ? value : [];
  const of = useItems(models, change);
  const add = () => {
    const id = `buttons_${models.length + 1}`;
    of.add({ id, type: "Buttons", title: "", [CHOICES]: [{ label: "" }] });
  };
  const button = (
    <Button icon={<Plus />} onClick={add} disabled={readOnly}>
      {t.add}
    </Button>
  );
  return (
    <Block label={t.title} hint={t.text} actions={button}>
      {models.map((model, index) =>
        isObject(model) ? (
          <Item
            key={of.ids[index]}
            name={word(model.id) || t.unnamed}
            first={index === 0}
            last={index === models.length - 1}
            onMove={(by) => of.move(index, by)}
            onRemove={() => of.remove(index)}
          >
            <Piece model={model} index={index} onChange={(next) => of.put(index, next)} />
          </Item>
        ) : null,
      )}
    </Block>
  );
}

function Piece({
  model,
  index,
  onChange,
}: {
  model: Model;
  index: number;
  onChange: (model: Model) => void;
}) {
  const { readOnly } = useEditor();
  const type = word(model.type) || "Buttons";
  const choices = Array.isArray(model[CHOICES]) ? model[CHOICES].filter(isObject) : [];
  const put = (next: Model[]) => onChange({ ...model, [CHOICES]: next });
  const set = (at: number, part: Model) =>
    put(choices.map((one, other) => (other === at ? { ...one, ...part } : one)));
  // What other tools write in another way is left to the JSON.
  const ours = CHOICES in model || !["options", "buttons", "entries", "items"].some((key) => key in model);
  const line = (key: string) => (
    <TextField
      label={t[key as "title"]}
      value={word(model[key])}
      readOnly={readOnly}
      onChange={(event) => onChange({ ...model, [key]: event.target.value })}
    />
  );
  return (
    <>
      <div className={styles.head}>
        {line("id")}
        <SelectField
          label={t.type}
          options={[...new Set([...KINDS, type])]}
          value={type}
          disabled={readOnly}
          onChange={(event) => onChange({ ...model, type: event.target.value })}
        />
        <TextField
          label={t.heading}
          optional
          value={word(model.title)}
          readOnly={readOnly}
          onChange={(event) => onChange({ ...model, title: event.target.value })}
        />
      </div>
      {ours && /buttons|list|menu/i.test(type) ? (
        <div className={styles.choices} role="group" aria-label={t.choices}>
          <div className={styles.row} aria-hidden>
            <span>{t.label}</span>
            <span>{t.says}</span>
            <span>{t.means}</span>
            <span>{t.link}</span>
          </div>
          {choices.map((choice, at) => (
            <div key={at} className={styles.row}>
              <Input
                aria-label={t.label}
                value={word(choice.label)}
                readOnly={readOnly}
                onChange={(event) => set(at, { label: event.target.value })}
              />
              <Input
                aria-label={t.says}
                placeholder={word(choice.label)}
                value={word(choice.selection_text)}
                readOnly={readOnly}
                onChange={(event) => set(at, { selection_text: event.target.value })}
              />
              <Meaning
                semantics={choice.semantics}
                readOnly={readOnly}
                onChange={(semantics) => set(at, { semantics })}
              />
              <Input
                aria-label={t.link}
                placeholder="https://…"
                value={word(choice.url)}
                readOnly={readOnly}
                onChange={(event) => set(at, { url: event.target.value })}
              />
              <IconButton
                label={texts.miniapp.remove(word(choice.label) || t.choice)}
                disabled={readOnly}
                onClick={() => put(choices.filter((_, other) => other !== at))}
              >
                <Trash2 />
              </IconButton>
            </div>
          ))}
          <Button
            look="quiet"
            icon={<Plus />}
            className={styles.add}
            disabled={readOnly}
            onClick={() => put([...choices, { label: "" }])}
          >
            {t.addChoice}
          </Button>
        </div>
      ) : (
        <JsonForm path={["dataModels", index]} label={t.json} />
      )}
    </>
  );
}

/** What a choice means; while somebody writes, as they write it. */
function Meaning({
  semantics,
  readOnly,
  onChange,
}: {
  semantics: Json | undefined;
  readOnly: boolean;
  onChange: (semantics: Model) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Input
      aria-label={t.means}
      placeholder="YesNo = YES"
      value={typed ?? meaning(semantics)}
      readOnly={readOnly}
      spellCheck={false}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(meant(event.target.value));
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

/** `YesNo = YES, Account = savings` */
function meaning(semantics: Json | undefined): string {
  if (!isObject(semantics)) return "";
  return Object.entries(semantics)
    .map(([name, value]) => `${name} = ${word(value)}`)
    .join(", ");
}

function meant(text: string): Model {
  const pairs = text.split(",").map((pair) => pair.split("=").map((part) => part.trim()));
  return Object.fromEntries(
    pairs.filter(([name, value]) => name && value).map(([name = "", value = ""]) => [name, value]),
  );
}
