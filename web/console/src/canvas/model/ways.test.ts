import { expect, test } from "vitest";
import { describeEdge } from "./describe.ts";
import { type CanvasDocument, edgesFrom, nodesById } from "./document.ts";
import { boxOf } from "./geometry.ts";
import { tidy } from "./layout.ts";
import { along, path, route } from "./route.ts";
import { LABEL_HEIGHT, labelWidth, waysOf } from "./ways.ts";

const node = (id: string, x = 0, y = 0) => ({
  node_id: id,
  type: "set-field",
  component_id: "u.set-field.builtins.orc.g",
  title: id,
  x_value: x,
  y_value: y,
});
const edge = (source: string, target: string, value?: string) => ({
  id: `${source}-${target}`,
  source,
  target,
  conditions: value ? [{ field: "Intent", operator: "EQUAL", value }] : [],
});

/** A canvas such as people draw: a question with many answers, ways that meet again, and one that leads back. */
const busy: CanvasDocument = {
  content: {
    nodes: [
      "start",
      "ask",
      "hours",
      "known",
      "identify",
      "what",
      "balance",
      "card",
      "agent",
      "more",
      "bye",
    ].map((id) => node(id)),
    edges: [
      edge("start", "ask"),
      edge("ask", "hours", "Opening.Hours"),
      edge("ask", "known", "Account.Balance"),
      edge("ask", "agent", "Agent.Talk"),
      edge("ask", "bye"),
      edge("known", "what", "YES"),
      edge("known", "identify"),
      edge("identify", "what", "YES"),
      edge("identify", "agent"),
      edge("what", "card", "Card.Lost"),
      edge("what", "balance"),
      edge("hours", "more"),
      edge("balance", "more"),
      edge("card", "more"),
      edge("more", "ask", "YES"),
      edge("more", "bye"),
    ],
  },
};

/** The boxes of all words on arrows. */
function words(canvas: CanvasDocument) {
  const [nodes, ways] = [nodesById(canvas), waysOf(canvas)];
  return canvas.content.edges.flatMap((one) => {
    const label = describeEdge(one, edgesFrom(canvas, one.source).length);
    if (!label) return [];
    const [from, to] = [boxOf(nodes.get(one.source)!), boxOf(nodes.get(one.target)!)];
    const { bend, via, share } = ways.get(one.id)!;
    const start = { x: from.x + from.width / 2, y: from.y + from.height };
    const { x, y } = along(route(start, { x: to.x + to.width / 2, y: to.y }, bend, via), share);
    const width = labelWidth(label);
    return [{ id: one.id, x: x - width / 2, y: y - LABEL_HEIGHT / 2, width, height: LABEL_HEIGHT }];
  });
}

const overlap = (a: ReturnType<typeof boxOf>, b: ReturnType<typeof boxOf>) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

test("once it is tidied, what arrows say lies over no block and over nothing that other arrows say", () => {
  const canvas = tidy(busy, null)(busy);
  const all = words(canvas);
  expect(all).toHaveLength(12);
  const boxes = canvas.content.nodes.map((one) => ({ id: one.node_id, ...boxOf(one) }));
  expect(
    all.flatMap((one) => boxes.filter((box) => overlap(one, box)).map(({ id }) => `${one.id} over ${id}`)),
  ).toEqual([]);
  const twice = all.flatMap((one, at) => all.slice(at + 1).filter((other) => overlap(one, other)));
  expect(twice).toEqual([]);
});

test("an arrow goes round what lies in its way when it can", () => {
  const canvas: CanvasDocument = {
    content: {
      nodes: [node("a", 0, 0), node("between", 0, 180), node("b", 400, 400)],
      edges: [edge("a", "b")],
    },
  };
  expect(waysOf(canvas).get("a-b")?.bend).toBe("early");
});

test("an arrow leads past what stands between its ends", () => {
  const canvas: CanvasDocument = {
    content: {
      nodes: [node("a", 0, 0), node("between", 0, 180), node("b", 0, 400)],
      edges: [edge("a", "b")],
    },
  };
  expect(waysOf(canvas).get("a-b")?.via).toBe(-22);
});

test("a line has round corners, begins and ends where it has to, and leads back past its ends", () => {
  const straight = route({ x: 0, y: 0 }, { x: 0, y: 100 }, "middle");
  expect(path(straight)).toBe("M0 0L0 100");
  const down = route({ x: 0, y: 0 }, { x: 100, y: 100 }, "middle");
  expect(path(down)).toBe("M0 0L0 40Q0 50 10 50L90 50Q100 50 100 60L100 100");
  expect(along(down, 0.5)).toEqual({ x: 50, y: 50 });
  const back = route({ x: 0, y: 300 }, { x: 50, y: 0 }, "middle");
  expect(Math.max(...back.map(({ x }) => x))).toBe(200);
  expect(back.at(-1)).toEqual({ x: 50, y: 0 });
});
