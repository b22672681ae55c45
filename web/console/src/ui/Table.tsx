import { ChevronDown, ChevronUp } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import styles from "./Table.module.css";

export interface Column<T> {
  key: string;
  label: string;
  /** What to sort by; without it the column can't be sorted. */
  by?: (row: T) => string | number;
  /** Its share of the width. */
  width?: string;
  /** The label is only read aloud. */
  quiet?: boolean;
  show: (row: T) => ReactNode;
}

interface Props<T> {
  label: string;
  rows: T[];
  columns: Column<T>[];
  id: (row: T) => string;
  /** In place of rows when a search finds none. */
  none?: ReactNode;
}

/** A list of things with what is known of each. A click on a heading sorts by it. */
export function Table<T>({ label, rows, columns, id, none }: Props<T>) {
  const [order, setOrder] = useState<{ key: string; up: boolean } | null>(null);
  const sorted = useMemo(() => {
    const by = columns.find(({ key }) => key === order?.key)?.by;
    if (!by || !order) return rows;
    const compare = (one: T, other: T) => {
      const [a, b] = [by(one), by(other)];
      const sign =
        typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));
      return order.up ? sign : -sign;
    };
    return [...rows].sort(compare);
  }, [rows, columns, order]);

  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-label={label}>
        <colgroup>
          {columns.map(({ key, width }) => (
            <col key={key} className={width} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map(({ key, label, by, quiet }) => {
              const sorting = order?.key === key;
              return (
                <th key={key} aria-sort={sorting ? (order.up ? "ascending" : "descending") : undefined}>
                  {quiet ? (
                    <span className="hidden-visually">{label}</span>
                  ) : by ? (
                    <button
                      type="button"
                      className={styles.sort}
                      onClick={() => setOrder({ key, up: sorting ? !order.up : true })}
                    >
                      {label}
                      {sorting && (order.up ? <ChevronUp aria-hidden /> : <ChevronDown aria-hidden />)}
                    </button>
                  ) : (
                    label
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr key={id(row)}>
              {columns.map(({ key, show }) => (
                <td key={key}>{show(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className={styles.none}>{none}</p>}
    </div>
  );
}
