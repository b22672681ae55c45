/** What the overview shows, read from the sums of the metrics. */
import { useQuery } from "@tanstack/react-query";
import { BY_TIME, type Part, parts, type Span, sums } from "../../api/metrics.ts";
import type { Column } from "../../charts/Columns.tsx";
import { columnsOf, type End, endOf, SPANS, type SpanName, spanBefore, spanUpTo } from "./spans.ts";

export interface Totals {
  dialogs: number;
  contained: number;
  transferred: number;
  failed: number;
  length: number;
  turns: number;
}

async function totals(span: Span): Promise<Totals> {
  const [[dialogs = 0, contained = 0, length = 0, turns = 0], ends] = await Promise.all([
    sums("DIALOGS", span, [
      { name: "TOTAL_FLOWS", operator: "count" },
      { name: "CONTAINED", operator: "sum" },
      { name: "DURATION", operator: "avg" },
      { name: "STEPS", operator: "avg" },
    ]),
    byEnd(span),
  ]);
  const of = (end: End) => ends.get(end) ?? 0;
  return { dialogs, contained, length, turns, transferred: of("TRANSFER"), failed: of("fail") };
}

async function byEnd(span: Span): Promise<Map<End, number>> {
  const metric = { name: "TOTAL_FLOWS", operator: "count" } as const;
  const found = await parts("DIALOGS", span, metric, ["END_TYPE", "FLOW_INSTANCE_STATUS"]);
  const ends = new Map<End, number>();
  for (const { key, value } of found) {
    const end = endOf(key[0] ?? "", key[1] ?? "");
    ends.set(end, (ends.get(end) ?? 0) + value);
  }
  return ends;
}

export interface Counted {
  now: Totals;
  before: Totals;
  ends: Map<End, number>;
  columns: Column[];
  reasons: Part[];
  intents: Part[];
  /** Component, outcome. */
  trouble: Part[];
}

/** Often enough to follow what goes on. */
const AGAIN = 15_000;
const MOST = 10;

export function useCounted(name: SpanName, apps: string[] | null, simulations: boolean) {
  return useQuery({
    queryKey: ["metrics", name, apps?.join(" "), simulations],
    enabled: apps !== null,
    refetchInterval: AGAIN,
    placeholderData: (before) => before,
    queryFn: async (): Promise<Counted> => {
      const { from, to } = spanUpTo(name, Date.now());
      const span: Span = { from, to, apps: apps ?? [], simulations };
      const count = { name: "TOTAL_FLOWS", operator: "count" } as const;
      const [now, before, ends, over, reasons, intents, trouble] = await Promise.all([
        totals(span),
        totals({ ...span, ...spanBefore(name, span) }),
        byEnd(span),
        parts("DIALOGS", span, count, [BY_TIME, "END_TYPE", "FLOW_INSTANCE_STATUS"], {
          every: SPANS[name].every,
        }),
        parts("DIALOGS", span, count, ["EXIT_REASON"]),
        parts("INTENTS", span, { name: "TOTAL_INTENTS", operator: "sum" }, ["INTENT"]),
        parts("OUTCOMES", span, { name: "TOTAL_OUTCOMES", operator: "sum" }, ["COMPONENT_ID", "OUTCOME"], {
          filters: [{ column: "OUTCOME", values: ["no_match", "no_input"] }],
        }),
      ]);
      return {
        now,
        before,
        ends,
        columns: columnsOf(over, span, name),
        reasons: reasons.filter(({ key }) => key[0]).slice(0, MOST),
        intents: intents.slice(0, MOST),
        trouble: trouble.slice(0, MOST),
      };
    },
  });
}

/** How many dialogs reached each node, by component and node. */
export function useReached(name: SpanName, apps: string[] | null, simulations: boolean) {
  return useQuery({
    queryKey: ["metrics", "reached", name, apps?.join(" "), simulations],
    enabled: apps !== null,
    refetchInterval: AGAIN,
    queryFn: async (): Promise<Map<string, Map<string, number>>> => {
      const span: Span = { ...spanUpTo(name, Date.now()), apps: apps ?? [], simulations };
      const metric = { name: "TOTAL_DIALOGS", operator: "sum" } as const;
      const found = await parts("REACHED", span, metric, ["COMPONENT_ID", "NODE_ID"]);
      const reached = new Map<string, Map<string, number>>();
      for (const { key, value } of found) {
        const [component = "", node = ""] = key;
        const nodes = reached.get(component) ?? new Map<string, number>();
        reached.set(component, nodes.set(node, value));
      }
      return reached;
    },
  });
}
