/** What React Flow draws, made from the document. What has not changed stays the same object, so that it is not drawn anew. */
import { type NodeHandle, Position } from "@xyflow/react";
import {
  type CanvasDocument,
  type CanvasNode,
  type Drawn,
  edgesFrom,
  groupsOf,
  notesOf,
} from "../model/document.ts";
import type { Point, Selection } from "../model/edits.ts";
import { placeOf, type Size, sizeOf } from "../model/geometry.ts";
import { kindOf } from "../model/kinds.ts";
import { USUAL, waysOf } from "../model/ways.ts";
import type { DrawnNode } from "./DrawnView.tsx";
import type { ArrowEdge } from "./EdgeView.tsx";
import type { BlockNode } from "./NodeView.tsx";

export type FlowNode = BlockNode | DrawnNode;

const HANDLE = 11;

/** Where arrows begin and end. Told beforehand, so that nothing has to be measured before arrows are drawn. */
function handles({ width, height }: Size, leaves: boolean): NodeHandle[] {
  const x = width / 2 - HANDLE / 2;
  const common = { x, width: HANDLE, height: HANDLE, id: null };
  const target: NodeHandle = { ...common, type: "target", position: Position.Top, y: -HANDLE / 2 };
  const source: NodeHandle = { ...common, type: "source", position: Position.Bottom, y: height - HANDLE / 2 };
  return leaves ? [target, source] : [target];
}

export class FlowCache {
  private blocks = new Map<string, { from: CanvasNode; flow: BlockNode }>();
  private drawn = new Map<string, { from: Drawn; flow: DrawnNode }>();
  private arrows = new Map<string, ArrowEdge>();

  /** `dragged` are places that things have only while they are dragged; `sizes` those while they are resized. */
  nodes(
    document: CanvasDocument,
    selection: Selection,
    dragged: ReadonlyMap<string, Point>,
    sizes: ReadonlyMap<string, Size>,
  ): FlowNode[] {
    const groups = groupsOf(document).map((one) => this.drawing(one, "group", selection, dragged, sizes));
    const notes = notesOf(document).map((one) => this.drawing(one, "note", selection, dragged, sizes));
    const blocks = document.content.nodes.map((node) => this.block(node, selection, dragged));
    return [...groups, ...blocks, ...notes];
  }

  private block(node: CanvasNode, selection: Selection, dragged: ReadonlyMap<string, Point>): BlockNode {
    const id = node.node_id;
    const selected = selection.nodes.has(id);
    const position = dragged.get(id) ?? placeOf(node);
    const known = this.blocks.get(id);
    if (
      known &&
      known.from === node &&
      known.flow.selected === selected &&
      samePlace(known.flow.position, position)
    ) {
      return known.flow;
    }
    const size = sizeOf(node);
    const kind = kindOf(node);
    const flow: BlockNode = {
      id,
      type: "block",
      position,
      ...size,
      measured: size,
      handles: handles(size, kind !== "exit" && kind !== "transfer"),
      selected,
      data: known?.from === node ? known.flow.data : { node },
      zIndex: selected ? 3 : 2,
    };
    this.blocks.set(id, { from: node, flow });
    return flow;
  }

  private drawing(
    one: Drawn,
    type: "note" | "group",
    selection: Selection,
    dragged: ReadonlyMap<string, Point>,
    sizes: ReadonlyMap<string, Size>,
  ): DrawnNode {
    const selected = selection.drawn.has(one.id);
    const position = dragged.get(one.id) ?? { x: one.x, y: one.y };
    const size = sizes.get(one.id) ?? { width: one.width, height: one.height };
    const known = this.drawn.get(one.id);
    if (
      known &&
      known.from === one &&
      known.flow.selected === selected &&
      samePlace(known.flow.position, position) &&
      known.flow.width === size.width &&
      known.flow.height === size.height
    ) {
      return known.flow;
    }
    const flow: DrawnNode = {
      id: one.id,
      type,
      position,
      ...size,
      measured: size,
      selected,
      data: known?.from === one ? known.flow.data : { drawn: one },
      zIndex: type === "group" ? 0 : 4,
      connectable: false,
    };
    this.drawn.set(one.id, { from: one, flow });
    return flow;
  }

  edges(document: CanvasDocument, selection: Selection): ArrowEdge[] {
    const ways = waysOf(document);
    const only = selection.edges.size === 1 && selection.nodes.size + selection.drawn.size === 0;
    return document.content.edges.map((edge) => {
      const siblings = edgesFrom(document, edge.source).length;
      const selected = selection.edges.has(edge.id);
      const alone = only && selected;
      const way = ways.get(edge.id) ?? USUAL;
      const known = this.arrows.get(edge.id);
      if (
        known?.data?.edge === edge &&
        known.data.siblings === siblings &&
        known.data.way.bend === way.bend &&
        known.data.way.via === way.via &&
        known.data.way.share === way.share &&
        known.selected === selected &&
        known.data.alone === alone
      ) {
        return known;
      }
      const flow: ArrowEdge = {
        id: edge.id,
        type: "arrow",
        source: edge.source,
        target: edge.target,
        selected,
        data: { edge, siblings, alone, way },
        zIndex: selected ? 3 : 1,
      };
      this.arrows.set(edge.id, flow);
      return flow;
    });
  }
}

const samePlace = (one: Point, other: Point) => one.x === other.x && one.y === other.y;
