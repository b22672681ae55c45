/** The way that a dialog walked, told from its record. */
import type { TurnEvent, TurnRecord } from "../api/dialogs.ts";

/** What a canvas lights up. */
export interface Path {
  nodes: ReadonlySet<string>;
  edges: ReadonlySet<string>;
  /** The node that was reached last. */
  current: string | null;
  /** What the last turn walked. */
  latest: ReadonlySet<string>;
}

/** Which component each dialog of the tree runs, by the dialog's id. */
export function components(turns: TurnRecord[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { events } of turns) {
    for (const event of events) {
      if (event.event === "began") found.set(event.dialog, String(event.component ?? ""));
    }
  }
  return found;
}

/** The way through one canvas; without a component, through all. */
export function pathOf(turns: TurnRecord[], component?: string): Path {
  const runs = components(turns);
  const here = (event: TurnEvent) => component === undefined || runs.get(event.dialog) === component;
  const nodes = new Set<string>();
  const edges = new Set<string>();
  let latest = new Set<string>();
  let current: string | null = null;
  for (const { events } of turns) {
    latest = new Set();
    for (const event of events.filter(here)) {
      const id = String(event.id ?? "");
      if (event.event === "edge") edges.add(id);
      if (event.event === "node" || event.event === "skipped") nodes.add(id);
      if (event.event === "node") current = id;
      if (["node", "skipped", "edge"].includes(event.event)) latest.add(id);
    }
  }
  return { nodes, edges, current, latest };
}

/** `bank` of `u.bank.Flows.orc.demo`. */
export function shortName(component: string): string {
  return component.split(".")[1] ?? component;
}

export interface Told {
  /** Nodes in the order in which they were reached, and in which component. */
  way: { id: string; component: string; skipped: boolean }[];
  fields: { name: string; value: string | null }[];
  heard: { outcome: string; value?: string; confidence?: number }[];
  calls: {
    name: string;
    method: string;
    outcome: string;
    status?: number;
    milliseconds: number;
    attempts: number;
  }[];
  functions: { kind: string; name: string; milliseconds: number; log: string[]; error?: string }[];
  failed: string[];
  ignored: string[];
  log: string[];
}

/** One turn, sorted by what one asks about it. */
export function tell(turn: TurnRecord, runs: Map<string, string>): Told {
  const told: Told = {
    way: [],
    fields: [],
    heard: [],
    calls: [],
    functions: [],
    failed: [],
    ignored: [],
    log: [],
  };
  const fields = new Map<string, string | null>();
  const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  for (const event of turn.events) {
    switch (event.event) {
      case "node":
      case "skipped":
        told.way.push({
          id: text(event.id),
          component: runs.get(event.dialog) ?? "",
          skipped: event.event === "skipped",
        });
        break;
      case "set":
        fields.set(text(event.field), text(event.value));
        break;
      case "dropped":
        fields.set(text(event.field), null);
        break;
      case "ignored":
        told.ignored.push(text(event.field));
        break;
      case "heard":
        told.heard.push(event as unknown as Told["heard"][number]);
        break;
      case "call":
        told.calls.push(event as unknown as Told["calls"][number]);
        break;
      case "function":
        told.functions.push({
          ...(event as unknown as Told["functions"][number]),
          log: (event.log as string[]) ?? [],
        });
        break;
      case "failed":
        told.failed.push(text(event.reason));
        break;
      case "log":
        told.log.push(text(event.text));
        break;
    }
  }
  for (const [name, value] of Object.entries(turn.fields)) if (!fields.has(name)) fields.set(name, value);
  told.fields = [...fields].map(([name, value]) => ({ name, value }));
  return told;
}
