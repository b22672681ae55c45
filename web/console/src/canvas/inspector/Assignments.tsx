import { Plus, X } from "lucide-react";
import { texts } from "../../texts/index.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Select } from "../../ui/Field.tsx";
import { type CanvasNode, type ExtraField, extrasOf, text } from "../model/document.ts";
import { changeConfiguration } from "../model/edits.ts";
import { FieldInput } from "./FieldInput.tsx";
import styles from "./Inspector.module.css";
import { useEditorBasics } from "./NodeSettings.tsx";

const t = texts.canvas.inspector;
const OPERATORS = Object.entries(t.set).map(([value, label]) => ({ value, label }));

/** The fields that a node sets, in order. */
export function Assignments({ node }: { node: CanvasNode }) {
  const { edit } = useEditorBasics();
  const extras = extrasOf(node);
  const id = node.node_id;
  const change = (next: ExtraField[], key: string) =>
    edit(texts.canvas.edits.settings, changeConfiguration(id, { extra_fields: next }), `${id}.extras.${key}`);
  const replace = (at: number, part: Partial<ExtraField>, key: string) =>
    change(
      extras.map((one, index) => (index === at ? { ...one, ...part } : one)),
      `${at}.${key}`,
    );
  return (
    <section className={styles.part} aria-label={t.assignments}>
      <div className={styles.partHead}>
        <h3>{t.assignments}</h3>
      </div>
      {extras.map((extra, at) => (
        <div key={at} className={styles.triple}>
          <FieldInput
            label={t.field}
            value={text(extra.field)}
            location={`extra_fields.${extra.field}`}
            onChange={(field) => replace(at, { field }, "field")}
          />
          <Select
            aria-label={t.operator}
            value={String(extra.operator ?? "EQUAL").toUpperCase()}
            options={OPERATORS}
            onChange={(event) => replace(at, { operator: event.target.value }, "operator")}
          />
          <FieldInput
            template
            label={t.value}
            value={text(extra.value)}
            location={`extra_fields.${at}`}
            onChange={(value) => replace(at, { value }, "value")}
          />
          <IconButton
            label={t.removeOne}
            onClick={() =>
              change(
                extras.filter((_, index) => index !== at),
                "remove",
              )
            }
          >
            <X />
          </IconButton>
        </div>
      ))}
      {extras.length > 0 && <p className={styles.hint}>{t.dropHint}</p>}
      <Button
        look="quiet"
        icon={<Plus />}
        className={styles.add}
        onClick={() => change([...extras, { field: "", operator: "EQUAL", value: "" }], "add")}
      >
        {t.addAssignment}
      </Button>
    </section>
  );
}
