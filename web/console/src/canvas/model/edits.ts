/** All that can be done to a document, as functions from one document to the next. */
import {
  type CanvasDocument,
  type CanvasEdge,
  type CanvasNode,
  type Configuration,
  type Drawn,
  groupsOf,
  notesOf,
} from "./document.ts";

export type Edit = (document: CanvasDocument) => CanvasDocument;

export interface Point {
  x: number;
  y: number;
}

/** What is chosen: nodes, edges, and what is only drawn. */
export interface Selection {
  nodes: ReadonlySet<string>;
  edges: ReadonlySet<string>;
  drawn: ReadonlySet<string>;
}

export const nothing: Selection = { nodes: new Set(), edges: new Set(), drawn: new Set() };

const withNodes = (document: CanvasDocument, nodes: CanvasNode[]): CanvasDocument => ({
  ...document,
  content: { ...document.content, nodes },
});

const withEdges = (document: CanvasDocument, edges: CanvasEdge[]): CanvasDocument => ({
  ...document,
  content: { ...document.content, edges },
});

const withDrawn = (document: CanvasDocument, notes: Drawn[], groups: Drawn[]): CanvasDocument => ({
  ...document,
  drawing: { ...document.drawing, notes, groups },
});

export const addNode =
  (node: CanvasNode): Edit =>
  (document) =>
    withNodes(document, [...document.content.nodes, node]);

export const addNote =
  (note: Drawn): Edit =>
  (document) =>
    withDrawn(document, [...notesOf(document), note], groupsOf(document));

export const addGroup =
  (group: Drawn): Edit =>
  (document) =>
    withDrawn(document, notesOf(document), [...groupsOf(document), group]);

/** An arrow, unless there is one already. */
export const connect =
  (id: string, source: string, target: string): Edit =>
  (document) => {
    const there = document.content.edges.some((edge) => edge.source === source && edge.target === target);
    return there
      ? document
      : withEdges(document, [...document.content.edges, { id, source, target, conditions: [] }]);
  };

export const changeNode =
  (id: string, change: (node: CanvasNode) => CanvasNode): Edit =>
  (document) =>
    withNodes(
      document,
      document.content.nodes.map((node) => (node.node_id === id ? change(node) : node)),
    );

export const changeConfiguration = (id: string, change: Partial<Configuration>): Edit =>
  changeNode(id, (node) => ({ ...node, configuration: { ...node.configuration, ...change } }));

export const changeEdge =
  (id: string, change: Partial<CanvasEdge>): Edit =>
  (document) =>
    withEdges(
      document,
      document.content.edges.map((edge) => (edge.id === id ? { ...edge, ...change } : edge)),
    );

export const changeDrawn =
  (id: string, change: Partial<Drawn>): Edit =>
  (document) => {
    const changed = (list: Drawn[]) => list.map((one) => (one.id === id ? { ...one, ...change } : one));
    return withDrawn(document, changed(notesOf(document)), changed(groupsOf(document)));
  };

/** Puts things where they were dragged to. */
export const move =
  (places: ReadonlyMap<string, Point>): Edit =>
  (document) => {
    const round = (value: number) => Math.round(value * 100) / 100;
    const nodes = document.content.nodes.map((node) => {
      const place = places.get(node.node_id);
      return place ? { ...node, x_value: round(place.x), y_value: round(place.y) } : node;
    });
    const moved = withNodes(document, nodes);
    if (![...notesOf(document), ...groupsOf(document)].some(({ id }) => places.has(id))) return moved;
    const drawn = (list: Drawn[]) =>
      list.map((one) => {
        const place = places.get(one.id);
        return place ? { ...one, x: round(place.x), y: round(place.y) } : one;
      });
    return withDrawn(moved, drawn(notesOf(document)), drawn(groupsOf(document)));
  };

/** Removes what is chosen, and the arrows of nodes that go. */
export const remove =
  ({ nodes, edges, drawn }: Selection): Edit =>
  (document) => {
    const left = withEdges(
      withNodes(
        document,
        document.content.nodes.filter((node) => !nodes.has(node.node_id)),
      ),
      document.content.edges.filter(
        (edge) => !edges.has(edge.id) && !nodes.has(edge.source) && !nodes.has(edge.target),
      ),
    );
    if (drawn.size === 0) return left;
    const stays = (one: Drawn) => !drawn.has(one.id);
    return withDrawn(left, notesOf(left).filter(stays), groupsOf(left).filter(stays));
  };

/** Edges are tried in the order in which they stand: moves one up or down among those of its node. */
export const reorderEdge =
  (id: string, by: 1 | -1): Edit =>
  (document) => {
    const edges = [...document.content.edges];
    const at = edges.findIndex((edge) => edge.id === id);
    const edge = edges[at];
    if (!edge) return document;
    let other = at + by;
    while (edges[other] && edges[other]?.source !== edge.source) other += by;
    const swapped = edges[other];
    if (!swapped) return document;
    edges[at] = swapped;
    edges[other] = edge;
    return withEdges(document, edges);
  };

/** The other end of an arrow. */
export const reconnect = (id: string, source: string, target: string): Edit =>
  changeEdge(id, { source, target });

/** An id that nothing in the document has yet: short ones, since people read them. */
export function freshId(document: CanvasDocument, wish: string): string {
  const taken = new Set([
    ...document.content.nodes.map((node) => node.node_id),
    ...document.content.edges.map((edge) => edge.id),
    ...notesOf(document).map(({ id }) => id),
    ...groupsOf(document).map(({ id }) => id),
  ]);
  if (!taken.has(wish)) return wish;
  for (let number = 2; ; number += 1) if (!taken.has(`${wish}-${number}`)) return `${wish}-${number}`;
}

/** A name for an id: `Opening hours?` is `opening-hours`. */
export function slug(name: string): string {
  const words = name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  return words.slice(0, 40) || "node";
}
