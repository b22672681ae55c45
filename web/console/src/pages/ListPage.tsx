import type { UseQueryResult } from "@tanstack/react-query";
import { Copy, Download, Ellipsis, Plus, Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import { type Role, useMay } from "../api/access.ts";
import type { ComponentUser } from "../api/flows.ts";
import type { preloadCanvas } from "../canvas/preload.ts";
import { Page } from "../shell/Page.tsx";
import { texts } from "../texts/index.ts";
import { Button, IconButton } from "../ui/Button.tsx";
import { ConfirmDelete } from "../ui/ConfirmDelete.tsx";
import { Empty } from "../ui/Empty.tsx";
import { Failed } from "../ui/Failed.tsx";
import { useGroups } from "../ui/GroupField.tsx";
import { Loading } from "../ui/Loading.tsx";
import { Menu, type MenuItem } from "../ui/Menu.tsx";
import { Moment } from "../ui/Moment.tsx";
import { finds, Search } from "../ui/Search.tsx";
import { type Column, Table } from "../ui/Table.tsx";
import { say } from "../ui/toasts.tsx";
import { Duplicate } from "./Duplicate.tsx";
import { GroupFilter } from "./GroupFilter.tsx";
import styles from "./ListPage.module.css";
import { Importing } from "./transfer/Importing.tsx";
import { saveZip } from "./transfer/save.ts";
import { UsedBy } from "./UsedBy.tsx";

const t = texts.common;

interface Thing {
  id: string;
  name: string;
  group: string;
  description?: string | null;
}

/** What the page says of its things. */
interface Words {
  title: string;
  create: string;
  none: string;
  empty: { title: string; text: string };
  duplicateTitle: string;
  duplicateText: (name: string) => string;
  deleteTitle: string;
  deleteText: (name: string) => string;
  deleted: (name: string) => string;
}

interface Props<T extends Thing> {
  words: Words;
  icon: ReactNode;
  things: UseQueryResult<T[]>;
  /** Where its name leads. */
  link: (thing: T) => { href: string } & Partial<typeof preloadCanvas>;
  /** Between its name and what can be done with it. */
  columns: Column<T>[];
  /** Where a search looks, beside name and description. */
  found?: (thing: T) => (string | null | undefined)[];
  /** One more way to choose some of them. */
  filter?: { control: ReactNode; fits: (thing: T) => boolean };
  /** What else can be done with it, before all others. */
  items?: (thing: T) => (MenuItem | "-")[];
  duplicate: { atLeast: Role; copy: (thing: T, name: string) => Promise<unknown> };
  zip: (thing: T) => Promise<Blob>;
  remove: (thing: T) => Promise<unknown>;
  /** The dialog that makes one. */
  creating: (close: () => void) => ReactNode;
}

/** All things of one kind: find, make, import, copy, export and delete them. */
export function ListPage<T extends Thing>({ words, things, filter, duplicate, ...props }: Props<T>) {
  const [search, setSearch] = useState("");
  const [group, setGroup] = useState("");
  const [open, setOpen] = useState<"create" | { what: "duplicate" | "delete"; thing: T } | null>(null);
  const close = () => setOpen(null);
  const may = useMay();
  const mayCreate = useGroups("Developer").length > 0;

  const actions = (importing: ReactNode) => (
    <>
      {importing}
      <Button look="primary" icon={<Plus />} disabled={!mayCreate} onClick={() => setOpen("create")}>
        {words.create}
      </Button>
    </>
  );
  const shown = (things.data ?? []).filter(
    (thing) =>
      (!group || thing.group === group) &&
      (!filter || filter.fits(thing)) &&
      finds(search, thing.name, thing.description, ...(props.found?.(thing) ?? [])),
  );
  const name: Column<T> = {
    key: "name",
    label: t.name,
    by: (thing) => thing.name.toLocaleLowerCase(),
    show: (thing) => (
      <div className={styles.name}>
        <Link {...props.link(thing)} className={styles.link} title={thing.name}>
          {thing.name}
        </Link>
        {thing.description && <span className={styles.description}>{thing.description}</span>}
      </div>
    ),
  };
  const menu: Column<T> = {
    key: "actions",
    label: t.allActions,
    quiet: true,
    show: (thing) => (
      <Menu
        label={t.actions(thing.name)}
        items={[
          ...(props.items?.(thing) ?? []),
          {
            label: t.duplicating.submit,
            icon: <Copy />,
            disabled: !may(thing.group, duplicate.atLeast),
            onSelect: () => setOpen({ what: "duplicate", thing }),
          },
          {
            label: texts.transfer.export,
            icon: <Download />,
            onSelect: () => saveZip(thing.name, props.zip(thing)),
          },
          "-",
          {
            label: t.remove,
            icon: <Trash2 />,
            danger: true,
            disabled: !may(thing.group, "Owner"),
            onSelect: () => setOpen({ what: "delete", thing }),
          },
        ]}
        trigger={(button) => (
          <IconButton label={t.actions(thing.name)} {...button}>
            <Ellipsis />
          </IconButton>
        )}
      />
    ),
  };

  return (
    <Importing label={words.title}>
      {(importing) => (
        <>
          <Page
            title={words.title}
            actions={actions(importing)}
            tools={
              things.data?.length ? (
                <>
                  <Search value={search} onChange={setSearch} />
                  {filter?.control}
                  <GroupFilter things={things.data} value={group} onChange={setGroup} />
                </>
              ) : null
            }
          >
            {things.isError ? (
              <Failed failure={things.error} onRetry={things.refetch} />
            ) : !things.data ? (
              <Loading />
            ) : things.data.length === 0 ? (
              <Empty icon={props.icon} title={words.empty.title} actions={actions(importing)}>
                {words.empty.text}
              </Empty>
            ) : (
              <Table
                label={words.title}
                rows={shown}
                columns={[name, ...props.columns, menu]}
                id={(thing) => thing.id}
                none={words.none}
              />
            )}
          </Page>
          {open === "create" ? (
            props.creating(close)
          ) : open?.what === "duplicate" ? (
            <Duplicate
              title={words.duplicateTitle}
              name={open.thing.name}
              text={words.duplicateText(open.thing.name)}
              onCopy={(name) => duplicate.copy(open.thing, name)}
              onClose={close}
            />
          ) : open ? (
            <ConfirmDelete
              title={words.deleteTitle}
              name={open.thing.name}
              onConfirm={async () => {
                await props.remove(open.thing);
                say.done(words.deleted(open.thing.name));
              }}
              onClose={close}
            >
              {words.deleteText(open.thing.name)}
            </ConfirmDelete>
          ) : null}
        </>
      )}
    </Importing>
  );
}

/** Columns that more than one list has. */
export const groupColumn: Column<{ group: string }> = {
  key: "group",
  label: t.group,
  by: ({ group }) => group,
  show: ({ group }) => group,
};

export const changedColumn: Column<{ updated_at: string }> = {
  key: "changed",
  label: t.lastChange,
  by: ({ updated_at }) => updated_at,
  show: ({ updated_at }) => <Moment at={updated_at} />,
};

export function usesColumn<T>(users: (thing: T) => ComponentUser[] | undefined): Column<T> {
  return {
    key: "uses",
    label: t.usedBy,
    by: (thing) => users(thing)?.length ?? 0,
    show: (thing) => <UsedBy users={users(thing)} />,
  };
}
