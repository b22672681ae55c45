/**
 * Two people changed the same document: what each of them did is done. Only where both changed the very same thing
 * does one win, and that is told. Nothing that somebody changed is removed because the other removed it.
 */
import type { CanvasDocument } from "./document.ts";
import { same } from "./same.ts";

export interface Merged {
  document: CanvasDocument;
  /** Where both changed the same: `nodes.welcome.title`. Mine is what stands there now. */
  conflicts: string[];
}

type Thing = Record<string, unknown>;

/** The same for anything else that two people changed. */
export function mergeValues<T>(base: T, mine: T, theirs: T): { value: T; conflicts: string[] } {
  const conflicts: string[] = [];
  return { value: mergeValue(base, mine, theirs, [], conflicts) as T, conflicts };
}

const isThing = (value: unknown): value is Thing =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What tells the items of a list apart: names do so by themselves. */
function idOf(item: unknown): string | null {
  if (typeof item === "string") return item;
  if (!isThing(item)) return null;
  const id = item.node_id ?? item.id;
  return id === undefined || id === null ? null : String(id);
}

function isIndexed(list: unknown): list is unknown[] {
  if (!Array.isArray(list)) return false;
  const ids = list.map(idOf);
  return ids.every((id) => id !== null) && new Set(ids).size === ids.length;
}

export function merge(base: CanvasDocument, mine: CanvasDocument, theirs: CanvasDocument): Merged {
  const conflicts: string[] = [];
  const document = mergeValue(base, mine, theirs, [], conflicts) as CanvasDocument;
  return { document: withoutLooseEnds(document, [mine, theirs]), conflicts };
}

function mergeValue(
  base: unknown,
  mine: unknown,
  theirs: unknown,
  path: string[],
  conflicts: string[],
): unknown {
  if (same(mine, theirs) || same(theirs, base)) return mine;
  if (same(mine, base)) return theirs;
  if (isThing(mine) && isThing(theirs)) {
    return mergeThings(isThing(base) ? base : {}, mine, theirs, path, conflicts);
  }
  if (isIndexed(mine) && isIndexed(theirs) && (base === undefined || isIndexed(base))) {
    return mergeLists(base ?? [], mine, theirs, path, conflicts);
  }
  conflicts.push(path.filter((part) => part !== "content").join("."));
  return mine;
}

function mergeThings(base: Thing, mine: Thing, theirs: Thing, path: string[], conflicts: string[]): Thing {
  const merged: Thing = {};
  for (const key of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const value = mergeValue(base[key], mine[key], theirs[key], [...path, key], conflicts);
    if (value !== undefined) merged[key] = value;
  }
  return merged;
}

function mergeLists(
  base: unknown[],
  mine: unknown[],
  theirs: unknown[],
  path: string[],
  conflicts: string[],
): unknown[] {
  const [was, my, their] = [base, mine, theirs].map(
    (list) => new Map(list.map((item) => [idOf(item)!, item])),
  );
  const kept: Items = new Map();
  for (const id of new Set([...my!.keys(), ...their!.keys()])) {
    const [before, one, other] = [was!.get(id), my!.get(id), their!.get(id)];
    if (one !== undefined && other !== undefined) {
      kept.set(id, mergeValue(before, one, other, [...path, id], conflicts));
    } else {
      const left = one ?? other;
      // Removed by one: it goes, unless the other changed it meanwhile.
      if (!same(before, left)) kept.set(id, left);
      if (before !== undefined && !same(before, left))
        conflicts.push([...path, id].filter((part) => part !== "content").join("."));
    }
  }
  return inOrder(kept, was!, my!, their!);
}

type Items = Map<string, unknown>;

/** In my order when I changed it, else in theirs; what only the other has follows what it stood behind. */
function inOrder(kept: Items, base: Items, mine: Items, theirs: Items): unknown[] {
  const common = (list: Items) =>
    [...list.keys()].filter((id) => base.has(id) && mine.has(id) && theirs.has(id));
  const [first, second] = same(common(mine), common(base)) ? [theirs, mine] : [mine, theirs];
  const order = [...first.keys()].filter((id) => kept.has(id));
  let before = -1;
  for (const id of second.keys()) {
    if (!kept.has(id)) continue;
    const at = order.indexOf(id);
    if (at >= 0) {
      before = at;
    } else {
      before += 1;
      order.splice(before, 0, id);
    }
  }
  return order.map((id) => kept.get(id));
}

/** Arrows that had both ends for somebody, and have lost one by the other's doing, go with it. */
function withoutLooseEnds(document: CanvasDocument, sources: CanvasDocument[]): CanvasDocument {
  const nodes = new Set(document.content.nodes.map((node) => node.node_id));
  const there = (edge: { source: string; target: string }, all: Set<string>) =>
    all.has(edge.source) && all.has(edge.target);
  const sets = sources.map(({ content }) => new Set(content.nodes.map((node) => node.node_id)));
  const edges = document.content.edges.filter(
    (edge) => there(edge, nodes) || !sets.some((all) => there(edge, all)),
  );
  if (edges.length === document.content.edges.length) return document;
  return { ...document, content: { ...document.content, edges } };
}
