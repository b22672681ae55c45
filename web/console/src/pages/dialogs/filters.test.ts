import { expect, test } from "vitest";
import type { App } from "../../api/apps.ts";
import { serverEvent } from "../../api/events.ts";
import { lasted } from "../../ui/time.ts";
import { EMPTY, endOf, fromAddress, isFiltered, searchOf, toAddress } from "./filters.ts";

test("what is looked for comes back from the address, and nonsense in it does not count", () => {
  const filters = {
    ...EMPTY,
    text: "my card & more",
    since: "day" as const,
    ended: "fail",
    test: "false" as const,
  };
  expect(fromAddress(new URLSearchParams(toAddress(filters)))).toEqual(filters);
  expect(toAddress(EMPTY)).toBe("");
  expect(fromAddress(new URLSearchParams("since=ever&test=maybe&other=1"))).toEqual(EMPTY);
  expect(isFiltered({ ...EMPTY, since: "day" })).toBe(false);
  expect(isFiltered({ ...EMPTY, caller: "1" })).toBe(true);
});

test("a search names what the service knows", () => {
  const app = { id: "a", sandbox_flowapp_id: "SND", production_flowapp_id: "PRD" } as App;
  const filters = { ...EMPTY, app: "a", ended: "TRANSFER", test: "true" as const, text: " lost " };
  expect(searchOf(filters, [app])).toEqual({
    since: 604_800_000,
    query: {
      apps: ["SND", "PRD"],
      end_type: ["TRANSFER"],
      result: ["success"],
      test_flag: true,
      text: "lost",
    },
  });
  const span = searchOf({ ...EMPTY, since: "span", from: "2026-03-01T12:00", to: "nonsense" }, []);
  expect(span).toEqual({ from: new Date("2026-03-01T12:00").getTime(), query: {} });
});

test("who failed, failed, however the call ended", () => {
  expect(endOf({ status: "ended", result: "fail", end_type: "NEAR_HUP" })).toBe("fail");
  expect(endOf({ status: "open", result: "", end_type: "" })).toBe("open");
  expect(endOf({ status: "ended", result: "success", end_type: "FAR_HUP" })).toBe("FAR_HUP");
});

test("an event of a stream is read line by line", () => {
  expect(serverEvent('event: dialog_step\ndata: {"a":\ndata: 1}\nid: 47\n: comment')).toEqual({
    event: "dialog_step",
    data: '{"a":\n1}',
    id: "47",
  });
});

test("lengths are said in words", () => {
  expect([0, 400, 8_000, 65_000, 120_000, 7_380_000, null].map(lasted)).toEqual([
    "< 1 s",
    "< 1 s",
    "8 s",
    "1 min 5 s",
    "2 min",
    "2 h 3 min",
    "…",
  ]);
});
