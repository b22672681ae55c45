import { Plus, X } from "lucide-react";
import { useId } from "react";
import { texts } from "../../../../texts/index.ts";
import { Button, IconButton } from "../../../../ui/Button.tsx";
import { Input, Select } from "../../../../ui/Field.tsx";
import { useEditor, useUnnamed, useValue } from "../context.ts";
import { isObject, type Json, type Path } from "../paths.ts";
import styles from "./Conditions.module.css";

const t = texts.miniapp.conditions;

const OPERATORS = [
  "EQUAL",
  "NOT_EQUAL",
  "GREATER_THAN",
  "GREATER_OR_EQUAL",
  "LESS_THAN",
  "LESS_OR_EQUAL",
  "CONTAINS",
  "STARTS_WITH",
  "MATCHES",
];

const word = (text: Json | undefined) => (typeof text === "string" ? text : "");

/** Conditions that must all hold. */
export function Conditions({ path }: { path: Path }) {
  const [value, change] = useValue(path);
  const { readOnly } = useEditor();
  const rows = Array.isArray(value) ? value.filter(isObject) : [];
  const set = (index: number, part: { [key: string]: Json }) =>
    change(rows.map((row, other) => (other === index ? { ...row, ...part } : row)));
  return (
    <div className={styles.conditions}>
      {rows.length === 0 && <p className={styles.always}>{t.always}</p>}
      {rows.map((row, index) => (
        <Condition
          key={index}
          path={[...path, index]}
          row={row}
          onChange={(part) => set(index, part)}
          onRemove={() => change(rows.filter((_, other) => other !== index))}
        />
      ))}
      {!readOnly && (
        <Button
          look="quiet"
          icon={<Plus />}
          className={styles.add}
          onClick={() => change([...rows, { field: "", path: "", operator: "EQUAL", values: [""] }])}
        >
          {t.add}
        </Button>
      )}
    </div>
  );
}

interface ConditionProps {
  path: Path;
  row: { [key: string]: Json };
  onChange: (part: { [key: string]: Json }) => void;
  onRemove: () => void;
}

/** One of them; what it lacks is said below it. */
function Condition({ path, row, onChange, onRemove }: ConditionProps) {
  const { readOnly } = useEditor();
  const lacks = useUnnamed([...path, "field"]);
  const hint = useId();
  return (
    <div className={styles.row}>
      <Input
        aria-label={t.field}
        aria-describedby={lacks && hint}
        placeholder={t.field}
        value={word(row.field)}
        readOnly={readOnly}
        onChange={(event) => onChange({ field: event.target.value })}
      />
      <Input
        aria-label={t.path}
        placeholder={t.path}
        value={word(row.path)}
        readOnly={readOnly}
        onChange={(event) => onChange({ path: event.target.value })}
      />
      <Select
        aria-label={t.operator}
        options={[...new Set([...OPERATORS, word(row.operator) || "EQUAL"])].map((one) => ({
          value: one,
          label: t.operators[one] ?? one,
        }))}
        value={word(row.operator) || "EQUAL"}
        disabled={readOnly}
        onChange={(event) => onChange({ operator: event.target.value })}
      />
      <Input
        aria-label={t.values}
        placeholder={t.values}
        value={Array.isArray(row.values) ? row.values.join(", ") : word(row.values)}
        readOnly={readOnly}
        onChange={(event) => onChange({ values: event.target.value.split(/,\s?/) })}
      />
      <IconButton label={t.remove} disabled={readOnly} onClick={onRemove}>
        <X />
      </IconButton>
      {lacks && (
        <p id={hint} className={styles.lacks}>
          {lacks}
        </p>
      )}
    </div>
  );
}
