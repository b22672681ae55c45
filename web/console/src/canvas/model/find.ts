/** Finds nodes, arrows and notes by what stands in them: titles, names, ids, prompts, fields, values. */
import {
  type CanvasDocument,
  conditionsOf,
  extrasOf,
  groupsOf,
  inputsOf,
  notesOf,
  outputsOf,
  text,
} from "./document.ts";
import { parts, titleOf } from "./kinds.ts";

export interface Hit {
  kind: "node" | "edge" | "drawn";
  id: string;
  title: string;
  /** What of it fits. */
  where: string;
}

const MOST = 200;

/** `prompts` gives what a component says, when that is known. */
export function find(
  document: CanvasDocument,
  search: string,
  prompts: (component: string) => string | undefined,
): Hit[] {
  const wanted = search.trim().toLocaleLowerCase();
  if (!wanted) return [];
  const hits: Hit[] = [];
  const look = (kind: Hit["kind"], id: string, title: string, places: string[]) => {
    const where = places.find((place) => place.toLocaleLowerCase().includes(wanted));
    if (where !== undefined && hits.length < MOST) hits.push({ kind, id, title, where });
  };
  for (const node of document.content.nodes) {
    look("node", node.node_id, titleOf(node), [
      titleOf(node),
      parts(node.component_id).name,
      node.node_id,
      prompts(node.component_id) ?? "",
      ...outputsOf(node).flatMap(({ miniapp_name, local_name }) => [text(local_name), text(miniapp_name)]),
      ...inputsOf(node).map(([name, value]) => `${name} = ${value}`),
      ...extrasOf(node).map(({ field, value }) => `${field} = ${text(value)}`),
    ]);
  }
  const titles = new Map(document.content.nodes.map((node) => [node.node_id, titleOf(node)]));
  for (const edge of document.content.edges) {
    const title = `${titles.get(edge.source) ?? edge.source} → ${titles.get(edge.target) ?? edge.target}`;
    look("edge", edge.id, title, [
      edge.id,
      ...conditionsOf(edge).map(({ field, value }) => `${text(field)} = ${text(value)}`),
    ]);
  }
  for (const one of [...notesOf(document), ...groupsOf(document)])
    look("drawn", one.id, one.text, [one.text]);
  return hits;
}
