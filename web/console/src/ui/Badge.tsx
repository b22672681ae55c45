import type { ReactNode } from "react";
import styles from "./Badge.module.css";

export type Tone = "plain" | "good" | "warn" | "bad" | "info" | "accent";

/** A word with a colour. The word alone says it, too. */
export function Badge({
  tone = "plain",
  dot,
  children,
}: {
  tone?: Tone;
  dot?: boolean;
  children: ReactNode;
}) {
  return (
    <span className={`${styles.badge} ${styles[tone]}`}>
      {dot && <span className={styles.dot} aria-hidden />}
      {children}
    </span>
  );
}
