/** Applications: reading them, and all that is done to one from a list. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type Schemas, take } from "./client.ts";
import { exportApp, type Import, importZip } from "./transfer.ts";

export type App = Schemas["App"];
export type AppOverview = Schemas["AppOverview"];

/** The most that one question answers. */
const MOST = 500;

export function useApps() {
  return useQuery({ queryKey: ["apps"], queryFn: () => take(api.GET("/orchestrator/api/apps/")) });
}

/** How the apps are: status and problems, by id. */
export function useOverview() {
  return useQuery({
    queryKey: ["apps", "overview"],
    queryFn: async () => {
      const all = new Map<string, AppOverview>();
      for (let offset = 0; ; offset += MOST) {
        const query = { limit: MOST, offset };
        const page = await take(api.GET("/orchestrator/api/apps/overview/", { params: { query } }));
        for (const one of page.results) all.set(one.id, one);
        if (offset + MOST >= page.count) return all;
      }
    },
  });
}

export function useApp(id: string) {
  return useQuery({
    queryKey: ["apps", id],
    queryFn: () => take(api.GET("/orchestrator/api/apps/{app_id}/", { params: { path: { app_id: id } } })),
    enabled: id !== "",
  });
}

/** Something that is done to apps; the lists are read again afterwards. */
function useDoing<In, Out>(work: (input: In) => Promise<Out>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: work,
    onSettled: () => queries.invalidateQueries({ queryKey: ["apps"] }),
  });
}

export interface NewApp {
  name: string;
  group: string;
  description: string;
}

export function useCreateApp() {
  return useDoing((body: NewApp) => take(api.POST("/orchestrator/api/apps/", { body })));
}

export function useDeleteApp() {
  return useDoing((id: string) =>
    take(api.DELETE("/orchestrator/api/apps/{app_id}/", { params: { path: { app_id: id } } })),
  );
}

/** A copy under another name: what an export holds, brought back. */
export async function duplicateApp(app: App, name: string): Promise<Import> {
  return importZip({ file: await exportApp(app.id), group: app.group, name });
}

export function useSwitchApp() {
  return useDoing(({ id, on }: { id: string; on: boolean }) => {
    const params = { params: { path: { app_id: id } } };
    return take(
      on
        ? api.POST("/orchestrator/api/apps/{app_id}/start/", params)
        : api.POST("/orchestrator/api/apps/{app_id}/stop/", params),
    );
  });
}
