import { Ellipsis, UserPlus } from "lucide-react";
import { useState } from "react";
import { useMe } from "../../api/access.ts";
import { type User, useChangeUser, useCreateUser, useUsers } from "../../api/people.ts";
import { texts } from "../../texts/index.ts";
import { Badge } from "../../ui/Badge.tsx";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Failed } from "../../ui/Failed.tsx";
import { Check, TextField } from "../../ui/Field.tsx";
import { FormDialog, refusals } from "../../ui/FormDialog.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { Menu } from "../../ui/Menu.tsx";
import { Moment } from "../../ui/Moment.tsx";
import { NameField } from "../../ui/NameField.tsx";
import { finds, Search } from "../../ui/Search.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import { say } from "../../ui/toasts.tsx";
import styles from "./Access.module.css";

const t = texts.access.people;

/** Everybody of the organization, for its administrators. */
export function People() {
  const { data: me } = useMe();
  const users = useUsers(true);
  const change = useChangeUser();
  const [search, setSearch] = useState("");
  const [creating, setCreating] = useState(false);
  const set = (user: User, part: { disabled?: boolean; org_admin?: boolean }) =>
    change.mutateAsync({ id: user.id, ...part }).catch(say.failed);
  const columns: Column<User>[] = [
    { key: "name", label: t.columns.name, by: (one) => one.username, show: (one) => one.username },
    {
      key: "status",
      label: t.columns.status,
      by: (one) => `${one.disabled} ${one.org_admin}`,
      show: (one) => (
        <span className={styles.name}>
          {one.disabled ? <Badge tone="warn">{t.disabled}</Badge> : <Badge tone="good">{t.active}</Badge>}
          {one.org_admin && <Badge tone="accent">{t.orgAdmin}</Badge>}
        </span>
      ),
    },
    {
      key: "since",
      label: t.columns.since,
      by: (one) => one.created_at,
      show: (one) => <Moment at={one.created_at} />,
    },
    {
      key: "actions",
      label: t.columns.actions,
      quiet: true,
      // Nobody shuts themselves out.
      show: (one) =>
        one.username !== me?.username && (
          <Menu
            label={texts.common.actions(one.username)}
            items={[
              {
                label: one.disabled ? t.enable : t.disable,
                onSelect: () => void set(one, { disabled: !one.disabled }),
              },
              {
                label: one.org_admin ? t.noAdmin : t.makeAdmin,
                onSelect: () => void set(one, { org_admin: !one.org_admin }),
              },
            ]}
            trigger={(props) => (
              <IconButton label={texts.common.actions(one.username)} {...props}>
                <Ellipsis />
              </IconButton>
            )}
          />
        ),
    },
  ];
  if (users.isError) return <Failed failure={users.error} onRetry={users.refetch} />;
  if (!users.data) return <Loading />;
  const shown = users.data.filter((one) => finds(search, one.username));
  return (
    <>
      <div className={styles.head}>
        <p className={styles.hint}>{t.text}</p>
        <Search value={search} onChange={setSearch} />
        <Button look="primary" icon={<UserPlus />} onClick={() => setCreating(true)}>
          {t.create}
        </Button>
      </div>
      <Table label={t.list} rows={shown} columns={columns} id={(one) => one.id} none={t.none} />
      {creating && <CreateUser onClose={() => setCreating(false)} />}
    </>
  );
}

function CreateUser({ onClose }: { onClose: () => void }) {
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const [admin, setAdmin] = useState(false);
  const create = useCreateUser();
  const errors = refusals(create.error, "username");
  const submit = async () => {
    const body = { username: username.trim(), org_admin: admin, ...(password ? { password } : {}) };
    const made = await create.mutateAsync(body).catch(() => null);
    if (!made) return;
    if (password) say.done(t.created(made.username));
    onClose();
  };
  return (
    <FormDialog
      title={t.createTitle}
      busy={create.isPending}
      ready={username.trim() !== ""}
      onSubmit={submit}
      onClose={onClose}
    >
      <NameField
        label={t.username}
        hint={t.usernameRule}
        value={username}
        onChange={setUsername}
        error={errors.username}
      />
      <TextField
        label={t.password}
        type="password"
        optional
        hint={t.passwordRule}
        error={errors.password}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        autoComplete="new-password"
      />
      <Check label={t.admin} checked={admin} onChange={(event) => setAdmin(event.target.checked)} />
    </FormDialog>
  );
}
