import { describe, expect, test } from "vitest";
import { asText, copied, paste, readCopied } from "./clipboard.ts";
import {
  type CanvasDocument,
  type CanvasNode,
  type Condition,
  type Configuration,
  finished,
  nodesById,
  parse,
} from "./document.ts";
import { addNode, changeNode, connect, freshId, move, nothing, remove, reorderEdge, slug } from "./edits.ts";
import { fieldsIn, renameField, renameIn } from "./fields.ts";
import { find } from "./find.ts";
import { noHistory, rebase, record, redo, undo } from "./history.ts";
import { kindOf } from "./kinds.ts";
import { align, placed, tidy } from "./layout.ts";
import { merge, mergeValues } from "./merge.ts";
import { isTwice, type Row, recordOf, rowsFor } from "./rows.ts";

const node = (id: string, more: Partial<CanvasNode> = {}): CanvasNode => ({
  node_id: id,
  type: "miniApp",
  component_id: `u.${id}.Numeric.MiniApps.g`,
  x_value: 0,
  y_value: 0,
  ...more,
});

const graph = (ids: string[], edges: [string, string][] = []): CanvasDocument => ({
  content: {
    nodes: ids.map((id) => node(id)),
    edges: edges.map(([source, target]) => ({ id: `${source}${target}`, source, target })),
  },
});

const ids = (document: CanvasDocument) => document.content.nodes.map((one) => one.node_id).join("");
const title = (text: string) => (one: CanvasNode) => ({ ...one, title: text });

describe("a document", () => {
  test("keeps what nobody knows, and leaves out what an answer added", () => {
    const text =
      '{"z":1,"content":{"nodes":[{"node_id":7,"type":"x","component_id":"c","odd":{"a":[1]}}]},"warnings":[]}';
    const document = parse(text);
    expect(document).toEqual({
      z: 1,
      content: { nodes: [{ node_id: "7", type: "x", component_id: "c", odd: { a: [1] } }], edges: [] },
    });
  });

  test("of two nodes with one id the first counts", () => {
    const document: CanvasDocument = {
      content: { nodes: [node("a", { title: "1" }), node("a")], edges: [] },
    };
    expect(nodesById(document).get("a")?.title).toBe("1");
  });

  const is = { field: "x", operator: "EQUAL", value: "1" };
  const drawn = (configuration: Configuration | null, conditions: Condition[]): CanvasDocument => ({
    content: {
      nodes: [node("a", { configuration }), node("b", { configuration: null })],
      edges: [{ id: "ab", source: "a", target: "b", conditions }],
    },
  });
  const whole: Configuration = {
    extra_fields: [{ ...is, value: "" }],
    output_fields: [{ miniapp_name: "found", local_name: "answer" }],
  };
  const empty = graph([]);

  test("is sent without the lines that lack a name yet", () => {
    const document = drawn(whole, [is]);
    expect(finished(document, empty)).toBe(document);
    const begun = {
      extra_fields: [...whole.extra_fields!, { ...is, field: " " }],
      output_fields: [
        { miniapp_name: "", local_name: "" },
        { miniapp_name: "found", local_name: "answer" },
        { miniapp_name: "found", local_name: "" },
      ],
    };
    expect(finished(drawn(begun, [{ ...is, field: "" }, is]), empty)).toEqual(document);
  });

  test("keeps for the server what was there before a name was cleared", () => {
    const sent = drawn(whole, [is]);
    const cleared = {
      extra_fields: [{ ...is, field: "" }],
      output_fields: [{ miniapp_name: "found", local_name: "" }],
    };
    // An arrow without its condition would always be taken.
    expect(finished(drawn(cleared, [{ ...is, field: "" }]), sent)).toEqual(sent);
  });

  test("outputs in their short form are no lines", () => {
    const document = drawn({ output_fields: { found: "" } }, []);
    expect(finished(document, empty)).toBe(document);
  });
});

