import type { ReactNode } from "react";
import styles from "./Empty.module.css";

interface Props {
  icon?: ReactNode;
  title: string;
  /** What to do first. */
  children?: ReactNode;
  actions?: ReactNode;
}

/** In place of what is not there yet: what it would be, and what to do first. */
export function Empty({ icon, title, children, actions }: Props) {
  return (
    <div className={styles.empty}>
      {icon && (
        <div className={styles.icon} aria-hidden>
          {icon}
        </div>
      )}
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
