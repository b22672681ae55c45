import { FileUp, Plus, Trash2 } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { texts } from "../../../texts/index.ts";
import { Badge } from "../../../ui/Badge.tsx";
import { Button, IconButton } from "../../../ui/Button.tsx";
import { Check, Field, TextField } from "../../../ui/Field.tsx";
import { finds, Search } from "../../../ui/Search.tsx";
import { say } from "../../../ui/toasts.tsx";
import { useEditor, useUnnamed, useValue } from "./context.ts";
import { Form } from "./forms/Form.tsx";
import styles from "./IntentsTab.module.css";
import { isObject, type Json } from "./paths.ts";
import { inferred } from "./shapes.ts";
import { TryUtterance } from "./TryUtterance.tsx";
import { UploadUtterances } from "./UploadUtterances.tsx";
import { useItems } from "./useItems.ts";
import { added, doubles, utterancesIn } from "./utterances.ts";

const t = texts.miniapp.intents;

type Intent = { [key: string]: Json };
const nameOf = (intent: Json) => (isObject(intent) && typeof intent.name === "string" ? intent.name : "");
const utterancesOf = (intent: Json): string[] =>
  isObject(intent) && Array.isArray(intent.utterances) ? intent.utterances.map(String) : [];
const isOn = (intent: Json) => !isObject(intent) || (intent.enabled !== false && intent.enabled !== "false");

/** Intents on the left, the utterances of one on the right, and below it what becomes of an utterance. */
export function IntentsTab({ id, saved, reload }: { id: string; saved: boolean; reload: () => unknown }) {
  const [value, change] = useValue(["intents"]);
  const { readOnly } = useEditor();
  const intents = useMemo(() => (Array.isArray(value) ? value : []), [value]);
  const of = useItems(intents, change);
  const [chosen, setChosen] = useState(0);
  const [search, setSearch] = useState("");
  const shown = intents
    .map((intent, index) => ({ intent, index }))
    .filter(({ intent }) => finds(search, nameOf(intent), ...(search ? utterancesOf(intent) : [])));
  const intent = intents[chosen];
  const [uploading, setUploading] = useState(false);
  const add = () => {
    of.add({ name: unused(intents), enabled: true, utterances: [] });
    setChosen(intents.length);
    setSearch("");
  };
  return (
    <div className={styles.intents}>
      <div className={styles.list}>
        <div className={styles.tools}>
          <Search value={search} onChange={setSearch} label={t.search} />
          <IconButton label={t.add} onClick={add} disabled={readOnly}>
            <Plus />
          </IconButton>
          <IconButton label={t.upload} onClick={() => setUploading(true)} disabled={readOnly || !saved}>
            <FileUp />
          </IconButton>
        </div>
        <ul aria-label={t.list}>
          {shown.map(({ intent, index }) => (
            <li key={of.ids[index]}>
              <button
                type="button"
                aria-current={index === chosen || undefined}
                onClick={() => setChosen(index)}
              >
                <span data-off={!isOn(intent) || undefined}>{nameOf(intent) || t.unnamed}</span>
                <span className={styles.count}>{utterancesOf(intent).length}</span>
              </button>
            </li>
          ))}
        </ul>
        {intents.length === 0 && <p className={styles.none}>{t.none}</p>}
      </div>
      <div className={styles.one}>
        {isObject(intent) ? (
          <OneIntent
            key={of.ids[chosen]}
            intent={intent}
            index={chosen}
            onChange={(next) => of.put(chosen, next)}
            onRemove={() => {
              of.remove(chosen);
              setChosen(Math.max(0, chosen - 1));
            }}
          />
        ) : (
          <div className={styles.first}>
            <p>{t.first}</p>
            <Button look="primary" icon={<Plus />} onClick={add} disabled={readOnly}>
              {t.add}
            </Button>
          </div>
        )}
        <TryUtterance
          id={id}
          saved={saved}
          onIntent={(name) => setChosen(intents.findIndex((one) => nameOf(one) === name))}
        />
      </div>
      {uploading && <UploadUtterances id={id} onDone={reload} onClose={() => setUploading(false)} />}
    </div>
  );
}

function unused(intents: Json[]): string {
  for (let number = intents.length + 1; ; number += 1) {
    const name = `Intent_${number}`;
    if (!intents.some((intent) => nameOf(intent) === name)) return name;
  }
}

