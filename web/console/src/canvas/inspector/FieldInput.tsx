import { useId, useMemo, useRef, useState } from "react";
import { useAvailableFields } from "../../api/canvases.ts";
import { Input } from "../../ui/Field.tsx";
import { useEditor } from "../editor.ts";
import { fieldsIn } from "../model/fields.ts";
import { useSettled } from "../useSettled.ts";
import styles from "./FieldInput.module.css";

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  id?: string;
  /** A text in which fields stand within `{{…}}`, rather than a field's name. */
  template?: boolean;
  /** In a template, a name alone is also a field. */
  bare?: boolean;
  placeholder?: string;
  invalid?: boolean;
  /** What problems call this place, so that they can lead to it. */
  location?: string;
}

const MOST = 50;
/** While somebody writes, which changes the canvas with each letter, the server is not asked each time. */
const CALM = 500;

/** The fields that can be used on this canvas: those that the server knows, and those that were just written. */
export function useFieldNames(): string[] {
  const canvasId = useEditor((editor) => editor.canvasId);
  const etag = useSettled(
    useEditor((editor) => editor.etag),
    CALM,
  );
  const document = useEditor((editor) => editor.document);
  const { data } = useAvailableFields(canvasId, etag);
  return useMemo(
    () => [...new Set([...(data ?? []).map(({ name }) => name), ...fieldsIn(document)])],
    [data, document],
  );
}

/** What is being written where a field's name could stand: how it begins, and from where to where it goes. */
export function wordAt(text: string, caret: number, template: boolean, bare: boolean) {
  if (!template) return { from: 0, to: text.length, word: text };
  const before = text.slice(0, caret);
  const open = before.lastIndexOf("{{");
  if (open >= 0 && !before.slice(open).includes("}}")) {
    const close = text.indexOf("}}", open);
    const next = text.indexOf("{{", open + 2);
    const closed = close >= 0 && (next < 0 || close < next);
    return { from: open, to: closed ? close + 2 : caret, word: before.slice(open + 2).trim() };
  }
  return bare && /^\w+$/.test(text) ? { from: 0, to: text.length, word: text } : null;
}

/** A line of text that proposes fields while one writes. */
export function FieldInput({
  label,
  value,
  onChange,
  id,
  template,
  bare,
  placeholder,
  invalid,
  location,
}: Props) {
  const names = useFieldNames();
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const [chosen, setChosen] = useState(0);
  // Whoever only passes by, or writes a new name, takes nothing.
  const [picking, setPicking] = useState(false);
  const place = caret === null ? null : wordAt(value, caret, template === true, bare === true);
  const proposals = useMemo(() => {
    if (!place) return [];
    const word = place.word.toLocaleLowerCase();
    return names
      .filter((name) => name.toLocaleLowerCase().includes(word) && name !== value)
      .sort((one, other) => rank(one, word) - rank(other, word))
      .slice(0, MOST);
  }, [names, place?.word, value, place]);
  const open = proposals.length > 0;
  const at = Math.min(chosen, proposals.length - 1);

  const take = (name: string) => {
    if (!place) return;
    const braces = template && value.slice(place.from, place.from + 2) === "{{";
    const text = braces ? `{{${name}}}` : name;
    onChange(value.slice(0, place.from) + text + value.slice(place.to));
    setCaret(null);
    requestAnimationFrame(() =>
      input.current?.setSelectionRange(place.from + text.length, place.from + text.length),
    );
  };

  return (
    <div className={styles.field}>
      <Input
        ref={input}
        id={id}
        role="combobox"
        aria-label={label}
        aria-expanded={open}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={open ? `${list}-${at}` : undefined}
        aria-invalid={invalid || undefined}
        data-location={location}
        placeholder={placeholder}
        spellCheck={false}
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
          setCaret(event.target.selectionStart);
          setChosen(0);
          setPicking(false);
        }}
        onFocus={(event) => setCaret(value === "" || template ? event.target.selectionStart : null)}
        onBlur={() => {
          setCaret(null);
          setPicking(false);
        }}
        onKeyDown={(event) => {
          if (!open) {
            if (event.key === "ArrowDown") setCaret(event.currentTarget.selectionStart);
            return;
          }
          const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
          if (step) {
            setChosen((at + step + proposals.length) % proposals.length);
            setPicking(true);
          } else if ((event.key === "Enter" || (event.key === "Tab" && picking)) && proposals[at])
            take(proposals[at]);
          else if (event.key === "Escape") setCaret(null);
          else return;
          if (event.key !== "Tab") event.preventDefault();
          event.stopPropagation();
        }}
      />
      <div id={list} role="listbox" aria-label={label} className={styles.list} hidden={!open}>
        {proposals.map((name, index) => (
          <div
            key={name}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={styles.option}
            onPointerDown={(event) => {
              event.preventDefault();
              take(name);
            }}
          >
            {name}
          </div>
        ))}
      </div>
    </div>
  );
}

const rank = (name: string, word: string) => (name.toLocaleLowerCase().startsWith(word) ? 0 : 1);
