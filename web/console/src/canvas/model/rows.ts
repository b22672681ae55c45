/** Names with values that somebody writes line by line: on the canvas they are an object, which has no order and no two of one name. */
import { same } from "./same.ts";

export type Row = [name: string, value: string];

/** What the lines say: without those that have no name yet, and of two with one name the first. */
export function recordOf(rows: Row[]): Record<string, string> {
  const record: Record<string, string> = {};
  for (const [name, value] of rows)
    if (name.trim() !== "" && !Object.hasOwn(record, name)) record[name] = value;
  return record;
}

/** The lines as they were written while they still say what stands on the canvas; else those of the canvas. */
export function rowsFor(written: Row[], kept: Row[]): Row[] {
  return same(recordOf(written), Object.fromEntries(kept)) ? written : kept;
}

/** Whether a line of the same name stands above. */
export const isTwice = (rows: Row[], at: number): boolean =>
  rows.some(([name], index) => index < at && name === rows[at]?.[0]);
