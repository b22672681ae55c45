/** Flows, and what uses them. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { parse } from "../canvas/model/document.ts";
import { readCanvas, saveCanvas } from "./canvases.ts";
import { api, type Schemas, send, take } from "./client.ts";

export type Flow = Schemas["Flow"];
export type ComponentUser = Schemas["ComponentUser"];

export function useFlows() {
  return useQuery({ queryKey: ["flows"], queryFn: () => take(api.GET("/orchestrator/api/flows/")) });
}

export function useFlow(id: string) {
  return useQuery({
    queryKey: ["flows", id],
    queryFn: () => take(api.GET("/orchestrator/api/flows/{flow_id}/", { params: { path: { flow_id: id } } })),
    enabled: id !== "",
  });
}

/** Who uses what, by component id. */
export function useUses() {
  return useQuery({
    queryKey: ["uses"],
    queryFn: async () => {
      const all = await take(api.GET("/orchestrator/api/component_uses/"));
      return new Map(all.map((one) => [one.component_id, one.used_by]));
    },
  });
}

export interface NewFlow {
  name: string;
  group: string;
  description: string;
  input_fields: string[];
  output_fields: string[];
}

export function useCreateFlow() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: NewFlow) => take(api.POST("/orchestrator/api/flows/", { body })),
    onSettled: () => queries.invalidateQueries({ queryKey: ["flows"] }),
  });
}

export function useDeleteFlow() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      take(api.DELETE("/orchestrator/api/flows/{flow_id}/", { params: { path: { flow_id: id } } })),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ["uses"] });
      return queries.invalidateQueries({ queryKey: ["flows"] });
    },
  });
}

/**
 * A copy under another name: its canvas, what it takes and gives, and its handlers. An import of its export would ask for
 * a Maintainer, and would copy what other groups share with it.
 */
export async function duplicateFlow(flow: Flow, name: string): Promise<Flow> {
  const { group, description, input_fields, output_fields, labels, reportable } = flow;
  const body = { name, group, description, input_fields, output_fields, labels, reportable };
  const { text } = await readCanvas(flow.canvas);
  const made = await take(api.POST("/orchestrator/api/flows/", { body }));
  await saveCanvas(made.canvas, JSON.stringify(parse(text)), "*");
  for (const handlers of ["error-handlers", "repeat-handlers"]) {
    const list = await (await send(`/orchestrator/api/flows/${flow.id}/${handlers}/`)).text();
    const headers = { "content-type": "application/json" };
    await send(`/orchestrator/api/flows/${made.id}/${handlers}/`, { method: "PUT", headers, body: list });
  }
  return made;
}
