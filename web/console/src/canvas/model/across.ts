/** One field under another name in all that an application is made of: canvases, settings, miniApps. */
import type { Handler, Settings } from "../../api/settings.ts";
import { type CanvasDocument, type CanvasNode, outputsOf } from "./document.ts";
import type { Edit } from "./edits.ts";
import { readBy, renameField, renameIn } from "./fields.ts";
import { kindOf } from "./kinds.ts";
import { same } from "./same.ts";

/** On a canvas of an application; what its own flows take and give goes with it. */
export function renameAcross(from: string, to: string, flows: ReadonlySet<string>): Edit {
  const names = (node: CanvasNode): CanvasNode => {
    const { configuration } = node;
    if (kindOf(node) !== "flow" || !flows.has(node.component_id) || !configuration) return node;
    const inputs = configuration.input_fields;
    const gives = outputsOf(node).some(({ miniapp_name }) => miniapp_name === from);
    if (!gives && !(inputs && from in inputs)) return node;
    const renamed = (name: string) => (name === from ? to : name);
    return {
      ...node,
      configuration: {
        ...configuration,
        ...(inputs
          ? {
              input_fields: Object.fromEntries(
                Object.entries(inputs).map(([name, value]) => [renamed(name), value]),
              ),
            }
          : {}),
        output_fields: outputsOf(node).map((one) => ({ ...one, miniapp_name: renamed(one.miniapp_name) })),
      },
    };
  };
  return (document) => {
    const plain = renameField(from, to)(document);
    const nodes = plain.content.nodes.map(names);
    return { ...plain, content: { ...plain.content, nodes } };
  };
}

/** How many nodes and arrows differ. */
export function changed(before: CanvasDocument, after: CanvasDocument): number {
  const differ = <T>(one: T[], other: T[]) => one.filter((item, at) => !same(item, other[at])).length;
  return (
    differ(before.content.nodes, after.content.nodes) + differ(before.content.edges, after.content.edges)
  );
}

/** A setting of an application or flow with the field under its other name. */
export function renameSetting<Key extends keyof Settings>(
  key: Key,
  value: Settings[Key],
  from: string,
  to: string,
): Settings[Key] {
  const name = (one: string) => (one === from ? to : one);
  const keys = (record: Record<string, string>, values: (value: string) => string) =>
    Object.fromEntries(Object.entries(record).map(([field, value]) => [name(field), values(value)]));
  const all: { [K in keyof Settings]: (value: Settings[K]) => Settings[K] } = {
    about: ({ description, input_fields, output_fields }) => ({
      description,
      input_fields: [...new Set(input_fields.map(name))],
      output_fields: [...new Set(output_fields.map(name))],
    }),
    global_fields: (list) => list.map(name),
    field_sensitivity: (record) => keys(record, (level) => level),
    attached_data: (record) => keys(record, (value) => renameIn(value, from, to)),
    "error-handlers": (list) => list.map((one) => inHandler(one, from, to)),
    "repeat-handlers": (list) => list.map((one) => inHandler(one, from, to)),
    "dialog-end-handlers": (list) => list.map((one) => inHandler(one, from, to)),
    "voice-biometric": (mapping) => ({
      ...mapping,
      field_mappings: mapping.field_mappings.map((one) => ({ ...one, orc_field: name(one.orc_field) })),
    }),
  };
  return all[key](value);
}

function inHandler(handler: Handler, from: string, to: string): Handler {
  const { drop_fields, handler: runs } = handler;
  const inputs = runs?.configuration?.input_fields as Record<string, unknown> | undefined;
  return {
    ...handler,
    ...(drop_fields ? { drop_fields: drop_fields.map((one) => (one === from ? to : one)) } : {}),
    ...(runs && inputs
      ? {
          handler: {
            ...runs,
            configuration: {
              ...runs.configuration,
              input_fields: Object.fromEntries(
                Object.entries(inputs).map(([input, value]) => [
                  input,
                  typeof value === "string" ? (value === from ? to : renameIn(value, from, to)) : value,
                ]),
              ),
            },
          },
        }
      : {}),
  };
}

const escaped = (text: string) => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&");

/** The model of a miniApp: templates, conditions on fields, and what its JavaScript reads of `params`. */
export function renameInModel(model: unknown, from: string, to: string): { model: unknown; count: number } {
  let count = 0;
  const dotted = new RegExp(`\\bparams\\.${escaped(from)}(?![\\w$])`, "g");
  const quoted = new RegExp(`\\bparams\\[(["'])${escaped(from)}\\1\\]`, "g");
  const counted = (before: string, after: string) => {
    if (after !== before) count += 1;
    return after;
  };
  const text = (key: string, value: string): string => {
    if (/javascript$/i.test(key)) {
      return counted(value, value.replaceAll(dotted, `params.${to}`).replaceAll(quoted, `params[$1${to}$1]`));
    }
    if (key === "field" && value === from) return counted(value, to);
    return readBy(value).includes(from) ? counted(value, renameIn(value, from, to)) : value;
  };
  const walk = (value: unknown, key: string, depth: number): unknown => {
    if (depth > 40) return value;
    if (typeof value === "string") return text(key, value);
    if (Array.isArray(value)) return value.map((one) => walk(one, key, depth + 1));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, walk(inner, name, depth + 1)]),
    );
  };
  return { model: walk(model, "", 0), count };
}

/** The texts of a model that hold these letters, in any case. */
export function findInModel(model: unknown, wanted: string): string | undefined {
  if (typeof model === "string") return model.toLocaleLowerCase().includes(wanted) ? model : undefined;
  if (typeof model !== "object" || model === null) return undefined;
  for (const inner of Object.values(model)) {
    const found = findInModel(inner, wanted);
    if (found !== undefined) return found;
  }
  return undefined;
}
