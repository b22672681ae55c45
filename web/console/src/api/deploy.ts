/** Deploying: begun at once, asked for until it is done. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { readCanvas } from "./canvases.ts";
import { api, type Schemas, send, take } from "./client.ts";

export type CanvasErrors = Schemas["CanvasErrors"];
export type DeployedCanvas = Schemas["ShownDeployedCanvas"];

export type Outcome =
  | { is: "done"; sentence: string }
  | { is: "refused"; sentence: string; errors: CanvasErrors[] };

const PAUSE = 300;

interface Task {
  status: "pending" | "success" | "failure";
  async_result: unknown;
  detail?: string;
  errors?: CanvasErrors[];
}

/** Deploys an application, and answers what became of it. */
export async function deploy(id: string, all: boolean): Promise<Outcome> {
  const begun = await send(`/orchestrator/api/apps/${id}/deploy/?async=true&all=${all}`, { method: "POST" });
  const { result_id } = (await begun.json()) as { result_id: string };
  for (;;) {
    const task = (await (await send(`/orchestrator/api/results/${result_id}/`)).json()) as Task;
    if (task.status === "success") return { is: "done", sentence: String(task.async_result ?? "") };
    if (task.status === "failure") {
      return { is: "refused", sentence: task.detail ?? "", errors: task.errors ?? [] };
    }
    await new Promise((done) => setTimeout(done, PAUSE));
  }
}

export function useDeploy(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (all: boolean) => deploy(id, all),
    onSettled: () => queries.invalidateQueries({ queryKey: ["apps"] }),
  });
}

export function useStatus(id: string) {
  return useQuery({
    queryKey: ["apps", id, "status"],
    queryFn: () =>
      take(api.GET("/orchestrator/api/apps/{app_id}/status/", { params: { path: { app_id: id } } })),
  });
}

export interface CanvasPair {
  component_id: string;
  name: string;
  canvas_id: string;
  /** As it was deployed; `null`: it was not. */
  before: unknown;
  /** As it is now; `null`: the application does not reach it any more. */
  now: string | null;
}

/** The canvases of an application and its flows, as they were deployed and as they are. */
export function useCanvasPairs(app: Schemas["App"] | undefined, flows: Schemas["Flow"][] | undefined) {
  return useQuery({
    queryKey: ["apps", app?.id, "pairs", app?.updated_at, app?.deployed_at],
    enabled: app !== undefined && flows !== undefined,
    queryFn: async (): Promise<CanvasPair[]> => {
      if (!app || !flows) return [];
      const params = { params: { path: { app_id: app.id } } };
      const [deployed, reached] = await Promise.all([
        take(api.GET("/orchestrator/api/apps/{app_id}/deployed_canvases/", params)),
        take(api.GET("/orchestrator/api/apps/{app_id}/flows/", params)),
      ]);
      const ids = new Set(namesIn(reached));
      const own = { component_id: app.component_id, name: app.name, canvas_id: app.canvas };
      const used = flows
        .filter((flow) => ids.has(flow.component_id))
        .map((flow) => ({ component_id: flow.component_id, name: flow.name, canvas_id: flow.canvas }));
      const there = await Promise.all(
        [own, ...used].map(async (one) => ({
          ...one,
          before: deployed.find(({ canvas_id }) => canvas_id === one.canvas_id)?.document ?? null,
          now: (await readCanvas(one.canvas_id)).text,
        })),
      );
      const gone = deployed
        .filter(({ canvas_id }) => !there.some((one) => one.canvas_id === canvas_id))
        .map(({ component_id, name, canvas_id, document }) => ({
          component_id,
          name,
          canvas_id,
          before: document,
          now: null,
        }));
      return [...there, ...gone];
    },
  });
}

/** The list of flows comes as ids or as objects. */
function namesIn(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  return list.map((one) =>
    typeof one === "string" ? one : String((one as { component_id?: string }).component_id),
  );
}
