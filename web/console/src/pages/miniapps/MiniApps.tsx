import { Blocks, Copy, Download, Ellipsis, Plus, Trash2 } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { Link } from "wouter";
import { useMay } from "../../api/access.ts";
import { useUses } from "../../api/flows.ts";
import { duplicateMiniApp, type MiniAppSummary, useDeleteMiniApp, useMiniApps } from "../../api/miniapps.ts";
import { exportMiniApp } from "../../api/transfer.ts";
import { Page } from "../../shell/Page.tsx";
import { texts } from "../../texts/index.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { ConfirmDelete } from "../../ui/ConfirmDelete.tsx";
import { Empty } from "../../ui/Empty.tsx";
import { Failed } from "../../ui/Failed.tsx";
import { Select } from "../../ui/Field.tsx";
import { useGroups } from "../../ui/GroupField.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { Menu } from "../../ui/Menu.tsx";
import { Moment } from "../../ui/Moment.tsx";
import { finds, Search } from "../../ui/Search.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import { say } from "../../ui/toasts.tsx";
import styles from "../applications/Applications.module.css";
import { Duplicate } from "../Duplicate.tsx";
import filters from "../GroupFilter.module.css";
import { GroupFilter } from "../GroupFilter.tsx";
import { Importing } from "../transfer/Importing.tsx";
import { saveZip } from "../transfer/save.ts";
import { UsedBy } from "../UsedBy.tsx";
import { CreateMiniApp } from "./CreateMiniApp.tsx";

const t = texts.miniapps;

export default function MiniApps() {
  const miniApps = useMiniApps();
  const uses = useUses();
  const may = useMay();
  const remove = useDeleteMiniApp();
  const [search, setSearch] = useState("");
  const [group, setGroup] = useState("");
  const [type, setType] = useState("");
  const [creating, setCreating] = useState(false);
  const [deleting, setDeleting] = useState<MiniAppSummary | null>(null);
  const [copying, setCopying] = useState<MiniAppSummary | null>(null);
  const mayCreate = useGroups("Developer").length > 0;
  const actions = (importing: ReactNode) => (
    <>
      {importing}
      <Button look="primary" icon={<Plus />} disabled={!mayCreate} onClick={() => setCreating(true)}>
        {t.create}
      </Button>
    </>
  );
  const columns = useMemo<Column<MiniAppSummary>[]>(
    () => [
      {
        key: "name",
        label: t.columns.name,
        by: (one) => one.name.toLocaleLowerCase(),
        show: (one) => (
          <Link href={`/miniapps/${encodeURIComponent(one.id)}`} className={styles.link}>
            {one.name}
          </Link>
        ),
      },
      {
        key: "type",
        label: t.columns.type,
        by: (one) => one.type,
        show: (one) => (one.domain ? `${one.type} · ${one.domain}` : one.type),
      },
      { key: "group", label: t.columns.group, by: (one) => one.group, show: (one) => one.group },
      { key: "languages", label: t.columns.languages, show: (one) => one.languages.join(", ") },
      {
        key: "uses",
        label: texts.common.usedBy,
        by: (one) => uses.data?.get(one.id)?.length ?? 0,
        show: (one) => <UsedBy users={uses.data?.get(one.id)} />,
      },
      {
        key: "changed",
        label: texts.common.lastChange,
        by: (one) => one.updated_at,
        show: (one) => <Moment at={one.updated_at} />,
      },
      {
        key: "actions",
        label: t.columns.actions,
        quiet: true,
        show: (one) => (
          <Menu
            label={texts.common.actions(one.name)}
            items={[
              {
                label: texts.common.duplicating.submit,
                icon: <Copy />,
                disabled: !may(one.group, "Developer"),
                onSelect: () => setCopying(one),
              },
              {
                label: texts.transfer.export,
                icon: <Download />,
                onSelect: () => saveZip(one.name, exportMiniApp(one)),
              },
              "-",
              {
                label: texts.common.remove,
                icon: <Trash2 />,
                danger: true,
                disabled: !may(one.group, "Owner"),
                onSelect: () => setDeleting(one),
              },
            ]}
            trigger={(props) => (
              <IconButton label={texts.common.actions(one.name)} {...props}>
                <Ellipsis />
              </IconButton>
            )}
          />
        ),
      },
    ],
    [uses.data, may],
  );
  const types = [...new Set((miniApps.data ?? []).map((one) => one.type))].sort();
  const shown = (miniApps.data ?? []).filter(
    (one) =>
      (!group || one.group === group) &&
      (!type || one.type === type) &&
      finds(search, one.name, one.type, one.domain),
  );
  return (
    <Importing label={t.title}>
      {(importing) => (
        <Page
          title={t.title}
          actions={actions(importing)}
          tools={
            miniApps.data?.length ? (
              <>
                <Search value={search} onChange={setSearch} />
                <Select
                  className={filters.filter}
                  aria-label={t.type}
                  options={[
                    { value: "", label: t.allTypes },
                    ...types.map((one) => ({ value: one, label: one })),
                  ]}
                  value={type}
                  onChange={(event) => setType(event.target.value)}
                />
                <GroupFilter things={miniApps.data} value={group} onChange={setGroup} />
              </>
            ) : null
          }
        >
          {miniApps.isError ? (
            <Failed failure={miniApps.error} onRetry={miniApps.refetch} />
          ) : !miniApps.data ? (
            <Loading />
          ) : miniApps.data.length === 0 ? (
            <Empty icon={<Blocks />} title={t.empty.title} actions={actions(importing)}>
              {t.empty.text}
            </Empty>
          ) : (
            <Table label={t.list} rows={shown} columns={columns} id={(one) => one.id} none={t.none} />
          )}
          {creating && <CreateMiniApp onClose={() => setCreating(false)} />}
          {copying && (
            <Duplicate
              title={t.duplicateTitle}
              name={copying.name}
              text={t.duplicateText(copying.name)}
              onCopy={(name) => duplicateMiniApp(copying, name)}
              onClose={() => setCopying(null)}
            />
          )}
          {deleting && (
            <ConfirmDelete
              title={t.deleteTitle}
              name={deleting.name}
              onConfirm={async () => {
                await remove.mutateAsync(deleting);
                say.done(t.deleted(deleting.name));
              }}
              onClose={() => setDeleting(null)}
            >
              {t.deleteText(deleting.name)}
            </ConfirmDelete>
          )}
        </Page>
      )}
    </Importing>
  );
}
