/** Copied nodes as JSON text, which also other programs may read; and what pasting such a text adds. */
import {
  type CanvasDocument,
  type CanvasEdge,
  type CanvasNode,
  type Drawn,
  groupsOf,
  notesOf,
} from "./document.ts";
import { type Edit, freshId, type Point, type Selection } from "./edits.ts";

const KIND = "baton/canvas";
const MOST_TEXT = 8 * 1024 * 1024;

export interface Copied {
  kind: typeof KIND;
  nodes: CanvasNode[];
  edges: CanvasEdge[];
  notes: Drawn[];
  groups: Drawn[];
}

/** What is chosen, with the arrows between. */
export function copied(document: CanvasDocument, { nodes, drawn }: Selection): Copied {
  return {
    kind: KIND,
    nodes: document.content.nodes.filter((node) => nodes.has(node.node_id)),
    edges: document.content.edges.filter((edge) => nodes.has(edge.source) && nodes.has(edge.target)),
    notes: notesOf(document).filter(({ id }) => drawn.has(id)),
    groups: groupsOf(document).filter(({ id }) => drawn.has(id)),
  };
}

export const asText = (what: Copied): string => JSON.stringify(what, null, 2);

/** Reads a text that was copied here, or a canvas, or the content of one; null for anything else. */
export function readCopied(text: string): Copied | null {
  if (text.length > MOST_TEXT || !text.trimStart().startsWith("{")) return null;
  let read: Record<string, unknown>;
  try {
    read = JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
  const drawing = (read.drawing ?? {}) as Record<string, unknown>;
  const from = (typeof read.content === "object" && read.content !== null ? read.content : read) as Record<
    string,
    unknown
  >;
  const nodes = list<CanvasNode>(from.nodes, ["node_id", "type", "component_id"]);
  const notes = list<Drawn>(from.notes ?? drawing.notes, ["id"]).filter(isPlaced);
  const groups = list<Drawn>(from.groups ?? drawing.groups, ["id"]).filter(isPlaced);
  if (nodes.length + notes.length + groups.length === 0) return null;
  const ids = new Set(nodes.map((node) => node.node_id));
  const edges = list<CanvasEdge>(from.edges, ["id", "source", "target"]);
  return {
    kind: KIND,
    nodes,
    edges: edges.filter((edge) => ids.has(edge.source) && ids.has(edge.target)),
    notes,
    groups,
  };
}

function list<T>(value: unknown, texts: string[]): T[] {
  if (!Array.isArray(value)) return [];
  const fits = (item: unknown) =>
    typeof item === "object" &&
    item !== null &&
    texts.every((key) => ["string", "number"].includes(typeof (item as Record<string, unknown>)[key]));
  return value.filter(fits).map((item: Record<string, unknown>) => {
    const named = texts.map((key) => [key, String(item[key])]);
    return { ...item, ...Object.fromEntries(named) } as T;
  });
}

const isPlaced = ({ x, y, width, height }: Drawn) =>
  [x, y, width, height].every((value) => typeof value === "number" && Number.isFinite(value));

export interface Pasted {
  edit: Edit;
  selection: Selection;
}

/** Adds what was copied, under ids of its own, with its upper left corner at a point. */
export function paste(document: CanvasDocument, what: Copied, at: Point): Pasted {
  const corners = [
    ...what.nodes.map((node) => ({ x: number(node.x_value), y: number(node.y_value) })),
    ...what.notes,
    ...what.groups,
  ];
  const left = Math.min(...corners.map(({ x }) => x));
  const top = Math.min(...corners.map(({ y }) => y));
  const names = new Map<string, string>();
  let taken = document;
  const rename = (id: string) => {
    const fresh = freshId(taken, id.replace(/-\d+$/, ""));
    names.set(id, fresh);
    const mark: CanvasNode = { node_id: fresh, type: "", component_id: "" };
    taken = { ...taken, content: { ...taken.content, nodes: [...taken.content.nodes, mark] } };
    return fresh;
  };
  const nodes = what.nodes.map((node) => ({
    ...node,
    node_id: rename(node.node_id),
    x_value: number(node.x_value) - left + at.x,
    y_value: number(node.y_value) - top + at.y,
  }));
  const edges = what.edges.map((edge) => ({
    ...edge,
    id: rename(edge.id),
    source: names.get(edge.source) ?? edge.source,
    target: names.get(edge.target) ?? edge.target,
  }));
  const moved = (one: Drawn) => ({
    ...one,
    id: rename(one.id),
    x: one.x - left + at.x,
    y: one.y - top + at.y,
  });
  const [notes, groups] = [what.notes.map(moved), what.groups.map(moved)];
  return {
    edit: (now) => ({
      ...now,
      content: {
        ...now.content,
        nodes: [...now.content.nodes, ...nodes],
        edges: [...now.content.edges, ...edges],
      },
      ...(notes.length + groups.length === 0
        ? {}
        : {
            drawing: {
              ...now.drawing,
              notes: [...notesOf(now), ...notes],
              groups: [...groupsOf(now), ...groups],
            },
          }),
    }),
    selection: {
      nodes: new Set(nodes.map((node) => node.node_id)),
      edges: new Set(),
      drawn: new Set([...notes, ...groups].map(({ id }) => id)),
    },
  };
}

const number = (value: unknown): number => (typeof value === "number" && Number.isFinite(value) ? value : 0);
