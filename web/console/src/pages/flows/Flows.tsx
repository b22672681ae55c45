import { Workflow } from "lucide-react";
import { duplicateFlow, type Flow, useDeleteFlow, useFlows, useUses } from "../../api/flows.ts";
import { exportFlow } from "../../api/transfer.ts";
import { preloadCanvas } from "../../canvas/preload.ts";
import { texts } from "../../texts/index.ts";
import type { Column } from "../../ui/Table.tsx";
import { changedColumn, groupColumn, ListPage, usesColumn } from "../ListPage.tsx";
import { CreateFlow } from "./CreateFlow.tsx";

const t = texts.flows;

const fields: Column<Flow> = {
  key: "fields",
  label: t.fields,
  show: ({ input_fields: takes, output_fields: gives }) =>
    takes.length + gives.length > 0 ? `${takes.join(", ")} → ${gives.join(", ")}` : "",
};

export default function Flows() {
  const { data: uses } = useUses();
  const remove = useDeleteFlow();
  return (
    <ListPage<Flow>
      words={t}
      icon={<Workflow />}
      things={useFlows()}
      link={(flow) => ({ href: `/flows/${flow.id}/canvas`, ...preloadCanvas })}
      columns={[groupColumn, fields, usesColumn((flow) => uses?.get(flow.component_id)), changedColumn]}
      duplicate={{ atLeast: "Developer", copy: duplicateFlow }}
      zip={(flow) => exportFlow(flow.id)}
      remove={(flow) => remove.mutateAsync(flow.id)}
      creating={(close) => <CreateFlow onClose={close} />}
    />
  );
}
