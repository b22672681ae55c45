/** Flows, and what uses them. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type Schemas, take } from "./client.ts";

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
