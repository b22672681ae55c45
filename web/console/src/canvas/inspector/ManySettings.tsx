import { Layers } from "lucide-react";
import { texts } from "../../texts/index.ts";
import { Button } from "../../ui/Button.tsx";
import type { Actions } from "../actions.ts";
import { useEditor } from "../editor.ts";
import type { Line } from "../model/layout.ts";
import styles from "./Inspector.module.css";

const t = texts.canvas;

/** What can be done to several things at once. */
export function ManySettings({ actions }: { actions: Actions }) {
  const { nodes, edges, drawn } = useEditor((editor) => editor.selection);
  const readOnly = useEditor((editor) => editor.readOnly);
  const lines = Object.entries(t.inspector.lines) as [Line, string][];
  return (
    <>
      <header className={styles.head}>
        <div className={styles.icon} aria-hidden>
          <Layers />
        </div>
        <h2>{t.inspector.many(nodes.size + edges.size + drawn.size)}</h2>
      </header>
      <fieldset disabled={readOnly} className={styles.part}>
        <h3>{t.inspector.align}</h3>
        <div className={styles.buttons}>
          {lines.map(([line, label]) => (
            <Button key={line} disabled={nodes.size < 2} onClick={() => actions.align(line)}>
              {label}
            </Button>
          ))}
        </div>
      </fieldset>
      <fieldset disabled={readOnly} className={styles.part}>
        <div className={styles.buttons}>
          <Button onClick={() => actions.tidy(true)}>{t.tools.tidy}</Button>
          <Button onClick={() => actions.addGroup(null)}>{t.inspector.groupThem}</Button>
          <Button onClick={actions.duplicate}>{t.commands.duplicate}</Button>
          <Button onClick={() => void actions.copy()}>{t.commands.copy}</Button>
          <Button onClick={actions.remove}>{texts.common.remove}</Button>
        </div>
      </fieldset>
    </>
  );
}
