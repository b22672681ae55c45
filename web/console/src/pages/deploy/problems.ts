/** What stops a deployment, as lines to read: on which canvas, at which block, what it is, and where that is. */
import type { CanvasErrors, CanvasPair } from "../../api/deploy.ts";
import { type CanvasDocument, emptyDocument, nodesById, parse } from "../../canvas/model/document.ts";
import { titleOf } from "../../canvas/model/kinds.ts";

export interface Line {
  canvas: string;
  /** The canvas and the block, as authors call them. */
  where: string[];
  type: string;
  message: string;
  /** What to go to on the canvas. */
  place: string;
}

/** The lines; what is the same for one block is said once, and leads to the first. */
export function linesOf(errors: CanvasErrors[], pairs: CanvasPair[]): Line[] {
  const lines = new Map<string, Line>();
  for (const { canvas_id: canvas, node_errors } of errors) {
    const pair = pairs.find(({ canvas_id }) => canvas_id === canvas);
    const nodes = nodesById(documentOf(pair?.now));
    for (const { node_id, errors: found } of node_errors) {
      const node = nodes.get(node_id);
      for (const { type, message, edge_id, location } of found) {
        const block = node ? titleOf(node) : (location ?? "");
        const key = JSON.stringify([canvas, node_id, node ? "" : block, type, message]);
        if (lines.has(key)) continue;
        const place = edge_id ? `edge=${edge_id}` : node_id ? `node=${node_id}` : "";
        const where = [pair?.name ?? "", block].filter(Boolean);
        lines.set(key, { canvas, where, type, message, place });
      }
    }
  }
  return [...lines.values()];
}

const documentOf = (now: string | null | undefined): CanvasDocument => (now ? parse(now) : emptyDocument);
