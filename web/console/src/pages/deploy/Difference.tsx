import { useMemo } from "react";
import type { Changes } from "../../canvas/model/changes.ts";
import { describeEdge } from "../../canvas/model/describe.ts";
import { edgesFrom, nodesById } from "../../canvas/model/document.ts";
import { around, boxOf } from "../../canvas/model/geometry.ts";
import { kindOf, titleOf } from "../../canvas/model/kinds.ts";
import styles from "./Difference.module.css";

const MARGIN = 30;
const LETTERS = 25;

const short = (text: string) => (text.length > LETTERS ? `${text.slice(0, LETTERS - 1)}…` : text);

/** A canvas with what has changed in colour, and what has gone put back in. The list beside it says the same in words. */
export function Difference({ changes, label }: { changes: Changes; label: string }) {
  const { together, nodes, edges } = changes;
  const index = useMemo(() => nodesById(together), [together]);
  const boxes = together.content.nodes.map(boxOf);
  if (boxes.length === 0) return null;
  const whole = around(boxes);
  const view = [whole.x - MARGIN, whole.y - MARGIN, whole.width + 2 * MARGIN, whole.height + 2 * MARGIN];
  return (
    <svg className={styles.picture} viewBox={view.join(" ")} role="img" aria-label={label}>
      <title>{label}</title>
      {together.content.edges.map((edge) => {
        const [from, to] = [index.get(edge.source), index.get(edge.target)];
        if (!from || !to) return null;
        const [start, end] = [boxOf(from), boxOf(to)];
        const [x1, y1, x2, y2] = [
          start.x + start.width / 2,
          start.y + start.height,
          end.x + end.width / 2,
          end.y,
        ];
        const middle = (y1 + y2) / 2;
        const change = edges.get(edge.id);
        const words = change ? short(describeEdge(edge, edgesFrom(together, edge.source).length)) : "";
        return (
          <g key={edge.id} className={styles.edge} data-change={change}>
            <path d={`M${x1} ${y1}C${x1} ${middle} ${x2} ${middle} ${x2} ${y2}`} />
            {words && (
              <text x={(x1 + x2) / 2} y={middle + 4} textAnchor="middle">
                {words}
              </text>
            )}
          </g>
        );
      })}
      {together.content.nodes.map((node) => {
        const { x, y, width, height } = boxOf(node);
        const kind = kindOf(node);
        const round = kind === "condition" || kind === "exit" ? 26 : 10;
        return (
          <g key={node.node_id} className={styles.node} data-change={nodes.get(node.node_id)}>
            <rect x={x} y={y} width={width} height={height} rx={round} />
            <text x={x + width / 2} y={y + height / 2 + 5} textAnchor="middle">
              {short(titleOf(node))}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
