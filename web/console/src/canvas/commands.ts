/** All commands of a canvas, for the palette; and the keys that do the same. */
import { useEffect } from "react";
import { texts } from "../texts/index.ts";
import type { Actions } from "./actions.ts";
import type { EditorStore } from "./editor.ts";
import { nodesById } from "./model/document.ts";
import { GRID } from "./model/geometry.ts";
import { toggle } from "./view.ts";

const t = texts.canvas;

/** What can be opened over or beside the canvas. */
export type Panel = "find" | "commands" | "keys" | "rename";

export interface Opening {
  open: (panel: Panel, search?: string) => void;
  toggleProblems: () => void;
  showOutline: () => void;
  /** Asks what comes after the chosen node. */
  addNext: () => void;
  back: () => void;
  deploy: (() => void) | null;
  /** Where it is told what became of its dialogs. */
  told: { name: string; href: string }[];
  /** Opens the conversation; with a node it begins there. */
  tryFrom: ((node: string | null) => void) | null;
}

export interface Command {
  name: string;
  keys?: string;
  run: () => void;
}

export function commandsOf(
  actions: Actions,
  opening: Opening,
  chosen: { count: number; node: string | null; component: string | null },
): Command[] {
  const { count, node } = chosen;
  const onSelection: Command[] = count
    ? [
        { name: t.commands.copy, keys: "Ctrl C", run: () => void actions.copy() },
        { name: t.commands.cut, keys: "Ctrl X", run: () => void actions.cut() },
        { name: t.commands.duplicate, keys: "Ctrl D", run: actions.duplicate },
        { name: t.commands.remove, keys: "Delete", run: actions.remove },
        { name: t.inspector.groupThem, keys: "Ctrl G", run: () => actions.addGroup(null) },
      ]
    : [];
  const { tryFrom } = opening;
  const trying: Command[] = tryFrom
    ? [
        ...(node ? [{ name: t.commands.tryFrom, run: () => tryFrom(node) }] : []),
        { name: texts.tryIt.title, keys: "T", run: () => tryFrom(null) },
      ]
    : [];
  const references: Command[] = chosen.component
    ? [{ name: t.commands.references, run: () => opening.open("find", chosen.component ?? "") }]
    : [];
  const onNode: Command[] = node
    ? [{ name: t.commands.openFlow, keys: "Enter", run: () => actions.open(node) }]
    : [];
  const several: Command[] =
    count > 1 ? [{ name: t.commands.tidySelection, run: () => actions.tidy(true) }] : [];
  return [
    ...onNode,
    ...onSelection,
    ...references,
    ...several,
    ...trying,
    { name: t.undo, keys: "Ctrl Z", run: actions.undo },
    { name: t.redo, keys: "Ctrl Shift Z", run: actions.redo },
    { name: t.commands.paste, keys: "Ctrl V", run: () => void actions.paste() },
    { name: t.commands.selectAll, keys: "Ctrl A", run: actions.selectAll },
    { name: t.keys.items.add, keys: "N", run: opening.addNext },
    { name: t.newNote, run: () => actions.addNote(null) },
    { name: t.tools.tidy, keys: "Shift T", run: () => actions.tidy(false) },
    { name: t.tools.fit, keys: "F", run: actions.fit },
    { name: t.tools.snap, run: () => toggle("snap") },
    { name: t.tools.minimap, run: () => toggle("minimap") },
    { name: t.tools.find, keys: "Ctrl F", run: () => opening.open("find") },
    { name: t.commands.rename, run: () => opening.open("rename") },
    { name: t.commands.problems, keys: "P", run: opening.toggleProblems },
    { name: t.panels.outline, keys: "O", run: opening.showOutline },
    { name: `${t.tools.picture} ${t.tools.svg}`, run: () => void actions.picture("svg") },
    { name: `${t.tools.picture} ${t.tools.png}`, run: () => void actions.picture("png") },
    ...(opening.deploy ? [{ name: t.commands.deploy, run: opening.deploy }] : []),
    ...opening.told.map(({ name, href }) => ({ name, run: () => actions.go(href) })),
    { name: t.tools.keys, keys: "?", run: () => opening.open("keys") },
    { name: t.commands.apps, run: () => actions.go("/apps") },
  ];
}

