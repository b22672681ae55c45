/**
 * The document of a canvas, as it is kept: whatever this console does not know stays in it. A document is never changed,
 * only replaced; what is the same in two of them is the same object.
 */

export interface Condition {
  field: string;
  operator: string;
  value: string;
  [key: string]: unknown;
}

export interface OutputField {
  miniapp_name: string;
  local_name: string;
  optional?: boolean;
  locked?: boolean;
  [key: string]: unknown;
}

export interface ExtraField {
  field: string;
  operator?: string;
  value?: unknown;
  [key: string]: unknown;
}

export interface Configuration {
  input_fields?: Record<string, unknown> | null;
  output_fields?: OutputField[] | Record<string, string> | null;
  extra_fields?: ExtraField[] | null;
  reset_on_intent?: boolean | null;
  log_as_kvp?: { input_fields?: string[]; output_fields?: string[] } | null;
  [key: string]: unknown;
}

export interface CanvasNode {
  node_id: string;
  type: string;
  component_id: string;
  title?: string | null;
  x_value?: number | null;
  y_value?: number | null;
  configuration?: Configuration | null;
  [key: string]: unknown;
}

export interface CanvasEdge {
  id: string;
  source: string;
  target: string;
  conditions?: Condition[] | null;
  condition_operator?: string | null;
  [key: string]: unknown;
}

/** Where something lies that is only drawn: a note, or a frame around nodes. */
export interface Drawn {
  id: string;
  x: number;
  y: number;
  width: number;
  height: number;
  text: string;
  [key: string]: unknown;
}

/** What the compiler does not look at. It stands beside the content, under a key of its own. */
export interface Drawing {
  notes?: Drawn[];
  groups?: Drawn[];
  [key: string]: unknown;
}

export interface CanvasDocument {
  content: { nodes: CanvasNode[]; edges: CanvasEdge[]; [key: string]: unknown };
  drawing?: Drawing;
  [key: string]: unknown;
}

interface Source {
  source?: string;
}

/** `JSON.rawJSON`, where the browser has it: a number with all its digits. */
const raw = (JSON as unknown as { rawJSON?: (text: string) => unknown }).rawJSON;

/** Reads a document. Ids become texts, lists that are absent become empty. Numbers too long for a browser keep their digits. */
export function parse(text: string): CanvasDocument {
  const read = JSON.parse(text, function keepDigits(_key: string, value: unknown, context?: Source) {
    const source = context?.source;
    const long =
      typeof value === "number" && source && Number.isInteger(value) && !Number.isSafeInteger(value);
    return long && raw ? raw(source) : value;
  } as (this: unknown, key: string, value: unknown) => unknown) as CanvasDocument;
  // What an answer adds is no part of the document.
  const { warnings: _, ...document } = read;
  const content = document.content ?? {};
  const nodes = (content.nodes ?? []).map((node) =>
    typeof node.node_id === "string" ? node : { ...node, node_id: String(node.node_id) },
  );
  const edges = (content.edges ?? []).map((edge) => {
    const { id, source, target } = edge;
    const texts = [id, source, target].every((one) => typeof one === "string");
    return texts ? edge : { ...edge, id: String(id), source: String(source), target: String(target) };
  });
  return { ...document, content: { ...content, nodes, edges } } as CanvasDocument;
}

export const emptyDocument: CanvasDocument = { content: { nodes: [], edges: [] } };

const byId = new WeakMap<CanvasNode[], Map<string, CanvasNode>>();

/** The nodes by id; of two with one id the first. */
export function nodesById(document: CanvasDocument): Map<string, CanvasNode> {
  const { nodes } = document.content;
  let index = byId.get(nodes);
  if (!index) {
    index = new Map();
    for (const node of nodes) if (!index.has(node.node_id)) index.set(node.node_id, node);
    byId.set(nodes, index);
  }
  return index;
}

const leaving = new WeakMap<CanvasEdge[], Map<string, CanvasEdge[]>>();

/** The edges that leave each node, in the order in which they are tried. */
export function edgesFrom(document: CanvasDocument, node: string): CanvasEdge[] {
  const { edges } = document.content;
  let index = leaving.get(edges);
  if (!index) {
    index = new Map();
    for (const edge of edges) index.set(edge.source, [...(index.get(edge.source) ?? []), edge]);
    leaving.set(edges, index);
  }
  return index.get(node) ?? [];
}

export const notesOf = (document: CanvasDocument): Drawn[] => document.drawing?.notes ?? [];
export const groupsOf = (document: CanvasDocument): Drawn[] => document.drawing?.groups ?? [];
export const conditionsOf = (edge: CanvasEdge): Condition[] => edge.conditions ?? [];

/** The outputs of a node as a list, however they are written. */
export function outputsOf(node: CanvasNode): OutputField[] {
  const outputs = node.configuration?.output_fields;
  if (!outputs) return [];
  if (Array.isArray(outputs)) return outputs;
  return Object.entries(outputs).map(([miniapp_name, local_name]) => ({ miniapp_name, local_name }));
}

export const inputsOf = (node: CanvasNode): [string, string][] =>
  Object.entries(node.configuration?.input_fields ?? {}).map(([name, value]) => [name, text(value)]);

export const extrasOf = (node: CanvasNode): ExtraField[] => node.configuration?.extra_fields ?? [];

/** A value as it is shown in a line of text. */
export function text(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** True for a line that says what it must: the server takes no other. */
const says =
  (...keys: string[]) =>
  (line: Record<string, unknown>) =>
    keys.every((key) => text(line[key]).trim() !== "");
const aboutField = says("field");
const aboutOutput = says("miniapp_name", "local_name");

/** The list when each of its lines says what it must; else as the server has it, or what of it does. */
function whole<T>(list: T, complete: (line: Record<string, unknown>) => boolean, sent: () => T): T {
  if (!Array.isArray(list) || list.every(complete)) return list;
  return sent() ?? (list.filter(complete) as T);
}

function finishedNode(node: CanvasNode, sent: CanvasDocument): CanvasNode {
  if (!node.configuration) return node;
  const { extra_fields: extras, output_fields: outputs } = node.configuration;
  const before = () => nodesById(sent).get(node.node_id)?.configuration;
  const extra_fields = whole(extras, aboutField, () => before()?.extra_fields);
  const output_fields = whole(outputs, aboutOutput, () => before()?.output_fields);
  if (extra_fields === extras && output_fields === outputs) return node;
  return { ...node, configuration: { ...node.configuration, extra_fields, output_fields } };
}

function finishedEdge(edge: CanvasEdge, sent: CanvasDocument): CanvasEdge {
  const before = () => sent.content.edges.find(({ id }) => id === edge.id)?.conditions;
  const conditions = whole(edge.conditions, aboutField, before);
  return conditions === edge.conditions ? edge : { ...edge, conditions };
}

/**
 * As it is sent. Conditions, assignments or outputs of which one was begun, or cleared, and lacks a name wait here until
 * it has it; until then the server keeps what it was `sent` before, since an arrow without its condition would always be
 * taken. The same document when nothing waits.
 */
export function finished(document: CanvasDocument, sent: CanvasDocument): CanvasDocument {
  const { content } = document;
  const nodes = content.nodes.map((node) => finishedNode(node, sent));
  const edges = content.edges.map((edge) => finishedEdge(edge, sent));
  const waits =
    nodes.some((node, at) => node !== content.nodes[at]) ||
    edges.some((edge, at) => edge !== content.edges[at]);
  return waits ? { ...document, content: { ...content, nodes, edges } } : document;
}
