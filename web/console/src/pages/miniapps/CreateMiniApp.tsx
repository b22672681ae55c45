import { useState } from "react";
import { useLocation } from "wouter";
import { useCreateMiniApp, useMiniAppConfig } from "../../api/miniapps.ts";
import { texts } from "../../texts/index.ts";
import { SelectField, TextField } from "../../ui/Field.tsx";
import { FormDialog, refusals } from "../../ui/FormDialog.tsx";
import { GroupField, rememberGroup, useUsualGroup } from "../../ui/GroupField.tsx";
import { NameField } from "../../ui/NameField.tsx";

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
  const usual = useUsualGroup("Developer");
  const { data: config } = useMiniAppConfig();
  const [name, setName] = useState(proposed);
  const [group, setGroup] = useState(usual);
  const [type, setType] = useState("Announcement");
  const [domain, setDomain] = useState("");
  const [languages, setLanguages] = useState("en-US");
  const create = useCreateMiniApp();
  const [, go] = useLocation();
  const errors = refusals(create.error, "name");

  const submit = async () => {
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
    <FormDialog
      title={t.createTitle}
      busy={create.isPending}
      ready={name.trim() !== ""}
      onSubmit={submit}
      onClose={onClose}
    >
      <NameField value={name} onChange={setName} error={errors.name} />
      <SelectField
        label={t.type}
        options={[...(config?.types ?? [type])]}
        value={type}
        onChange={(event) => setType(event.target.value)}
        error={errors.type}
      />
      {type === WITH_DOMAIN && (
        <SelectField
          label={t.domain}
          options={[...(config?.domains ?? [])]}
          value={domain}
          onChange={(event) => setDomain(event.target.value)}
          error={errors.domain}
        />
      )}
      <GroupField value={group} onChange={setGroup} atLeast="Developer" error={errors.group} />
      <TextField
        label={t.languages}
        hint={t.languagesHint}
        value={languages}
        onChange={(event) => setLanguages(event.target.value)}
        error={errors.languages}
        spellCheck={false}
      />
    </FormDialog>
  );
}
