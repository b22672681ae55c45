import { expect, test } from "vitest";
import type { TurnEvent, TurnRecord } from "../api/dialogs.ts";
import { components, pathOf, tell } from "./path.ts";
import { fileName, scenario } from "./scenario.ts";

const turn = (step: number, given: Partial<TurnRecord>): TurnRecord => ({
  step,
  time: "2026-03-01T12:00:00Z",
  input: { type: step === 1 ? "start" : "utterance", utterance: "", mode: "text" },
  understood: [],
  events: [],
  said: [],
  action: "ASK",
  action_name: "Get_Intent",
  fields: {},
  ended: null,
  ...given,
});
const event = (dialog: string, name: string, rest: object = {}): TurnEvent => ({
  dialog,
  event: name,
  ...rest,
});

const turns = [
  turn(1, {
    events: [
      event("r", "began", { component: "u.bank.Apps.orc.g" }),
      event("r", "node", { id: "a" }),
      event("r", "edge", { id: "a-b" }),
      event("r", "node", { id: "b" }),
      event("f", "began", { component: "u.pay.Flows.orc.g", parent: "r", node: "b" }),
      event("f", "node", { id: "x" }),
    ],
    said: ["Hello.", "How\ncan I help?"],
    fields: { tier: "gold" },
  }),
  turn(2, {
    input: { type: "utterance", utterance: "****", mode: "text" },
    events: [
      event("f", "set", { field: "n", value: "1" }),
      event("f", "dropped", { field: "n" }),
      event("r", "skipped", { id: "c" }),
      event("r", "function", { kind: "user", name: "fee", milliseconds: 2, log: ["hi"] }),
      event("r", "something_new", { id: "?" }),
    ],
    said: ["Your **** is gone."],
    fields: { Intent: "Lost", IntentInputMode: "text", old: null },
    ended: { end_type: "TRANSFER", success: true, reason: "Lost" },
  }),
];

test("the way through a canvas holds its own nodes and arrows alone", () => {
  const path = pathOf(turns, "u.bank.Apps.orc.g");
  expect([...path.nodes]).toEqual(["a", "b", "c"]);
  expect([...path.edges]).toEqual(["a-b"]);
  expect(path.current).toBe("b");
  expect([...path.latest]).toEqual(["c"]);
  expect([...pathOf(turns, "u.pay.Flows.orc.g").nodes]).toEqual(["x"]);
  expect([...pathOf(turns).nodes]).toEqual(["a", "b", "x", "c"]);
});

test("a turn is told by what one asks about it, and what is unknown is let be", () => {
  const told = tell(turns[1]!, components(turns));
  expect(told.way).toEqual([{ id: "c", component: "u.bank.Apps.orc.g", skipped: true }]);
  expect(told.fields).toContainEqual({ name: "n", value: null });
  expect(told.fields).toContainEqual({ name: "Intent", value: "Lost" });
  expect(told.functions[0]).toMatchObject({ name: "fee", log: ["hi"] });
});

test("a conversation is a scenario that anybody can read", () => {
  const text = scenario(turns, {
    title: " Whoever lost a card\nis handed over ",
    fields: { tier: "gold" },
    locale: "en-US",
    words: ["4711"],
  });
  expect(text).toBe(
    [
      "--- Whoever lost a card is handed over",
      "start tier = gold; locale en-US",
      "< Hello. How can I help?",
      "> 4711",
      "<* Your **** is gone.",
      "= Intent Lost",
      "= old dropped",
      "! TRANSFER success Lost",
      "",
    ].join("\n"),
  );
  expect(fileName("Wer, wie — was?")).toBe("wer_wie_was.txt");
});
