import { Plus, X } from "lucide-react";
import { useEffect, useId, useRef } from "react";
import { texts } from "../../texts/index.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Select } from "../../ui/Field.tsx";
import { useEditor } from "../editor.ts";
import { type CanvasEdge, type Condition, conditionsOf, text } from "../model/document.ts";
import { changeEdge } from "../model/edits.ts";
import styles from "./ConditionEditor.module.css";
import { FieldInput } from "./FieldInput.tsx";

const t = texts.canvas;

/** `is *` asks whether there is a value; people choose that in words. */
const IS_SET = "IS_SET";
const IS_NOT_SET = "IS_NOT_SET";
const OPERATORS = [
  ...Object.entries(t.operators).map(([value, label]) => ({ value, label })),
  { value: IS_SET, label: t.isSet },
  { value: IS_NOT_SET, label: t.isNotSet },
];

function shownOperator({ operator, value }: Condition): string {
  const name = String(operator ?? "EQUAL").toUpperCase();
  if (text(value) !== "*") return name;
  return name === "EQUAL" ? IS_SET : name === "NOT_EQUAL" ? IS_NOT_SET : name;
}

/** When an arrow is taken. */
export function ConditionEditor({ edge }: { edge: CanvasEdge }) {
  const edit = useEditor((editor) => editor.edit);
  const readOnly = useEditor((editor) => editor.readOnly);
  const focus = useEditor((editor) => editor.focus);
  const element = useRef<HTMLFieldSetElement>(null);
  const id = useId();
  const conditions = conditionsOf(edge);
  const change = (next: Condition[], key?: string) =>
    edit(t.edits.conditions, changeEdge(edge.id, { conditions: next }), key);
  const changeOne = (at: number, part: Partial<Condition>, key?: string) =>
    change(
      conditions.map((one, index) => (index === at ? { ...one, ...part } : one)),
      key && `${edge.id}.${at}.${key}`,
    );
  const choose = (at: number, chosen: string) => {
    const before = conditions[at];
    if (chosen === IS_SET) changeOne(at, { operator: "EQUAL", value: "*" });
    else if (chosen === IS_NOT_SET) changeOne(at, { operator: "NOT_EQUAL", value: "*" });
    else changeOne(at, { operator: chosen, value: text(before?.value) === "*" ? "" : text(before?.value) });
  };

  useEffect(() => {
    if (!focus || focus.edge !== edge.id) return;
    const at = Number(/conditions\.(\d+)/.exec(focus.location ?? "")?.[1] ?? 0);
    element.current?.querySelectorAll<HTMLElement>("[data-condition]")[at]?.querySelector("input")?.focus();
  }, [focus, edge.id]);

  return (
    <fieldset
      ref={element}
      className={`${styles.editor} nodrag nopan nowheel`}
      disabled={readOnly}
      onKeyDown={(event) => {
        if (event.key !== "Escape") event.stopPropagation();
      }}
    >
      <legend className="hidden-visually">{t.inspector.conditions}</legend>
      {conditions.length > 1 && (
        <Select
          className={styles.joint}
          aria-label={t.inspector.conditions}
          value={String(edge.condition_operator ?? "").toUpperCase() === "OR" ? "OR" : "AND"}
          options={[
            { value: "AND", label: t.inspector.allOf },
            { value: "OR", label: t.inspector.anyOf },
          ]}
          onChange={(event) =>
            edit(t.edits.conditions, changeEdge(edge.id, { condition_operator: event.target.value }))
          }
        />
      )}
      {conditions.length === 0 && <p className={styles.none}>{t.inspector.noConditions}</p>}
      {conditions.map((condition, at) => {
        const shown = shownOperator(condition);
        const known = OPERATORS.some(({ value }) => value === shown);
        return (
          <div key={at} className={styles.row} data-condition>
            <FieldInput
              id={`${id}-${at}`}
              label={t.inspector.field}
              value={text(condition.field)}
              onChange={(field) => changeOne(at, { field }, "field")}
            />
            <Select
              aria-label={t.inspector.operator}
              value={shown}
              options={known ? OPERATORS : [{ value: shown, label: shown }, ...OPERATORS]}
              onChange={(event) => choose(at, event.target.value)}
            />
            {shown !== IS_SET && shown !== IS_NOT_SET ? (
              <FieldInput
                template
                label={t.inspector.value}
                value={text(condition.value)}
                onChange={(value) => changeOne(at, { value }, "value")}
              />
            ) : (
              <span />
            )}
            <IconButton
              label={t.inspector.removeOne}
              onClick={() => change(conditions.filter((_, index) => index !== at))}
            >
              <X />
            </IconButton>
          </div>
        );
      })}
      <Button
        look="quiet"
        icon={<Plus />}
        className={styles.add}
        onClick={() => change([...conditions, { field: "", operator: "EQUAL", value: "" }])}
      >
        {t.inspector.addCondition}
      </Button>
    </fieldset>
  );
}
