/** miniApps: the list and what there is to choose from. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type Schemas, take } from "./client.ts";
import { readMiniApp, saveMiniApp } from "./miniapp.ts";

export type MiniAppSummary = Schemas["Summary"];
export type MiniApp = Schemas["MiniApp"];

const MOST = 500;

/** All that one sees, by name. */
export function useMiniApps() {
  return useQuery({
    queryKey: ["miniapps"],
    queryFn: async () => {
      const all: MiniAppSummary[] = [];
      for (let page = 1; ; page += 1) {
        const query = { page, pageSize: MOST };
        const part = await take(api.GET("/miniapps/api/apps", { params: { query } }));
        all.push(...part.apps);
        if (part.apps.length < MOST) return all;
      }
    },
  });
}

/** Types, domains, languages: what there is to choose from. */
export function useMiniAppConfig() {
  return useQuery({
    queryKey: ["miniapps", "config"],
    queryFn: async () => (await take(api.GET("/miniapps/api/config"))).config,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export type NewMiniApp = Pick<Schemas["NewMiniApp"], "name" | "type" | "group" | "languages" | "domain">;

/** Makes one, and answers its id. */
export function useCreateMiniApp() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body: NewMiniApp) =>
      (await take(api.POST("/miniapps/api/apps", { body: body as Schemas["NewMiniApp"] }))).miniAppId,
    onSettled: () => queries.invalidateQueries({ queryKey: ["miniapps"] }),
  });
}

export function useDeleteMiniApp() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version }: Pick<MiniAppSummary, "id" | "version">) => {
      const path = { version, miniapp_id: id };
      return take(api.DELETE("/miniapps/api/apps/{version}/{miniapp_id}", { params: { path } }));
    },
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ["uses"] });
      return queries.invalidateQueries({ queryKey: ["miniapps"] });
    },
  });
}

/** A copy under another name: its model and its languages. */
export async function duplicateMiniApp(one: MiniAppSummary, name: string): Promise<string> {
  const { app } = await readMiniApp(one.id);
  const { type, group, languages, sensitivity, model } = app;
  const about = { name, type, group, languages, ...(app.domain ? { domain: app.domain } : {}) };
  const made = await take(api.POST("/miniapps/api/apps", { body: about as Schemas["NewMiniApp"] }));
  await saveMiniApp(made.miniAppId, { model, languages, sensitivity }, "");
  return made.miniAppId;
}
