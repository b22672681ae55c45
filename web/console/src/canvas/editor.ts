/** The state of one open canvas, and all that can be done to it. What is drawn is made from this alone. */
import { createContext, useContext } from "react";
import { createStore, type StoreApi, useStore } from "zustand";
import type { Problem } from "../api/canvases.ts";
import type { CanvasDocument } from "./model/document.ts";
import { type Edit, nothing, type Selection } from "./model/edits.ts";
import { type History, noHistory, rebase, record, redo, undo } from "./model/history.ts";
import { merge } from "./model/merge.ts";

/** How saving stands. */
export type Saving =
  | { is: "saved" }
  | { is: "waiting" }
  | { is: "saving" }
  /** The server is away or fails: the work is kept here and sent again. */
  | { is: "away"; sentence: string }
  /** The server does not take it: nothing is sent until it is changed. */
  | { is: "refused"; sentence: string };

/** Where to look: the field is named as problems name it. */
export interface Focus {
  node?: string;
  edge?: string;
  field?: string | undefined;
  location?: string | undefined;
  /** Rises, so that looking at the same place twice is something new. */
  turn: number;
}

/** What a conversation passed through: it lights up. */
export interface Lit {
  nodes: ReadonlySet<string>;
  edges: ReadonlySet<string>;
  current: string | null;
}

/** What stands at a node beside what it is: how many dialogs reached it. */
export interface Mark {
  text: string;
  /** The same in a sentence. */
  title: string;
  /** 0 to 1. */
  share: number;
}

export interface Editor {
  canvasId: string;
  document: CanvasDocument;
  /** What was saved last. */
  saved: CanvasDocument;
  /** What the server has of it: another document while lines that were begun wait here. */
  sent: CanvasDocument;
  etag: string;
  saving: Saving;
  history: History;
  selection: Selection;
  problems: Problem[];
  readOnly: boolean;
  focus: Focus | null;
  /** The note or frame whose words are being written. */
  writing: string | null;
  lit: Lit | null;
  marks: ReadonlyMap<string, Mark> | null;
  /** Changes the document; steps with one `key` in one go are undone as one. */
  edit: (label: string, edit: Edit, key?: string) => void;
  select: (selection: Partial<Selection>) => void;
  undo: () => string | null;
  redo: () => string | null;
  /** What the server has by now; `document` is what both made of it. */
  adopt: (theirs: CanvasDocument, etag: string) => string[];
  lookAt: (place: Omit<Focus, "turn">) => void;
}

export type EditorStore = StoreApi<Editor>;

export function createEditor(
  canvasId: string,
  document: CanvasDocument,
  etag: string,
  readOnly: boolean,
): EditorStore {
  return createStore<Editor>((set, get) => ({
    canvasId,
    document,
    saved: document,
    sent: document,
    etag,
    saving: { is: "saved" },
    history: noHistory,
    selection: nothing,
    problems: [],
    readOnly,
    focus: null,
    writing: null,
    lit: null,
    marks: null,
    edit: (label, edit, key) => {
      const { document: before, history, readOnly } = get();
      if (readOnly) return;
      const after = edit(before);
      if (after === before) return;
      set({ document: after, history: record(history, before, label, key ?? null, Date.now()) });
    },
    select: (part) => {
      const { selection } = get();
      set({ selection: { ...nothing, ...keepSame(selection, part) } });
    },
    undo: () => travel(set, get, undo),
    redo: () => travel(set, get, redo),
    adopt: (theirs, etag) => {
      const { sent, document: mine, history } = get();
      const { document: merged, conflicts } = merge(sent, mine, theirs);
      set({ document: merged, saved: theirs, sent: theirs, etag, history: rebase(history, sent, theirs) });
      return conflicts;
    },
    lookAt: (place) => {
      const nodes = new Set(place.node && !place.edge ? [place.node] : []);
      const edges = new Set(place.edge ? [place.edge] : []);
      set({
        focus: { ...place, turn: (get().focus?.turn ?? 0) + 1 },
        selection: { ...nothing, nodes, edges },
      });
    },
  }));
}

function travel(set: EditorStore["setState"], get: EditorStore["getState"], way: typeof undo): string | null {
  const { history, document, readOnly } = get();
  const there = readOnly ? null : way(history, document);
  if (!there) return null;
  const nodes = new Set(there.document.content.nodes.map((node) => node.node_id));
  const { selection } = get();
  const left = new Set([...selection.nodes].filter((id) => nodes.has(id)));
  set({ document: there.document, history: there.history, selection: { ...nothing, nodes: left } });
  return there.label;
}

/** A set that holds the same stays the same object, so that nothing is drawn anew for it. */
function keepSame(before: Selection, after: Partial<Selection>): Partial<Selection> {
  const entries = Object.entries(after) as [keyof Selection, ReadonlySet<string>][];
  return Object.fromEntries(
    entries.map(([key, now]) => {
      const was = before[key];
      return [key, was.size === now.size && [...now].every((id) => was.has(id)) ? was : now];
    }),
  );
}

export const EditorContext = createContext<EditorStore | null>(null);

export function useEditorStore(): EditorStore {
  const store = useContext(EditorContext);
  if (!store) throw new Error("There is no canvas here.");
  return store;
}

/** A part of the state. */
export function useEditor<T>(choose: (editor: Editor) => T): T {
  return useStore(useEditorStore(), choose);
}
