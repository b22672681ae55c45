import styles from "./Inspector.module.css";

/** What stands in the two columns below; each line of them says it aloud itself. */
export function Columns({ names }: { names: string[] }) {
  return (
    <div className={styles.pair} aria-hidden>
      {names.map((name) => (
        <span key={name} className={styles.name}>
          {name}
        </span>
      ))}
    </div>
  );
}
