/** What to draw for a value: told by its schema, or by the value itself where the server has no schema. */
import { isObject, type Json } from "./paths.ts";

export type Shape = { description?: string } & (
  | { is: "text"; long?: boolean; code?: boolean }
  | { is: "number"; whole: boolean; least?: number; most?: number }
  | { is: "flag" }
  | { is: "choice"; words: string[] }
  | { is: "texts"; numbers?: boolean }
  | { is: "list"; item: Shape }
  | { is: "map"; value: Shape }
  | { is: "object"; keys: Record<string, Shape> }
  | { is: "prompt"; keys: Record<string, Shape> }
  | { is: "weighted"; prompt: Shape }
  | { is: "conditions" }
  | { is: "json" }
);

type Schema = Record<string, unknown>;

const DEEPEST = 12;
const CODE = /^javascript$/i;
const LONG = /^(body|description|instructions|llmInstructions)$/;

/** The shapes of a model's keys, from its JSON Schema. */
export function shapesOf(schema: Schema): Record<string, Shape> {
  return shapes(schema.properties, schema.$defs as Record<string, Schema> | undefined, 0);
}

function shapes(
  properties: unknown,
  defs: Record<string, Schema> | undefined,
  depth: number,
): Record<string, Shape> {
  if (typeof properties !== "object" || properties === null) return {};
  const all = Object.entries(properties as Record<string, Schema>);
  return Object.fromEntries(all.map(([key, value]) => [key, shape(value, defs, depth + 1, key)]));
}

function shape(schema: Schema, defs: Record<string, Schema> | undefined, depth: number, key = ""): Shape {
  const described = typeof schema.description === "string" ? { description: schema.description } : {};
  if (depth > DEEPEST) return { is: "json", ...described };
  if (typeof schema.$ref === "string") {
    const name = schema.$ref.split("/").at(-1) ?? "";
    if (name === "conditions") return { is: "conditions", ...described };
    const meant = defs?.[name];
    return meant ? { ...shape(meant, defs, depth + 1, key), ...described } : { is: "json", ...described };
  }
  if (Array.isArray(schema.anyOf))
    return { ...either(schema.anyOf as Schema[], defs, depth, key), ...described };
  const types = [schema.type].flat();
  if (Array.isArray(schema.enum)) {
    return { is: "choice", words: distinct(schema.enum.map(String)), ...described };
  }
  if (isObject(schema.properties)) {
    const { locales, bargeIn: _, ...keys } = shapes(schema.properties, defs, depth);
    return locales ? { is: "prompt", keys, ...described } : { is: "object", keys, ...described };
  }
  if (isObject(schema.additionalProperties)) {
    const value = shape(schema.additionalProperties as Schema, defs, depth + 1);
    return { is: "map", value, ...described };
  }
  if (types.includes("array")) {
    const item = isObject(schema.items)
      ? shape(schema.items as Schema, defs, depth + 1)
      : ({ is: "json" } as Shape);
    if (item.is === "number") return { is: "texts", numbers: true, ...described };
    return item.is === "text" ? { is: "texts", ...described } : { is: "list", item, ...described };
  }
  if (types.includes("string")) {
    return {
      is: "text",
      ...(CODE.test(key) ? { code: true } : {}),
      ...(LONG.test(key) ? { long: true } : {}),
      ...described,
    };
  }
  if (types.includes("number") || types.includes("integer")) {
    const whole = !types.includes("number");
    const least = typeof schema.minimum === "number" ? { least: schema.minimum } : {};
    const most = typeof schema.maximum === "number" ? { most: schema.maximum } : {};
    return { is: "number", whole, ...least, ...most, ...described };
  }
  if (types.includes("boolean")) return { is: "flag", ...described };
  return { is: "json", ...described };
}

/** Several ways to write one thing: the one that says most is drawn. */
function either(
  choices: Schema[],
  defs: Record<string, Schema> | undefined,
  depth: number,
  key: string,
): Shape {
  const all = choices.map((choice) => shape(choice, defs, depth + 1, key));
  const list = all.find((one) => one.is === "list");
  const prompt = all.find((one) => one.is === "prompt");
  if (list?.is === "list" && prompt) return { is: "weighted", prompt };
  const order: Shape["is"][] = ["flag", "number", "list", "texts", "object", "map", "prompt", "text"];
  return order.map((is) => all.find((one) => one.is === is)).find((one) => one) ?? { is: "json" };
}

/** Words that differ in more than the case of their letters. */
function distinct(words: string[]): string[] {
  const seen = new Set<string>();
  return words.filter((word) => !seen.has(word.toLowerCase()) && seen.add(word.toLowerCase()));
}

/** The shape of a value that no schema describes. */
export function inferred(value: Json | undefined, key = "", depth = 0): Shape {
  if (depth > DEEPEST || value === null || value === undefined) return { is: "json" };
  if (typeof value === "string") {
    return {
      is: "text",
      ...(CODE.test(key) ? { code: true } : {}),
      ...(LONG.test(key) ? { long: true } : {}),
    };
  }
  if (typeof value === "number") return { is: "number", whole: Number.isInteger(value) };
  if (typeof value === "boolean") return { is: "flag" };
  if (Array.isArray(value)) {
    if (key === "fieldValuePairs") return { is: "conditions" };
    if (value.every((item) => typeof item === "string")) return { is: "texts" };
    const first = value.find(isObject);
    return first ? { is: "list", item: inferred(first, "", depth + 1) } : { is: "json" };
  }
  const keys = Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !["locales", "bargeIn"].includes(name))
      .map(([name, inner]) => [name, inferred(inner, name, depth + 1)]),
  );
  if (isObject(value.locales)) return { is: "prompt", keys };
  return Object.keys(keys).length > 0 ? { is: "object", keys } : { is: "json" };
}

/** All keys of a model with their shapes: those of the schema, then those that it does not know. */
export function modelShapes(schema: Schema | null, model: Json): Record<string, Shape> {
  const known = schema ? shapesOf(schema) : {};
  const all = isObject(model) ? model : {};
  const unknown = Object.keys(all).filter((key) => !(key in known));
  return { ...known, ...Object.fromEntries(unknown.map((key) => [key, inferred(all[key], key)])) };
}

/** A new item of a shape. */
export function fresh(shape: Shape): Json {
  switch (shape.is) {
    case "text":
      return "";
    case "number":
      return shape.least && shape.least > 0 ? shape.least : 0;
    case "flag":
      return true;
    case "choice":
      return shape.words[0] ?? "";
    case "texts":
    case "list":
    case "weighted":
    case "conditions":
      return [];
    case "prompt":
      return { ...("enabled" in shape.keys ? { enabled: true } : {}), locales: {} };
    case "object":
      return "enabled" in shape.keys ? { enabled: true } : {};
    default:
      return {};
  }
}
