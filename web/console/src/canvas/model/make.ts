/** New nodes, with the settings that they begin with. */
import {
  type CanvasDocument,
  type CanvasNode,
  type Drawn,
  groupsOf,
  notesOf,
  outputsOf,
} from "./document.ts";
import { freshId, type Point, slug } from "./edits.ts";
import { around, boxOf } from "./geometry.ts";
import { builtin, type Kind, outputName, parts } from "./kinds.ts";

/** What can be put on a canvas. */
export type Make =
  | { what: "builtin"; kind: Kind; name: string }
  | { what: "miniapp"; id: string; name: string; type: string; domain?: string | null }
  | { what: "flow"; id: string; name: string; inputs: string[]; outputs: string[] };

export interface Home {
  owner: string;
  group: string;
}

export function make(document: CanvasDocument, what: Make, at: Point, home: Home): CanvasNode {
  const common = {
    title: what.name,
    node_id: freshId(document, slug(what.name)),
    x_value: Math.round(at.x),
    y_value: Math.round(at.y),
  };
  switch (what.what) {
    case "builtin": {
      const fields = what.kind === "transfer" ? [{ field: "destination", value: "" }] : [];
      const configuration = {
        input_fields: {},
        output_fields: [],
        ...(what.kind === "condition" ? {} : { extra_fields: fields }),
      };
      return { ...common, ...builtin(what.kind, home.owner, home.group), configuration };
    }
    case "miniapp": {
      const output = outputName(what.type, what.domain);
      const given = output === "AnnouncementResult" ? `${what.name}_0_output` : what.name;
      const local = freshField(document, output === "Intent" ? "Intent" : given);
      const services = what.type === "WebService" || what.type === "Intelli";
      return {
        ...common,
        type: "miniApp",
        component_id: what.id,
        miniapp_type: what.domain || what.type,
        configuration: {
          input_fields: {},
          output_fields: services
            ? []
            : [{ miniapp_name: output, local_name: local, optional: false, locked: true }],
          reset_on_intent: false,
          log_as_kvp: { input_fields: [], output_fields: [] },
        },
      };
    }
    case "flow":
      return {
        ...common,
        type: "Flow",
        component_id: what.id,
        configuration: {
          input_fields: Object.fromEntries(what.inputs.map((name) => [name, ""])),
          output_fields: what.outputs.map((name) => ({
            miniapp_name: name,
            local_name: name,
            optional: false,
            locked: false,
          })),
          log_as_kvp: { input_fields: [], output_fields: [] },
        },
      };
  }
}

/** A name for a field that no other node gives. */
function freshField(document: CanvasDocument, wish: string): string {
  const taken = new Set(
    document.content.nodes.flatMap((node) => outputsOf(node).map(({ local_name }) => local_name)),
  );
  if (!taken.has(wish)) return wish;
  for (let number = 2; ; number += 1) if (!taken.has(`${wish}_${number}`)) return `${wish}_${number}`;
}

export const makeNote = (document: CanvasDocument, at: Point, text: string): Drawn => ({
  id: freshId(document, "note"),
  x: Math.round(at.x),
  y: Math.round(at.y),
  width: 220,
  height: 100,
  text,
});

const MARGIN = 30;
const HEAD = 44;

/** A frame around nodes; without any, an empty one at a place. */
export function makeGroup(
  document: CanvasDocument,
  chosen: ReadonlySet<string>,
  at: Point,
  text: string,
): Drawn {
  const id = freshId(document, "group");
  const boxes = document.content.nodes.filter((node) => chosen.has(node.node_id)).map(boxOf);
  if (boxes.length === 0) return { id, x: at.x, y: at.y, width: 420, height: 260, text };
  const { x, y, width, height } = around(boxes);
  return { id, x: x - MARGIN, y: y - HEAD, width: width + 2 * MARGIN, height: height + HEAD + MARGIN, text };
}

/** What lies within a frame, and moves with it. */
export function within(document: CanvasDocument, group: Drawn): Map<string, Point> {
  const inside = new Map<string, Point>();
  const holds = (x: number, y: number) =>
    x >= group.x && x <= group.x + group.width && y >= group.y && y <= group.y + group.height;
  for (const node of document.content.nodes) {
    const box = boxOf(node);
    if (holds(box.x + box.width / 2, box.y + box.height / 2))
      inside.set(node.node_id, { x: box.x, y: box.y });
  }
  for (const one of [...notesOf(document), ...groupsOf(document)]) {
    const middle = holds(one.x + one.width / 2, one.y + one.height / 2);
    const smaller = one.width * one.height < group.width * group.height;
    if (one.id !== group.id && middle && smaller) inside.set(one.id, { x: one.x, y: one.y });
  }
  return inside;
}

/** Whether a node uses a component of this name; for the words of a step. */
export const nameOf = (what: Make): string => what.name || parts("id" in what ? what.id : "").name;
