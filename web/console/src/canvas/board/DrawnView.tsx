import { type Node, type NodeProps, NodeResizer } from "@xyflow/react";
import { memo, useState } from "react";
import { texts } from "../../texts/index.ts";
import { useEditor } from "../editor.ts";
import type { Drawn } from "../model/document.ts";
import { changeDrawn } from "../model/edits.ts";
import styles from "./DrawnView.module.css";

export type DrawnNode = Node<{ drawn: Drawn }, "note" | "group">;

const t = texts.canvas;

/** A note, or a frame around nodes. Neither means anything to the compiler. */
export const DrawnView = memo(function DrawnView({ data: { drawn }, type, selected }: NodeProps<DrawnNode>) {
  const edit = useEditor((editor) => editor.edit);
  const readOnly = useEditor((editor) => editor.readOnly);
  const [writing, setWriting] = useState(false);
  const label = type === "note" ? t.note : t.group;
  const finish = (text: string) => {
    setWriting(false);
    if (text !== drawn.text) edit(t.edits.note, changeDrawn(drawn.id, { text }));
  };
  return (
    <div
      className={type === "note" ? styles.note : styles.group}
      data-selected={selected || undefined}
      onDoubleClick={(event) => {
        event.stopPropagation();
        if (!readOnly) setWriting(true);
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
          defaultValue={drawn.text}
          // biome-ignore lint/a11y/noAutofocus: somebody has just asked to write here.
          autoFocus
          onBlur={(event) => finish(event.target.value)}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.key === "Escape") finish(event.currentTarget.value);
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
