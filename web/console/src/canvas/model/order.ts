/** The order in which a canvas is read. */
import { type CanvasDocument, type CanvasNode, edgesFrom, nodesById } from "./document.ts";

/** From the beginning along the arrows; what no way leads to comes last. */
export function inOrder(document: CanvasDocument): { node: CanvasNode; root: boolean }[] {
  const nodes = nodesById(document);
  const entered = new Set(document.content.edges.map((edge) => edge.target));
  const roots = document.content.nodes.filter((node) => !entered.has(node.node_id));
  const seen = new Set<string>();
  const order: { node: CanvasNode; root: boolean }[] = [];
  const walk = (first: CanvasNode) => {
    const waiting = [first];
    while (waiting.length > 0) {
      const node = waiting.pop()!;
      if (seen.has(node.node_id)) continue;
      seen.add(node.node_id);
      order.push({ node, root: !entered.has(node.node_id) });
      const next = edgesFrom(document, node.node_id).map((edge) => nodes.get(edge.target));
      for (const one of next.reverse()) if (one && !seen.has(one.node_id)) waiting.push(one);
    }
  };
  for (const root of roots) walk(root);
  for (const node of document.content.nodes) if (!seen.has(node.node_id)) walk(node);
  return order;
}
