import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";
import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import { memo } from "react";
import { usePrompt } from "../../api/prompts.ts";
import { useEditor } from "../editor.ts";
import { describeNode, labelOf } from "../model/describe.ts";
import { type CanvasNode, edgesFrom } from "../model/document.ts";
import { kindOf, titleOf } from "../model/kinds.ts";
import { index, summary } from "../model/problems.ts";
import { ICONS } from "./icons.tsx";
import styles from "./NodeView.module.css";

export type BlockNode = Node<{ node: CanvasNode }, "block">;

const SAYS = new Set(["say", "ask", "service"]);

/** A node of the canvas: what it is, what it is called, what it says, and what is wrong with it. */
export const NodeView = memo(function NodeView({ data: { node }, selected }: NodeProps<BlockNode>) {
  const kind = kindOf(node);
  const ways = useEditor((editor) => edgesFrom(editor.document, node.node_id).length);
  const problems = useEditor((editor) => summary(index(editor.problems).nodes.get(node.node_id)));
  const lit = useEditor(({ lit }) =>
    lit?.current === node.node_id ? "now" : lit?.nodes.has(node.node_id) ? "passed" : lit ? "dim" : undefined,
  );
  const mark = useEditor(({ marks }) => marks?.get(node.node_id));
  const [worst, count] = problems.split(" ");
  const label = labelOf(node);
  return (
    <div
      className={styles.node}
      data-kind={kind}
      data-selected={selected || undefined}
      data-problem={worst || undefined}
      data-lit={lit}
      data-unreached={mark?.share === 0 || undefined}
    >
      <Handle type="target" position={Position.Top} className={styles.handle} />
      <div className={styles.icon} aria-hidden>
        {ICONS[kind]}
      </div>
      <div className={styles.text}>
        <div className={styles.label} dir="auto">
          {label}
        </div>
        <div className={styles.title} dir="auto">
          {titleOf(node)}
        </div>
        {kind !== "condition" && kind !== "exit" && (
          <div className={styles.line} dir="auto">
            {SAYS.has(kind) ? <Said node={node} /> : describeNode(node, ways, undefined)}
          </div>
        )}
      </div>
      {mark && (
        <span className={styles.mark} title={mark.title}>
          <i style={{ width: `${mark.share * 100}%` }} />
          <b>{mark.text}</b>
        </span>
      )}
      {worst && (
        <span className={styles.badge} data-type={worst}>
          {worst === "ERROR" ? <CircleAlert /> : worst === "WARNING" ? <TriangleAlert /> : <Info />}
          {Number(count) > 1 && count}
        </span>
      )}
      {kind !== "exit" && kind !== "transfer" && (
        <Handle type="source" position={Position.Bottom} className={styles.handle} />
      )}
    </div>
  );
});

/** What its miniApp says. */
function Said({ node }: { node: CanvasNode }) {
  return describeNode(node, 0, usePrompt(node.component_id, true));
}
