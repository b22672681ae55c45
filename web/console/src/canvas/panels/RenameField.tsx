import { useId, useMemo, useState } from "react";
import { texts } from "../../texts/index.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { SelectField, TextField } from "../../ui/Field.tsx";
import { say } from "../../ui/toasts.tsx";
import { useEditor } from "../editor.ts";
import { edgeUses, fieldsIn, nodeUses, renameField } from "../model/fields.ts";

const t = texts.canvas.rename;

/** One field under another name wherever it stands on this canvas. */
export function RenameField({ onClose }: { onClose: () => void }) {
  const form = useId();
  const document = useEditor((editor) => editor.document);
  const edit = useEditor((editor) => editor.edit);
  const names = useMemo(() => fieldsIn(document), [document]);
  const [from, setFrom] = useState(names[0] ?? "");
  const [to, setTo] = useState("");
  const wanted = to.trim();
  const places =
    document.content.nodes.filter((node) => nodeUses(node, from)).length +
    document.content.edges.filter((edge) => edgeUses(edge, from)).length;
  return (
    <Dialog
      title={t.title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{texts.common.cancel}</Button>
          <Button look="primary" type="submit" form={form} disabled={!wanted || !from || wanted === from}>
            {t.confirm}
          </Button>
        </>
      }
    >
      <form
        id={form}
        style={{ display: "contents" }}
        onSubmit={(event) => {
          event.preventDefault();
          edit(texts.canvas.edits.rename(from, wanted), renameField(from, wanted));
          say.done(t.done(places, wanted));
          onClose();
        }}
      >
        <SelectField
          label={t.from}
          options={names}
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
        <TextField
          label={t.to}
          hint={names.includes(wanted) && wanted !== from ? t.taken : undefined}
          value={to}
          spellCheck={false}
          autoFocus
          onChange={(event) => setTo(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
