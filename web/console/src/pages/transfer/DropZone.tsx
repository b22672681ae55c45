import { type DragEvent, type ReactNode, useState } from "react";
import { texts } from "../../texts/index.ts";
import styles from "./Transfer.module.css";

interface Props {
  label: string;
  onFile: (file: File) => void;
  children: ReactNode;
}

/** The whole page takes a file that is dropped on it. */
export function DropZone({ label, onFile, children }: Props) {
  const [over, setOver] = useState(false);
  const carriesFile = (event: DragEvent) => event.dataTransfer.types.includes("Files");
  return (
    // A file can also be chosen with a button, in the dialog.
    <section
      className={styles.zone}
      aria-label={label}
      onDragOver={(event) => {
        if (!carriesFile(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node)) setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer.files[0];
        if (file) onFile(file);
      }}
    >
      {children}
      {over && <div className={styles.over}>{texts.transfer.drop}</div>}
    </section>
  );
}
