import { expect, test } from "vitest";
import { changes, isEmpty } from "./changes.ts";
import type { CanvasDocument, CanvasNode } from "./document.ts";
import { addNode, changeNode, connect, move, nothing, remove, reorderEdge } from "./edits.ts";

const node = (id: string): CanvasNode => ({
  node_id: id,
  type: "exit",
  component_id: "u.exit.builtins.orc.g",
});
const base: CanvasDocument = {
  content: {
    nodes: [node("a"), node("b"), node("c")],
    edges: [
      { id: "ab", source: "a", target: "b" },
      { id: "ac", source: "a", target: "c" },
    ],
  },
};

test("nothing has changed in the same document", () => {
  expect(isEmpty(changes(base, structuredClone(base)))).toBe(true);
});

test("what was added, removed, changed and only moved is told apart", () => {
  let now = addNode(node("d"))(base);
  now = changeNode("a", (one) => ({ ...one, title: "x", configuration: { input_fields: { y: "1" } } }))(now);
  now = move(new Map([["b", { x: 1, y: 2 }]]))(now);
  now = remove({ ...nothing, nodes: new Set(["c"]) })(now);
  const found = changes(base, connect("ad", "a", "d")(now));
  expect([...found.nodes].sort()).toEqual([
    ["a", "changed"],
    ["b", "moved"],
    ["c", "removed"],
    ["d", "added"],
  ]);
  expect([...found.edges].sort()).toEqual([
    ["ac", "removed"],
    ["ad", "added"],
  ]);
  expect(found.details.get("a")).toEqual(["title", "configuration.input_fields"]);
  expect(found.together.content.nodes.map((one) => one.node_id).sort()).toEqual(["a", "b", "c", "d"]);
});

test("another order of arrows is a change", () => {
  expect([...changes(base, reorderEdge("ac", -1)(base)).edges.keys()].sort()).toEqual(["ab", "ac"]);
});
