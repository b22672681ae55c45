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

interface Props {
  at: string | null | undefined;
  /** The time of the day rather than how long ago it was. */
  clock?: boolean;
}

/** How long ago something was; the exact moment while the pointer rests on it. */
export function Moment({ at, clock }: Props) {
  if (!at) return <>{texts.common.never}</>;
  const moment = new Date(at);
  return (
    <time dateTime={at} title={exact.format(moment)}>
      {clock ? onTheClock(moment, new Date()) : ago(moment, new Date())}
    </time>
  );
}

const hours = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });

/** `10:32:05` of today, `1 Mar 10:32:05` before. */
function onTheClock(moment: Date, now: Date): string {
  const today = moment.toDateString() === now.toDateString();
  return today ? hours.format(moment) : `${day.format(moment)} ${hours.format(moment)}`;
}

export function ago(moment: Date, now: Date): string {
  const seconds = (now.getTime() - moment.getTime()) / 1000;
  if (seconds > LONG_AGO) return date.format(moment);
  const unit = UNITS.find(([, length]) => seconds >= length);
  return unit ? relative.format(-Math.floor(seconds / unit[1]), unit[0]) : texts.common.justNow;
}
