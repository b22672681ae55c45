/** What a node is: read from its type and its component id, as the server reads them. */
import type { CanvasNode } from "./document.ts";

export type Kind = "say" | "ask" | "service" | "flow" | "condition" | "set" | "transfer" | "exit" | "unknown";

/** The builtins, by what their type is without its letter case, dashes and rest. */
const BUILTINS: Record<string, Kind> = {
  condition: "condition",
  setfield: "set",
  transfer: "transfer",
  exit: "exit",
  flow: "flow",
  miniapp: "ask",
};

/** miniApps that say something, and those that call something; all others ask. */
const SAYING = new Set(["announcement"]);
const CALLING = new Set(["webservice", "intelli"]);

export const plain = (type: string): string => type.toLowerCase().replaceAll(/[-_\s]/g, "");

const cache = new WeakMap<CanvasNode, Kind>();

export function kindOf(node: CanvasNode): Kind {
  let kind = cache.get(node);
  if (!kind) {
    kind = read(node);
    cache.set(node, kind);
  }
  return kind;
}

function read(node: CanvasNode): Kind {
  const named = BUILTINS[plain(String(node.type ?? "").split(".")[0] ?? "")] ?? "unknown";
  if (named !== "ask") return named;
  return kindOfMiniApp(parts(node.component_id).type);
}

export function kindOfMiniApp(type: string): Kind {
  const name = plain(type);
  return SAYING.has(name) ? "say" : CALLING.has(name) ? "service" : "ask";
}

/** Whether the conversation leaves the canvas here, so that nothing comes after. */
export const endsThere = (node: CanvasNode): boolean => ["exit", "transfer"].includes(kindOf(node));

export interface Component {
  owner: string;
  name: string;
  type: string;
  group: string;
}

/** `<account>.<name>.<type>.MiniApps.<group>`, `<account>.<name>.Flows.orc.<group>`. */
export function parts(component: string | null | undefined): Component {
  const [owner = "", name = "", type = "", , group = ""] = String(component ?? "").split(".");
  return { owner, name, type, group };
}

/** What a node is called: its title, else its component's name, else its id. */
export function titleOf(node: CanvasNode): string {
  return node.title?.trim() || parts(node.component_id).name || node.node_id;
}

/** Whether a component id names something that lives by itself: a miniApp or a flow. */
export const isShared = (kind: Kind): boolean => ["say", "ask", "service", "flow"].includes(kind);

const BUILTIN_TYPES: Record<string, string> = {
  condition: "condition",
  set: "set-field",
  transfer: "transfer",
  exit: "exit",
};

/** Type and component id of a builtin. Its owner and group are not looked at by anybody. */
export function builtin(kind: Kind, owner: string, group: string): { type: string; component_id: string } {
  const type = BUILTIN_TYPES[kind] ?? kind;
  return { type, component_id: `${owner}.${type}.builtins.orc.${group}` };
}

/** The name under which a miniApp of a type gives what it found. */
export function outputName(type: string, domain?: string | null): string {
  if (domain || plain(type) === "intent") return "Intent";
  return plain(type) === "announcement" ? "AnnouncementResult" : type.replaceAll(" ", "");
}
