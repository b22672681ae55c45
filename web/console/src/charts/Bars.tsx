import { Link } from "wouter";
import styles from "./Charts.module.css";
import { percent } from "./numbers.ts";

export interface Bar {
  key: string;
  label: string;
  /** Small words after it. */
  hint?: string | undefined;
  value: number;
  /** Where a click leads. */
  href?: string | undefined;
  /** The colour of a series; the accent unless given. */
  series?: string;
}

interface Props {
  label: string;
  bars: Bar[];
  /** The whole, unless it is their sum. */
  of?: number;
  /** Where there is more room for words than for bars. */
  narrow?: boolean;
}

/** Numbers as bars, the largest first, each with its share of the whole. */
export function Bars({ label, bars, of, narrow }: Props) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const whole = of ?? bars.reduce((sum, { value }) => sum + value, 0);
  return (
    <ol className={`${styles.bars} ${narrow ? styles.narrow : ""}`} aria-label={label}>
      {bars.map(({ key, label, hint, value, href, series }) => (
        <li key={key}>
          <span className={styles.name} title={label}>
            {href ? <Link href={href}>{label}</Link> : label}
            {hint && <small>{hint}</small>}
          </span>
          <span className={styles.track} aria-hidden>
            <i data-series={series ?? "accent"} style={{ width: `${(value / most) * 100}%` }} />
          </span>
          <b>{value.toLocaleString("en-GB")}</b>
          <span className={styles.share}>{percent(value, whole)}</span>
        </li>
      ))}
    </ol>
  );
}
