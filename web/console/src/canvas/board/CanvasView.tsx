import { ReactFlowProvider, useReactFlow } from "@xyflow/react";
import { useEffect, useMemo } from "react";
import { createEditor, EditorContext, type EditorStore, type Lit, type Mark } from "../editor.ts";
import { type CanvasDocument, nodesById } from "../model/document.ts";
import { boxOf } from "../model/geometry.ts";
import { glide } from "../view.ts";
import { Board } from "./Board.tsx";

interface Props {
  /** Another canvas: it is shown anew. */
  id: string;
  document: CanvasDocument;
  lit?: Lit | null;
  marks?: ReadonlyMap<string, Mark> | null;
  /** A node to go to, once for each new value. */
  look?: { node: string } | null;
  /** Somebody chose a node. */
  onChoose?: (node: string) => void;
  /** Somebody wants to see what a node stands for. */
  onOpen?: (node: string) => void;
}

/** A canvas to look at: what lights up on it, and what stands at its nodes. */
export function CanvasView(props: Props) {
  const { id, document } = props;
  const store = useMemo(() => createEditor(id, document, "*", true), [id, document]);
  return (
    <EditorContext value={store}>
      <ReactFlowProvider key={id}>
        <View {...props} store={store} />
      </ReactFlowProvider>
    </EditorContext>
  );
}

const nothing = () => undefined;

function View({ store, lit = null, marks = null, look, onChoose, onOpen }: Props & { store: EditorStore }) {
  const flow = useReactFlow();
  useEffect(() => store.setState({ lit, marks }), [store, lit, marks]);
  useEffect(
    () =>
      store.subscribe(({ selection }, before) => {
        const [node] = selection.nodes;
        if (node && selection.nodes !== before.selection.nodes && selection.nodes.size === 1)
          onChoose?.(node);
      }),
    [store, onChoose],
  );
  useEffect(() => {
    const node = look && nodesById(store.getState().document).get(look.node);
    if (!node) return;
    const { x, y, width, height } = boxOf(node);
    void flow.setCenter(x + width / 2, y + height / 2, {
      zoom: Math.max(0.7, flow.getZoom()),
      duration: glide(220),
    });
  }, [flow, store, look]);
  return (
    <Board
      plain
      onQuickAdd={nothing}
      onOpen={onOpen ?? nothing}
      onGoTo={onChoose ?? nothing}
      onDropped={nothing}
    />
  );
}
