/** What has changed between two documents of one canvas. A node that was only moved is told from one that was changed. */
import { type CanvasDocument, type CanvasEdge, type CanvasNode, nodesById } from "./document.ts";
import { same } from "./same.ts";

export type Change = "added" | "removed" | "changed" | "moved";

export interface Changes {
  nodes: Map<string, Change>;
  edges: Map<string, Change>;
  /** The keys of a changed node that differ: `title`, `configuration.input_fields`. */
  details: Map<string, string[]>;
  /** The document of now, with what was removed since put back in, to be drawn. */
  together: CanvasDocument;
}

const PLACE = new Set(["x_value", "y_value"]);

export function changes(before: CanvasDocument, now: CanvasDocument): Changes {
  const [was, is] = [nodesById(before), nodesById(now)];
  const nodes = new Map<string, Change>();
  const details = new Map<string, string[]>();
  for (const [id, node] of is) {
    const old = was.get(id);
    if (!old) {
      nodes.set(id, "added");
    } else if (!same(old, node)) {
      const keys = differing(old, node);
      const meant = keys.filter((key) => !PLACE.has(key));
      nodes.set(id, meant.length ? "changed" : "moved");
      if (meant.length) details.set(id, meant);
    }
  }
  const goneNodes = [...was.values()].filter((node) => !is.has(node.node_id));
  for (const node of goneNodes) nodes.set(node.node_id, "removed");

  const edges = new Map<string, Change>();
  const oldEdges = new Map(before.content.edges.map((edge) => [edge.id, edge]));
  const newEdges = new Map(now.content.edges.map((edge) => [edge.id, edge]));
  for (const [id, edge] of newEdges) {
    const old = oldEdges.get(id);
    if (!old) edges.set(id, "added");
    else if (!same(old, edge)) edges.set(id, "changed");
  }
  // The order in which arrows are tried is a change, too.
  for (const id of reordered(before.content.edges, now.content.edges))
    if (!edges.has(id)) edges.set(id, "changed");
  const goneEdges = [...oldEdges.values()].filter((edge) => !newEdges.has(edge.id));
  for (const edge of goneEdges) edges.set(edge.id, "removed");

  const content = {
    ...now.content,
    nodes: [...now.content.nodes, ...goneNodes],
    edges: [...now.content.edges, ...goneEdges],
  };
  return { nodes, edges, details, together: { ...now, content } };
}

function differing(old: CanvasNode, node: CanvasNode): string[] {
  return [...new Set([...Object.keys(old), ...Object.keys(node)])].flatMap((key) => {
    if (same(old[key], node[key])) return [];
    if (key !== "configuration") return [key];
    const [a, b] = [old.configuration ?? {}, node.configuration ?? {}];
    const parts = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
      (part) => !same(a[part], b[part]),
    );
    return parts.map((part) => `configuration.${part}`);
  });
}

function reordered(before: CanvasEdge[], now: CanvasEdge[]): string[] {
  const bySource = (edges: CanvasEdge[], others: Set<string>) => {
    const lists = new Map<string, string[]>();
    for (const { id, source } of edges)
      if (others.has(id)) lists.set(source, [...(lists.get(source) ?? []), id]);
    return lists;
  };
  const old = bySource(before, new Set(now.map(({ id }) => id)));
  const fresh = bySource(now, new Set(before.map(({ id }) => id)));
  return [...fresh].flatMap(([source, ids]) => ids.filter((id, at) => old.get(source)?.[at] !== id));
}

export const isEmpty = ({ nodes, edges }: Changes): boolean => nodes.size + edges.size === 0;