describe("lines of names with values", () => {
  test("stand as they were written while they say what is on the canvas", () => {
    const written: Row[] = [
      ["b", "1"],
      ["", "begun"],
      ["1", "2"],
      ["b", "twice"],
    ];
    expect(recordOf(written)).toEqual({ b: "1", "1": "2" });
    // An object would put the number first.
    const kept: Row[] = [
      ["1", "2"],
      ["b", "1"],
    ];
    expect(rowsFor(written, kept)).toBe(written);
    expect(rowsFor(written, [["b", "other"]])).toEqual([["b", "other"]]);
    expect([0, 1, 2, 3].map((at) => isTwice(written, at))).toEqual([false, false, false, true]);
  });
});

describe("what a node is", () => {
  test.each([
    ["Condition.builtin", "u.condition.builtins.orc.g", "condition"],
    ["SET_FIELD", "", "set"],
    ["flow", "", "flow"],
    ["miniApp", "u.Hello.Announcement.MiniApps.g", "say"],
    ["miniApp", "u.Ask.WebService.MiniApps.g", "service"],
    ["miniApp", "u.Why.Banking.MiniApps.g", "ask"],
    ["receive", "", "unknown"],
  ])("%s %s is %s", (type, component_id, kind) => {
    expect(kindOf(node("a", { type, component_id }))).toBe(kind);
  });
});

describe("edits", () => {
  test("removing a node removes its arrows", () => {
    const document = graph(
      ["a", "b", "c"],
      [
        ["a", "b"],
        ["b", "c"],
        ["a", "c"],
      ],
    );
    const left = remove({ ...nothing, nodes: new Set(["b"]) })(document);
    expect(left.content.edges.map(({ id }) => id)).toEqual(["ac"]);
  });

  test("an arrow that is there already is not drawn twice", () => {
    const document = connect("e", "a", "b")(graph(["a", "b"], [["a", "b"]]));
    expect(document.content.edges).toHaveLength(1);
  });

  test("an arrow is moved among those of its own node", () => {
    const document = graph(
      ["a", "b", "c", "d"],
      [
        ["a", "b"],
        ["b", "d"],
        ["a", "c"],
      ],
    );
    const order = reorderEdge("ac", -1)(document).content.edges.map(({ id }) => id);
    expect(order).toEqual(["ac", "bd", "ab"]);
  });

  test("ids are short, readable and new", () => {
    const document = graph(["hello", "hello-2"]);
    expect(freshId(document, "hello")).toBe("hello-3");
    expect(slug("Öffnungszeiten?  <b>")).toBe("o-ffnungszeiten-b");
  });
});

describe("merging what two people did", () => {
  const base = graph(["a", "b"], [["a", "b"]]);

  test("both things are done", () => {
    const mine = changeNode("a", title("Mine"))(base);
    const theirs = addNode(node("c"))(changeNode("b", title("Theirs"))(base));
    const { document, conflicts } = merge(base, mine, theirs);
    expect(conflicts).toEqual([]);
    expect(document.content.nodes.map((one) => one.title)).toEqual(["Mine", "Theirs", undefined]);
  });

  test("two changes of one node meet in its keys", () => {
    const mine = changeNode("a", title("Mine"))(base);
    const theirs = move(new Map([["a", { x: 5, y: 6 }]]))(base);
    const { document, conflicts } = merge(base, mine, theirs);
    expect(conflicts).toEqual([]);
    expect(document.content.nodes[0]).toMatchObject({ title: "Mine", x_value: 5, y_value: 6 });
  });

  test("of two changes of the same thing mine stands, and it is told", () => {
    const { document, conflicts } = merge(
      base,
      changeNode("a", title("Mine"))(base),
      changeNode("a", title("Theirs"))(base),
    );
    expect(document.content.nodes[0]?.title).toBe("Mine");
    expect(conflicts).toEqual(["nodes.a.title"]);
  });

  test("what somebody changed is not removed because the other removed it", () => {
    const mine = remove({ ...nothing, nodes: new Set(["a"]) })(base);
    const theirs = changeNode("a", title("Theirs"))(base);
    const { document, conflicts } = merge(base, mine, theirs);
    expect(ids(document)).toBe("ab");
    expect(conflicts).toEqual(["nodes.a"]);
  });

  test("an arrow to a node that the other removed goes with it", () => {
    const mine = connect("x", "b", "a")(base);
    const theirs = remove({ ...nothing, nodes: new Set(["a"]) })(base);
    expect(merge(base, mine, theirs).document.content.edges).toEqual([]);
  });

  test("the order of arrows is that of whoever changed it", () => {
    const wide = graph(
      ["a", "b", "c"],
      [
        ["a", "b"],
        ["a", "c"],
      ],
    );
    const theirs = reorderEdge("ac", -1)(wide);
    const order = (document: CanvasDocument) => document.content.edges.map(({ id }) => id);
    expect(order(merge(wide, changeNode("a", title("x"))(wide), theirs).document)).toEqual(["ac", "ab"]);
    expect(order(merge(wide, theirs, changeNode("a", title("x"))(wide)).document)).toEqual(["ac", "ab"]);
  });

  test("of a list of names each counts by itself", () => {
    const { value, conflicts } = mergeValues(["kept", "gone"], ["kept", "mine"], ["kept", "gone", "theirs"]);
    expect(value).toEqual(["kept", "mine", "theirs"]);
    expect(conflicts).toEqual([]);
  });

  test("keys that nobody knows are merged, too", () => {
    const { document } = merge(
      { ...base, odd: { a: 1 } },
      { ...base, odd: { a: 1, b: 2 } },
      { ...base, odd: { a: 3 } },
    );
    expect(document.odd).toEqual({ a: 3, b: 2 });
  });
});

