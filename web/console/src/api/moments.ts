/** Moments as the metrics service has them: `2026-03-01 12:00:00`, in the time zone of the browser. */

/** The name of that zone. */
export const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

const two = (number: number) => String(number).padStart(2, "0");

/** A moment as the service writes it. */
export function written(moment: number): string {
  const date = new Date(moment);
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join("-");
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(":")}`;
}

/** A moment that the service wrote. */
export const read = (text: string): number => new Date(text.replace(" ", "T")).getTime();
