import { expect, test } from "vitest";
import { explains } from "./explains.ts";
import { at, dotted, type Json, moved, put } from "./paths.ts";
import { inferred, modelShapes, shapesOf } from "./shapes.ts";
import { tabsOf } from "./tabs.ts";
import { unnamed } from "./unnamed.ts";
import { added, doubles, utterancesIn } from "./utterances.ts";

test("a change touches what is on its way and nothing else", () => {
  const other: Json = { deep: true };
  const list: Json[] = [{ a: 1 }, { b: 2 }];
  const model: Json = { ask: { locales: { "en-US": {} } }, list, other };
  const next = put(model, ["ask", "locales", "en-US", "omIVR", "normal"], "Hi") as Record<string, Json>;
  expect(at(next, ["ask", "locales", "en-US", "omIVR", "normal"])).toBe("Hi");
  expect(next.other).toBe(other);
  expect(next.list).toBe(list);
  expect(Object.keys(next)).toEqual(["ask", "list", "other"]);
  expect(put(model, ["list", 0], undefined)).toMatchObject({ list: [{ b: 2 }] });
  expect(put(model, ["other"], undefined)).not.toHaveProperty("other");
  expect(put(model, [], undefined)).toBe(model);
  expect(list.length).toBe(2);
  expect(dotted(["validations", 0, "regex"])).toBe("model.validations.0.regex");
  expect(moved([1, 2, 3], 2, -1)).toEqual([1, 3, 2]);
  expect(moved([1, 2, 3], 0, -1)).toEqual([1, 2, 3]);
});

const schema = {
  type: "object",
  properties: {
    ask: {
      type: ["object", "null"],
      description: "The question.",
      properties: { locales: { $ref: "#/$defs/locales" }, bargeIn: {} },
    },
    startOver: { $ref: "#/$defs/prompt", description: "Said when the caller starts over." },
    reactions: {
      type: ["object", "null"],
      properties: {
        greeting: {
          anyOf: [
            { type: "array", items: { properties: { locales: { $ref: "#/$defs/locales" } } } },
            {
              type: "object",
              properties: { weight: { type: "integer" }, locales: { $ref: "#/$defs/locales" } },
            },
          ],
        },
      },
    },
    properties: {
      type: "object",
      properties: {
        on: { anyOf: [{ type: ["boolean", "null"] }, { type: "string", enum: ["true", "false", ""] }] },
        limit: { anyOf: [{ type: ["integer", "null"], minimum: 0, maximum: 9 }, { type: "string" }] },
        how: { type: ["string", "null"], enum: ["", "GET", "get"] },
        words: { type: ["array", "null"], items: { type: ["string", "number"] } },
        javascript: { type: ["string", "null"] },
      },
    },
    dtmf: { type: "object", properties: { choices: { additionalProperties: { type: "string" } } } },
    entity: { type: ["string", "null"], description: "What is captured." },
    itself: { $ref: "#/$defs/itself" },
  },
  $defs: {
    locales: { type: "object", additionalProperties: { type: "object" } },
    prompt: { type: "object", properties: { locales: { $ref: "#/$defs/locales" } } },
    conditions: { type: "array" },
    itself: { type: "object", properties: { more: { $ref: "#/$defs/itself" } } },
  },
};

test("a schema says what to draw, however it writes it", () => {
  const shapes = shapesOf(schema);
  expect(shapes.ask).toMatchObject({ is: "prompt", description: "The question.", keys: {} });
  expect(shapes.startOver).toMatchObject({ is: "prompt", description: "Said when the caller starts over." });
  expect(shapes.reactions).toMatchObject({ keys: { greeting: { is: "weighted" } } });
  expect(shapes.properties).toMatchObject({
    is: "object",
    keys: {
      on: { is: "flag" },
      limit: { is: "number", whole: true, least: 0, most: 9 },
      how: { is: "choice", words: ["", "GET"] },
      words: { is: "texts" },
      javascript: { is: "text", code: true },
    },
  });
  expect(shapes.dtmf).toMatchObject({ keys: { choices: { is: "map", value: { is: "text" } } } });
  expect(shapes.itself?.is).toBe("object");
});

test("without a schema the model itself says what to draw", () => {
  expect(inferred({ locales: {}, bargeIn: {}, enabled: true })).toEqual({
    is: "prompt",
    keys: { enabled: { is: "flag" } },
  });
  expect(inferred([{ url: "x" }])).toMatchObject({ is: "list", item: { is: "object" } });
  expect(inferred([], "fieldValuePairs")).toEqual({ is: "conditions" });
  expect(inferred(["a"])).toEqual({ is: "texts" });
  expect(inferred(null)).toEqual({ is: "json" });
});

test("each key stands on a tab, and what is special about a type on one of its own", () => {
  const model = { ask: {}, entity: "x", unknown: null, userFunctions: [] };
  const tabs = tabsOf(modelShapes(schema, model), model);
  expect(tabs.map((one) => one.tab)).toEqual([
    "prompts",
    "value",
    "reactions",
    "limits",
    "keys",
    "functions",
    "settings",
    "json",
  ]);
  expect(tabs[0]?.keys).toEqual(["ask", "startOver"]);
  expect(tabs[1]?.keys).toContain("entity");
  expect(tabs.flatMap((one) => one.keys)).not.toContain("unknown");
});

test("utterances are read from lists and tables, each once", () => {
  const file = '\uFEFFI lost my card\r\n"said ""hello"" there"\tGreeting\n\n  spaces  \n';
  expect(utterancesIn(file)).toEqual(["I lost my card", 'said "hello" there', "spaces"]);
  expect(added(["I lost my card"], ["i  LOST my card", "new", "New"])).toEqual({
    all: ["I lost my card", "new"],
    count: 1,
  });
  expect(doubles(["a", "b", "A "])).toEqual(["A"]);
});

test("a description says what its label does not", () => {
  expect(explains("Unless it is off.", "Switched on")).toBeUndefined();
  expect(explains("The question.", "Question")).toBeUndefined();
  expect(explains("Milliseconds; `5,000` unless given.", "Milliseconds")).toBe("5,000 unless given.");
  expect(explains("Where to.", "Address")).toBe("Where to.");
});

test("a condition without a field, an intent without a name and a hand-over without a number are what lacks its name", () => {
  const conditional: Json[] = [{ fieldValuePairs: [{ field: "Known" }, { field: " ", values: ["1"] }] }];
  const announceList: Json[] = [
    { fieldValuePairs: [{ operator: "EQUAL" }], postAction: { type: "Transfer", transferNumber: "" } },
    { enabled: "false", fieldValuePairs: [{ field: "" }] },
    { enabled: true, fieldValuePairs: [], postAction: { type: "exit", transferNumber: "" } },
    { fieldValuePairs: "none" },
  ];
  const intents: Json[] = [{ name: "Card.Lost" }, { name: "", enabled: false }, "no intent"];
  expect(unnamed({ ask: { conditional }, announceList, intents }).map(dotted)).toEqual([
    "model.announceList.0.fieldValuePairs.0.field",
    "model.ask.conditional.0.fieldValuePairs.1.field",
    "model.announceList.0.postAction.transferNumber",
    "model.intents.1.name",
  ]);
  const others: Json[] = [null, 3, [], {}, { intents: null, ask: [] }];
  for (const model of others) expect(unnamed(model)).toEqual([]);
});
