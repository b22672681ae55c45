import { BaseEdge, type Edge, type EdgeProps, EdgeToolbar } from "@xyflow/react";
import { memo } from "react";
import { useEditor } from "../editor.ts";
import { ConditionEditor } from "../inspector/ConditionEditor.tsx";
import { describeEdge } from "../model/describe.ts";
import type { CanvasEdge } from "../model/document.ts";
import { index, summary } from "../model/problems.ts";
import { along, path, route } from "../model/route.ts";
import { labelWidth, shortened, USUAL, type Way } from "../model/ways.ts";
import styles from "./EdgeView.module.css";

export type ArrowEdge = Edge<{ edge: CanvasEdge; siblings: number; alone: boolean; way: Way }, "arrow">;

/** An arrow with its conditions. When it alone is chosen they are edited right there. */
export const EdgeView = memo(function EdgeView({ id, data, selected, ...ends }: EdgeProps<ArrowEdge>) {
  const { bend, via, share } = data?.way ?? USUAL;
  const { sourceX, sourceY, targetX, targetY } = ends;
  const points = route({ x: sourceX, y: sourceY }, { x: targetX, y: targetY }, bend, via);
  const { x, y } = along(points, share);
  const problem = useEditor((editor) => summary(index(editor.problems).edges.get(id)).split(" ")[0]);
  const lit = useEditor(({ lit }) => (lit?.edges.has(id) ? "passed" : lit ? "dim" : undefined));
  const whole = data ? describeEdge(data.edge, data.siblings) : "";
  const label = shortened(whole);
  const width = labelWidth(whole);
  return (
    <g
      className={styles.edge}
      data-selected={selected || undefined}
      data-problem={problem || undefined}
      data-lit={lit}
    >
      <BaseEdge id={id} path={path(points)} markerEnd="url(#baton-arrow)" interactionWidth={18} />
      {label && (
        <g className={styles.label} transform={`translate(${x - width / 2} ${y - 10})`}>
          <title>{whole}</title>
          <rect width={width} height={20} rx={10} />
          <text x={width / 2} y={14} textAnchor="middle">
            {label}
          </text>
        </g>
      )}
      {selected && data?.alone && (
        <EdgeToolbar edgeId={id} x={x} y={y + 16} alignX="center" alignY="top" isVisible>
          <ConditionEditor edge={data.edge} />
        </EdgeToolbar>
      )}
    </g>
  );
});
