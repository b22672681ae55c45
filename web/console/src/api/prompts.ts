/** What a miniApp says, for the place where it is used. */
import { type QueryClient, useQuery } from "@tanstack/react-query";
import { api, type Schemas, take } from "./client.ts";

/** The version that paths name. */
const VERSION = "v1";

type Model = Record<string, unknown>;

const queryKey = (id: string) => ["miniapps", "model", id];

/** A miniApp with its model. */
export function useMiniApp(id: string, enabled = true) {
  return useQuery({
    queryKey: queryKey(id),
    queryFn: () => {
      const path = { version: VERSION, miniapp_id: id };
      return take(api.GET("/miniapps/api/apps/{version}/{miniapp_id}", { params: { path } }));
    },
    enabled,
    staleTime: 30_000,
    retry: false,
  });
}

/** What a miniApp says first, as far as it was read already. */
export function knownPrompt(queries: QueryClient, id: string): string | undefined {
  const known = queries.getQueryData<Schemas["MiniApp"]>(queryKey(id));
  return known ? promptOf(known.model as Model) : undefined;
}

export function usePrompt(id: string, enabled: boolean): string | undefined {
  const { data } = useMiniApp(id, enabled);
  return data ? promptOf(data.model as Model) : undefined;
}

/** The first thing that a model would say: what is asked, else what is announced, else the address that is called. */
export function promptOf(model: Model): string | undefined {
  const announcements = Array.isArray(model.announceList) ? (model.announceList as Model[]) : [];
  const said = [
    model.ask,
    ...announcements.filter((one) => one?.enabled !== false).map((one) => one?.announcement),
  ];
  for (const prompt of said) {
    const text = firstText(prompt);
    if (text) return text;
  }
  const request = (model.request ?? model) as Model;
  return typeof request.url === "string" && request.url ? request.url : undefined;
}

function firstText(prompt: unknown): string | undefined {
  const locales = (prompt as { locales?: Record<string, Record<string, { normal?: unknown }>> } | null)
    ?.locales;
  for (const channels of Object.values(locales ?? {})) {
    for (const texts of Object.values(channels ?? {})) {
      if (typeof texts?.normal === "string" && texts.normal) return texts.normal;
    }
  }
  return undefined;
}
