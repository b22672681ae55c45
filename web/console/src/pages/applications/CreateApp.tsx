import { useState } from "react";
import { useLocation } from "wouter";
import { useCreateApp } from "../../api/apps.ts";
import { texts } from "../../texts/index.ts";
import { TextField } from "../../ui/Field.tsx";
import { FormDialog, refusals } from "../../ui/FormDialog.tsx";
import { GroupField, rememberGroup, useUsualGroup } from "../../ui/GroupField.tsx";
import { NameField } from "../../ui/NameField.tsx";

const t = texts.applications;

export function CreateApp({ onClose }: { onClose: () => void }) {
  const usual = useUsualGroup("Developer");
  const [name, setName] = useState("");
  const [group, setGroup] = useState(usual);
  const [description, setDescription] = useState("");
  const create = useCreateApp();
  const [, go] = useLocation();
  const errors = refusals(create.error, "name");

  const submit = async () => {
    const app = await create.mutateAsync({ name: name.trim(), group, description }).catch(() => null);
    if (!app) return;
    rememberGroup(group);
    go(`/apps/${app.id}/canvas`);
  };

  return (
    <FormDialog
      title={t.createTitle}
      busy={create.isPending}
      ready={name.trim() !== ""}
      onSubmit={submit}
      onClose={onClose}
    >
      <NameField value={name} onChange={setName} error={errors.name} />
      <GroupField value={group} onChange={setGroup} atLeast="Developer" error={errors.group} />
      <TextField
        label={texts.common.description}
        optional
        value={description}
        onChange={(event) => setDescription(event.target.value)}
        error={errors.description}
      />
    </FormDialog>
  );
}
