import { type FormEvent, useId, useState } from "react";
import { useLocation } from "wouter";
import { useCreateApp } from "../../api/apps.ts";
import { Failure } from "../../api/client.ts";
import { texts } from "../../texts/index.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { TextField } from "../../ui/Field.tsx";
import { GroupField, rememberGroup, useUsualGroup } from "../../ui/GroupField.tsx";

const t = texts.applications;

export function CreateApp({ onClose }: { onClose: () => void }) {
  const form = useId();
  const usual = useUsualGroup("Developer");
  const [name, setName] = useState("");
  const [group, setGroup] = useState(usual);
  const [description, setDescription] = useState("");
  const create = useCreateApp();
  const [, go] = useLocation();
  const refused = create.error instanceof Failure ? create.error : null;
  const fields = refused?.fields ?? {};

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const app = await create.mutateAsync({ name: name.trim(), group, description }).catch(() => null);
    if (!app) return;
    rememberGroup(group);
    go(`/apps/${app.id}/canvas`);
  };

  return (
    <Dialog
      title={t.createTitle}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{texts.common.cancel}</Button>
          <Button look="primary" type="submit" form={form} busy={create.isPending} disabled={!name.trim()}>
            {texts.common.create}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} style={{ display: "contents" }}>
        <TextField
          label={texts.common.name}
          hint={texts.common.nameRule}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={fields.name ?? (refused && !Object.keys(fields).length ? refused.message : undefined)}
          spellCheck={false}
          autoFocus
        />
        <GroupField value={group} onChange={setGroup} atLeast="Developer" error={fields.group} />
        <TextField
          label={texts.common.description}
          optional
          value={description}
          onChange={(event) => setDescription(event.target.value)}
          error={fields.description}
        />
      </form>
    </Dialog>
  );
}
