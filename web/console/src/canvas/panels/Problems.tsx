import { CircleAlert, CircleCheck, Info, TriangleAlert, Wand, X } from "lucide-react";
import { useMemo } from "react";
import type { Problem } from "../../api/canvases.ts";
import { texts } from "../../texts/index.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import type { Actions } from "../actions.ts";
import { useEditor } from "../editor.ts";
import { nodesById } from "../model/document.ts";
import { fixesFor } from "../model/fixes.ts";
import { titleOf } from "../model/kinds.ts";
import { rank } from "../model/problems.ts";
import styles from "./Problems.module.css";

const t = texts.canvas.problems;
const ICONS: Record<string, React.ReactNode> = {
  ERROR: <CircleAlert />,
  WARNING: <TriangleAlert />,
  INFO: <Info />,
};

/** What the server finds wrong with the canvas as it was saved last: each leads to its place. */
export function Problems({ actions, onClose }: { actions: Actions; onClose: () => void }) {
  const problems = useEditor((editor) => editor.problems);
  const document = useEditor((editor) => editor.document);
  const edit = useEditor((editor) => editor.edit);
  const readOnly = useEditor((editor) => editor.readOnly);
  const sorted = useMemo(() => [...problems].sort((one, other) => rank(one) - rank(other)), [problems]);
  const nodes = nodesById(document);
  const where = ({ node_id, location }: Problem) => {
    const node = node_id ? nodes.get(node_id) : undefined;
    return node ? titleOf(node) : location || t.somewhere;
  };
  const goTo = ({ node_id, edge_id, field, location }: Problem) => {
    if (edge_id) actions.goTo({ edge: edge_id }, field ?? undefined, location ?? undefined);
    else if (node_id) actions.goTo({ node: node_id }, field ?? undefined, location ?? undefined);
    else actions.selectNothing();
  };
  return (
    <section className={styles.panel} aria-label={t.title}>
      <header className={styles.head}>
        <h2>{t.title}</h2>
        <IconButton label={texts.common.close} onClick={onClose}>
          <X />
        </IconButton>
      </header>
      {sorted.length === 0 ? (
        <p className={styles.none}>
          <CircleCheck aria-hidden /> {t.noneText}
        </p>
      ) : (
        <ul className={styles.list}>
          {sorted.map((problem, at) => (
            <li key={at} data-type={problem.type}>
              <button type="button" className={styles.problem} onClick={() => goTo(problem)}>
                <span className={styles.icon} title={t.types[problem.type]}>
                  {ICONS[problem.type]}
                  <span className="hidden-visually">{t.types[problem.type]}</span>
                </span>
                <span className={styles.where} dir="auto">
                  {where(problem)}
                </span>
                <span className={styles.message} dir="auto">
                  {problem.message}
                </span>
              </button>
              {!readOnly &&
                fixesFor(problem, document).map(({ label, edit: fix }) => (
                  <Button
                    key={label}
                    icon={<Wand />}
                    className={styles.fix}
                    onClick={() => edit(texts.canvas.edits.fix, fix)}
                  >
                    {label}
                  </Button>
                ))}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
