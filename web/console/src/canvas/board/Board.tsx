import {
  Background,
  BackgroundVariant,
  type Connection,
  type EdgeChange,
  type FinalConnectionState,
  type NodeChange,
  ReactFlow,
  SelectionMode,
  useReactFlow,
  useStore,
  type Viewport,
} from "@xyflow/react";
import { type DragEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import "@xyflow/react/dist/base.css";
import { texts } from "../../texts/index.ts";
import { useEditor, useEditorStore } from "../editor.ts";
import { type CanvasDocument, groupsOf } from "../model/document.ts";
import { connect, freshId, move, type Point, reconnect } from "../model/edits.ts";
import { boxOf, GRID, type Size } from "../model/geometry.ts";
import { titleOf } from "../model/kinds.ts";
import { within } from "../model/make.ts";
import { useView } from "../view.ts";
import styles from "./Board.module.css";
import { DrawnView } from "./DrawnView.tsx";
import { type ArrowEdge, EdgeView } from "./EdgeView.tsx";
import { FlowCache, type FlowNode } from "./flow.ts";
import { MiniMap } from "./MiniMap.tsx";
import { NodeView } from "./NodeView.tsx";
import { FAR, isLarge, NEAR, Overview, useOverview } from "./Overview.tsx";

const nodeTypes = { block: NodeView, note: DrawnView, group: DrawnView };
const edgeTypes = { arrow: EdgeView };
const t = texts.canvas;

const none = new Map<string, never>();
const NO_NODES: FlowNode[] = [];
const NO_EDGES: ArrowEdge[] = [];
/** A large canvas opens where it begins, at a size at which it can be read. */
const READABLE = 0.8;

function beginning(document: CanvasDocument): Viewport {
  const entered = new Set(document.content.edges.map((edge) => edge.target));
  const root = document.content.nodes.find((node) => !entered.has(node.node_id)) ?? document.content.nodes[0];
  const { x, y } = root ? boxOf(root) : { x: 0, y: 0 };
  return { x: 260 - x * READABLE, y: 80 - y * READABLE, zoom: READABLE };
}

interface Props {
  /** Asks what to put at a place on the canvas; `from` is the node that an arrow was pulled from. */
  onQuickAdd: (at: Point, screen: Point, from: string | null) => void;
  onOpen: (nodeId: string) => void;
  /** Somebody pointed at a node that is too small to be seen. */
  onGoTo: (nodeId: string) => void;
  /** Something was dragged here from the palette. */
  onDropped: (data: string, at: Point) => void;
  /** Without a map in its corner. */
  plain?: boolean;
}

/** The canvas: nodes, arrows, notes and frames, on a ground that can be moved and zoomed. */
export function Board({ onQuickAdd, onOpen, onGoTo, onDropped, plain }: Props) {
  const store = useEditorStore();
  const document = useEditor((editor) => editor.document);
  const selection = useEditor((editor) => editor.selection);
  const readOnly = useEditor((editor) => editor.readOnly);
  const { snap, minimap } = useView();
  const flow = useReactFlow();
  const cache = useRef(new FlowCache()).current;
  const [shifting, setShifting] = useState(false);
  const overview = useOverview(shifting);
  const [large] = useState(() => isLarge(document));
  const [first] = useState(() => beginning(document));
  const element = useRef<HTMLDivElement>(null);
  // While it moves, what is drawn is kept as it is and only shifted.
  const moving = (now: boolean) => {
    element.current?.toggleAttribute("data-moving", now);
    if (large) setShifting(now);
  };
  const [dragged, setDragged] = useState<ReadonlyMap<string, Point>>(none);
  const [sizes, setSizes] = useState<ReadonlyMap<string, Size>>(none);
  const carried = useRef<{ group: string; from: Point; things: Map<string, Point> } | null>(null);

  const nodes = useMemo(
    () => cache.nodes(document, selection, dragged, sizes),
    [cache, document, selection, dragged, sizes],
  );
  const edges = useMemo(() => cache.edges(document, selection), [cache, document, selection]);

  const onNodesChange = useCallback(
    (changes: NodeChange<FlowNode>[]) => {
      const { selection, document } = store.getState();
      let chosen: { nodes: Set<string>; drawn: Set<string> } | null = null;
      const places = new Map<string, Point>();
      const resized = new Map<string, Size>();
      const isDrawn = (id: string) => flow.getNode(id)?.type !== "block";
      for (const change of changes) {
        if (change.type === "select") {
          chosen ??= { nodes: new Set(selection.nodes), drawn: new Set(selection.drawn) };
          const set = isDrawn(change.id) ? chosen.drawn : chosen.nodes;
          if (change.selected) set.add(change.id);
          else set.delete(change.id);
        } else if (change.type === "position" && change.position) {
          places.set(change.id, change.position);
        } else if (change.type === "dimensions" && change.resizing && change.dimensions) {
          resized.set(change.id, change.dimensions);
        }
      }
      if (chosen) store.getState().select({ edges: selection.edges, ...chosen });
      if (places.size > 0) {
        // What lies within a frame moves with it.
        for (const group of groupsOf(document)) {
          const to = places.get(group.id);
          if (!to || resized.has(group.id)) continue;
          if (carried.current?.group !== group.id) {
            carried.current = {
              group: group.id,
              from: { x: group.x, y: group.y },
              things: within(document, group),
            };
          }
          const { from, things } = carried.current;
          for (const [id, at] of things) {
            if (!places.has(id)) places.set(id, { x: at.x + to.x - from.x, y: at.y + to.y - from.y });
          }
        }
        setDragged((before) => new Map([...before, ...places]));
      }
      if (resized.size > 0) setSizes((before) => new Map([...before, ...resized]));
    },
    [store, flow],
  );

  const onEdgesChange = useCallback(
    (changes: EdgeChange[]) => {
      const { selection, select } = store.getState();
      const chosen = new Set(selection.edges);
      for (const change of changes) {
        if (change.type !== "select") continue;
        if (change.selected) chosen.add(change.id);
        else chosen.delete(change.id);
      }
      select({ ...selection, edges: chosen });
    },
    [store],
  );

  // Where things were left becomes a part of the document.
  const onDragStop = useCallback(() => {
    carried.current = null;
    setDragged((places) => {
      if (places.size > 0) queueMicrotask(() => store.getState().edit(t.edits.move, move(places)));
      return places;
    });
  }, [store]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new document knows where things are.
  useEffect(() => {
    setDragged(none);
    setSizes(none);
  }, [document]);

  const onConnect = useCallback(
    ({ source, target }: Connection) => {
      const { document, edit } = store.getState();
      edit(t.edits.connect, connect(freshId(document, `${source}-${target}`), source, target));
    },
    [store],
  );
  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
      if (state.isValid || !state.fromNode || state.fromHandle?.type !== "source") return;
      const { clientX: x, clientY: y } =
        "changedTouches" in event ? (event.changedTouches[0] as Touch) : event;
      onQuickAdd(flow.screenToFlowPosition({ x, y }), { x, y }, state.fromNode.id);
    },
    [flow, onQuickAdd],
  );

  return (
    <div
      ref={element}
      className={styles.board}
      data-testid="board"
      onDragOver={(event: DragEvent) => event.preventDefault()}
      onDrop={(event: DragEvent) => {
        const data = event.dataTransfer.getData("application/x-baton");
        if (!data) return;
        event.preventDefault();
        onDropped(data, flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }));
      }}
    >
      <Distance />
      <Arrowhead />
      <ReactFlow
        nodes={overview ? NO_NODES : nodes}
        edges={overview ? NO_EDGES : edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onNodeDragStop={onDragStop}
        onSelectionDragStop={onDragStop}
        onConnect={onConnect}
        onConnectEnd={onConnectEnd}
        onReconnect={(edge, { source, target }) =>
          store.getState().edit(t.edits.reconnect, reconnect(edge.id, source, target))
        }
        onNodeDoubleClick={(_, node) => onOpen(node.id)}
        onDoubleClick={(event) => {
          const ground = (event.target as Element).classList.contains("react-flow__pane");
          const screen = { x: event.clientX, y: event.clientY };
          if (ground) onQuickAdd(flow.screenToFlowPosition(screen), screen, null);
        }}
        ariaLabelConfig={{ "node.a11yDescription.default": "", "edge.a11yDescription.default": "" }}
        nodesDraggable={!readOnly}
        nodesConnectable={!readOnly}
        edgesReconnectable={!readOnly}
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={["Shift", "Control", "Meta"]}
        disableKeyboardA11y
        selectionOnDrag
        selectionMode={SelectionMode.Partial}
        panOnDrag={[1, 2]}
        panOnScroll
        zoomOnDoubleClick={false}
        panActivationKeyCode="Space"
        minZoom={0.05}
        maxZoom={2}
        snapToGrid={snap}
        snapGrid={[GRID / 2, GRID / 2]}
        connectionRadius={30}
        elevateNodesOnSelect={false}
        onlyRenderVisibleElements
        fitView={!large}
        defaultViewport={first}
        onMoveStart={() => moving(true)}
        onMoveEnd={() => moving(false)}
        onPaneClick={(event) => {
          if (!overview) return;
          const { x, y } = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
          const hit = document.content.nodes
            .map((node) => ({ id: node.node_id, ...boxOf(node) }))
            .find((box) => x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height);
          if (hit) onGoTo(hit.id);
        }}
        fitViewOptions={{ maxZoom: 1, padding: 0.06 }}
        proOptions={{ hideAttribution: true }}
      >
        <Background variant={BackgroundVariant.Dots} gap={GRID} size={1.4} color="var(--dots)" />
      </ReactFlow>
      {overview && <Overview />}
      {minimap && !plain && <MiniMap />}
    </div>
  );
}

/**
 * Marks how far away the canvas is seen from: style sheets leave out what could not be read then, and write the rest
 * larger.
 */
function Distance() {
  const distance = useStore(({ transform: [, , zoom] }) =>
    zoom < FAR ? "far" : zoom < NEAR ? "middle" : "near",
  );
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => element.current?.parentElement?.setAttribute("data-distance", distance), [distance]);
  return <div ref={element} hidden />;
}

function Arrowhead() {
  return (
    <svg className={styles.defs} aria-hidden="true">
      <defs>
        <marker
          id="baton-arrow"
          viewBox="0 0 10 10"
          refX="9"
          refY="5"
          markerWidth="9"
          markerHeight="9"
          markerUnits="userSpaceOnUse"
          orient="auto-start-reverse"
        >
          <path d="M1 1 9 5 1 9z" fill="context-stroke" />
        </marker>
      </defs>
    </svg>
  );
}

/** How a node is called aloud. */
export const spoken = titleOf;
