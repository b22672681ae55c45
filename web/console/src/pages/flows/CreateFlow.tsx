import { type FormEvent, useId, useState } from "react";
import { useLocation } from "wouter";
import { Failure } from "../../api/client.ts";
import { type Flow, useCreateFlow } from "../../api/flows.ts";
import { texts } from "../../texts/index.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { TextField } from "../../ui/Field.tsx";
import { GroupField, rememberGroup, useUsualGroup } from "../../ui/GroupField.tsx";

const t = texts.flows;

interface Props {
  onClose: () => void;
  /** What to do with it; without it, its canvas is opened. */
  onCreated?: (flow: Flow) => void;
  name?: string;
}

export function CreateFlow({ onClose, onCreated, name: proposed = "" }: Props) {
  const form = useId();
  const usual = useUsualGroup("Developer");
  const [name, setName] = useState(proposed);
  const [group, setGroup] = useState(usual);
  const [inputs, setInputs] = useState("");
  const [outputs, setOutputs] = useState("");
  const create = useCreateFlow();
  const [, go] = useLocation();
  const refused = create.error instanceof Failure ? create.error : null;
  const fields = refused?.fields ?? {};

  const submit = async (event: FormEvent) => {
    event.preventDefault();
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
          label={t.inputs}
          hint={t.fieldsHint}
          optional
          value={inputs}
          onChange={(event) => setInputs(event.target.value)}
          error={fields.input_fields}
          spellCheck={false}
        />
        <TextField
          label={t.outputs}
          hint={t.fieldsHint}
          optional
          value={outputs}
          onChange={(event) => setOutputs(event.target.value)}
          error={fields.output_fields}
          spellCheck={false}
        />
      </form>
    </Dialog>
  );
}

function listed(text: string): string[] {
  return text
    .split(/[,\s]+/)
    .map((name) => name.trim())
    .filter(Boolean);
}
