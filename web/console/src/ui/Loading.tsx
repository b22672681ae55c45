import { useEffect, useState } from "react";
import { texts } from "../texts/index.ts";
import styles from "./Loading.module.css";

/** What is quick needs no sign that it takes time. */
const PATIENCE = 250;

export function Loading() {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), PATIENCE);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={styles.loading} role="status" aria-busy>
      {shown && texts.common.loading}
    </div>
  );
}
