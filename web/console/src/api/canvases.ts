/** Canvases: read with their revision, saved only over the revision that was read. */
import { useQuery } from "@tanstack/react-query";
import { api, type Schemas, send, take } from "./client.ts";

export type Problem = Schemas["CanvasProblem"];

export interface Kept {
  text: string;
  etag: string;
}

const path = (id: string) => `/orchestrator/api/canvases/${id}/`;

/** The document as it is kept: as text, since it must not lose anything on the way. */
export async function readCanvas(id: string): Promise<Kept> {
  const answer = await send(path(id));
  return { text: await answer.text(), etag: answer.headers.get("etag") ?? "*" };
}

export interface Saved {
  etag: string;
  problems: Problem[];
}

/** Saves over a revision; a failure with 412 when there is another one by now. */
export async function saveCanvas(id: string, text: string, etag: string): Promise<Saved> {
  const headers = { "content-type": "application/json", "if-match": etag };
  const answer = await send(path(id), { method: "PUT", headers, body: text });
  const { warnings } = (await answer.json()) as { warnings?: Problem[] };
  return { etag: answer.headers.get("etag") ?? "*", problems: warnings ?? [] };
}

export function readProblems(id: string): Promise<Problem[]> {
  const params = { path: { canvas_id: id } };
  return take(api.GET("/orchestrator/api/canvases/{canvas_id}/problems/", { params }));
}

export interface AvailableField {
  name: string;
  readonly: boolean;
}

/** The fields that can be used on a canvas, as it was saved. `revision` asks anew. */
export function useAvailableFields(id: string, revision: string) {
  return useQuery({
    queryKey: ["canvases", id, "fields", revision],
    queryFn: () => {
      const params = { path: { canvas_id: id } };
      return take(api.GET("/orchestrator/api/canvases/{canvas_id}/available_fields/", { params }));
    },
    placeholderData: (before) => before,
  });
}
