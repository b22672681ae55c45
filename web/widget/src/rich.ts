/** Buttons, lists and the like beside a message. Authors and other clients write them in more than one way; here they become one. */

export interface Choice {
  label: string;
  /** What the visitor says by choosing it. */
  say: string;
  /** What it means: given along, so that nobody has to guess it from the words. */
  semantics?: Record<string, string>;
  detail?: string;
  image?: string;
  /** It leads somewhere instead of saying something. */
  url?: string;
}

export interface Rich {
  kind: "buttons" | "list" | "data" | "calendar";
  title: string;
  subtitle: string;
  image?: string;
  choices: Choice[];
  /** For the page around the chat. */
  data?: Record<string, unknown>;
  /** A day to choose, or two. */
  days?: Days;
}

export interface Days {
  /** The output that the choice is given as. */
  output: string;
  span: boolean;
  /** `2026-03-01`: not before, and not after. */
  from: string;
  to: string;
}

type Json = Record<string, unknown>;

const MOST_CHOICES = 50;
const LISTS = /list|menu|carousel|table/i;
const DATA = /meta|data$/i;
const CALENDAR = /calendar|date/i;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const text = (value: unknown): string =>
  typeof value === "string" ? value.trim() : typeof value === "number" ? String(value) : "";
const first = (of: Json, ...keys: string[]): string => keys.map((key) => text(of[key])).find(Boolean) ?? "";

/** What goes with a message, at most two pieces. */
export function richOf(prompt: Json, component: unknown): Rich[] {
  const given = Array.isArray(prompt.data_models) ? prompt.data_models : [];
  // The component is the first of the models again, for clients that know no others.
  return (given.length > 0 ? given : [component]).filter(isObject).map(piece).filter(worthwhile).slice(0, 2);
}

function worthwhile(rich: Rich): boolean {
  return rich.choices.length > 0 || !!rich.image || !!rich.data || !!rich.days;
}

function piece(model: Json): Rich {
  const type = first(model, "type", "subtype");
  const lists = [
    "interactive_option",
    "interactive_options",
    "options",
    "buttons",
    "entries",
    "items",
    "choices",
  ];
  const options = lists.map((key) => model[key]).find(Array.isArray) ?? [];
  const choices = (options as unknown[])
    .slice(0, MOST_CHOICES)
    .map(choice)
    .filter((one) => one !== null);
  const rich: Rich = {
    kind: LISTS.test(type) || choices.some((one) => one.detail || one.image) ? "list" : "buttons",
    title: first(model, "title"),
    subtitle: first(model, "subtitle", "tip"),
    choices,
  };
  const image = picture(model.image);
  if (image) rich.image = image;
  if (choices.length === 0 && CALENDAR.test(type)) {
    rich.kind = "calendar";
    rich.days = daysOf(model, type);
    return rich;
  }
  if (choices.length === 0 && DATA.test(type)) {
    rich.kind = "data";
    rich.data = isObject(model.data) ? model.data : model;
  }
  return rich;
}

function daysOf(model: Json, type: string): Days {
  const day = (...keys: string[]) => /^\d{4}-\d{2}-\d{2}/.exec(first(model, ...keys))?.[0] ?? "";
  const span = model.range === true || /range/i.test(`${type} ${first(model, "output", "mode")}`);
  return {
    output: first(model, "output") || (span ? "DateRange" : "Date"),
    span,
    from: day("min", "minDate", "min_date", "from"),
    to: day("max", "maxDate", "max_date", "to"),
  };
}

/** What a visitor says by choosing a day, or two: words for people, and the value in the form of the platform. */
export function chosenDays({ output }: Days, days: string[], locale?: string): Choice {
  const spoken = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  const label = days.map((day) => spoken.format(new Date(`${day}T00:00:00Z`))).join(" – ");
  const value = days.map((day) => day.split("-").reverse().join("/")).join("-");
  return { label, say: label, semantics: { [output]: value } };
}

function choice(option: unknown): Choice | null {
  if (typeof option === "string") return option.trim() ? { label: option.trim(), say: option.trim() } : null;
  if (!isObject(option)) return null;
  const label = first(option, "label", "text", "title", "name");
  if (!label) return null;
  const made: Choice = { label, say: first(option, "selection_text", "value", "utterance") || label };
  const url = link(option.url);
  if (url) made.url = url;
  const image = picture(option.image);
  if (image) made.image = image;
  const detail = first(option, "detail", "description", "subtitle");
  if (detail) made.detail = detail;
  if (isObject(option.semantics)) {
    const pairs = Object.entries(option.semantics).map(([key, value]) => [key, text(value)] as const);
    made.semantics = Object.fromEntries(pairs.filter(([, value]) => value));
  }
  return made;
}

/** An address that may be followed; scripts may not. */
export function link(value: unknown): string | undefined {
  const url = text(value);
  return /^(https?:\/\/|tel:|mailto:)/i.test(url) ? url.replace(/^tel:\/\//i, "tel:") : undefined;
}

function picture(value: unknown): string | undefined {
  const url = text(isObject(value) ? value.url : value);
  return /^(https?:\/\/|data:image\/(png|jpeg|gif|webp);)/i.test(url) ? url : undefined;
}
