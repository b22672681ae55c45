import { type FormEvent, type ReactNode, useId } from "react";
import { Failure } from "../api/client.ts";
import { texts } from "../texts/index.ts";
import { Button } from "./Button.tsx";
import { Dialog } from "./Dialog.tsx";
import styles from "./FormDialog.module.css";

interface Props {
  title: string;
  /** What the button says; "Create" unless given. */
  submit?: string;
  busy: boolean;
  /** Whether enough is filled in. */
  ready: boolean;
  onSubmit: () => unknown;
  onClose: () => void;
  /** Above the fields. */
  intro?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}

/** A dialog with fields to fill in: Enter in any of them does it. */
export function FormDialog({ title, submit, busy, ready, onSubmit, onClose, intro, wide, children }: Props) {
  const form = useId();
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !busy) void onSubmit();
  };
  return (
    <Dialog
      title={title}
      wide={wide ?? false}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{texts.common.cancel}</Button>
          <Button look="primary" type="submit" form={form} busy={busy} disabled={!ready}>
            {submit ?? texts.common.create}
          </Button>
        </>
      }
    >
      {intro}
      <form id={form} onSubmit={send} className={styles.form}>
        {children}
      </form>
    </Dialog>
  );
}

/** What the server says of each field. What it says of none stands at the first. */
export function refusals(error: unknown, first: string): Record<string, string | undefined> {
  if (!(error instanceof Failure)) return {};
  const { fields, message } = error;
  return Object.keys(fields).length > 0 ? fields : { [first]: message };
}
