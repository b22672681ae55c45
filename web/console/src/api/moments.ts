/** Moments as the metrics service has them: `2026-03-01 12:00:00`, in UTC. */
/** A moment as the service writes it. */
export const written = (moment: number): string =>
  new Date(moment).toISOString().slice(0, 19).replace("T", " ");
/** A moment that the service wrote. */
export const read = (text: string): number => Date.parse(`${text.replace(" ", "T")}Z`);
