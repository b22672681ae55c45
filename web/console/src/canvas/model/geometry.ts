/** How large things are drawn. All nodes of a kind have one size, so that nothing must be measured before it is shown. */
import type { CanvasNode } from "./document.ts";
import type { Point } from "./edits.ts";
import { type Kind, kindOf } from "./kinds.ts";

export interface Size {
  width: number;
  height: number;
}

export const GRID = 20;

const LARGE: Size = { width: 220, height: 80 };
const SMALL: Size = { width: 180, height: 52 };
const SMALL_KINDS: ReadonlySet<Kind> = new Set(["condition", "exit"]);

export const sizeOfKind = (kind: Kind): Size => (SMALL_KINDS.has(kind) ? SMALL : LARGE);
export const sizeOf = (node: CanvasNode): Size => sizeOfKind(kindOf(node));

export const isPlaced = (node: CanvasNode): boolean =>
  typeof node.x_value === "number" && typeof node.y_value === "number";

export const placeOf = (node: CanvasNode): Point => ({ x: node.x_value ?? 0, y: node.y_value ?? 0 });

export interface Box extends Point, Size {}

export function around(boxes: Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

export const overlap = (one: Box, other: Box): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

export const boxOf = (node: CanvasNode): Box => ({ ...placeOf(node), ...sizeOf(node) });

export const onGrid = (value: number): number => Math.round(value / GRID) * GRID;
