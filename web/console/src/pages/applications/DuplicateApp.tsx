import { useId, useState } from "react";
import { type App, useDuplicateApp } from "../../api/apps.ts";
import { texts } from "../../texts/index.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { TextField } from "../../ui/Field.tsx";
import { say } from "../../ui/toasts.tsx";

const t = texts.applications;

export function DuplicateApp({ app, onClose }: { app: App; onClose: () => void }) {
  const form = useId();
  const [name, setName] = useState(`${app.name}_copy`);
  const duplicate = useDuplicateApp();
  return (
    <Dialog
      title={t.duplicateTitle}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{texts.common.cancel}</Button>
          <Button look="primary" type="submit" form={form} busy={duplicate.isPending} disabled={!name.trim()}>
            {t.duplicate}
          </Button>
        </>
      }
    >
      <p>{t.duplicateText(app.name)}</p>
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          duplicate.mutate(
            { app, name: name.trim() },
            {
              onSuccess: () => {
                say.done(t.duplicated(name.trim()));
                onClose();
              },
            },
          );
        }}
      >
        <TextField
          label={texts.common.name}
          hint={texts.common.nameRule}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={duplicate.error?.message}
          spellCheck={false}
          autoFocus
        />
      </form>
    </Dialog>
  );
}
