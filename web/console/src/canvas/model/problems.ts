/** Problems by the place they are about. */
import type { Problem } from "../../api/canvases.ts";

export type Severity = "ERROR" | "WARNING" | "INFO";

const RANK: Record<string, number> = { ERROR: 0, WARNING: 1, INFO: 2 };

export const rank = ({ type }: Problem): number => RANK[type] ?? 2;

interface Index {
  nodes: Map<string, Problem[]>;
  edges: Map<string, Problem[]>;
}

const cache = new WeakMap<Problem[], Index>();

/** The problems of each node, those of its arrows left out, and of each arrow. */
export function index(problems: Problem[]): Index {
  let found = cache.get(problems);
  if (!found) {
    found = { nodes: new Map(), edges: new Map() };
    for (const problem of problems) {
      const [map, id] = problem.edge_id ? [found.edges, problem.edge_id] : [found.nodes, problem.node_id];
      if (id) map.set(id, [...(map.get(id) ?? []), problem]);
    }
    cache.set(problems, found);
  }
  return found;
}

/** The worst of them, and how many there are, as one text that can be compared: `ERROR 2`; empty without any. */
export function summary(problems: Problem[] | undefined): string {
  if (!problems?.length) return "";
  const worst = problems.reduce((one, other) => (rank(one) <= rank(other) ? one : other));
  return `${worst.type} ${problems.length}`;
}

export function counts(problems: Problem[]): { errors: number; warnings: number; infos: number } {
  const count = (type: Severity) => problems.filter((problem) => problem.type === type).length;
  return { errors: count("ERROR"), warnings: count("WARNING"), infos: count("INFO") };
}
