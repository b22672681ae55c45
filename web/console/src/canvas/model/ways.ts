/**
 * Which way each arrow takes, and where on it its words stand: over no node, and over no other words, as far as there is
 * room. It is worked out anew only when something has moved, or says something else.
 */
import { describeEdge } from "./describe.ts";
import { type CanvasDocument, edgesFrom, nodesById } from "./document.ts";
import type { Point } from "./edits.ts";
import { type Box, boxOf } from "./geometry.ts";
import { along, BENDS, type Bend, lengthOf, route } from "./route.ts";

export interface Way {
  bend: Bend;
  /** Where it leads past what lies between its ends. */
  via?: number | undefined;
  /** Where its words stand, as a share of its length. */
  share: number;
}

const LONGEST = 34;
const PER_LETTER = 6.1;
export const LABEL_HEIGHT = 20;

/** Seen from half way, words are so much larger: there is room for that, where there can be. */
export const GROWN = 1.3;

export const shortened = (label: string): string =>
  label.length > LONGEST ? `${label.slice(0, LONGEST - 1)}…` : label;
export const labelWidth = (label: string): number => shortened(label).length * PER_LETTER + 18;

export const USUAL: Way = { bend: "middle", share: 0.5 };
/** Where words are tried, the best place first. */
const SHARES = [0.5, 0.36, 0.64, 0.22, 0.72, 0.78, 0.14, 0.86];
/** Words keep so far from what is beside them; above and below there is little room between rows. */
const AIR = 4;

const startOf = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height });
const endOf = ({ x, y, width }: Box): Point => ({ x: x + width / 2, y });

/** What is where, in squares: few things have to be looked at for one place. */
class Squares {
  private readonly size = 240;
  private readonly squares = new Map<number, Box[]>();

  add(box: Box) {
    for (const key of this.keys(box)) {
      const there = this.squares.get(key);
      if (there) there.push(box);
      else this.squares.set(key, [box]);
    }
  }

  /** The things that a box lies over; those left out do not count. */
  under(box: Box, without: ReadonlySet<Box>): Set<Box> {
    let found: Set<Box> = nothing;
    for (const key of this.keys(box)) {
      for (const one of this.squares.get(key) ?? [])
        if (overlap(one, box) && !without.has(one))
          found = found === nothing ? new Set([one]) : found.add(one);
    }
    return found;
  }

  private keys({ x, y, width, height }: Box): number[] {
    const of = (value: number) => Math.floor(value / this.size);
    const keys: number[] = [];
    for (let column = of(x); column <= of(x + width); column += 1)
      for (let row = of(y); row <= of(y + height); row += 1) keys.push(column * ROWS + row);
    return keys;
  }
}

const nothing: Set<Box> = new Set();
/** More rows of squares than any canvas has: so a square is one number. */
const ROWS = 1 << 20;

const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const around = ({ x, y }: Point, width: number, grown: number): Box => ({
  x: x - (width * grown) / 2 - AIR,
  y: y - (LABEL_HEIGHT * grown) / 2,
  width: width * grown + 2 * AIR,
  height: LABEL_HEIGHT * grown,
});

const piece = (a: Point, b: Point): Box => ({
  x: Math.min(a.x, b.x) - 1,
  y: Math.min(a.y, b.y) - 1,
  width: Math.abs(a.x - b.x) + 2,
  height: Math.abs(a.y - b.y) + 2,
});

const none: ReadonlySet<Box> = new Set();
let last: { signs: string; ways: Map<string, Way> } | null = null;

export function waysOf(document: CanvasDocument): Map<string, Way> {
  const boxes = new Map([...nodesById(document)].map(([id, node]) => [id, boxOf(node)]));
  const labels = document.content.edges.map((edge) =>
    describeEdge(edge, edgesFrom(document, edge.source).length),
  );
  const signs = [
    ...[...boxes].map(([id, { x, y }]) => `${id} ${x} ${y}`),
    ...document.content.edges.map(({ id, source, target }, at) => `${id} ${source} ${target} ${labels[at]}`),
  ].join("\n");
  if (last?.signs !== signs) last = { signs, ways: workOut(document, boxes, labels) };
  return last.ways;
}

