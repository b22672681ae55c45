import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { existingIn } from "../api/transfer.ts";
import { texts } from "../texts/index.ts";
import { FormDialog, refusals } from "../ui/FormDialog.tsx";
import { NameField } from "../ui/NameField.tsx";
import { say } from "../ui/toasts.tsx";

const t = texts.common.duplicating;

interface Props {
  title: string;
  /** What is copied. */
  name: string;
  /** What goes with it. */
  text: string;
  onCopy: (name: string) => Promise<unknown>;
  onClose: () => void;
}

/** A copy of something under another name. */
export function Duplicate({ title, name: original, text, onCopy, onClose }: Props) {
  const queries = useQueryClient();
  const [name, setName] = useState(`${original}_copy`);
  const copy = useMutation({ mutationFn: onCopy, onSettled: () => queries.invalidateQueries() });
  // The server answers whoever imports; here somebody copies.
  const wrong = existingIn(copy.error).includes(copy.variables ?? "")
    ? t.taken(copy.variables ?? "")
    : refusals(copy.error, "name").name;
  const submit = async () => {
    const wanted = name.trim();
    const done = await copy.mutateAsync(wanted).then(
      () => true,
      () => false,
    );
    if (!done) return;
    say.done(t.done(wanted));
    onClose();
  };
  return (
    <FormDialog
      title={title}
      submit={t.submit}
      busy={copy.isPending}
      ready={name.trim() !== ""}
      onSubmit={submit}
      onClose={onClose}
      intro={<p>{text}</p>}
    >
      <NameField value={name} onChange={setName} error={wrong} />
    </FormDialog>
  );
}
