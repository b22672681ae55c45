/** What is looked for, as it stands in the address: a page of dialogs can be shared, and other pages lead to it. */
import type { App } from "../../api/apps.ts";
import type { DialogSearch } from "../../api/insights.ts";

export type Since = "hour" | "day" | "week" | "month" | "all" | "span";
export type Simulations = "" | "true" | "false";

export interface Filters {
  text: string;
  /** An application's id. */
  app: string;
  since: Since;
  /** As a field for a moment has them: `2026-03-01T12:00`, in the time of the browser. */
  from: string;
  to: string;
  ended: string;
  reason: string;
  caller: string;
  channel: string;
  test: Simulations;
}

export const EMPTY: Filters = {
  text: "",
  app: "",
  since: "week",
  from: "",
  to: "",
  ended: "",
  reason: "",
  caller: "",
  channel: "",
  test: "",
};

const HOUR = 3_600_000;
export const LENGTHS = { hour: HOUR, day: 24 * HOUR, week: 168 * HOUR, month: 720 * HOUR, all: 1_440 * HOUR };

export function fromAddress(parameters: URLSearchParams): Filters {
  const all = Object.keys(EMPTY) as (keyof Filters)[];
  const read = Object.fromEntries(
    all.map((key) => [key, parameters.get(key) ?? EMPTY[key]]),
  ) as unknown as Filters;
  const since = read.since in LENGTHS || read.since === "span" ? read.since : EMPTY.since;
  return { ...read, since, test: ["true", "false"].includes(read.test) ? read.test : "" };
}

/** Only what differs from the usual stands there. */
export function toAddress(filters: Partial<Filters>): string {
  const told = Object.entries(filters).filter(
    ([key, value]) => value && value !== EMPTY[key as keyof Filters],
  );
  return told.length ? `?${new URLSearchParams(Object.fromEntries(told) as Record<string, string>)}` : "";
}

export const isFiltered = (filters: Filters): boolean => toAddress({ ...filters, since: EMPTY.since }) !== "";

/** Who failed, failed; the others ended well. */
const ENDS: Record<string, { end_type?: string[]; result: string[] }> = {
  NEAR_HUP: { end_type: ["NEAR_HUP"], result: ["success"] },
  FAR_HUP: { end_type: ["FAR_HUP"], result: ["success"] },
  TRANSFER: { end_type: ["TRANSFER"], result: ["success"] },
  fail: { result: ["fail"] },
};

/** How records call an application, in the sandbox and in production. */
export const flowApps = (app: App): string[] =>
  [app.sandbox_flowapp_id, app.production_flowapp_id].filter(Boolean);

export function searchOf(filters: Filters, apps: App[] | undefined): DialogSearch {
  const app = apps?.find(({ id }) => id === filters.app);
  const query = {
    ...(app ? { apps: flowApps(app) } : {}),
    ...(filters.text.trim() ? { text: filters.text.trim() } : {}),
    ...(ENDS[filters.ended] ?? {}),
    ...(filters.reason.trim() ? { reason: [filters.reason.trim()] } : {}),
    ...(filters.caller.trim() ? { ani: [filters.caller.trim()] } : {}),
    ...(filters.channel ? { channel: [filters.channel] } : {}),
    ...(filters.test ? { test_flag: filters.test === "true" } : {}),
  };
  if (filters.since !== "span") return { since: LENGTHS[filters.since], query };
  const moment = (text: string) => (text ? new Date(text).getTime() || undefined : undefined);
  const [from, to] = [moment(filters.from), moment(filters.to)];
  return { ...(from ? { from } : {}), ...(to ? { to } : {}), query };
}

/** How a dialog ended, as filters and texts call it. */
export const endOf = (dialog: { status: string; result: string; end_type: string }): string =>
  dialog.status === "open" ? "open" : dialog.result === "fail" ? "fail" : dialog.end_type;