interface Line {
  bend: Bend;
  via?: number;
  points: Point[];
  pieces: Box[];
  /** How many nodes it leads over. */
  over: number;
}

/** Arrows that lead past a node keep so far from it. */
const PAST = 22;
/** So many ways past what lies between are tried. */
const TRIED = 10;

function workOut(document: CanvasDocument, boxes: Map<string, Box>, labels: string[]): Map<string, Way> {
  const nodes = new Squares();
  for (const box of boxes.values()) nodes.add(box);
  const all = document.content.edges.flatMap(({ id, source, target }, at) => {
    const [from, to] = [boxes.get(source), boxes.get(target)];
    return from && to ? [{ id, label: labels[at] ?? "", lines: linesOf(from, to, nodes) }] : [];
  });
  const drawn = new Squares();
  for (const { lines } of all) for (const one of lines[0]?.pieces ?? []) drawn.add(one);
  const words = new Squares();
  const ways = new Map<string, Way>();
  for (const { id, label, lines } of all) {
    const first = lines[0] as Line;
    const best = label ? placed(labelWidth(label), lines, { nodes, words, drawn }) : null;
    if (best) words.add(best.box);
    ways.set(id, best ?? { bend: first.bend, via: first.via, share: 0.5 });
  }
  return ways;
}

/** The ways of an arrow, the best first. */
function linesOf(from: Box, to: Box, nodes: Squares): Line[] {
  const own = new Set([from, to]);
  const inTheWay = new Set<Box>();
  const line = (bend: Bend, via?: number): Line => {
    const points = route(startOf(from), endOf(to), bend, via);
    const pieces = points.slice(1).map((b, index) => piece(points[index] as Point, b));
    let over = 0;
    for (const one of pieces) {
      const under = nodes.under(one, own);
      over += under.size;
      if (via === undefined) for (const box of under) inTheWay.add(box);
    }
    return { bend, points, pieces, over, ...(via === undefined ? {} : { via }) };
  };
  // Of two that are as good, the one with its crossing in the middle.
  const lines = BENDS.map((bend) => line(bend)).sort(
    (one, other) => one.over - other.over || rank(one.bend) - rank(other.bend),
  );
  if (lines[0]?.over === 0) return lines;
  const sides = [...inTheWay].flatMap(({ x, width }) => [x - PAST, x + width + PAST]);
  const near = (x: number) => Math.abs(x - startOf(from).x) + Math.abs(x - endOf(to).x);
  const past = [...new Set(sides)]
    .sort((one, other) => near(one) - near(other))
    .slice(0, TRIED)
    .map((via) => line("middle", via));
  return [...lines, ...past].sort(
    (one, other) => one.over - other.over || lengthOf(one.points) - lengthOf(other.points),
  );
}

const rank = (bend: Bend) => (bend === "middle" ? 0 : 1);

interface Place extends Way {
  box: Box;
  cost: number;
}

/** Where words of a width stand best: on the way that was chosen, else on another. */
function placed(
  width: number,
  lines: Line[],
  { nodes, words, drawn }: Record<"nodes" | "words" | "drawn", Squares>,
) {
  let best: Place | null = null;
  for (const { bend, via, points, pieces, over } of lines) {
    const own = new Set(pieces);
    for (const [place, share] of SHARES.entries()) {
      const at = along(points, share);
      const box = around(at, width, GROWN);
      const near = around(at, width, 1);
      const covers = (box: Box) => nodes.under(box, none).size + words.under(box, none).size;
      const grown = covers(box);
      const covered = grown && grown * 40 + covers(near) * 100;
      const cost = covered + drawn.under(box, own).size * 30 + place + (over - (lines[0]?.over ?? 0)) * 20;
      if (!best || cost < best.cost) best = { bend, via, share, box, cost };
    }
    if (best && best.cost < 40) return best;
  }
  return best;
}
