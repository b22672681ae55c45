import { percent } from "../../charts/numbers.ts";
import { texts } from "../../texts/index.ts";
import { lasted } from "../../ui/time.ts";
import type { Totals } from "./counted.ts";
import styles from "./Overview.module.css";
import type { SpanName } from "./spans.ts";

const t = texts.overview.tiles;

/** What counts most, and how it was in the span before. */
export function Tiles({ now, before, span }: { now: Totals; before: Totals; span: SpanName }) {
  const then = texts.overview.before[span];
  const points = (key: "contained" | "transferred" | "failed") => {
    if (before.dialogs === 0) return t.nothingBefore(then);
    const change = Math.round((now[key] / Math.max(1, now.dialogs) - before[key] / before.dialogs) * 100);
    return change === 0 ? t.same(then) : t.than(t.points(change > 0 ? `+${change}` : `−${-change}`), then);
  };
  const dialogs = () => {
    if (before.dialogs === 0) return t.nothingBefore(then);
    const change = now.dialogs - before.dialogs;
    const share = percent(Math.abs(change), before.dialogs);
    return change === 0 ? t.same(then) : t.than(change > 0 ? t.more(share) : t.fewer(share), then);
  };
  const all = [
    { label: t.dialogs, value: now.dialogs.toLocaleString("en-GB"), hint: dialogs() },
    {
      label: t.contained,
      title: t.containedHint,
      value: percent(now.contained, now.dialogs),
      hint: points("contained"),
      share: now.contained / Math.max(1, now.dialogs),
    },
    { label: t.transferred, value: percent(now.transferred, now.dialogs), hint: points("transferred") },
    { label: t.failed, value: percent(now.failed, now.dialogs), hint: points("failed") },
    { label: t.length, value: lasted(now.length), hint: `${t.turns}: ${now.turns.toFixed(1)}` },
  ];
  return (
    <dl className={styles.tiles}>
      {all.map(({ label, title, value, hint, share }) => (
        <div key={label} title={title}>
          <dt>{label}</dt>
          <dd className={styles.value}>{value}</dd>
          {share !== undefined && (
            <dd className={styles.gauge} aria-hidden>
              <i style={{ width: `${share * 100}%` }} />
            </dd>
          )}
          <dd className={styles.than}>{hint}</dd>
        </div>
      ))}
    </dl>
  );
}
