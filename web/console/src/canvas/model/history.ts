/** What can be undone and done again. It knows whole documents; two that follow each other share what is the same. */
import type { CanvasDocument } from "./document.ts";
import { merge } from "./merge.ts";

export interface History {
  past: Step[];
  future: Step[];
}

interface Step {
  document: CanvasDocument;
  /** What led away from it, for the menu. */
  label: string;
  /** Steps with the same key, shortly after each other, are one: typing into a field. */
  key: string | null;
  at: number;
}

export const noHistory: History = { past: [], future: [] };

const MOST = 500;
const ONE_GO = 1_200;

/** `before` was changed at a moment. */
export function record(
  { past }: History,
  before: CanvasDocument,
  label: string,
  key: string | null,
  at: number,
): History {
  const last = past.at(-1);
  const sameGo = key !== null && last?.key === key && at - last.at < ONE_GO;
  if (sameGo) return { past: [...past.slice(0, -1), { ...last, at }], future: [] };
  return { past: [...past, { document: before, label, key, at }].slice(-MOST), future: [] };
}

export interface Travelled {
  history: History;
  document: CanvasDocument;
  label: string;
}

export function undo({ past, future }: History, now: CanvasDocument): Travelled | null {
  const step = past.at(-1);
  if (!step) return null;
  const back = { ...step, document: now, key: null };
  return {
    document: step.document,
    label: step.label,
    history: { past: past.slice(0, -1), future: [back, ...future] },
  };
}

export function redo({ past, future }: History, now: CanvasDocument): Travelled | null {
  const [step, ...rest] = future;
  if (!step) return null;
  const back = { ...step, document: now, key: null };
  return { document: step.document, label: step.label, history: { past: [...past, back], future: rest } };
}

/** Somebody else changed the document: that becomes part of every step, so that undoing takes back only one's own. */
export function rebase(history: History, base: CanvasDocument, theirs: CanvasDocument): History {
  const onto = (step: Step) => ({ ...step, document: merge(base, step.document, theirs).document });
  return { past: history.past.map(onto), future: history.future.map(onto) };
}
