/** Which tabs a miniApp has, and which keys of its model stand on each. */
import { isObject, type Json } from "./paths.ts";
import type { Shape } from "./shapes.ts";

export const TABS = [
  "prompts",
  "intents",
  "announcements",
  "service",
  "outputs",
  "value",
  "reactions",
  "checks",
  "confirmation",
  "limits",
  "keys",
  "chat",
  "functions",
  "settings",
  "json",
] as const;
export type Tab = (typeof TABS)[number];

/** Where a key stands; keys without a place are what is special about a type. */
const PLACES: Record<string, Tab> = {
  welcome: "prompts",
  ask: "prompts",
  hold: "prompts",
  startOver: "prompts",
  Reasks: "prompts",
  intents: "intents",
  disambiguation: "confirmation",
  announceList: "announcements",
  wsCall: "service",
  wsCall_uat: "service",
  wsCall_dev: "service",
  wait: "service",
  outputs: "outputs",
  reactions: "reactions",
  validations: "checks",
  customValidation: "checks",
  confirmation: "confirmation",
  properties: "limits",
  errors: "limits",
  dtmf: "keys",
  dataModels: "chat",
  userFunctions: "functions",
};

/** Keys that the JSON tab alone shows. */
const RAW = new Set(["json"]);

export interface TabKeys {
  tab: Tab;
  keys: string[];
}

/** The tabs of a model, each with its keys in the order in which they stand above. */
export function tabsOf(shapes: Record<string, Shape>, model: Json): TabKeys[] {
  const there = isObject(model) ? model : {};
  const found = new Map<Tab, string[]>();
  const order = Object.keys(PLACES);
  const rank = (key: string) => order.indexOf(key) + 1 || order.length + 1;
  const keys = Object.keys(shapes).sort((one, other) => rank(one) - rank(other));
  for (const key of keys) {
    const shape = shapes[key];
    // A key that nobody knows, and that can't be drawn, is left to the JSON.
    if (!(key in PLACES) && (!shape || RAW.has(shape.is)) && !(shape?.description && key in there)) continue;
    const tab = PLACES[key] ?? "value";
    found.set(tab, [...(found.get(tab) ?? []), key]);
  }
  // Every type can have functions, also when it has none yet.
  const always: Tab[] = ["functions", "settings", "json"];
  return TABS.filter((tab) => found.has(tab) || always.includes(tab)).map((tab) => ({
    tab,
    keys: found.get(tab) ?? [],
  }));
}
