/** What is said of a node or an arrow in a line. */
import { texts } from "../../texts/index.ts";
import {
  type CanvasDocument,
  type CanvasEdge,
  type CanvasNode,
  type Condition,
  conditionsOf,
  extrasOf,
  nodesById,
  text,
} from "./document.ts";
import { kindOf, parts, titleOf } from "./kinds.ts";

const t = texts.canvas;

/** Whatever operator is written, in the words of the console. */
export function describeCondition({ field, operator, value }: Condition): string {
  const name = String(operator ?? "").toUpperCase();
  if (text(value) === "*" && name === "EQUAL") return `${text(field)} ${t.isSet}`;
  if (text(value) === "*" && name === "NOT_EQUAL") return `${text(field)} ${t.isNotSet}`;
  return `${text(field)} ${t.operators[name] ?? name} ${text(value) || "“”"}`;
}

/** `siblings`: how many arrows leave the same node, this one counted. */
export function describeEdge(edge: CanvasEdge, siblings: number): string {
  const conditions = conditionsOf(edge);
  if (conditions.length === 0) return siblings > 1 ? t.otherwise : "";
  const joint = String(edge.condition_operator ?? "").toUpperCase() === "OR" ? t.or : t.and;
  return conditions.map(describeCondition).join(` ${joint} `);
}

/** The line below a node's title. `prompt` is what its miniApp says, when that is known. */
export function describeNode(node: CanvasNode, ways: number, prompt: string | undefined): string {
  const kind = kindOf(node);
  const extras = extrasOf(node);
  const extra = (name: string) => text(extras.find(({ field }) => field === name)?.value);
  switch (kind) {
    case "set":
      return t.sets(extras.map(({ field, value }) => `${text(field)} = ${text(value)}`).join(", "));
    case "transfer":
      return t.transfers(extra("destination"));
    case "exit":
      return extra("reason") || t.exits;
    case "condition":
      return t.branches(ways);
    case "unknown":
      return t.unknownType(text(node.type));
    default:
      return prompt ?? parts(node.component_id).name;
  }
}

/** The small words above a title. */
export function labelOf(node: CanvasNode): string {
  const kind = kindOf(node);
  const { type, name } = parts(node.component_id);
  if (kind === "ask" || kind === "say" || kind === "service")
    return type && kind !== "say" ? type : t.kinds[kind];
  if (kind === "flow") return `${t.kinds.flow} · ${name}`;
  return t.kinds[kind];
}

/** What people call the place where two changed the same: `nodes.welcome.title`. */
export function nameOfPlace(document: CanvasDocument, path: string): string {
  const [list = "", id = ""] = path.split(".");
  const nodes = nodesById(document);
  const titled = (one: string) => {
    const node = nodes.get(one);
    return node ? titleOf(node) : one;
  };
  if (list === "nodes") return `“${titled(id)}”`;
  const edge = list === "edges" ? document.content.edges.find((one) => one.id === id) : undefined;
  return edge ? texts.canvas.anArrow(titled(edge.source), titled(edge.target)) : texts.canvas.outline.drawn;
}
