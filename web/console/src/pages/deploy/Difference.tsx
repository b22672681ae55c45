import { useMemo } from "react";
import type { Changes } from "../../canvas/model/changes.ts";
import { describeEdge } from "../../canvas/model/describe.ts";
import { edgesFrom, nodesById } from "../../canvas/model/document.ts";
import { around, boxOf } from "../../canvas/model/geometry.ts";
import { kindOf, titleOf } from "../../canvas/model/kinds.ts";
import { along, path, route } from "../../canvas/model/route.ts";
import { USUAL, waysOf } from "../../canvas/model/ways.ts";
import styles from "./Difference.module.css";

const MARGIN = 30;
const LETTERS = 25;
/** So many letters have room beside each other in a block, and so many lines below. */
const ACROSS = 18;
const ACROSS_SMALL = 15;
const LINE = 23;

const short = (text: string) => (text.length > LETTERS ? `${text.slice(0, LETTERS - 1)}…` : text);

/** A title in as many lines as a block has room for. */
function inLines(title: string, most: number, across: number): string[] {
  const lines: string[] = [];
  for (const word of title.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < across) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  const shown = lines.slice(0, most);
  const cut = lines.length > most ? `${shown.pop()}…` : shown.pop();
  return [...shown, cut ?? ""].map((line) => (line.length > across ? `${line.slice(0, across - 1)}…` : line));
}

/** A canvas with what has changed in colour, and what has gone put back in. The list beside it says the same in words. */
export function Difference({ changes, label }: { changes: Changes; label: string }) {
  const { together, nodes, edges } = changes;
  const index = useMemo(() => nodesById(together), [together]);
  const ways = useMemo(() => waysOf(together), [together]);
  const boxes = together.content.nodes.map(boxOf);
  if (boxes.length === 0) return null;
  const whole = around(boxes);
  const view = [whole.x - MARGIN, whole.y - MARGIN, whole.width + 2 * MARGIN, whole.height + 2 * MARGIN];
  return (
    <div className={styles.ground}>
      <svg
        className={styles.picture}
        viewBox={view.join(" ")}
        width={whole.width + 2 * MARGIN}
        role="img"
        aria-label={label}
      >
        <title>{label}</title>
        {together.content.edges.map((edge) => {
          const [from, to] = [index.get(edge.source), index.get(edge.target)];
          if (!from || !to) return null;
          const [start, end] = [boxOf(from), boxOf(to)];
          const way = ways.get(edge.id) ?? USUAL;
          const points = route(
            { x: start.x + start.width / 2, y: start.y + start.height },
            { x: end.x + end.width / 2, y: end.y },
            way.bend,
            way.via,
          );
          const middle = along(points, way.share);
          const change = edges.get(edge.id);
          const words = change ? short(describeEdge(edge, edgesFrom(together, edge.source).length)) : "";
          return (
            <g key={edge.id} className={styles.edge} data-change={change}>
              <path d={path(points)} />
              {words && (
                <text x={middle.x} y={middle.y + 4} textAnchor="middle">
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
          const small = round === 26;
          const lines = inLines(titleOf(node), small ? 1 : 2, small ? ACROSS_SMALL : ACROSS);
          return (
            <g
              key={node.node_id}
              className={styles.node}
              data-small={small || undefined}
              data-change={nodes.get(node.node_id)}
            >
              <rect x={x} y={y} width={width} height={height} rx={round} />
              {lines.map((line, at) => (
                <text
                  key={at}
                  x={x + width / 2}
                  y={y + height / 2 + 7 + (at - (lines.length - 1) / 2) * LINE}
                  textAnchor="middle"
                >
                  {line}
                </text>
              ))}
            </g>
          );
        })}
      </svg>
    </div>
  );
}
