/** All that an application is made of: its canvas, its flows and miniApps, read whole. */
import { useQuery } from "@tanstack/react-query";
import { type CanvasDocument, parse } from "../canvas/model/document.ts";
import { readCanvas } from "./canvases.ts";
import { api, type Schemas, take } from "./client.ts";
import { type Draft, readMiniApp } from "./miniapp.ts";

export interface ReachedCanvas {
  kind: "app" | "flow";
  id: string;
  name: string;
  component: string;
  canvas: string;
  etag: string;
  document: CanvasDocument;
}

export interface ReachedMiniApp {
  id: string;
  name: string;
  etag: string;
  draft: Draft;
}

export interface Reach {
  canvases: ReachedCanvas[];
  miniApps: ReachedMiniApp[];
}

export async function readReach(app: string): Promise<Reach> {
  const params = { params: { path: { app_id: app } } };
  const [own, flows, used] = await Promise.all([
    take(api.GET("/orchestrator/api/apps/{app_id}/", params)),
    take(api.GET("/orchestrator/api/apps/{app_id}/flows/", params)),
    take(api.GET("/orchestrator/api/apps/{app_id}/miniapps/", params)),
  ]);
  const canvases = await Promise.all([canvas("app", own), ...flows.map((flow) => canvas("flow", flow))]);
  const ids = (used as unknown[]).map((one) =>
    typeof one === "string" ? one : String((one as { id?: unknown }).id ?? ""),
  );
  const miniApps = await Promise.all(ids.filter(Boolean).map(miniApp));
  return { canvases, miniApps: miniApps.filter((one) => one !== null) };
}

type Owner = Pick<Schemas["App"], "id" | "name" | "component_id" | "canvas">;

async function canvas(kind: "app" | "flow", owner: Owner): Promise<ReachedCanvas> {
  const { text, etag } = await readCanvas(owner.canvas);
  const { id, name, component_id: component } = owner;
  return { kind, id, name, component, canvas: owner.canvas, etag, document: parse(text) };
}

/** One that the canvas names, and that is gone, is no reason not to show the rest. */
async function miniApp(id: string): Promise<ReachedMiniApp | null> {
  try {
    const { app, etag } = await readMiniApp(id);
    const { model, languages, sensitivity, name } = app;
    return { id, name, etag, draft: { model, languages, sensitivity } };
  } catch {
    return null;
  }
}

export function useReach(app: string | null, enabled: boolean) {
  return useQuery({
    queryKey: ["reach", app],
    queryFn: () => readReach(app ?? ""),
    enabled: enabled && app !== null,
    staleTime: 0,
  });
}
