import { useStore, useStoreApi } from "@xyflow/react";
import { useEffect, useRef } from "react";
import { useEditor } from "../editor.ts";
import { type CanvasDocument, groupsOf, nodesById, notesOf } from "../model/document.ts";
import { boxOf } from "../model/geometry.ts";
import { kindOf } from "../model/kinds.ts";
import { index } from "../model/problems.ts";
import styles from "./Board.module.css";

/** So many nodes, seen from so far away, are drawn on one sheet rather than as elements of the page. */
const MANY = 300;
const VERY_FAR = 0.25;

/** Whether the canvas is seen as a whole from far away. */
export function useOverview(): boolean {
  const many = useEditor((editor) => editor.document.content.nodes.length > MANY);
  const far = useStore((state) => state.transform[2] < VERY_FAR);
  return many && far;
}

export const isLarge = (document: CanvasDocument): boolean => document.content.nodes.length > MANY;

/** All nodes and arrows on one sheet: nothing of it can be read, and all of it is there. */
export function Overview() {
  const sheet = useRef<HTMLCanvasElement>(null);
  const api = useStoreApi();
  const document = useEditor((editor) => editor.document);
  const selection = useEditor((editor) => editor.selection);
  const problems = useEditor((editor) => editor.problems);
  const lit = useEditor((editor) => editor.lit);

  useEffect(() => {
    const canvas = sheet.current;
    const context = canvas?.getContext("2d");
    if (!canvas || !context) return;
    const nodes = nodesById(document);
    const boxes = document.content.nodes.map((node) => ({
      id: node.node_id,
      kind: kindOf(node),
      ...boxOf(node),
    }));
    const lines = document.content.edges.flatMap((edge) => {
      const [from, to] = [nodes.get(edge.source), nodes.get(edge.target)];
      if (!from || !to) return [];
      const [a, b] = [boxOf(from), boxOf(to)];
      return [[a.x + a.width / 2, a.y + a.height, b.x + b.width / 2, b.y] as const];
    });
    const wrong = index(problems).nodes;
    const style = getComputedStyle(canvas);
    const colour = (name: string) => {
      canvas.style.color = `var(--${name})`;
      return style.color;
    };
    const kinds = new Map(
      [...new Set(boxes.map(({ kind }) => kind))].map((kind) => [kind, colour(`kind-${kind}`)]),
    );
    const [line, accent, bad, good] = ["line-strong", "accent", "bad", "good"].map(colour);

    let frame = 0;
    const draw = () => {
      frame = 0;
      const { transform, width, height } = api.getState();
      const [x, y, zoom] = transform;
      const sharp = window.devicePixelRatio;
      if (canvas.width !== width * sharp || canvas.height !== height * sharp) {
        canvas.width = width * sharp;
        canvas.height = height * sharp;
      }
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, canvas.width, canvas.height);
      context.setTransform(zoom * sharp, 0, 0, zoom * sharp, x * sharp, y * sharp);
      context.strokeStyle = line ?? "";
      context.lineWidth = 1 / zoom;
      context.beginPath();
      for (const [x1, y1, x2, y2] of lines) {
        context.moveTo(x1, y1);
        context.lineTo(x2, y2);
      }
      context.stroke();
      for (const one of [...groupsOf(document), ...notesOf(document)]) {
        context.strokeRect(one.x, one.y, one.width, one.height);
      }
      for (const box of boxes) {
        const marked = selection.nodes.has(box.id)
          ? accent
          : wrong.has(box.id)
            ? bad
            : lit?.nodes.has(box.id)
              ? good
              : null;
        context.fillStyle = marked ?? kinds.get(box.kind) ?? "";
        context.globalAlpha = marked ? 1 : 0.7;
        context.fillRect(box.x, box.y, box.width, box.height);
      }
      context.globalAlpha = 1;
    };
    const soon = () => {
      frame ||= requestAnimationFrame(draw);
    };
    draw();
    const stop = api.subscribe((now, before) => {
      if (now.transform !== before.transform || now.width !== before.width || now.height !== before.height)
        soon();
    });
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, [api, document, selection, problems, lit]);

  return <canvas ref={sheet} className={styles.sheet} />;
}
