import { Plus, X } from "lucide-react";
import { useState } from "react";
import { texts } from "../../texts/index.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Input } from "../../ui/Field.tsx";
import { type CanvasNode, inputsOf } from "../model/document.ts";
import { changeConfiguration } from "../model/edits.ts";
import { isTwice, type Row, recordOf, rowsFor } from "../model/rows.ts";
import { Columns } from "./Columns.tsx";
import { FieldInput } from "./FieldInput.tsx";
import styles from "./Inspector.module.css";
import { useEditorBasics } from "./NodeSettings.tsx";

const t = texts.canvas.inspector;

/** What a node is given: names with fields or texts. */
export function Inputs({ node, title }: { node: CanvasNode; title: string }) {
  const { edit } = useEditorBasics();
  const [written, setWritten] = useState<Row[]>([]);
  const inputs = rowsFor(written, inputsOf(node));
  const id = node.node_id;
  const change = (next: Row[], key: string) => {
    setWritten(next);
    edit(
      texts.canvas.edits.settings,
      changeConfiguration(id, { input_fields: recordOf(next) }),
      `${id}.inputs.${key}`,
    );
  };
  const replace = (at: number, entry: Row, key: string) =>
    change(
      inputs.map((one, index) => (index === at ? entry : one)),
      `${at}.${key}`,
    );
  const freshName = () => {
    const taken = new Set(inputs.map(([name]) => name));
    for (let number = 1; ; number += 1) if (!taken.has(`input${number}`)) return `input${number}`;
  };
  return (
    <section className={styles.part} aria-label={title}>
      <div className={styles.partHead}>
        <h3>{title}</h3>
      </div>
      {inputs.length > 0 && <Columns names={t.inputColumns} />}
      {inputs.map(([name, value], at) => (
        <div key={at} className={styles.pair}>
          <Input
            aria-label={t.inputName}
            value={name}
            spellCheck={false}
            aria-invalid={isTwice(inputs, at) || undefined}
            onChange={(event) => replace(at, [event.target.value, value], "name")}
          />
          <FieldInput
            template
            bare
            label={t.inputValue(name)}
            value={value}
            location={`input_fields.${name}`}
            onChange={(next) => replace(at, [name, next], "value")}
          />
          <IconButton
            label={t.removeOne}
            onClick={() =>
              change(
                inputs.filter((_, index) => index !== at),
                "remove",
              )
            }
          >
            <X />
          </IconButton>
        </div>
      ))}
      {inputs.length > 0 && <p className={styles.hint}>{t.inputsHint}</p>}
      <Button
        look="quiet"
        icon={<Plus />}
        className={styles.add}
        onClick={() => change([...inputs, [freshName(), ""]], "add")}
      >
        {t.addInput}
      </Button>
    </section>
  );
}
