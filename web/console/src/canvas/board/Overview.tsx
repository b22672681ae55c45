import { useStore, useStoreApi } from "@xyflow/react";
import { useEffect, useRef } from "react";
import { useEditor } from "../editor.ts";
import { type CanvasDocument, groupsOf, nodesById, notesOf } from "../model/document.ts";
import type { Point } from "../model/edits.ts";
import { boxOf } from "../model/geometry.ts";
import { kindOf, titleOf } from "../model/kinds.ts";
import { index } from "../model/problems.ts";
import { route } from "../model/route.ts";
import { USUAL, waysOf } from "../model/ways.ts";
import styles from "./Board.module.css";

/** So many nodes, seen from so far away, are drawn on one sheet rather than as elements of the page. */
const MANY = 300;
/** Arrows may lead so far past their ends. */
const ROOM = 200;
const STRIPE = 8;
const VERY_FAR = 0.25;
/** From here on titles alone can be read; while such a view moves, it is drawn on a sheet, too. */
export const FAR = 0.42;
/** Up to here what a node says would be too small to be read. */
export const NEAR = 0.72;

/** Whether the canvas is drawn on a sheet: seen as a whole, or while it moves far away. */
export function useOverview(moving: boolean): boolean {
  const many = useEditor((editor) => editor.document.content.nodes.length > MANY);
  const far = useStore((state) => state.transform[2] < (moving ? FAR : VERY_FAR));
  return many && far;
}

export const isLarge = (document: CanvasDocument): boolean => document.content.nodes.length > MANY;

/** All nodes and arrows on one sheet: all of it is there, and of its words the titles, unless they are too small. */
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
      title: titleOf(node),
      ...boxOf(node),
    }));
    const ways = waysOf(document);
    const lines = document.content.edges.flatMap((edge) => {
      const [from, to] = [nodes.get(edge.source), nodes.get(edge.target)];
      if (!from || !to) return [];
      const [a, b] = [boxOf(from), boxOf(to)];
      const { bend, via } = ways.get(edge.id) ?? USUAL;
      const start = { x: a.x + a.width / 2, y: a.y + a.height };
      return [route(start, { x: b.x + b.width / 2, y: b.y }, bend, via)];
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
    const [line, accent, bad, good, paper, ink] = [
      "line-strong",
      "accent",
      "bad",
      "good",
      "raised",
      "text",
    ].map(colour);
    const font = `600 19px ${style.fontFamily}`;

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
      // What is out of sight is not drawn.
      const [left, above] = [-x / zoom, -y / zoom];
      const [right, below] = [left + width / zoom, above + height / zoom];
      const seen = (from: Point, to: Point) =>
        Math.max(from.x, to.x) >= left - ROOM &&
        Math.min(from.x, to.x) <= right + ROOM &&
        Math.max(from.y, to.y) >= above - ROOM &&
        Math.min(from.y, to.y) <= below + ROOM;
      context.beginPath();
      for (const points of lines) {
        const [first, ...rest] = points as [Point, ...Point[]];
        if (!seen(first, rest.at(-1) as Point)) continue;
        context.moveTo(first.x, first.y);
        for (const point of rest) context.lineTo(point.x, point.y);
      }
      context.stroke();
      for (const one of [...groupsOf(document), ...notesOf(document)]) {
        context.strokeRect(one.x, one.y, one.width, one.height);
      }
      const readable = zoom >= VERY_FAR;
      if (readable) {
        context.font = font;
        context.textBaseline = "middle";
      }
      for (const box of boxes) {
        if (!seen(box, { x: box.x + box.width, y: box.y + box.height })) continue;
        const marked = selection.nodes.has(box.id)
          ? accent
          : wrong.has(box.id)
            ? bad
            : lit?.nodes.has(box.id)
              ? good
              : null;
        context.globalAlpha = marked || readable ? 1 : 0.7;
        context.fillStyle = (readable ? paper : (marked ?? kinds.get(box.kind))) ?? "";
        context.fillRect(box.x, box.y, box.width, box.height);
        if (!readable) continue;
        context.strokeStyle = marked ?? line ?? "";
        context.strokeRect(box.x, box.y, box.width, box.height);
        context.fillStyle = kinds.get(box.kind) ?? "";
        context.fillRect(box.x, box.y, STRIPE, box.height);
        context.fillStyle = ink ?? "";
        context.fillText(box.title, box.x + 2 * STRIPE, box.y + box.height / 2, box.width - 3 * STRIPE);
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
