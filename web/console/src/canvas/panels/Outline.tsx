import { Fragment, useMemo } from "react";
import { texts } from "../../texts/index.ts";
import type { Actions } from "../actions.ts";
import { ICONS } from "../board/icons.tsx";
import { useEditor } from "../editor.ts";
import { describeEdge, labelOf } from "../model/describe.ts";
import { edgesFrom, groupsOf, nodesById, notesOf } from "../model/document.ts";
import { kindOf, titleOf } from "../model/kinds.ts";
import { inOrder } from "../model/order.ts";
import { index } from "../model/problems.ts";
import styles from "./Outline.module.css";
import palette from "./Palette.module.css";

const t = texts.canvas;

/** All that the canvas shows, as a list: for the keyboard and for those who do not see it. */
export function Outline({ actions }: { actions: Actions }) {
  const document = useEditor((editor) => editor.document);
  const selection = useEditor((editor) => editor.selection);
  const problems = useEditor((editor) => editor.problems);
  const order = useMemo(() => inOrder(document), [document]);
  const nodes = nodesById(document);
  const found = index(problems);
  const drawn = [...groupsOf(document), ...notesOf(document)];
  if (order.length + drawn.length === 0) return <p className={styles.empty}>{t.outline.empty}</p>;
  return (
    <ul className={styles.outline} aria-label={t.panels.outline}>
      {order.map(({ node, root }) => {
        const edges = edgesFrom(document, node.node_id);
        const wrong = found.nodes.get(node.node_id)?.length ?? 0;
        const kind = kindOf(node);
        return (
          <Fragment key={node.node_id}>
            <li>
              <button
                type="button"
                className={palette.choice}
                data-kind={kind}
                data-chosen={selection.nodes.has(node.node_id) || undefined}
                aria-current={selection.nodes.has(node.node_id) || undefined}
                onClick={() => actions.goTo({ node: node.node_id })}
                onDoubleClick={() => actions.open(node.node_id)}
              >
                <span className={palette.icon} aria-hidden>
                  {ICONS[kind]}
                </span>
                <span className={palette.words}>
                  <span className={palette.name} dir="auto">
                    {titleOf(node)}
                  </span>
                  <span className={palette.hint}>
                    {[labelOf(node), root && t.outline.start, wrong > 0 && t.outline.problems(wrong)]
                      .filter(Boolean)
                      .join(" · ")}
                  </span>
                </span>
              </button>
              {edges.length > 0 && (
                <ul className={styles.edges}>
                  {edges.map((edge) => {
                    const target = nodes.get(edge.target);
                    const words = [
                      describeEdge(edge, edges.length),
                      t.outline.to(target ? titleOf(target) : edge.target),
                    ];
                    return (
                      <li key={edge.id}>
                        <button
                          type="button"
                          aria-current={selection.edges.has(edge.id) || undefined}
                          onClick={() => actions.goTo({ edge: edge.id })}
                        >
                          {words.filter(Boolean).join(" ")}
                        </button>
                      </li>
                    );
                  })}
                </ul>
              )}
            </li>
          </Fragment>
        );
      })}
      {drawn.length > 0 && (
        <li>
          <div className={styles.title}>{t.outline.drawn}</div>
          <ul className={styles.edges}>
            {drawn.map(({ id, text }) => (
              <li key={id}>
                <button
                  type="button"
                  dir="auto"
                  aria-current={selection.drawn.has(id) || undefined}
                  onClick={() => actions.goToDrawn(id)}
                >
                  {text.trim() || t.note}
                </button>
              </li>
            ))}
          </ul>
        </li>
      )}
    </ul>
  );
}
