import { type Node, type NodeProps, NodeResizer } from "@xyflow/react";
import { memo } from "react";
import { texts } from "../../texts/index.ts";
import { useEditor, useEditorStore } from "../editor.ts";
import type { Drawn } from "../model/document.ts";
import { changeDrawn } from "../model/edits.ts";
import styles from "./DrawnView.module.css";

export type DrawnNode = Node<{ drawn: Drawn }, "note" | "group">;

const t = texts.canvas;

/** A note, or a frame around nodes. Neither means anything to the compiler. */
export const DrawnView = memo(function DrawnView({ data: { drawn }, type, selected }: NodeProps<DrawnNode>) {
  const edit = useEditor((editor) => editor.edit);
  const readOnly = useEditor((editor) => editor.readOnly);
  const store = useEditorStore();
  const writing = useEditor((editor) => editor.writing === drawn.id && !editor.readOnly);
  const write = (now: boolean) => store.setState({ writing: now ? drawn.id : null });
  const label = type === "note" ? t.note : t.group;
  return (
    <div
      className={type === "note" ? styles.note : styles.group}
      data-selected={selected || undefined}
      onDoubleClick={(event) => {
        event.stopPropagation();
        write(true);
      }}
    >
      <NodeResizer
        isVisible={selected && !readOnly}
        minWidth={120}
        minHeight={60}
        handleClassName={styles.grip}
        lineClassName={styles.edge}
        onResizeEnd={(_, { x, y, width, height }) =>
          edit(t.edits.resize, changeDrawn(drawn.id, { x, y, width, height }))
        }
      />
      {writing ? (
        <textarea
          className={`${styles.words} nodrag nowheel`}
          aria-label={label}
          value={drawn.text}
          // biome-ignore lint/a11y/noAutofocus: somebody has just asked to write here.
          autoFocus
          // As it is written: a note that goes out of sight is not there to be left.
          onChange={(event) =>
            edit(t.edits.note, changeDrawn(drawn.id, { text: event.target.value }), `${drawn.id}.text`)
          }
          onBlur={() => write(false)}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.key !== "Escape") return;
            event.currentTarget.closest<HTMLElement>(".react-flow__node")?.focus();
            write(false);
          }}
        />
      ) : (
        <div className={styles.words} dir="auto">
          {drawn.text || (type === "note" ? t.newNote : t.newGroup)}
        </div>
      )}
    </div>
  );
});
