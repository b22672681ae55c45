import { type ReactNode, useState } from "react";
import { texts } from "../texts/index.ts";
import { Button } from "./Button.tsx";
import styles from "./ConfirmDelete.module.css";
import { Dialog } from "./Dialog.tsx";
import { TextField } from "./Field.tsx";

interface Props {
  title: string;
  name: string;
  /** What goes with it. */
  children: ReactNode;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks for the name of what is to be removed for good. */
export function ConfirmDelete({ title, name, children, onConfirm, onClose }: Props) {
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const t = texts.common.confirmDelete;
  const confirm = async () => {
    setBusy(true);
    try {
      await onConfirm();
      onClose();
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : texts.common.failed);
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{texts.common.cancel}</Button>
          <Button look="danger" disabled={typed !== name} busy={busy} onClick={confirm}>
            {texts.common.remove}
          </Button>
        </>
      }
    >
      <div className={styles.text}>{children}</div>
      <TextField
        label={t.label(name)}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && typed === name) void confirm();
        }}
        spellCheck={false}
        autoFocus
        error={error}
      />
    </Dialog>
  );
}
