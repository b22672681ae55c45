import { Copy, Download, Ellipsis, Plus, Trash2, Workflow } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { Link } from "wouter";
import { useMay } from "../../api/access.ts";
import { duplicateFlow, type Flow, useDeleteFlow, useFlows, useUses } from "../../api/flows.ts";
import { exportFlow } from "../../api/transfer.ts";
import { preloadCanvas } from "../../canvas/preload.ts";
import { Page } from "../../shell/Page.tsx";
import { texts } from "../../texts/index.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { ConfirmDelete } from "../../ui/ConfirmDelete.tsx";
import { Empty } from "../../ui/Empty.tsx";
import { Failed } from "../../ui/Failed.tsx";
import { useGroups } from "../../ui/GroupField.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { Menu } from "../../ui/Menu.tsx";
import { Moment } from "../../ui/Moment.tsx";
import { finds, Search } from "../../ui/Search.tsx";
import { type Column, Table } from "../../ui/Table.tsx";
import { say } from "../../ui/toasts.tsx";
import styles from "../applications/Applications.module.css";
import { Duplicate } from "../Duplicate.tsx";
import { GroupFilter } from "../GroupFilter.tsx";
import { Importing } from "../transfer/Importing.tsx";
import { saveZip } from "../transfer/save.ts";
import { UsedBy } from "../UsedBy.tsx";
import { CreateFlow } from "./CreateFlow.tsx";

const t = texts.flows;

export default function Flows() {
  const flows = useFlows();
  const uses = useUses();
  const may = useMay();
  const remove = useDeleteFlow();
  const [search, setSearch] = useState("");
  const [group, setGroup] = useState("");
  const [creating, setCreating] = useState(false);
  const [deleting, setDeleting] = useState<Flow | null>(null);
  const [copying, setCopying] = useState<Flow | null>(null);
  const mayCreate = useGroups("Developer").length > 0;
  const actions = (importing: ReactNode) => (
    <>
      {importing}
      <Button look="primary" icon={<Plus />} disabled={!mayCreate} onClick={() => setCreating(true)}>
        {t.create}
      </Button>
    </>
  );
  const columns = useMemo<Column<Flow>[]>(
    () => [
      {
        key: "name",
        label: t.columns.name,
        by: (flow) => flow.name.toLocaleLowerCase(),
        show: (flow) => (
          <div className={styles.name}>
            <Link href={`/flows/${flow.id}/canvas`} className={styles.link} {...preloadCanvas}>
              {flow.name}
            </Link>
            {flow.description && <span className={styles.description}>{flow.description}</span>}
          </div>
        ),
      },
      { key: "group", label: t.columns.group, by: (flow) => flow.group, show: (flow) => flow.group },
      {
        key: "fields",
        label: t.columns.fields,
        show: ({ input_fields: takes, output_fields: gives }) =>
          takes.length + gives.length > 0 ? `${takes.join(", ")} → ${gives.join(", ")}` : "",
      },
      {
        key: "uses",
        label: texts.common.usedBy,
        by: (flow) => uses.data?.get(flow.component_id)?.length ?? 0,
        show: (flow) => <UsedBy users={uses.data?.get(flow.component_id)} />,
      },
      {
        key: "changed",
        label: texts.common.lastChange,
        by: (flow) => flow.updated_at,
        show: (flow) => <Moment at={flow.updated_at} />,
      },
      {
        key: "actions",
        label: t.columns.actions,
        quiet: true,
        show: (flow) => (
          <Menu
            label={texts.common.actions(flow.name)}
            items={[
              {
                label: texts.common.duplicating.submit,
                icon: <Copy />,
                disabled: !may(flow.group, "Developer"),
                onSelect: () => setCopying(flow),
              },
              {
                label: texts.transfer.export,
                icon: <Download />,
                onSelect: () => saveZip(flow.name, exportFlow(flow.id)),
              },
              "-",
              {
                label: texts.common.remove,
                icon: <Trash2 />,
                danger: true,
                disabled: !may(flow.group, "Owner"),
                onSelect: () => setDeleting(flow),
              },
            ]}
            trigger={(props) => (
              <IconButton label={texts.common.actions(flow.name)} {...props}>
                <Ellipsis />
              </IconButton>
            )}
          />
        ),
      },
    ],
    [uses.data, may],
  );
  const shown = (flows.data ?? []).filter(
    (flow) => (!group || flow.group === group) && finds(search, flow.name, flow.description),
  );
  return (
    <Importing label={t.title}>
      {(importing) => (
        <Page
          title={t.title}
          actions={actions(importing)}
          tools={
            flows.data?.length ? (
              <>
                <Search value={search} onChange={setSearch} />
                <GroupFilter things={flows.data} value={group} onChange={setGroup} />
              </>
            ) : null
          }
        >
          {flows.isError ? (
            <Failed failure={flows.error} onRetry={flows.refetch} />
          ) : !flows.data ? (
            <Loading />
          ) : flows.data.length === 0 ? (
            <Empty icon={<Workflow />} title={t.empty.title} actions={actions(importing)}>
              {t.empty.text}
            </Empty>
          ) : (
            <Table label={t.list} rows={shown} columns={columns} id={(flow) => flow.id} none={t.none} />
          )}
          {creating && <CreateFlow onClose={() => setCreating(false)} />}
          {copying && (
            <Duplicate
              title={t.duplicateTitle}
              name={copying.name}
              text={t.duplicateText(copying.name)}
              onCopy={(name) => duplicateFlow(copying, name)}
              onClose={() => setCopying(null)}
            />
          )}
          {deleting && (
            <ConfirmDelete
              title={t.deleteTitle}
              name={deleting.name}
              onConfirm={async () => {
                await remove.mutateAsync(deleting.id);
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
