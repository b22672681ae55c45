import { useState } from "react";
import { useLocation } from "wouter";
import { type Flow, useCreateFlow } from "../../api/flows.ts";
import { texts } from "../../texts/index.ts";
import { TextField } from "../../ui/Field.tsx";
import { FormDialog, refusals } from "../../ui/FormDialog.tsx";
import { GroupField, rememberGroup, useUsualGroup } from "../../ui/GroupField.tsx";
import { NameField } from "../../ui/NameField.tsx";

const t = texts.flows;

interface Props {
  onClose: () => void;
  /** What to do with it; without it, its canvas is opened. */
  onCreated?: (flow: Flow) => void;
  name?: string;
}

export function CreateFlow({ onClose, onCreated, name: proposed = "" }: Props) {
  const usual = useUsualGroup("Developer");
  const [name, setName] = useState(proposed);
  const [group, setGroup] = useState(usual);
  const [inputs, setInputs] = useState("");
  const [outputs, setOutputs] = useState("");
  const create = useCreateFlow();
  const [, go] = useLocation();
  const errors = refusals(create.error, "name");

  const submit = async () => {
    const body = {
      name: name.trim(),
      group,
      description: "",
      input_fields: listed(inputs),
      output_fields: listed(outputs),
    };
    const flow = await create.mutateAsync(body).catch(() => null);
    if (!flow) return;
    rememberGroup(group);
    if (onCreated) onCreated(flow);
    else go(`/flows/${flow.id}/canvas`);
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
        label={t.inputs}
        hint={t.fieldsHint}
        optional
        value={inputs}
        onChange={(event) => setInputs(event.target.value)}
        error={errors.input_fields}
        spellCheck={false}
      />
      <TextField
        label={t.outputs}
        hint={t.fieldsHint}
        optional
        value={outputs}
        onChange={(event) => setOutputs(event.target.value)}
        error={errors.output_fields}
        spellCheck={false}
      />
    </FormDialog>
  );
}

function listed(text: string): string[] {
  return text
    .split(/[,\s]+/)
    .map((name) => name.trim())
    .filter(Boolean);
}
