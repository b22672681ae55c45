/** The canvases that a dialog went over: as they were deployed when it ran, where that can be had. */
import { useQuery } from "@tanstack/react-query";
import { readCanvas } from "../../api/canvases.ts";
import { api, Failure, type Schemas, take } from "../../api/client.ts";
import { type CanvasDocument, parse } from "../../canvas/model/document.ts";
import { placed } from "../../canvas/model/layout.ts";

type App = Schemas["App"];

/** How sure it is that the dialog ran on what is shown. */
export type As = keyof typeof import("../../texts/dialogs.ts").dialogs.one.as;

export interface ShownCanvas {
  component: string;
  name: string;
  /** Where it can be opened. */
  href: string | null;
  document: CanvasDocument;
}

export interface Canvases {
  as: As;
  list: ShownCanvas[];
}

interface Ran {
  application_id: string;
  started_at: string;
  test_mode: boolean;
}

const documentOf = (value: unknown): CanvasDocument =>
  placed(parse(typeof value === "string" ? value : JSON.stringify(value)));

/** `null`: the application is gone. `components`: those that ran in the dialog. */
export function useCanvases(ran: Ran | undefined, components: string[]) {
  return useQuery({
    queryKey: ["apps", ran?.application_id, "canvases", ran?.started_at, components.join(" ")],
    enabled: ran !== undefined,
    staleTime: 60_000,
    queryFn: async (): Promise<Canvases | null> => {
      const params = { params: { path: { app_id: ran!.application_id } } };
      const app = await take(api.GET("/orchestrator/api/apps/{app_id}/", params)).catch(gone);
      return app && canvasesOf(app, ran!, components);
    },
  });
}

function gone(failure: unknown): null {
  if (failure instanceof Failure && failure.status === 404) return null;
  throw failure;
}

async function canvasesOf(app: App, ran: Ran, components: string[]): Promise<Canvases> {
  const params = { params: { path: { app_id: app.id } } };
  const flows = (await take(api.GET("/orchestrator/api/flows/"))).filter(({ component_id }) =>
    components.includes(component_id),
  );
  const hrefOf = (component: string) => {
    const flow = flows.find(({ component_id }) => component_id === component);
    if (flow) return `/flows/${flow.id}/canvas?from=app:${app.id}`;
    return component === app.component_id ? `/apps/${app.id}/canvas` : null;
  };
  if (!ran.test_mode) {
    const deployed = await take(api.GET("/orchestrator/api/apps/{app_id}/deployed_canvases/", params));
    const list = deployed.map(({ component_id, name, document }) => ({
      component: component_id,
      name,
      href: hrefOf(component_id),
      document: documentOf(document),
    }));
    const then = app.deployed_at != null && app.deployed_at <= ran.started_at;
    if (list.length > 0) return { as: then ? "deployed" : "redeployed", list };
  }
  const owners = [app, ...flows];
  const list = await Promise.all(
    owners.map(async ({ component_id, name, canvas }) => ({
      component: component_id,
      name,
      href: hrefOf(component_id),
      document: documentOf((await readCanvas(canvas)).text),
    })),
  );
  return { as: owners.every(({ updated_at }) => updated_at <= ran.started_at) ? "same" : "today", list };
}
