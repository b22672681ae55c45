/** Where fields stand in a document: to find what uses one, and to rename it everywhere at once. */
import {
  type CanvasDocument,
  type CanvasEdge,
  type CanvasNode,
  conditionsOf,
  extrasOf,
  inputsOf,
  outputsOf,
  text,
} from "./document.ts";
import type { Edit } from "./edits.ts";
import { kindOf } from "./kinds.ts";

const TEMPLATE = /\{\{\s*([^{}]*?)\s*\}\}/g;
const VARIABLE = "ocpvars:";

/** The fields that a template reads: of `{{order.items.0}}` it is `order`. */
export function readBy(template: string): string[] {
  return [...template.matchAll(TEMPLATE)]
    .map(([, name = ""]) => name)
    .filter((name) => !name.startsWith(VARIABLE))
    .map((name) => headOf(name)[0]);
}

/** `order.items.0` and `order | amount` begin with `order`: that, and what follows it. */
function headOf(name: string): [string, string] {
  const [, head = "", rest = ""] = /^([^.|\s]*)(.*)$/s.exec(name) ?? [];
  return [head, rest];
}

/** A template with one field under another name. */
export function renameIn(template: string, from: string, to: string): string {
  return template.replaceAll(TEMPLATE, (whole, name: string) => {
    const [head, rest] = headOf(name);
    return head === from ? `{{${to}${rest}}}` : whole;
  });
}

/** Whether a node sets fields by its `extra_fields`; those of others are settings with names of their own. */
const setsFields = (node: CanvasNode) => kindOf(node) === "set";

/** A value of `input_fields` that is exactly a field's name is that field. */
const mentions = (value: string, field: string) => value === field || readBy(value).includes(field);

export function nodeUses(node: CanvasNode, field: string): boolean {
  return (
    outputsOf(node).some(({ local_name }) => local_name === field) ||
    inputsOf(node).some(([, value]) => mentions(value, field)) ||
    extrasOf(node).some(
      ({ field: name, value }) =>
        (setsFields(node) && name === field) || readBy(String(value ?? "")).includes(field),
    )
  );
}

export function edgeUses(edge: CanvasEdge, field: string): boolean {
  return conditionsOf(edge).some(
    (condition) =>
      fieldOf(condition.field) === field || readBy(String(condition.value ?? "")).includes(field),
  );
}

/** A condition looks at `order`, `order.items.0` or `{{order}}`. */
function fieldOf(name: unknown): string {
  const written = String(name ?? "");
  return readBy(written)[0] ?? written.split(".")[0] ?? "";
}

/** The fields that nodes give or set, and that conditions and templates read: all names that stand in the document. */
export function fieldsIn(document: CanvasDocument): string[] {
  const names = new Set<string>();
  for (const node of document.content.nodes) {
    for (const { local_name } of outputsOf(node)) names.add(text(local_name));
    for (const { field, value } of extrasOf(node)) {
      if (setsFields(node)) names.add(text(field));
      for (const name of readBy(String(value ?? ""))) names.add(name);
    }
    for (const [, value] of inputsOf(node)) for (const name of readBy(value)) names.add(name);
  }
  for (const edge of document.content.edges) {
    for (const condition of conditionsOf(edge)) names.add(fieldOf(condition.field));
  }
  names.delete("");
  return [...names].sort((one, other) => one.localeCompare(other));
}

/** One field under another name wherever it stands: outputs, inputs, assignments, conditions, templates. */
export function renameField(from: string, to: string): Edit {
  return (document) => ({
    ...document,
    content: {
      ...document.content,
      nodes: document.content.nodes.map((node) =>
        nodeUses(node, from) || logs(node, from) ? inNode(node, from, to) : node,
      ),
      edges: document.content.edges.map((edge) => (edgeUses(edge, from) ? inEdge(edge, from, to) : edge)),
    },
  });
}

const logs = ({ configuration }: CanvasNode, field: string) =>
  [
    ...(configuration?.log_as_kvp?.input_fields ?? []),
    ...(configuration?.log_as_kvp?.output_fields ?? []),
  ].includes(field);

function inNode(node: CanvasNode, from: string, to: string): CanvasNode {
  const { configuration } = node;
  if (!configuration) return node;
  const changed = { ...configuration };
  const { input_fields, output_fields, extra_fields, log_as_kvp } = configuration;
  if (input_fields) {
    const entries = Object.entries(input_fields).map(([name, value]) => {
      if (typeof value !== "string") return [name, value];
      return [name, value === from ? to : renameIn(value, from, to)];
    });
    changed.input_fields = Object.fromEntries(entries);
  }
  if (Array.isArray(output_fields)) {
    changed.output_fields = output_fields.map((one) =>
      one.local_name === from ? { ...one, local_name: to } : one,
    );
  } else if (output_fields) {
    const entries = Object.entries(output_fields).map(([name, local]) => [name, local === from ? to : local]);
    changed.output_fields = Object.fromEntries(entries);
  }
  if (extra_fields) {
    changed.extra_fields = extra_fields.map((one) => ({
      ...one,
      field: setsFields(node) && one.field === from ? to : one.field,
      ...(typeof one.value === "string" ? { value: renameIn(one.value, from, to) } : {}),
    }));
  }
  if (log_as_kvp) {
    const renamed = (list: string[] | undefined) => list?.map((name) => (name === from ? to : name)) ?? [];
    changed.log_as_kvp = {
      ...log_as_kvp,
      input_fields: renamed(log_as_kvp.input_fields),
      output_fields: renamed(log_as_kvp.output_fields),
    };
  }
  return { ...node, configuration: changed };
}

function inEdge(edge: CanvasEdge, from: string, to: string): CanvasEdge {
  const conditions = conditionsOf(edge).map((condition) => ({
    ...condition,
    field: renamedField(condition.field, from, to),
    ...(typeof condition.value === "string" ? { value: renameIn(condition.value, from, to) } : {}),
  }));
  return { ...edge, conditions };
}

function renamedField(name: string, from: string, to: string): string {
  if (typeof name !== "string" || fieldOf(name) !== from) return name;
  return name.includes("{{") ? renameIn(name, from, to) : [to, ...name.split(".").slice(1)].join(".");
}
