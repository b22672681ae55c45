import { type ReactNode, useEffect } from "react";
import { texts } from "../texts/index.ts";
import styles from "./Page.module.css";

interface Props {
  title: string;
  actions?: ReactNode;
  /** Below the title: search, filters. */
  tools?: ReactNode;
  children: ReactNode;
}

/** A page with a title. */
export function Page({ title, actions, tools, children }: Props) {
  useTitle(title);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{title}</h1>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {tools && <div className={styles.tools}>{tools}</div>}
      {children}
    </div>
  );
}

/** Names the browser's tab. */
export function useTitle(title: string) {
  useEffect(() => {
    document.title = `${title} · ${texts.common.product}`;
  }, [title]);
}
