/** Sums over what happened. */
import { api, take } from "./client.ts";
import { written, zone } from "./moments.ts";

export type Table = "DIALOGS" | "INTENTS" | "REACHED" | "OUTCOMES" | "FAILURES" | "TURNS";

/** What is counted: a span of time, of which applications, and whether simulations count. */
export interface Span {
  from: number;
  to: number;
  /** Flow-application ids; all when there are none. */
  apps: string[];
  simulations: boolean;
}

export interface Sum {
  name: string;
  operator: "sum" | "avg" | "count" | "max";
}

const TIME = "STREAM_START_DATETIME";

function question({ from, to, apps, simulations }: Span, metrics: Sum[], filters: Filter[]) {
  return {
    metrics,
    start: written(from),
    end: written(to),
    time_column: TIME,
    timezone: zone(),
    filters: [
      ...(apps.length ? [{ column: "APP_ID", values: apps }] : []),
      ...(simulations ? [] : [{ column: "TEST_FLAG", values: ["false"] }]),
      ...filters,
    ],
  };
}

export interface Filter {
  column: string;
  values: string[];
}

const pathOf = (table: Table) => ({ params: { path: { table: `${table}_METRICS` } } });

/** One number for each sum; 0 for the average of nothing. */
export async function sums(table: Table, span: Span, metrics: Sum[]): Promise<number[]> {
  const body = question(span, metrics, []);
  const { metrics: found } = await take(
    api.POST("/metrics-api/v3/tables/{table}/aggregations", { ...pathOf(table), body }),
  );
  return found.map(({ value }) => value ?? 0);
}

export interface Part {
  key: string[];
  value: number;
}

/** A sum told apart; `every` is the length of moments. */
export async function parts(
  table: Table,
  span: Span,
  metric: Sum,
  by: string[],
  { every, filters = [] }: { every?: string; filters?: Filter[] } = {},
): Promise<Part[]> {
  const body = {
    ...question(span, [metric], filters),
    group_by: { columns: by, percentage: [] },
    ...(every ? { downsampling: every } : {}),
  };
  const { metrics } = await take(
    api.POST("/metrics-api/v3/tables/{table}/groups", { ...pathOf(table), body }),
  );
  return (metrics[0]?.groups ?? []).map(({ key, value }) => ({ key, value: value ?? 0 }));
}

export const BY_TIME = TIME;
