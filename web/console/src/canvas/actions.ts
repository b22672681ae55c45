/** Everything that somebody can do on a canvas, by key, button or command alike. */
import { useReactFlow } from "@xyflow/react";
import { useMemo } from "react";
import { useLocation } from "wouter";
import { useFlows } from "../api/flows.ts";
import { texts } from "../texts/index.ts";
import { copyText } from "../ui/clipboard.ts";
import { say } from "../ui/toasts.tsx";
import { useEditorStore } from "./editor.ts";
import { asText, copied as chosen, paste, readCopied } from "./model/clipboard.ts";
import { groupsOf, nodesById, notesOf } from "./model/document.ts";
import {
  addGroup,
  addNode,
  addNote,
  connect,
  freshId,
  move,
  nothing,
  type Point,
  remove,
  type Selection,
} from "./model/edits.ts";
import { around, type Box, boxOf, GRID, onGrid, overlap, sizeOf } from "./model/geometry.ts";
import { kindOf, parts } from "./model/kinds.ts";
import { align, type Line, tidy } from "./model/layout.ts";
import { type Home, type Make, make, makeGroup, makeNote, nameOf } from "./model/make.ts";
import { savePicture } from "./picture.ts";
import { glide } from "./view.ts";

const t = texts.canvas;
/** So much of the sight is filled when all is shown. */
const ROOM = 0.92;
/** How far below a node what comes next is put. */
const BELOW = 70;

export type Actions = ReturnType<typeof useActions>;

