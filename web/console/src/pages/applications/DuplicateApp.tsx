import { useState } from "react";
import { type App, useDuplicateApp } from "../../api/apps.ts";
import { texts } from "../../texts/index.ts";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { NameField } from "../../ui/NameField.tsx";
import { say } from "../../ui/toasts.tsx";

const t = texts.applications;

export function DuplicateApp({ app, onClose }: { app: App; onClose: () => void }) {
  const [name, setName] = useState(`${app.name}_copy`);
  const duplicate = useDuplicateApp();
  const submit = async () => {
    const made = await duplicate.mutateAsync({ app, name: name.trim() }).catch(() => null);
    if (!made) return;
    say.done(t.duplicated(name.trim()));
    onClose();
  };
  return (
    <FormDialog
      title={t.duplicateTitle}
      submit={t.duplicate}
      busy={duplicate.isPending}
      ready={name.trim() !== ""}
      onSubmit={submit}
      onClose={onClose}
      intro={<p>{t.duplicateText(app.name)}</p>}
    >
      <NameField value={name} onChange={setName} error={duplicate.error?.message} />
    </FormDialog>
  );
}
