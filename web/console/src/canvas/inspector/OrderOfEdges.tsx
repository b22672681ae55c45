import { ArrowDown, ArrowUp } from "lucide-react";
import { texts } from "../../texts/index.ts";
import { IconButton } from "../../ui/Button.tsx";
import { useEditor } from "../editor.ts";
import { describeEdge } from "../model/describe.ts";
import { edgesFrom, nodesById } from "../model/document.ts";
import { reorderEdge } from "../model/edits.ts";
import { titleOf } from "../model/kinds.ts";
import styles from "./Inspector.module.css";

const t = texts.canvas.inspector;

/** The arrows that leave a node, in the order in which they are tried. */
export function OrderOfEdges({ node, current }: { node: string; current: string | null }) {
  const document = useEditor((editor) => editor.document);
  const edit = useEditor((editor) => editor.edit);
  const select = useEditor((editor) => editor.select);
  const edges = edgesFrom(document, node);
  const titles = nodesById(document);
  return (
    <section className={styles.part} aria-label={t.order}>
      <div className={styles.partHead}>
        <h3>{t.order}</h3>
      </div>
      <ol className={styles.order}>
        {edges.map((edge, at) => {
          const target = titles.get(edge.target);
          const words = `${describeEdge(edge, edges.length) || texts.canvas.always} → ${target ? titleOf(target) : edge.target}`;
          return (
            <li key={edge.id} aria-current={edge.id === current || undefined}>
              <button type="button" title={words} onClick={() => select({ edges: new Set([edge.id]) })}>
                {words}
              </button>
              <IconButton
                label={t.up}
                disabled={at === 0}
                onClick={() => edit(texts.canvas.edits.order, reorderEdge(edge.id, -1))}
              >
                <ArrowUp />
              </IconButton>
              <IconButton
                label={t.down}
                disabled={at === edges.length - 1}
                onClick={() => edit(texts.canvas.edits.order, reorderEdge(edge.id, 1))}
              >
                <ArrowDown />
              </IconButton>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
