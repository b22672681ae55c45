/** Places within a model. Nothing is changed in place: what is not on the way stays the same value. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Path = readonly (string | number)[];

export const isObject = (value: unknown): value is { [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function at(model: Json | undefined, path: Path): Json | undefined {
  let here: Json | undefined = model;
  for (const key of path) {
    if (Array.isArray(here)) here = here[Number(key)];
    else if (isObject(here)) here = here[key];
    else return undefined;
  }
  return here;
}

/** The model with another value at a place; `undefined` takes the key away, but never the whole. What is missing on the way is made. */
export function put(model: Json | undefined, path: Path, value: Json | undefined): Json {
  const [key, ...rest] = path;
  if (key === undefined) return value === undefined ? (model ?? null) : value;
  if (Array.isArray(model)) {
    const items = [...model];
    if (rest.length === 0 && value === undefined) items.splice(Number(key), 1);
    else items[Number(key)] = put(items[Number(key)], rest, value);
    return items;
  }
  const { [key]: old, ...others } = isObject(model) ? model : {};
  if (rest.length === 0 && value === undefined) return others;
  // A key stays where it stands among the others.
  return isObject(model) && key in model
    ? { ...model, [key]: put(old, rest, value) }
    : { ...others, [key]: put(old, rest, value) };
}

/** As the server names places: `model.validations.0.regex`. */
export const dotted = (path: Path): string => ["model", ...path].join(".");

/** The list with an item moved by so many places. */
export function moved<T>(items: T[], from: number, by: number): T[] {
  const to = from + by;
  if (to < 0 || to >= items.length) return items;
  const next = [...items];
  const [item] = next.splice(from, 1);
  if (item !== undefined) next.splice(to, 0, item);
  return next;
}
