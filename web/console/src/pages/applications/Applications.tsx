import { AppWindow, Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { type App, duplicateApp, useApps, useOverview } from "../../api/apps.ts";
import { Page } from "../../shell/Page.tsx";
import { texts } from "../../texts/index.ts";
import { Button } from "../../ui/Button.tsx";
import { Empty } from "../../ui/Empty.tsx";
import { Failed } from "../../ui/Failed.tsx";
import { useGroups } from "../../ui/GroupField.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { finds, Search } from "../../ui/Search.tsx";
import { Table } from "../../ui/Table.tsx";
import { Duplicate } from "../Duplicate.tsx";
import { GroupFilter } from "../GroupFilter.tsx";
import { Importing } from "../transfer/Importing.tsx";
import { CreateApp } from "./CreateApp.tsx";
import { useColumns } from "./columns.tsx";
import { DeleteApp } from "./DeleteApp.tsx";

const t = texts.applications;

/** What is open over the list. */
type Open = { what: "create" } | { what: "duplicate" | "delete"; app: App };

export default function Applications() {
  const apps = useApps();
  const overview = useOverview();
  const [search, setSearch] = useState("");
  const [group, setGroup] = useState("");
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const mayCreate = useGroups("Developer").length > 0;
  const columns = useColumns(overview.data, (what, app) => setOpen({ what, app }));

  const actions = (importing: ReactNode) => (
    <>
      {importing}
      <Button
        look="primary"
        icon={<Plus />}
        disabled={!mayCreate}
        onClick={() => setOpen({ what: "create" })}
      >
        {t.create}
      </Button>
    </>
  );
  const shown = (apps.data ?? []).filter(
    (app) => (!group || app.group === group) && finds(search, app.name, app.description),
  );

  return (
    <Importing label={t.title}>
      {(importing) => (
        <>
          <Page
            title={t.title}
            actions={actions(importing)}
            tools={
              apps.data?.length ? (
                <>
                  <Search value={search} onChange={setSearch} />
                  <GroupFilter things={apps.data} value={group} onChange={setGroup} />
                </>
              ) : null
            }
          >
            {apps.isError ? (
              <Failed failure={apps.error} onRetry={apps.refetch} />
            ) : !apps.data ? (
              <Loading />
            ) : apps.data.length === 0 ? (
              <Empty icon={<AppWindow />} title={t.empty.title} actions={actions(importing)}>
                {t.empty.text}
              </Empty>
            ) : (
              <Table label={t.list} rows={shown} columns={columns} id={(app) => app.id} none={t.none} />
            )}
          </Page>
          {open?.what === "create" && <CreateApp onClose={close} />}
          {open?.what === "duplicate" && (
            <Duplicate
              title={t.duplicateTitle}
              name={open.app.name}
              text={t.duplicateText(open.app.name)}
              onCopy={(name) => duplicateApp(open.app, name)}
              onClose={close}
            />
          )}
          {open?.what === "delete" && <DeleteApp app={open.app} onClose={close} />}
        </>
      )}
    </Importing>
  );
}
