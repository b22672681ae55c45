import { expect, test } from "vitest";
import { written } from "../../api/moments.ts";
import { steps } from "../../charts/Columns.tsx";
import { percent } from "../../charts/numbers.ts";
import { columnsOf, ENDS, spanBefore, spanUpTo } from "./spans.ts";

test("a span ends with the step in which one is, every step has a column, and days are those where one lives", () => {
  process.env.TZ = "Europe/Berlin";
  // The clocks went forward on the 29th.
  const now = Date.parse("2026-03-30T22:30:00Z");
  const span = spanUpTo("week", now);
  expect([span.from, span.to].map(written)).toEqual(["2026-03-25 00:00:00", "2026-04-01 00:00:00"]);
  expect(written(spanBefore("week", span).from)).toBe("2026-03-18 00:00:00");
  const found = [
    { key: ["2026-03-26 00:00:00", "NEAR_HUP", "COMPLETED"], value: 3 },
    { key: ["2026-03-26 00:00:00", "NEAR_HUP", "FAILED"], value: 1 },
    { key: ["2026-03-26 00:00:00", "", "ACTIVE"], value: 2 },
    { key: ["2026-03-30 00:00:00", "TRANSFER", "COMPLETED"], value: 5 },
    { key: ["2025-01-01 00:00:00", "NEAR_HUP", "COMPLETED"], value: 9 },
  ];
  const columns = columnsOf(found, span, "week");
  expect(columns).toHaveLength(7);
  expect(columns[1]?.values).toEqual(
    ENDS.map((end) => ({ NEAR_HUP: 3, fail: 1, open: 2 })[end as "fail"] ?? 0),
  );
  expect(columns[5]?.values).toContain(5);
  expect(columns.flatMap(({ values }) => values).reduce((sum, one) => sum + one)).toBe(11);
  expect([spanUpTo("hour", now).from, spanUpTo("day", now).to].map(written)).toEqual([
    "2026-03-30 23:35:00",
    "2026-03-31 01:00:00",
  ]);
});

test("the lines of a chart are round numbers that hold the largest column", () => {
  expect(steps(0)).toEqual([0, 1]);
  expect(steps(4)).toEqual([0, 2, 4]);
  expect(steps(36)).toEqual([0, 20, 40]);
  expect(steps(1_234)).toEqual([0, 500, 1_000, 1_500]);
});

test("a share is never rounded to all or to nothing", () => {
  expect([percent(0, 5), percent(1, 500), percent(1, 4), percent(499, 500), percent(1, 0)]).toEqual([
    "0 %",
    "< 1 %",
    "25 %",
    "> 99 %",
    "–",
  ]);
});
