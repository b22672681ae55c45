import { Download } from "lucide-react";
import { useState } from "react";
import type { TurnRecord } from "../api/dialogs.ts";
import { texts } from "../texts/index.ts";
import { Button } from "../ui/Button.tsx";
import { copyText } from "../ui/clipboard.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { Field, TextField } from "../ui/Field.tsx";
import { say } from "../ui/toasts.tsx";
import styles from "./Keep.module.css";
import { fileName, scenario } from "./scenario.ts";
import type { Beginning } from "./useTalk.ts";

const t = texts.tryIt.keepDialog;

/** The conversation as a scenario that can be downloaded. */
export function Keep({
  turns,
  words,
  node,
  beginning,
  onClose,
}: {
  turns: TurnRecord[];
  words: string[];
  node: string | undefined;
  beginning: Beginning;
  onClose: () => void;
}) {
  const [title, setTitle] = useState("");
  const text = scenario(turns, { ...beginning, words, node, title: title.trim() || t.untitled });
  const download = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    link.download = fileName(title.trim() || t.untitled);
    link.click();
    URL.revokeObjectURL(link.href);
    onClose();
  };
  return (
    <Dialog
      title={t.title}
      wide
      onClose={onClose}
      actions={
        <>
          <Button onClick={() => copyText(text).then(() => say.done(texts.common.copied), say.failed)}>
            {t.copy}
          </Button>
          <Button look="primary" icon={<Download />} onClick={download}>
            {t.download}
          </Button>
        </>
      }
    >
      <p>{t.text}</p>
      <TextField
        label={t.name}
        hint={t.nameHint}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        autoFocus
      />
      {text.includes("****") && <p className={styles.masked}>{t.hidden}</p>}
      <Field label={t.preview}>
        {(ids) => (
          <textarea {...ids} className={styles.preview} value={text} readOnly rows={14} spellCheck={false} />
        )}
      </Field>
    </Dialog>
  );
}