describe("undo and redo", () => {
  test("lead back and forth", () => {
    const [one, two, three] = [graph(["a"]), graph(["a", "b"]), graph(["a", "b", "c"])];
    const history = record(record(noHistory, one, "add b", null, 0), two, "add c", null, 1);
    const back = undo(history, three)!;
    expect([ids(back.document), back.label]).toEqual(["ab", "add c"]);
    const further = undo(back.history, back.document)!;
    expect(ids(further.document)).toBe("a");
    expect(undo(further.history, further.document)).toBeNull();
    const forth = redo(further.history, further.document)!;
    expect(ids(redo(forth.history, forth.document)!.document)).toBe("abc");
  });

  test("typing into one field is one step", () => {
    const history = record(
      record(noHistory, graph(["a"]), "type", "a.title", 0),
      graph(["b"]),
      "type",
      "a.title",
      500,
    );
    expect(history.past).toHaveLength(1);
    expect(record(history, graph(["c"]), "type", "a.title", 5_000).past).toHaveLength(2);
  });

  test("undoing after somebody else has saved takes back only what is one's own", () => {
    const base = graph(["a"]);
    const mine = addNode(node("m"))(base);
    const theirs = addNode(node("t"))(base);
    const history = rebase(record(noHistory, base, "add m", null, 0), base, theirs);
    const now = merge(base, mine, theirs).document;
    expect(ids(undo(history, now)!.document)).toBe("at");
  });
});

describe("copying", () => {
  const document = graph(
    ["a", "b", "c"],
    [
      ["a", "b"],
      ["b", "c"],
    ],
  );
  const chosen = { ...nothing, nodes: new Set(["a", "b"]) };

  test("a copy is a text that can be read again, with the arrows between", () => {
    const read = readCopied(asText(copied(document, chosen)))!;
    expect(read.nodes.map((one) => one.node_id)).toEqual(["a", "b"]);
    expect(read.edges.map(({ id }) => id)).toEqual(["ab"]);
  });

  test("what is pasted has ids of its own, and stands where it was asked to", () => {
    const pasted = paste(document, copied(document, chosen), { x: 100, y: 50 });
    const after = pasted.edit(document);
    expect(ids(after)).toBe("abca-2b-2");
    expect(after.content.edges.at(-1)).toMatchObject({ id: "ab-2", source: "a-2", target: "b-2" });
    expect(after.content.nodes.at(-1)).toMatchObject({ x_value: 100, y_value: 50 });
    expect([...pasted.selection.nodes]).toEqual(["a-2", "b-2"]);
  });

  test("a whole canvas can be pasted", () => {
    expect(readCopied(JSON.stringify(document))?.nodes).toHaveLength(3);
  });

  test.each([
    "",
    "hello",
    "{",
    "{}",
    "[1]",
    '{"nodes": 3}',
    '{"nodes": [{"node_id": "a"}]}',
    '{"notes": [{"id": "x"}]}',
  ])("%s is nothing that could be pasted", (text) => {
    expect(readCopied(text)).toBeNull();
  });
});

