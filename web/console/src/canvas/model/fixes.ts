/** Remedies that need no thought: for a problem, what would make it go away. */
import type { Problem } from "../../api/canvases.ts";
import { texts } from "../../texts/index.ts";
import {
  type CanvasDocument,
  type CanvasNode,
  conditionsOf,
  edgesFrom,
  inputsOf,
  nodesById,
  outputsOf,
} from "./document.ts";
import {
  addNode,
  changeConfiguration,
  changeEdge,
  connect,
  type Edit,
  freshId,
  nothing,
  remove,
} from "./edits.ts";
import { fieldsIn, renameField } from "./fields.ts";
import { boxOf } from "./geometry.ts";
import { parts } from "./kinds.ts";
import { make } from "./make.ts";

export interface Fix {
  label: string;
  edit: Edit;
}

const t = texts.canvas.problems.fixes;

export function fixesFor(problem: Problem, document: CanvasDocument): Fix[] {
  const { code, node_id, edge_id, field } = problem;
  const node = node_id ? nodesById(document).get(node_id) : undefined;
  const edge = edge_id ? document.content.edges.find(({ id }) => id === edge_id) : undefined;
  switch (code) {
    case "EDGE_TO_NOWHERE":
    case "CONDITION_NEVER_TRUE":
    case "CONTRADICTORY_CONDITIONS":
      return edge ? [{ label: t.removeEdge, edit: remove({ ...nothing, edges: new Set([edge.id]) }) }] : [];
    case "MULTIPLE_DEFAULTS": {
      const defaults = node
        ? edgesFrom(document, node.node_id).filter((one) => conditionsOf(one).length === 0)
        : [];
      const last = edge ?? defaults.at(-1);
      return last ? [{ label: t.removeEdge, edit: remove({ ...nothing, edges: new Set([last.id]) }) }] : [];
    }
    case "UNREACHABLE_NODE":
    case "MULTIPLE_ROOTS_FOUND":
    case "COMPONENT_NOT_FOUND":
      return node
        ? [{ label: t.removeNode, edit: remove({ ...nothing, nodes: new Set([node.node_id]) }) }]
        : [];
    case "CONDITION_WITHOUT_EDGES":
      return node ? [{ label: t.default, edit: withDefault(node) }] : [];
    case "UNKNOWN_FLOW_INPUT": {
      if (!node || !field || !inputsOf(node).some(([name]) => name === field)) return [];
      const left = Object.fromEntries(inputsOf(node).filter(([name]) => name !== field));
      return [
        { label: t.removeInput(field), edit: changeConfiguration(node.node_id, { input_fields: left }) },
      ];
    }
    case "MISSING_FLOW_INPUT": {
      if (!node || !field) return [];
      const given = { ...node.configuration?.input_fields, [field]: field };
      return [
        { label: t.giveInput(field), edit: changeConfiguration(node.node_id, { input_fields: given }) },
      ];
    }
    case "UNKNOWN_OUTPUT":
    case "UNUSED_OUTPUT":
    case "UNKNOWN_FLOW_OUTPUT": {
      if (!node || !field) return [];
      const named = (one: { miniapp_name: string; local_name: string }) =>
        one.miniapp_name === field || one.local_name === field;
      const left = outputsOf(node).filter((one) => !named(one));
      if (left.length === outputsOf(node).length) return [];
      return [
        { label: t.removeOutput(field), edit: changeConfiguration(node.node_id, { output_fields: left }) },
      ];
    }
    case "RESERVED_FIELD_NAME":
    case "INVALID_FIELD_NAME":
    case "READ_ONLY_FIELD": {
      if (!field) return [];
      const to = freshField(document, field.replaceAll(/[^\w]+/g, "_").replace(/^_+$/, "field"));
      return [{ label: t.rename(field, to), edit: renameField(field, to) }];
    }
    case "UNKNOWN_OPERATOR": {
      const at = Number(/conditions\.(\d+)/.exec(problem.location ?? "")?.[1] ?? -1);
      if (!edge || !conditionsOf(edge)[at]) return [];
      const conditions = conditionsOf(edge).map((one, index) =>
        index === at ? { ...one, operator: "EQUAL" } : one,
      );
      return [{ label: t.operator, edit: changeEdge(edge.id, { conditions }) }];
    }
    case "DUPLICATE_NODE_ID":
      return node_id ? [{ label: t.makeId, edit: renumber(node_id) }] : [];
    case "UNDEFINED_FIELD":
    case "CONDITION_ON_UNDEFINED_FIELD": {
      const near = field ? similar(field, fieldsIn(document)) : undefined;
      return near && field ? [{ label: t.rename(field, near), edit: renameField(field, near) }] : [];
    }
    default:
      return [];
  }
}

/** An arrow that is always taken, to an end of its own. */
function withDefault(node: CanvasNode): Edit {
  return (document) => {
    const { owner, group } = parts(node.component_id);
    const { x, y, height } = boxOf(node);
    const exit = make(
      document,
      { what: "builtin", kind: "exit", name: texts.canvas.kinds.exit },
      { x, y: y + height + 80 },
      {
        owner,
        group,
      },
    );
    const added = addNode(exit)(document);
    return connect(freshId(added, `${node.node_id}-${exit.node_id}`), node.node_id, exit.node_id)(added);
  };
}

/** Gives the second of two nodes of one id another. */
function renumber(id: string): Edit {
  return (document) => {
    let seen = false;
    const nodes = document.content.nodes.map((node) => {
      if (node.node_id !== id) return node;
      if (seen) return { ...node, node_id: freshId(document, id) };
      seen = true;
      return node;
    });
    return { ...document, content: { ...document.content, nodes } };
  };
}

function freshField(document: CanvasDocument, wish: string): string {
  const taken = new Set(fieldsIn(document));
  for (let number = 2; ; number += 1) if (!taken.has(`${wish}_${number}`)) return `${wish}_${number}`;
}

/** A name that differs in letter case, or in one or two letters: most likely a slip of the pen. */
export function similar(name: string, among: string[]): string | undefined {
  const others = among.filter((one) => one !== name);
  const lower = name.toLowerCase();
  const best = others
    .map((one) => ({ one, far: distance(lower, one.toLowerCase()) }))
    .sort((a, b) => a.far - b.far)[0];
  return best && best.far <= (name.length > 5 ? 2 : 1) ? best.one : undefined;
}

function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
