import { type FormEvent, useId, useState } from "react";
import { useLocation } from "wouter";
import { Failure } from "../../api/client.ts";
import { useCreateMiniApp, useMiniAppConfig } from "../../api/miniapps.ts";
import { texts } from "../../texts/index.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { SelectField, TextField } from "../../ui/Field.tsx";
import { GroupField, rememberGroup, useUsualGroup } from "../../ui/GroupField.tsx";

const t = texts.miniapps;
/** Only this type has a domain. */
const WITH_DOMAIN = "Intent";

interface Props {
  onClose: () => void;
  /** What to do with its id; without it, its page is opened. */
  onCreated?: (id: string) => void;
  name?: string;
}

export function CreateMiniApp({ onClose, onCreated, name: proposed = "" }: Props) {
  const form = useId();
  const usual = useUsualGroup("Developer");
  const { data: config } = useMiniAppConfig();
  const [name, setName] = useState(proposed);
  const [group, setGroup] = useState(usual);
  const [type, setType] = useState("Announcement");
  const [domain, setDomain] = useState("");
  const [languages, setLanguages] = useState("en-US");
  const create = useCreateMiniApp();
  const [, go] = useLocation();
  const refused = create.error instanceof Failure ? create.error : null;
  const fields = refused?.fields ?? {};

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const locales = languages.split(/[,\s]+/).filter(Boolean);
    const about = { name: name.trim(), group, type, languages: locales };
    const body = type === WITH_DOMAIN && domain ? { ...about, domain } : about;
    const id = await create.mutateAsync(body).catch(() => null);
    if (!id) return;
    rememberGroup(group);
    if (onCreated) onCreated(id);
    else go(`/miniapps/${encodeURIComponent(id)}`);
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
        <SelectField
          label={t.type}
          options={[...(config?.types ?? [type])]}
          value={type}
          onChange={(event) => setType(event.target.value)}
          error={fields.type}
        />
        {type === WITH_DOMAIN && (
          <SelectField
            label={t.domain}
            options={[...(config?.domains ?? [])]}
            value={domain}
            onChange={(event) => setDomain(event.target.value)}
            error={fields.domain}
          />
        )}
        <GroupField value={group} onChange={setGroup} atLeast="Developer" error={fields.group} />
        <TextField
          label={t.languages}
          hint={t.languagesHint}
          value={languages}
          onChange={(event) => setLanguages(event.target.value)}
          error={fields.languages}
          spellCheck={false}
        />
      </form>
    </Dialog>
  );
}
