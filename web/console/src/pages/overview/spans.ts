/** Spans of time, and columns over them. */
import type { Part } from "../../api/metrics.ts";
import { read } from "../../api/moments.ts";
import type { Column } from "../../charts/Columns.tsx";

export type SpanName = "hour" | "day" | "week" | "month";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long each span is, and how long a column of it. */
export const SPANS: Record<SpanName, { length: number; step: number; every: string }> = {
  hour: { length: HOUR, step: 5 * MINUTE, every: "5m" },
  day: { length: DAY, step: HOUR, every: "1h" },
  week: { length: 7 * DAY, step: DAY, every: "1d" },
  month: { length: 30 * DAY, step: DAY, every: "1d" },
};

/** The ends, in the order in which columns are stacked. */
export const ENDS = ["NEAR_HUP", "FAR_HUP", "TRANSFER", "fail", "open"] as const;
export type End = (typeof ENDS)[number];

/** From how records name the end and what became of a dialog. */
export function endOf(endType: string, status: string): End {
  if (status === "ACTIVE") return "open";
  if (status === "FAILED") return "fail";
  return (ENDS as readonly string[]).includes(endType) ? (endType as End) : "NEAR_HUP";
}

/** The next step after a moment at which one begins: a day is as long as it is where one lives. */
function after(at: number, step: number, steps = 1): number {
  if (step !== DAY) return at + step * steps;
  const date = new Date(at);
  date.setDate(date.getDate() + steps);
  return date.getTime();
}

/** A span up to the end of the step that `now` lies in, so that steps are whole. */
export function spanUpTo(name: SpanName, now: number): { from: number; to: number } {
  const { length, step } = SPANS[name];
  const begun = new Date(now);
  if (step === DAY) begun.setHours(0, 0, 0, 0);
  else begun.setMinutes(step === HOUR ? 0 : begun.getMinutes() - (begun.getMinutes() % 5), 0, 0);
  const to = after(begun.getTime(), step);
  return { from: after(to, step, -length / step), to };
}

/** The span of the same length before one. */
export function spanBefore(name: SpanName, { from }: { from: number }): { from: number; to: number } {
  const { length, step } = SPANS[name];
  return { from: after(from, step, -length / step), to: from };
}

/** Columns for all steps of a span, also for those in which nobody called. */
export function columnsOf(
  found: Part[],
  { from, to }: { from: number; to: number },
  name: SpanName,
): Column[] {
  const { step } = SPANS[name];
  const rows: { at: number; values: number[] }[] = [];
  for (let at = from; at < to; at = after(at, step)) rows.push({ at, values: ENDS.map(() => 0) });
  for (const { key, value } of found) {
    const moment = read(key[0] ?? "");
    const row = moment < to ? rows.findLast(({ at }) => at <= moment) : undefined;
    const index = ENDS.indexOf(endOf(key[1] ?? "", key[2] ?? ""));
    if (row) row.values[index] = (row.values[index] ?? 0) + value;
  }
  return rows.map(({ at, values }) => ({ ...labelled(at, name), values }));
}

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const full = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});
const date = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const fullDate = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
});

function labelled(at: number, name: SpanName): { label: string; title: string } {
  const days = SPANS[name].step === DAY;
  return days
    ? { label: date.format(at), title: fullDate.format(at) }
    : { label: clock.format(at), title: full.format(at) };
}
