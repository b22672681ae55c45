import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { type PersonalToken, useCreateToken, usePersonalTokens, useRevokeToken } from "../../api/people.ts";
import { texts } from "../../texts/index.ts";
import { Badge, type Tone } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Empty } from "../../ui/Empty.tsx";
import { Failed } from "../../ui/Failed.tsx";
import { TextField } from "../../ui/Field.tsx";
import { FormDialog, refusals } from "../../ui/FormDialog.tsx";
import { GroupField, useUsualGroup } from "../../ui/GroupField.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { Moment } from "../../ui/Moment.tsx";
import { NameField } from "../../ui/NameField.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import { say } from "../../ui/toasts.tsx";
import styles from "./Access.module.css";
import { Secret } from "./Secret.tsx";

const t = texts.access.personal;
const TONES: Record<string, Tone> = { active: "good", expired: "warn", revoked: "plain" };
const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium" });

/** The tokens with which programs call the API in one's name. */
export function PersonalTokens() {
  const tokens = usePersonalTokens();
  const revoke = useRevokeToken();
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<PersonalToken | null>(null);
  const create = (
    <Button look="primary" icon={<Plus />} onClick={() => setCreating(true)}>
      {t.create}
    </Button>
  );
  const columns: Column<PersonalToken>[] = [
    { key: "name", label: t.columns.name, by: (one) => one.name, show: (one) => one.name },
    { key: "group", label: t.columns.group, by: (one) => one.group, show: (one) => one.group },
    {
      key: "status",
      label: t.columns.status,
      by: (one) => one.status,
      show: (one) => <Badge tone={TONES[one.status] ?? "plain"}>{t.status[one.status] ?? one.status}</Badge>,
    },
    {
      key: "used",
      label: t.columns.used,
      by: (one) => one.last_used_at ?? "",
      show: (one) => <Moment at={one.last_used_at} />,
    },
    {
      key: "expires",
      label: t.columns.expires,
      by: (one) => one.expires_at ?? "",
      show: (one) => (one.expires_at ? day.format(new Date(one.expires_at)) : t.forever),
    },
    {
      key: "actions",
      label: t.columns.actions,
      quiet: true,
      show: (one) =>
        one.status === "active" && (
          <Button look="quiet" aria-label={`${t.revoke}: ${one.name}`} onClick={() => setRevoking(one)}>
            {t.revoke}
          </Button>
        ),
    },
  ];
  if (tokens.isError) return <Failed failure={tokens.error} onRetry={tokens.refetch} />;
  if (!tokens.data) return <Loading />;
  return (
    <>
      {tokens.data.length === 0 ? (
        <Empty icon={<KeyRound />} title={t.empty.title} actions={create}>
          {t.empty.text}
        </Empty>
      ) : (
        <>
          <div className={styles.head}>
            <p className={styles.hint}>{t.text}</p>
            {create}
          </div>
          <Table
            label={t.list}
            rows={[...tokens.data].reverse()}
            columns={columns}
            id={(one) => one.id}
            none={t.none}
          />
        </>
      )}
      {creating && <CreateToken onClose={() => setCreating(false)} />}
      {revoking && (
        <Dialog
          title={t.revokeTitle}
          onClose={() => setRevoking(null)}
          actions={
            <>
              <Button onClick={() => setRevoking(null)}>{texts.common.cancel}</Button>
              <Button
                look="danger"
                busy={revoke.isPending}
                onClick={() => revoke.mutateAsync(revoking.id).then(() => setRevoking(null), say.failed)}
              >
                {t.revoke}
              </Button>
            </>
          }
        >
          <p>{t.revokeText(revoking.name)}</p>
        </Dialog>
      )}
    </>
  );
}

function CreateToken({ onClose }: { onClose: () => void }) {
  const usual = useUsualGroup("Viewer");
  const [name, setName] = useState("");
  const [group, setGroup] = useState(usual);
  const [until, setUntil] = useState("");
  const create = useCreateToken();
  const errors = refusals(create.error, "name");
  const made = create.data;
  const submit = () =>
    create.mutate({ name: name.trim(), group, ...(until ? { expires_at: `${until}T23:59:59Z` } : {}) });
  if (made) {
    return (
      <Dialog
        title={t.made}
        actions={
          <Button look="primary" onClick={onClose}>
            {t.done}
          </Button>
        }
      >
        <p>{t.madeText}</p>
        <Secret label={made.name} text={made.token} />
      </Dialog>
    );
  }
  return (
    <FormDialog
      title={t.createTitle}
      busy={create.isPending}
      ready={name.trim() !== ""}
      onSubmit={submit}
      onClose={onClose}
    >
      <NameField label={t.name} hint={t.nameHint} value={name} onChange={setName} error={errors.name} />
      <GroupField value={group} onChange={setGroup} atLeast="Viewer" error={errors.group} />
      <TextField
        label={t.expires}
        type="date"
        optional
        hint={t.expiresHint}
        error={errors.expires_at}
        value={until}
        onChange={(event) => setUntil(event.target.value)}
      />
    </FormDialog>
  );
}
