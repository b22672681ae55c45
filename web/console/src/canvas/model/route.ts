/** The line of an arrow: straight pieces from the lower edge of one node to the upper edge of another. */
import type { Point } from "./edits.ts";

/** How far an arrow leads on before it turns, and comes straight before it ends. */
export const LEAD = 24;
/** Where the crossing piece of an arrow lies that leads down: below its source, in the middle, above its target. */
export type Bend = "early" | "middle" | "late";
export const BENDS: Bend[] = ["early", "middle", "late"];
/** Between rows there is so much room, and a crossing piece lies in the middle of it. */
const ROW = 45;
/** An arrow back leads past nodes of this width. */
const ASIDE = 150;

/** The corners of an arrow; `via` is where it leads past something between its ends. */
export function route(from: Point, to: Point, bend: Bend, via?: number): Point[] {
  const room = to.y - from.y;
  if (room >= 2 * LEAD) {
    if (via !== undefined && room > 2.5 * ROW) {
      const [high, low] = [from.y + ROW, to.y - ROW];
      return [from, { x: from.x, y: high }, { x: via, y: high }, { x: via, y: low }, { x: to.x, y: low }, to];
    }
    if (Math.abs(from.x - to.x) < 1) return [from, to];
    const middle = (from.y + to.y) / 2;
    const y = room <= 2.5 * ROW || bend === "middle" ? middle : bend === "early" ? from.y + ROW : to.y - ROW;
    return [from, { x: from.x, y }, { x: to.x, y }, to];
  }
  // Back up, or to one's side: out, past both, and in from above.
  const [low, high] = [from.y + LEAD, to.y - LEAD];
  const between = (from.x + to.x) / 2;
  const apart = Math.abs(from.x - to.x) > 2 * ASIDE;
  const x = via ?? (apart ? between : Math.max(from.x, to.x) + ASIDE);
  return [from, { x: from.x, y: low }, { x, y: low }, { x, y: high }, { x: to.x, y: high }, to];
}

/** How long a line is. */
export const lengthOf = (points: Point[]): number =>
  points.slice(1).reduce((sum, point, at) => sum + far(points[at] as Point, point), 0);

const far = (one: Point, other: Point) => Math.abs(one.x - other.x) + Math.abs(one.y - other.y);

/** The point after a share of a line: 0 is its beginning, 1 its end. */
export function along(points: Point[], share: number): Point {
  const lengths = points.slice(1).map((point, at) => far(points[at] as Point, point));
  let left = lengths.reduce((sum, length) => sum + length, 0) * share;
  for (const [at, length] of lengths.entries()) {
    const [a, b] = [points[at] as Point, points[at + 1] as Point];
    if (left <= length) {
      const part = length === 0 ? 0 : left / length;
      return { x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part };
    }
    left -= length;
  }
  return points.at(-1) as Point;
}

const RADIUS = 10;

/** The line as a path, with round corners. */
export function path(points: Point[]): string {
  const [first, ...rest] = points;
  if (!first) return "";
  let line = `M${first.x} ${first.y}`;
  for (const [at, corner] of rest.entries()) {
    const next = rest[at + 1];
    const before = at === 0 ? first : (rest[at - 1] as Point);
    if (!next) {
      line += `L${corner.x} ${corner.y}`;
      continue;
    }
    const radius = Math.min(RADIUS, far(before, corner) / 2, far(corner, next) / 2);
    const [a, b] = [toward(corner, before, radius), toward(corner, next, radius)];
    line += `L${a.x} ${a.y}Q${corner.x} ${corner.y} ${b.x} ${b.y}`;
  }
  return line;
}

function toward(from: Point, to: Point, by: number): Point {
  const length = far(from, to);
  if (length === 0) return from;
  return { x: from.x + ((to.x - from.x) * by) / length, y: from.y + ((to.y - from.y) * by) / length };
}