export function useActions(home: Home, title: string, here: string) {
  const store = useEditorStore();
  const flow = useReactFlow();
  const [, go] = useLocation();
  const { data: flows } = useFlows();

  return useMemo(() => {
    const state = store.getState;
    const middle = (): Point => {
      const pane = document.querySelector(".react-flow")?.getBoundingClientRect();
      const at = pane ? { x: pane.x + pane.width / 2, y: pane.y + pane.height / 3 } : { x: 300, y: 200 };
      return flow.screenToFlowPosition(at);
    };
    const select = (selection: Partial<Selection>) => state().select(selection);
    const reveal = (ids: string[]) => {
      if (ids.length === 0) return;
      const { document: now } = state();
      const wanted = new Set(ids);
      const nodes = now.content.nodes.filter((node) => wanted.has(node.node_id)).map(boxOf);
      const drawn = [...notesOf(now), ...groupsOf(now)].filter(({ id }) => wanted.has(id));
      const boxes = [...nodes, ...drawn];
      if (boxes.length === 0) return;
      const { x, y, width, height } = around(boxes);
      const zoom = Math.min(1, Math.max(0.8, flow.getZoom()));
      void flow.setCenter(x + width / 2, y + height / 2, { zoom, duration: glide(220) });
    };

    /** Brings a node into sight when it is not: what is seen stays where it is as long as it can. */
    const follow = (id: string) => {
      const node = nodesById(state().document).get(id);
      const pane = document.querySelector(".react-flow")?.getBoundingClientRect();
      if (!node || !pane) return;
      const { x, y, width, height } = boxOf(node);
      const from = flow.flowToScreenPosition({ x, y });
      const to = flow.flowToScreenPosition({ x: x + width, y: y + height });
      const inSight = from.x >= pane.left && from.y >= pane.top && to.x <= pane.right && to.y <= pane.bottom;
      if (inSight) return;
      const zoom = flow.getZoom();
      void flow.setCenter(x + width / 2, y + height / 2, { zoom, duration: glide(220) });
    };

    const fit = () => {
      const { document: now } = state();
      const boxes = [...now.content.nodes.map(boxOf), ...notesOf(now), ...groupsOf(now)];
      const pane = document.querySelector(".react-flow")?.getBoundingClientRect();
      if (boxes.length === 0 || !pane) return;
      const box = around(boxes);
      const zoom = Math.min(1, (pane.width / box.width) * ROOM, (pane.height / box.height) * ROOM);
      void flow.setCenter(box.x + box.width / 2, box.y + box.height / 2, {
        zoom: Math.max(0.05, zoom),
        duration: glide(220),
      });
    };

    const copied = (): string | null => {
      const { document: now, selection } = state();
      if (selection.nodes.size + selection.drawn.size === 0) return null;
      return asText(chosen(now, selection));
    };
    const cutAway = () => {
      state().edit(t.edits.cut, remove(state().selection));
      select(nothing);
    };
    const sayCopied = () => {
      const { nodes, drawn } = state().selection;
      say.done(t.copied(nodes.size + drawn.size));
    };
    const copy = async (): Promise<boolean> => {
      const text = copied();
      if (text === null) return false;
      await copyText(text);
      sayCopied();
      return true;
    };
    const pasteText = (text: string, at: Point) => {
      const what = readCopied(text);
      if (!what) {
        say.failed(t.nothingToPaste);
        return;
      }
      const { document: now, edit } = state();
      const pasted = paste(now, what, { x: onGrid(at.x), y: onGrid(at.y) });
      edit(t.edits.paste, pasted.edit);
      select(pasted.selection);
    };

    /** Puts something on the canvas, and an arrow to it when it follows a node. */
    const add = (what: Make, at: Point | null, from: string | null): string => {
      const { document: now, edit } = state();
      const before = from ? nodesById(now).get(from) : undefined;
      const probe = make(now, what, { x: 0, y: 0 }, home);
      const size = sizeOf(probe);
      const place = at
        ? { x: at.x - size.width / 2, y: at.y }
        : before
          ? below(before)
          : { x: middle().x - size.width / 2, y: middle().y };
      const wish = { x: onGrid(place.x), y: onGrid(place.y) };
      const free = at ? apart(wish) : clear({ ...wish, ...size });
      const node = { ...probe, x_value: free.x, y_value: free.y };
      edit(t.edits.add(nameOf(what)), (old) => {
        const added = addNode(node)(old);
        return from ? connect(freshId(added, `${from}-${node.node_id}`), from, node.node_id)(added) : added;
      });
      select({ nodes: new Set([node.node_id]) });
      follow(node.node_id);
      return node.node_id;
    };
    /** The nearest place below that nothing covers. */
    const clear = (box: Box): Point => {
      const boxes = state().document.content.nodes.map(boxOf);
      let { y } = box;
      for (;;) {
        const hit = boxes.find((other) => overlap({ ...box, y }, other));
        if (!hit) return { x: box.x, y };
        y = (Math.floor((hit.y + hit.height) / GRID) + 1) * GRID;
      }
    };
    /** Where somebody put it, but not just upon another. */
    const apart = (at: Point): Point => {
      const taken = (place: Point) =>
        state().document.content.nodes.some(
          (node) =>
            Math.abs((node.x_value ?? 0) - place.x) < GRID && Math.abs((node.y_value ?? 0) - place.y) < GRID,
        );
      let place = at;
      while (taken(place)) place = { x: place.x + 2 * GRID, y: place.y + 2 * GRID };
      return place;
    };
    const below = (before: Parameters<typeof boxOf>[0]): Point => {
      const box = boxOf(before);
      const next = state().document.content.edges.filter((edge) => edge.source === before.node_id).length;
      return { x: box.x + next * 280, y: box.y + box.height + BELOW };
    };

    return {
      add,
      addNote: (at: Point | null) => {
        const { document: now, edit } = state();
        const note = makeNote(now, at ?? middle(), "");
        edit(t.edits.add(t.note), addNote(note));
        select({ drawn: new Set([note.id]) });
        store.setState({ writing: note.id });
      },
      addGroup: (at: Point | null) => {
        const { document: now, edit, selection } = state();
        const group = makeGroup(now, at ? new Set() : selection.nodes, at ?? middle(), t.newGroup);
        edit(t.edits.group, addGroup(group));
        select({ drawn: new Set([group.id]) });
      },
      undo: () => {
        const label = state().undo();
        if (label) say.done(t.undone(label));
      },
      redo: () => {
        const label = state().redo();
        if (label) say.done(t.redone(label));
      },
      copy: () => copy().catch(say.failed),
      cut: async () => {
        if (await copy().catch(say.failed)) cutAway();
      },
      /** The same into what the browser's own event holds out; false when nothing is chosen. */
      copyInto: (clipboard: DataTransfer, cut: boolean): boolean => {
        const text = copied();
        if (text === null) return false;
        clipboard.setData("text/plain", text);
        sayCopied();
        if (cut) cutAway();
        return true;
      },
      paste: async () => {
        try {
          pasteText(await navigator.clipboard.readText(), middle());
        } catch (failure) {
          say.failed(failure);
        }
      },
      pasteText: (text: string) => pasteText(text, middle()),
      duplicate: () => {
        const { document: now, selection, edit } = state();
        const what = chosen(now, selection);
        if (what.nodes.length + what.notes.length + what.groups.length === 0) return;
        const boxes = [...what.nodes.map(boxOf), ...what.notes, ...what.groups];
        const { x, y } = around(boxes);
        const pasted = paste(now, what, { x: x + 2 * GRID, y: y + 2 * GRID });
        edit(t.edits.duplicate, pasted.edit);
        select(pasted.selection);
      },
      remove: () => {
        const { selection, edit } = state();
        if (selection.nodes.size + selection.edges.size + selection.drawn.size === 0) return;
        edit(t.edits.remove, remove(selection));
        select(nothing);
      },
      selectAll: () => {
        const { document: now } = state();
        select({
          nodes: new Set(now.content.nodes.map((node) => node.node_id)),
          drawn: new Set([...notesOf(now), ...groupsOf(now)].map(({ id }) => id)),
        });
      },
      selectNothing: () => select(nothing),
      nudge: (x: number, y: number) => {
        const { document: now, selection, edit } = state();
        const places = new Map<string, Point>();
        for (const node of now.content.nodes) {
          const { node_id: id } = node;
          const box = boxOf(node);
          if (selection.nodes.has(id)) places.set(id, { x: box.x + x, y: box.y + y });
        }
        for (const one of [...notesOf(now), ...groupsOf(now)]) {
          if (selection.drawn.has(one.id)) places.set(one.id, { x: one.x + x, y: one.y + y });
        }
        if (places.size > 0) edit(t.edits.move, move(places), "nudge");
      },
      tidy: (onlySelected: boolean) => {
        const { document: now, selection, edit } = state();
        edit(t.edits.tidy, tidy(now, onlySelected && selection.nodes.size > 1 ? selection.nodes : null));
        requestAnimationFrame(fit);
      },
      align: (line: Line) => {
        const { document: now, selection, edit } = state();
        edit(t.edits.align, align(now, selection.nodes, line));
      },
      fit,
      zoomIn: () => void flow.zoomIn({ duration: glide(120) }),
      zoomOut: () => void flow.zoomOut({ duration: glide(120) }),
      reveal,
      follow,
      goTo: (place: { node?: string; edge?: string }, field?: string, location?: string) => {
        const edge = place.edge
          ? state().document.content.edges.find(({ id }) => id === place.edge)
          : undefined;
        state().lookAt({ ...place, field, location });
        reveal(edge ? [edge.source, edge.target] : place.node ? [place.node] : []);
      },
      goToDrawn: (id: string) => {
        select({ drawn: new Set([id]) });
        reveal([id]);
      },
      picture: (kind: "svg" | "png") => savePicture(state().document, title, kind).catch(say.failed),
      /** Opens what a node stands for: a flow's canvas, a miniApp. */
      open: (id: string) => {
        const node = nodesById(state().document).get(id);
        if (!node) return;
        const kind = kindOf(node);
        if (kind === "flow") {
          const inner = flows?.find(({ component_id }) => sameComponent(component_id, node.component_id));
          if (inner) go(`/flows/${inner.id}/canvas?from=${encodeURIComponent(here)}`);
          else say.failed(texts.common.notFound.text);
        } else if (kind === "say" || kind === "ask" || kind === "service") {
          go(`/miniapps/${encodeURIComponent(node.component_id)}?from=${encodeURIComponent(here)}`);
        }
      },
      go,
    };
  }, [store, flow, go, flows, home, title, here]);
}

/** One component, whoever is named as its owner. */
function sameComponent(one: string, other: string): boolean {
  if (one === other) return true;
  const [a, b] = [parts(one), parts(other)];
  return a.name === b.name && a.group === b.group && a.owner === b.owner;
}
