import { useReactFlow, useStore } from "@xyflow/react";
import { useMemo } from "react";
import { texts } from "../../texts/index.ts";
import { useEditor } from "../editor.ts";
import { around, type Box, boxOf } from "../model/geometry.ts";
import styles from "./Board.module.css";

const WIDTH = 148;
const HEIGHT = 100;
const MARGIN = 60;

/** The whole canvas in the corner, as one path, and what of it is in sight. A click goes there. */
export function MiniMap() {
  const document = useEditor((editor) => editor.document);
  const { setCenter, getZoom } = useReactFlow();
  const sight = useStore((state) => {
    const [x, y, zoom] = state.transform;
    return `${-x / zoom} ${-y / zoom} ${state.width / zoom} ${state.height / zoom}`;
  });
  const { path, whole } = useMemo(() => {
    const boxes = document.content.nodes.map(boxOf);
    const path = boxes.map(({ x, y, width, height }) => `M${x} ${y}h${width}v${height}h${-width}z`).join("");
    return { path, whole: boxes.length ? around(boxes) : null };
  }, [document.content.nodes]);
  const [x = 0, y = 0, width = 0, height = 0] = sight.split(" ").map(Number);
  if (!whole) return null;
  const all: Box = around([whole, { x, y, width, height }]);
  const scale = Math.max((all.width + 2 * MARGIN) / WIDTH, (all.height + 2 * MARGIN) / HEIGHT);
  const view: Box = {
    x: all.x + all.width / 2 - (WIDTH * scale) / 2,
    y: all.y + all.height / 2 - (HEIGHT * scale) / 2,
    width: WIDTH * scale,
    height: HEIGHT * scale,
  };
  const go = (event: React.PointerEvent<SVGSVGElement>) => {
    if (event.type === "pointermove" && event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    void setCenter(
      view.x + ((event.clientX - box.x) / box.width) * view.width,
      view.y + ((event.clientY - box.y) / box.height) * view.height,
      { zoom: getZoom() },
    );
  };
  return (
    <svg
      className={styles.minimap}
      viewBox={`${view.x} ${view.y} ${view.width} ${view.height}`}
      role="img"
      aria-label={texts.canvas.tools.minimap}
      onPointerDown={go}
      onPointerMove={go}
    >
      <path className={styles.blocks} d={path} />
      <rect
        className={styles.sight}
        x={x}
        y={y}
        width={width}
        height={height}
        strokeWidth={scale * 1.5}
        rx={scale * 2}
      />
    </svg>
  );
}
