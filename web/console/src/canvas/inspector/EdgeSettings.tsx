import { CircleAlert, MoveRight, Trash2 } from "lucide-react";
import { texts } from "../../texts/index.ts";
import { IconButton } from "../../ui/Button.tsx";
import type { Actions } from "../actions.ts";
import { useEditor } from "../editor.ts";
import { describeEdge } from "../model/describe.ts";
import { type CanvasEdge, edgesFrom, nodesById } from "../model/document.ts";
import { titleOf } from "../model/kinds.ts";
import { index } from "../model/problems.ts";
import styles from "./Inspector.module.css";
import { OrderOfEdges } from "./OrderOfEdges.tsx";

const t = texts.canvas;
const NO_PROBLEMS: never[] = [];

/** An arrow: between what, and when it is tried. Its conditions are edited on the arrow itself. */
export function EdgeSettings({ edge, actions }: { edge: CanvasEdge; actions: Actions }) {
  const document = useEditor((editor) => editor.document);
  const readOnly = useEditor((editor) => editor.readOnly);
  const problems = useEditor((editor) => index(editor.problems).edges.get(edge.id) ?? NO_PROBLEMS);
  const nodes = nodesById(document);
  const name = (id: string) => {
    const node = nodes.get(id);
    return node ? titleOf(node) : id;
  };
  const siblings = edgesFrom(document, edge.source).length;
  return (
    <>
      <header className={styles.head}>
        <div className={styles.icon} aria-hidden>
          <MoveRight />
        </div>
        <div className={styles.about}>
          <div className={styles.kind}>{t.inspector.edge}</div>
          <h2 dir="auto">{t.inspector.ends(name(edge.source), name(edge.target))}</h2>
        </div>
        <IconButton label={t.inspector.removeEdge} disabled={readOnly} onClick={actions.remove}>
          <Trash2 />
        </IconButton>
      </header>
      {problems.length > 0 && (
        <section className={styles.part} aria-label={t.problems.title}>
          {problems.map((problem, at) => (
            <p key={at} className={styles.problem} data-type={problem.type}>
              <CircleAlert />
              <span>{problem.message}</span>
            </p>
          ))}
        </section>
      )}
      <section className={styles.part}>
        <h3>{t.inspector.conditions}</h3>
        <p>{describeEdge(edge, siblings) || t.always}</p>
      </section>
      <fieldset disabled={readOnly} style={{ display: "contents" }}>
        <OrderOfEdges node={edge.source} current={edge.id} />
      </fieldset>
    </>
  );
}
