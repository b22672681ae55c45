import { Blocks } from "lucide-react";
import { useState } from "react";
import { useUses } from "../../api/flows.ts";
import { duplicateMiniApp, type MiniAppSummary, useDeleteMiniApp, useMiniApps } from "../../api/miniapps.ts";
import { exportMiniApp } from "../../api/transfer.ts";
import { texts } from "../../texts/index.ts";
import { Select } from "../../ui/Field.tsx";
import type { Column } from "../../ui/Table.tsx";
import filters from "../GroupFilter.module.css";
import { changedColumn, groupColumn, ListPage, usesColumn } from "../ListPage.tsx";
import { CreateMiniApp } from "./CreateMiniApp.tsx";

const t = texts.miniapps;

const kind: Column<MiniAppSummary> = {
  key: "type",
  label: t.type,
  by: ({ type }) => type,
  show: ({ type, domain }) => (domain ? `${type} · ${domain}` : type),
};

const languages: Column<MiniAppSummary> = {
  key: "languages",
  label: t.languages,
  show: ({ languages }) => languages.join(", "),
};

export default function MiniApps() {
  const miniApps = useMiniApps();
  const { data: uses } = useUses();
  const remove = useDeleteMiniApp();
  const [type, setType] = useState("");
  const types = [...new Set((miniApps.data ?? []).map((one) => one.type))].sort();
  const choice = (
    <Select
      className={filters.filter}
      aria-label={t.type}
      options={[{ value: "", label: t.allTypes }, ...types.map((one) => ({ value: one, label: one }))]}
      value={type}
      onChange={(event) => setType(event.target.value)}
    />
  );
  return (
    <ListPage<MiniAppSummary>
      words={t}
      icon={<Blocks />}
      things={miniApps}
      link={({ id }) => ({ href: `/miniapps/${encodeURIComponent(id)}` })}
      columns={[kind, groupColumn, languages, usesColumn(({ id }) => uses?.get(id)), changedColumn]}
      found={(one) => [one.type, one.domain]}
      filter={{ control: choice, fits: (one) => !type || one.type === type }}
      duplicate={{ atLeast: "Developer", copy: duplicateMiniApp }}
      zip={exportMiniApp}
      remove={remove.mutateAsync}
      creating={(close) => <CreateMiniApp onClose={close} />}
    />
  );
}
