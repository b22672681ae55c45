/** Export as a ZIP, and import of one: an application, a flow or a miniApp with all that belongs to it. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Failure, type Schemas, send } from "./client.ts";

/** What a ZIP was about, and what came with it. */
export type Import = Schemas["Import"];
/** What a ZIP can be about. */
export type Kind = Import["kind"];
export type Imported = Schemas["Imported"];

export interface Importing {
  file: Blob;
  group: string;
  name?: string;
  /** Only ask what would happen. */
  dry?: boolean;
}

export async function importZip({ file, group, name, dry }: Importing): Promise<Import> {
  const form = new FormData();
  form.set("file", file, "export.zip");
  form.set("group", group);
  if (name) form.set("name", name);
  if (dry) form.set("dry_run", "true");
  const answer = await send("/orchestrator/api/apps/import/", { method: "POST", body: form });
  return (await answer.json()) as Import;
}

export function useImport() {
  const queries = useQueryClient();
  return useMutation({ mutationFn: importZip, onSettled: () => queries.invalidateQueries() });
}

export const exportApp = (id: string) => zip(`/orchestrator/api/apps/${id}/export/`);
export const exportFlow = (id: string) => zip(`/orchestrator/api/flows/${id}/export/`);
export const exportMiniApp = ({ id, version }: { id: string; version: string }) =>
  zip(`/miniapps/api/apps/${version}/${encodeURIComponent(id)}/export`);

const zip = async (path: string): Promise<Blob> => (await send(path)).blob();

/** The names of what stands in the way of an import, when it was refused for that. */
export function existingIn(failure: unknown): string[] {
  const body = failure instanceof Failure ? (failure.body as { existing?: unknown } | null) : null;
  const existing = body?.existing;
  if (!existing || typeof existing !== "object") return [];
  const lists = Array.isArray(existing) ? [existing] : Object.values(existing);
  return lists
    .flatMap((list) => (Array.isArray(list) ? list : [list]))
    .map((one) => {
      const name = (one as { name?: unknown } | null)?.name;
      return String(name ?? one);
    });
}