interface OneProps {
  intent: Intent;
  index: number;
  onChange: (intent: Intent) => void;
  onRemove: () => void;
}

const KNOWN = ["name", "enabled", "utterances", "confirm", "fromDomain"];
/** Where a label is one text rather than one for each language. */
const isText = (value: Json | undefined) =>
  value === undefined || value === null || typeof value === "string";

function OneIntent({ intent, index, onChange, onRemove }: OneProps) {
  const { readOnly } = useEditor();
  const lacks = useUnnamed(["intents", index, "name"]);
  const file = useRef<HTMLInputElement>(null);
  const list = utterancesOf(intent);
  const twice = doubles(list);
  const fromDomain = intent.fromDomain === true;
  const bring = async (files: FileList | null) => {
    const texts = await Promise.all([...(files ?? [])].map((one) => one.text()));
    const { all, count } = added(list.filter(Boolean), texts.flatMap(utterancesIn));
    onChange({ ...intent, utterances: all });
    say.done(t.brought(count));
  };
  return (
    <>
      <div className={styles.head}>
        <TextField
          label={t.name}
          hint={lacks}
          value={nameOf(intent)}
          readOnly={readOnly || fromDomain}
          onChange={(event) => onChange({ ...intent, name: event.target.value })}
        />
        <Check
          label={t.enabled}
          checked={isOn(intent)}
          disabled={readOnly}
          onChange={(event) => onChange({ ...intent, enabled: event.target.checked })}
        />
        <Check
          label={t.confirm}
          checked={intent.confirm === true || intent.confirm === "true" || isObject(intent.confirm)}
          disabled={readOnly}
          onChange={(event) => onChange({ ...intent, confirm: event.target.checked })}
        />
        {fromDomain ? (
          <Badge>{t.fromDomain}</Badge>
        ) : (
          <IconButton label={t.remove(nameOf(intent))} onClick={onRemove} disabled={readOnly}>
            <Trash2 />
          </IconButton>
        )}
      </div>
      <Field
        label={t.utterances(list.filter((text) => text.trim()).length)}
        hint={twice.length > 0 ? t.doubles(twice) : t.hint}
      >
        {(ids) => (
          <textarea
            {...ids}
            className={styles.utterances}
            rows={14}
            spellCheck={false}
            dir="auto"
            value={list.join("\n")}
            readOnly={readOnly}
            placeholder={t.placeholder}
            onChange={(event) => onChange({ ...intent, utterances: event.target.value.split("\n") })}
            onBlur={() => {
              const tidy = list.map((text) => text.trim()).filter(Boolean);
              if (tidy.length !== list.length) onChange({ ...intent, utterances: tidy });
            }}
            onPaste={(event) => {
              // A table's first column, without the quotes of a file.
              const text = event.clipboardData.getData("text");
              if (!/[\t"]/.test(text) || !text.includes("\n")) return;
              event.preventDefault();
              onChange({ ...intent, utterances: added(list.filter(Boolean), utterancesIn(text)).all });
            }}
          />
        )}
      </Field>
      <div className={styles.actions}>
        <input
          ref={file}
          type="file"
          accept=".txt,.csv,.tsv,text/plain,text/csv"
          multiple
          hidden
          onChange={(event) => {
            bring(event.target.files).catch(say.failed);
            event.target.value = "";
          }}
        />
        <Button icon={<FileUp />} onClick={() => file.current?.click()} disabled={readOnly}>
          {t.file}
        </Button>
      </div>
      {isText(intent.label) && (
        <TextField
          label={t.called}
          hint={t.calledHint}
          optional
          value={typeof intent.label === "string" ? intent.label : ""}
          readOnly={readOnly}
          onChange={(event) => {
            const { label: _, ...rest } = intent;
            onChange(event.target.value ? { ...intent, label: event.target.value } : rest);
          }}
        />
      )}
      {Object.keys(intent)
        .filter((key) => !KNOWN.includes(key) && isObject(intent[key]))
        .map((key) => (
          <Form
            key={key}
            shape={inferred(intent[key], key)}
            path={["intents", index, key]}
            label={texts.miniapp.label(key)}
          />
        ))}
      {isObject(intent.confirm) && (
        <Form
          shape={inferred(intent.confirm, "confirm")}
          path={["intents", index, "confirm"]}
          label={t.confirmText}
        />
      )}
    </>
  );
}