describe("fields", () => {
  const document: CanvasDocument = {
    content: {
      nodes: [
        node("a", {
          configuration: {
            input_fields: { who: "card", text: "No. {{card}} of {{card.name}}", other: "my card" },
            output_fields: [{ miniapp_name: "Numeric", local_name: "card" }],
            log_as_kvp: { input_fields: [], output_fields: ["card"] },
          },
        }),
        node("b", {
          type: "set-field",
          configuration: { extra_fields: [{ field: "card", value: "{{ card }}{{cards}}" }] },
        }),
        node("c", {
          type: "transfer",
          configuration: { extra_fields: [{ field: "destination", value: "{{card}}" }] },
        }),
      ],
      edges: [
        {
          id: "e",
          source: "a",
          target: "b",
          conditions: [{ field: "card", operator: "EQUAL", value: "{{card}}" }],
        },
      ],
    },
  };

  test("are found wherever they stand", () => {
    expect(fieldsIn(document)).toEqual(["card", "cards"]);
  });

  test("get another name wherever they stand, and nothing else does", () => {
    const renamed = JSON.stringify(renameField("card", "pan")(document));
    expect(renamed).not.toMatch(/\bcard\b(?! ?")/);
    expect(renamed).toContain('"who":"pan"');
    expect(renamed).toContain("No. {{pan}} of {{pan.name}}");
    expect(renamed).toContain('"other":"my card"');
    expect(renamed).toContain("{{cards}}");
    expect(renamed).toContain('"output_fields":["pan"]');
    expect(renameField("card", "pan")(renameField("pan", "card")(document))).toEqual(
      renameField("card", "pan")(document),
    );
  });

  test("variables are no fields", () => {
    expect(renameIn("{{ocpvars:card}} {{card}}", "card", "x")).toBe("{{ocpvars:card}} {{x}}");
  });
});

describe("finding", () => {
  test("looks at titles, names, prompts, fields and ids", () => {
    const document: CanvasDocument = {
      content: {
        nodes: [
          node("a", { title: "Opening hours" }),
          node("b", { configuration: { input_fields: { x: "{{iban}}" } } }),
        ],
        edges: [
          {
            id: "e",
            source: "a",
            target: "b",
            conditions: [{ field: "iban", operator: "EQUAL", value: "DE" }],
          },
        ],
      },
    };
    const prompts = (component: string) => (component.startsWith("u.b.") ? "How can I help?" : undefined);
    const found = (search: string) => find(document, search, prompts).map(({ id }) => id);
    expect(found("HOURS")).toEqual(["a"]);
    expect(found("help")).toEqual(["b"]);
    expect(found("iban")).toEqual(["b", "e"]);
    expect(found("  ")).toEqual([]);
  });
});

describe("putting in order", () => {
  test("follows the arrows from top to bottom", () => {
    const document = graph(
      ["a", "b", "c"],
      [
        ["a", "b"],
        ["b", "c"],
      ],
    );
    const [a, b, c] = tidy(document, null)(document).content.nodes.map((one) => one.y_value as number);
    expect(a! < b! && b! < c!).toBe(true);
  });

  test("moves only what is chosen", () => {
    const document = graph(["a", "b"], [["a", "b"]]);
    expect(tidy(document, new Set(["b"]))(document).content.nodes[0]).toBe(document.content.nodes[0]);
  });

  test("nodes without a place get one below the others", () => {
    const document: CanvasDocument = {
      content: {
        nodes: [node("a", { y_value: 300 }), node("b", { x_value: null, y_value: null })],
        edges: [],
      },
    };
    expect(placed(document).content.nodes[1]?.y_value as number).toBeGreaterThan(300);
  });

  test("a line is a line", () => {
    const document: CanvasDocument = {
      content: { nodes: [node("a", { x_value: 10 }), node("b", { x_value: 90, y_value: 200 })], edges: [] },
    };
    const left = align(document, new Set(["a", "b"]), "left")(document);
    expect(left.content.nodes.map((one) => one.x_value)).toEqual([10, 10]);
  });
});