const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Whether keys belong to something that is being written or chosen. */
function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector("dialog[open]")) return true;
  const element = target as HTMLElement | null;
  if (!element?.closest) return false;
  return element.closest("input, textarea, select, [contenteditable=true], [role=menu], .cm-editor") !== null;
}

/** Listens to keys while the canvas is open. */
export function useKeys(store: EditorStore, actions: Actions, opening: Opening) {
  useEffect(() => {
    const withControl: Record<string, () => void> = {
      z: actions.undo,
      y: actions.redo,
      d: actions.duplicate,
      a: actions.selectAll,
      f: () => opening.open("find"),
      g: () => actions.addGroup(null),
      k: () => opening.open("commands"),
    };
    const alone: Record<string, () => void> = {
      Delete: actions.remove,
      Backspace: () => (isNothing() ? opening.back() : actions.remove()),
      Escape: actions.selectNothing,
      "?": () => opening.open("keys"),
      f: actions.fit,
      n: opening.addNext,
      o: opening.showOutline,
      p: opening.toggleProblems,
      t: () => opening.tryFrom?.(null),
      T: () => actions.tidy(store.getState().selection.nodes.size > 1),
    };
    const isNothing = () => {
      const { nodes, edges, drawn } = store.getState().selection;
      return nodes.size + edges.size + drawn.size === 0;
    };
    const onKey = (event: KeyboardEvent) => {
      const control = event.ctrlKey || event.metaKey;
      const key = control ? event.key.toLowerCase() : event.key;
      if (control && key === "k" && !document.querySelector("dialog[open]")) {
        event.preventDefault();
        opening.open("commands");
        return;
      }
      if (isBusy(event.target) || event.altKey) return;
      const block = (event.target as HTMLElement).closest?.<HTMLElement>(
        ".react-flow__node, .react-flow__edge",
      );
      if ((event.key === "Enter" || event.key === " ") && block && !control) {
        event.preventDefault();
        const id = block.dataset.id ?? "";
        const isNode = block.classList.contains("react-flow__node");
        const { selection, select } = store.getState();
        if (isNode && !nodesById(store.getState().document).has(id)) {
          // A note or a frame: chosen first, then written.
          if (selection.drawn.has(id)) store.setState({ writing: id });
          else select({ drawn: new Set([id]) });
        } else if (isNode && store.getState().selection.nodes.has(id)) actions.open(id);
        else store.getState().lookAt(isNode ? { node: id } : { edge: id });
        return;
      }
      const onButton = (event.target as HTMLElement).closest?.("button, a") !== null;
      const arrow = ARROWS[event.key];
      if (arrow && !control && !isNothing() && !onButton) {
        event.preventDefault();
        const step = event.shiftKey ? GRID * 5 : GRID;
        actions.nudge(arrow[0] * step, arrow[1] * step);
        return;
      }
      const run = control ? (key === "z" && event.shiftKey ? actions.redo : withControl[key]) : alone[key];
      if (!run) return;
      event.preventDefault();
      run();
    };
    // The browser's own events for the clipboard need no permission.
    const onCopy = (event: ClipboardEvent) => {
      if (isBusy(event.target) || !getSelection()?.isCollapsed) return;
      if (event.clipboardData && actions.copyInto(event.clipboardData, event.type === "cut"))
        event.preventDefault();
    };
    const onPaste = (event: ClipboardEvent) => {
      if (isBusy(event.target)) return;
      event.preventDefault();
      actions.pasteText(event.clipboardData?.getData("text/plain") ?? "");
    };
    window.addEventListener("keydown", onKey);
    window.addEventListener("copy", onCopy);
    window.addEventListener("cut", onCopy);
    window.addEventListener("paste", onPaste);
    return () => {
      window.removeEventListener("keydown", onKey);
      window.removeEventListener("copy", onCopy);
      window.removeEventListener("cut", onCopy);
      window.removeEventListener("paste", onPaste);
    };
  }, [store, actions, opening]);
}
