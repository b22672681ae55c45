import { texts } from "../texts/index.ts";

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];
/** Older than this is said as a date. */
const LONG_AGO = 14 * 86_400;

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "short" });
const date = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const exact = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });

/** How long ago something was; the exact moment while the pointer rests on it. */
export function Moment({ at }: { at: string | null | undefined }) {
  if (!at) return <>{texts.common.never}</>;
  const moment = new Date(at);
  return (
    <time dateTime={at} title={exact.format(moment)}>
      {ago(moment, new Date())}
    </time>
  );
}

export function ago(moment: Date, now: Date): string {
  const seconds = (now.getTime() - moment.getTime()) / 1000;
  if (seconds > LONG_AGO) return date.format(moment);
  const unit = UNITS.find(([, length]) => seconds >= length);
  return unit ? relative.format(-Math.floor(seconds / unit[1]), unit[0]) : texts.common.justNow;
}
