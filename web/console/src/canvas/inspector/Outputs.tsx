import { Plus, X } from "lucide-react";
import { texts } from "../../texts/index.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Check, Input } from "../../ui/Field.tsx";
import { type CanvasNode, type OutputField, outputsOf, text } from "../model/document.ts";
import { changeConfiguration } from "../model/edits.ts";
import { Columns } from "./Columns.tsx";
import { FieldInput } from "./FieldInput.tsx";
import styles from "./Inspector.module.css";
import { useEditorBasics } from "./NodeSettings.tsx";

const t = texts.canvas.inspector;

/** What a node gives, and the field that each goes to. */
export function Outputs({ node }: { node: CanvasNode }) {
  const { edit } = useEditorBasics();
  const outputs = outputsOf(node);
  const id = node.node_id;
  const change = (next: OutputField[], key: string) =>
    edit(
      texts.canvas.edits.settings,
      changeConfiguration(id, { output_fields: next }),
      `${id}.outputs.${key}`,
    );
  const replace = (at: number, part: Partial<OutputField>, key: string) =>
    change(
      outputs.map((one, index) => (index === at ? { ...one, ...part } : one)),
      `${at}.${key}`,
    );
  /** What is kept for analysis goes along under its new name. */
  const rename = (at: number, local_name: string) => {
    const next = outputs.map((one, index) => (index === at ? { ...one, local_name } : one));
    const log = node.configuration?.log_as_kvp;
    const before = text(outputs[at]?.local_name);
    const renamed = log?.output_fields?.map((name) => (name === before ? local_name : name));
    edit(
      texts.canvas.edits.settings,
      changeConfiguration(id, {
        output_fields: next,
        ...(renamed ? { log_as_kvp: { ...log, output_fields: renamed } } : {}),
      }),
      `${id}.outputs.${at}.field`,
    );
  };
  return (
    <section className={styles.part} aria-label={t.outputs}>
      <div className={styles.partHead}>
        <h3>{t.outputs}</h3>
      </div>
      {outputs.length === 0 && <p className={styles.hint}>{t.noOutputs}</p>}
      {outputs.length > 0 && <Columns names={t.outputColumns} />}
      {outputs.map((output, at) => (
        <div key={at} className={styles.output}>
          <div className={styles.pair}>
            <Input
              aria-label={t.output}
              value={text(output.miniapp_name)}
              spellCheck={false}
              data-location={`output_fields.${output.miniapp_name}`}
              onChange={(event) => replace(at, { miniapp_name: event.target.value }, "name")}
            />
            <FieldInput
              label={t.outputField(text(output.miniapp_name))}
              value={text(output.local_name)}
              location={`output_fields.${output.local_name}`}
              onChange={(local_name) => rename(at, local_name)}
            />
            <IconButton
              label={t.removeOne}
              onClick={() =>
                change(
                  outputs.filter((_, index) => index !== at),
                  "remove",
                )
              }
            >
              <X />
            </IconButton>
          </div>
          <Check
            label={t.optional}
            checked={output.optional === true}
            onChange={(event) => replace(at, { optional: event.target.checked }, "optional")}
          />
        </div>
      ))}
      <Button
        look="quiet"
        icon={<Plus />}
        className={styles.add}
        onClick={() => change([...outputs, { miniapp_name: "", local_name: "", optional: true }], "add")}
      >
        {t.addOutput}
      </Button>
    </section>
  );
}
