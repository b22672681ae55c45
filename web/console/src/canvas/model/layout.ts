/** Puts nodes in order: all or some of them, along their arrows; or in a line. */
import { Graph, layout } from "@dagrejs/dagre";
import { describeEdge } from "./describe.ts";
import { type CanvasDocument, edgesFrom } from "./document.ts";
import { type Edit, move, type Point } from "./edits.ts";
import { around, boxOf, isPlaced, onGrid, sizeOf } from "./geometry.ts";
import { GROWN, LABEL_HEIGHT, labelWidth } from "./ways.ts";

const sizeOfLabel = (label: string) => ({ width: labelWidth(label) * GROWN, height: LABEL_HEIGHT * GROWN });

/** Lays these nodes out from top to bottom. The upper left corner of the whole stays where it is; what arrows say has room. */
export function tidy(document: CanvasDocument, only: ReadonlySet<string> | null): Edit {
  const nodes = document.content.nodes.filter((node) => !only || only.has(node.node_id));
  if (nodes.length === 0) return (same) => same;
  const graph = new Graph();
  graph.setGraph({ rankdir: "TB", nodesep: 50, ranksep: 70, edgesep: 24 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of nodes) graph.setNode(node.node_id, { ...sizeOf(node) });
  for (const edge of document.content.edges) {
    if (graph.hasNode(edge.source) && graph.hasNode(edge.target) && edge.source !== edge.target) {
      const label = describeEdge(edge, edgesFrom(document, edge.source).length);
      graph.setEdge(edge.source, edge.target, label ? { ...sizeOfLabel(label), labelpos: "c" } : {});
    }
  }
  layout(graph);
  const placed = nodes.filter(isPlaced).map(boxOf);
  const corner = placed.length ? around(placed) : { x: 80, y: 80 };
  const boxes = nodes.map((node) => {
    const { x, y } = graph.node(node.node_id) as Point;
    const { width, height } = sizeOf(node);
    return { id: node.node_id, x: x - width / 2, y: y - height / 2 };
  });
  const left = Math.min(...boxes.map(({ x }) => x));
  const top = Math.min(...boxes.map(({ y }) => y));
  const places = boxes.map(
    ({ id, x, y }) => [id, { x: onGrid(x - left + corner.x), y: onGrid(y - top + corner.y) }] as const,
  );
  return move(new Map(places));
}

/** A document whose nodes all have a place: those that came without one are put below the others. */
export function placed(document: CanvasDocument): CanvasDocument {
  const homeless = document.content.nodes.filter((node) => !isPlaced(node));
  if (homeless.length === 0) return document;
  const ids = new Set(homeless.map((node) => node.node_id));
  const laid = tidy(document, ids)(document);
  const others = document.content.nodes.filter(isPlaced).map(boxOf);
  if (others.length === 0) return laid;
  const { x, y, height } = around(others);
  const corner = around(laid.content.nodes.filter((node) => ids.has(node.node_id)).map(boxOf));
  const shift = laid.content.nodes
    .filter((node) => ids.has(node.node_id))
    .map((node) => {
      const box = boxOf(node);
      return [node.node_id, { x: box.x - corner.x + x, y: box.y - corner.y + y + height + 80 }] as const;
    });
  return move(new Map(shift))(laid);
}

export type Line =
  | "left"
  | "center"
  | "right"
  | "top"
  | "middle"
  | "bottom"
  | "spread-across"
  | "spread-down";

/** Puts the chosen nodes in a line, or at equal distances. */
export function align(document: CanvasDocument, chosen: ReadonlySet<string>, line: Line): Edit {
  const boxes = document.content.nodes
    .filter((node) => chosen.has(node.node_id))
    .map((node) => ({ id: node.node_id, ...boxOf(node) }));
  if (boxes.length < 2) return (same) => same;
  const all = around(boxes);
  const places = new Map<string, Point>();
  const spread = (axis: "x" | "y", length: "width" | "height") => {
    const sorted = [...boxes].sort((one, other) => one[axis] - other[axis]);
    const free = all[length] - sorted.reduce((sum, box) => sum + box[length], 0);
    let at = all[axis];
    for (const box of sorted) {
      places.set(box.id, { x: box.x, y: box.y, [axis]: at });
      at += box[length] + free / (sorted.length - 1);
    }
  };
  if (line === "spread-across") spread("x", "width");
  else if (line === "spread-down") spread("y", "height");
  else {
    for (const box of boxes) {
      const x = {
        left: all.x,
        center: all.x + (all.width - box.width) / 2,
        right: all.x + all.width - box.width,
      };
      const y = {
        top: all.y,
        middle: all.y + (all.height - box.height) / 2,
        bottom: all.y + all.height - box.height,
      };
      const key = line as keyof typeof x & keyof typeof y;
      places.set(box.id, { x: x[key] ?? box.x, y: y[key] ?? box.y });
    }
  }
  return move(places);
}
