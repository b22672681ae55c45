import { expect, test } from "vitest";
import type { CanvasErrors, CanvasPair } from "../../api/deploy.ts";
import { linesOf } from "./problems.ts";

const problem = (message: string, more: object = {}) => ({ code: "X", type: "ERROR", message, ...more });

test("a line names the block, and what is the same for one block is said once", () => {
  const nodes = ["Balance", "Balance", ""].map((title, at) => ({
    node_id: String(at),
    type: "exit",
    component_id: "u.exit.builtins.orc.ann",
    title,
  }));
  const now = JSON.stringify({ content: { nodes, edges: [] } });
  const pairs: CanvasPair[] = [{ component_id: "c", name: "eyes", canvas_id: "one", before: null, now }];
  const errors: CanvasErrors[] = [
    {
      canvas_id: "one",
      node_errors: [
        { node_id: "0", errors: [problem("Twice.", { edge_id: "e" }), problem("Twice."), problem("Other.")] },
        { node_id: "1", errors: [problem("Twice.")] },
        { node_id: "gone", errors: [problem("Lost.", { location: "extra_fields/0" })] },
        {
          node_id: "",
          errors: [
            problem("Said.", { location: "repeat_handlers/0" }),
            problem("Said.", { location: "repeat_handlers/1" }),
          ],
        },
      ],
    },
    { canvas_id: "unknown", node_errors: [{ node_id: "0", errors: [problem("Twice.")] }] },
  ];
  const lines = linesOf(errors, pairs).map(({ where, message, place }) => [...where, message, place]);
  expect(lines).toEqual([
    ["eyes", "Balance", "Twice.", "edge=e"],
    ["eyes", "Balance", "Other.", "node=0"],
    ["eyes", "Balance", "Twice.", "node=1"],
    ["eyes", "extra_fields/0", "Lost.", "node=gone"],
    ["eyes", "repeat_handlers/0", "Said.", ""],
    ["eyes", "repeat_handlers/1", "Said.", ""],
    ["Twice.", "node=0"],
  ]);
});
