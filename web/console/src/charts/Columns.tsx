import { useMemo, useRef, useState } from "react";
import styles from "./Charts.module.css";
import { useWidth } from "./useWidth.ts";

export interface Series {
  key: string;
  label: string;
}

export interface Column {
  /** What stands below it, where there is room. */
  label: string;
  /** What it is called in full. */
  title: string;
  /** One number for each series, in their order. */
  values: number[];
}

interface Props {
  /** What the whole shows; a table says the same to those who do not see it. */
  label: string;
  series: Series[];
  columns: Column[];
  /** The heading of the table's first column. */
  first: string;
}

const HEIGHT = 190;
const BELOW = 22;
const LEFT = 34;
const TOP = 8;
const WIDEST = 34;
/** So much room a label needs. */
const LABEL = 58;

/** Columns over time, each made of parts that add up. */
export function Columns({ label, series, columns, first }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const [over, setOver] = useState<number | null>(null);
  const sums = columns.map(({ values }) => values.reduce((sum, value) => sum + value, 0));
  const lines = useMemo(() => steps(Math.max(0, ...sums)), [sums]);
  const top = lines.at(-1) ?? 1;
  const room = Math.max(0, width - LEFT);
  const each = columns.length ? room / columns.length : 0;
  const thick = Math.max(1, Math.min(WIDEST, each * 0.72));
  const y = (value: number) => TOP + (HEIGHT - TOP - BELOW) * (1 - value / top);
  const every = Math.max(1, Math.ceil(LABEL / Math.max(1, each)));
  const used = series.filter((_, index) => columns.some(({ values }) => (values[index] ?? 0) > 0));
  const pointed = over === null ? undefined : columns[over];
  return (
    <figure className={styles.figure}>
      <ul className={styles.legend} aria-hidden>
        {used.map(({ key, label }) => (
          <li key={key} data-series={key}>
            {label}
          </li>
        ))}
      </ul>
      <div ref={frame} className={styles.columns} onPointerLeave={() => setOver(null)}>
        <svg width={width} height={HEIGHT} aria-hidden>
          {lines.map((value) => (
            <g key={value} className={styles.line}>
              <line x1={LEFT} x2={width} y1={y(value)} y2={y(value)} />
              <text x={LEFT - 6} y={y(value) + 4} textAnchor="end">
                {value}
              </text>
            </g>
          ))}
          {columns.map((column, at) => {
            const x = LEFT + each * at + (each - thick) / 2;
            let sum = 0;
            return (
              <g key={column.title} data-over={over === at || undefined} className={styles.column}>
                {column.values.map((value, index) => {
                  const from = sum;
                  sum += value;
                  const tall = y(from) - y(sum);
                  return value > 0 ? (
                    <rect
                      key={series[index]?.key}
                      data-series={series[index]?.key}
                      x={x}
                      y={y(sum)}
                      width={thick}
                      height={Math.max(1, tall - (from > 0 ? 1 : 0))}
                      rx={Math.min(2, thick / 3)}
                    />
                  ) : null;
                })}
                {at % every === 0 && (
                  <text x={x + thick / 2} y={HEIGHT - 5} textAnchor="middle">
                    {column.label}
                  </text>
                )}
                <rect
                  className={styles.hit}
                  x={LEFT + each * at}
                  y={0}
                  width={each}
                  height={HEIGHT}
                  onPointerEnter={() => setOver(at)}
                />
              </g>
            );
          })}
        </svg>
        {pointed && over !== null && (
          <div
            className={styles.tip}
            style={{ left: Math.max(70, Math.min(width - 90, LEFT + each * (over + 0.5))) }}
          >
            <strong>{pointed.title}</strong>
            {series.map(({ key, label }, index) =>
              pointed.values[index] ? (
                <span key={key} data-series={key}>
                  {label} <b>{pointed.values[index]}</b>
                </span>
              ) : null,
            )}
          </div>
        )}
      </div>
      <table className="hidden-visually">
        <caption>{label}</caption>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {used.map(({ key, label }) => (
              <th key={key} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {columns.map(({ title, values }) => (
            <tr key={title}>
              <th scope="row">{title}</th>
              {used.map(({ key }) => (
                <td key={key}>{values[series.findIndex((one) => one.key === key)]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

/** Round numbers up to the largest: 0, 5, 10. */
export function steps(most: number): number[] {
  const rough = Math.max(1, most) / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? power);
  const count = Math.max(1, Math.ceil(most / step));
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}
