import { Ellipsis, Plus, Trash2, UserMinus, UserPlus } from "lucide-react";
import { useId, useMemo, useState } from "react";
import { type Role, useMay, useMe } from "../../api/access.ts";
import {
  type Member,
  useCreateGroup,
  useDeleteGroup,
  useMembers,
  usePutMember,
  useRemoveMember,
  useUsers,
} from "../../api/people.ts";
import { texts } from "../../texts/index.ts";
import { Badge } from "../../ui/Badge.tsx";
import { Button, IconButton } from "../../ui/Button.tsx";
import { ConfirmDelete } from "../../ui/ConfirmDelete.tsx";
import { Failed } from "../../ui/Failed.tsx";
import { Select, SelectField, TextField } from "../../ui/Field.tsx";
import { FormDialog, refusals } from "../../ui/FormDialog.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { Menu } from "../../ui/Menu.tsx";
import { NameField } from "../../ui/NameField.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import { say } from "../../ui/toasts.tsx";
import styles from "./Access.module.css";

const t = texts.access.groups;
const ROLES: Role[] = ["Viewer", "Developer", "Maintainer", "Owner"];
const roleOptions = ROLES.map((role) => ({ value: role, label: `${role}: ${texts.access.roles[role]}` }));

/** Groups on the left, who is in one on the right. */
export function Groups() {
  const { data: me } = useMe();
  const may = useMay();
  const groups = me?.groups ?? [];
  const [picked, setPicked] = useState("");
  const [dialog, setDialog] = useState<"group" | "member" | "delete" | null>(null);
  const group = groups.find((one) => one.name === picked) ?? groups[0];
  const manages = group ? may(group.name, "Owner") : false;
  const remove = useDeleteGroup();
  const close = () => setDialog(null);
  return (
    <div className={styles.groups}>
      <div>
        <ul className={styles.list} aria-label={t.list}>
          {groups.map((one) => (
            <li key={one.name}>
              <button
                type="button"
                aria-current={one.name === group?.name || undefined}
                title={one.name}
                onClick={() => setPicked(one.name)}
              >
                <span>{one.name}</span>
                <small>{one.role}</small>
              </button>
            </li>
          ))}
        </ul>
        {me?.org_admin && (
          <Button look="quiet" icon={<Plus />} onClick={() => setDialog("group")}>
            {t.create}
          </Button>
        )}
      </div>
      {group && (
        <section className={styles.one} aria-label={t.members(group.name)}>
          <header className={styles.head}>
            <div>
              <h2>{t.members(group.name)}</h2>
              <p className={styles.hint}>{manages ? t.text : t.ownersOnly}</p>
            </div>
            {manages && (
              <Button look="primary" icon={<UserPlus />} onClick={() => setDialog("member")}>
                {t.add}
              </Button>
            )}
            {me?.org_admin && (
              <Menu
                label={texts.common.actions(group.name)}
                items={[
                  { label: t.delete, icon: <Trash2 />, danger: true, onSelect: () => setDialog("delete") },
                ]}
                trigger={(props) => (
                  <IconButton label={texts.common.actions(group.name)} {...props}>
                    <Ellipsis />
                  </IconButton>
                )}
              />
            )}
          </header>
          <Members group={group.name} manages={manages} />
        </section>
      )}
      {dialog === "group" && <CreateGroup onClose={close} onCreated={setPicked} />}
      {dialog === "member" && group && <AddMember group={group.name} onClose={close} />}
      {dialog === "delete" && group && (
        <ConfirmDelete
          title={t.deleteTitle}
          name={group.name}
          onConfirm={() => remove.mutateAsync(group.name)}
          onClose={close}
        >
          {t.deleteText(group.name)}
        </ConfirmDelete>
      )}
    </div>
  );
}

function Members({ group, manages }: { group: string; manages: boolean }) {
  const { data: me } = useMe();
  const members = useMembers(group);
  const put = usePutMember();
  const remove = useRemoveMember();
  const change = async (member: Member, role: Role) => {
    try {
      await put.mutateAsync({ group, username: member.username, role });
      say.done(t.changed(member.username, role));
    } catch (failure) {
      say.failed(failure);
    }
  };
  const columns: Column<Member>[] = [
    {
      key: "name",
      label: t.columns.name,
      by: (one) => one.username,
      show: (one) => (
        <span className={styles.name}>
          {one.username}
          {one.username === me?.username && <Badge>{t.you}</Badge>}
          {one.disabled && <Badge tone="warn">{t.disabled}</Badge>}
        </span>
      ),
    },
    {
      key: "role",
      label: t.columns.role,
      by: (one) => ROLES.indexOf(one.role as Role),
      show: (one) =>
        manages ? (
          <Select
            className={styles.role}
            aria-label={t.roleOf(one.username)}
            options={roleOptions}
            value={one.role}
            onChange={(event) => void change(one, event.target.value as Role)}
          />
        ) : (
          one.role
        ),
    },
    {
      key: "actions",
      label: t.columns.actions,
      quiet: true,
      show: (one) =>
        manages && (
          <IconButton
            label={`${t.remove}: ${one.username}`}
            onClick={() =>
              remove
                .mutateAsync({ group, username: one.username })
                .then(() => say.done(t.removed(one.username, group)), say.failed)
            }
          >
            <UserMinus />
          </IconButton>
        ),
    },
  ];
  if (members.isError) return <Failed failure={members.error} onRetry={members.refetch} />;
  if (!members.data) return <Loading />;
  return (
    <Table
      label={t.members(group)}
      rows={members.data}
      columns={columns}
      id={(one) => one.user_id}
      none={t.nobody}
    />
  );
}

function CreateGroup({ onClose, onCreated }: { onClose: () => void; onCreated: (name: string) => void }) {
  const [name, setName] = useState("");
  const create = useCreateGroup();
  const submit = async () => {
    const made = await create.mutateAsync(name.trim()).catch(() => null);
    if (!made) return;
    onCreated(made.name);
    onClose();
  };
  return (
    <FormDialog
      title={t.createTitle}
      busy={create.isPending}
      ready={name.trim() !== ""}
      onSubmit={submit}
      onClose={onClose}
    >
      <NameField
        hint={t.nameRule}
        value={name}
        onChange={setName}
        error={refusals(create.error, "name").name}
      />
    </FormDialog>
  );
}

function AddMember({ group, onClose }: { group: string; onClose: () => void }) {
  const { data: me } = useMe();
  const users = useUsers(me?.org_admin === true);
  const members = useMembers(group);
  const [username, setUsername] = useState("");
  const [role, setRole] = useState<Role>("Developer");
  const put = usePutMember();
  const list = useId();
  const others = useMemo(() => {
    const there = new Set(members.data?.map((one) => one.username));
    return (users.data ?? []).filter((one) => !there.has(one.username));
  }, [users.data, members.data]);
  const submit = async () => {
    const done = await put.mutateAsync({ group, username: username.trim(), role }).catch(() => null);
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t.addTitle(group)}
      submit={t.add}
      busy={put.isPending}
      ready={username.trim() !== ""}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={t.username}
        hint={t.usernameHint}
        error={refusals(put.error, "username").username}
        value={username}
        onChange={(event) => setUsername(event.target.value)}
        list={list}
        spellCheck={false}
        autoFocus
      />
      <datalist id={list}>
        {others.map((one) => (
          <option key={one.id} value={one.username} />
        ))}
      </datalist>
      <SelectField
        label={t.role}
        options={roleOptions}
        value={role}
        onChange={(event) => setRole(event.target.value as Role)}
      />
    </FormDialog>
  );
}
