/** A conversation as a scenario: the text that `tests/dialogs/` holds and that anybody can read. */
import type { TurnRecord } from "../api/dialogs.ts";

export interface Given {
  title: string;
  fields: Record<string, string>;
  locale: string;
  /** The node that it began at, when it was not where it begins anyhow. */
  node?: string | undefined;
  /** What was said, in order; stands in for what the record masks. */
  words?: string[];
}

const line = (text: string) => text.replace(/\s+/g, " ").trim();
/** Fields that every turn sets by itself say nothing about a conversation. */
const OWN = /InputMode$/;
const MASK = "****";

export function scenario(turns: TurnRecord[], { title, fields, locale, node, words = [] }: Given): string {
  const given = Object.entries(fields).map(([name, value]) => `${name} = ${line(value)}`);
  if (locale) given.push(`locale ${locale}`);
  if (node) given.push(`at ${node}`);
  const first = turns[0]?.input;
  if (first?.type === "start" && first.utterance) given.push(`says ${line(first.utterance)}`);
  const lines = [`--- ${line(title)}`];
  if (given.length > 0) lines.push(`start ${given.join("; ")}`);
  let heard = 0;
  for (const turn of turns) {
    const said = SAID.has(turn.input.type) ? unmasked(input(turn), words[heard++]) : "";
    if (said) lines.push(said);
    if (turn.input.type === "idle") lines.push("[idle]");
    const spoken = line(turn.said.join(" "));
    if (spoken) lines.push(`${spoken.includes(MASK) ? "<*" : "<"} ${spoken}`);
    // What the first turn sets was given to it.
    for (const [name, value] of turn.step === 1 ? [] : Object.entries(turn.fields)) {
      if (OWN.test(name) || value?.includes(MASK)) continue;
      lines.push(value === null ? `= ${name} dropped` : `= ${name} ${line(value)}`);
    }
    if (turn.ended) {
      const { end_type, success, reason } = turn.ended;
      lines.push(line(`! ${end_type} ${success ? "success" : "fail"} ${reason ?? ""}`));
    }
  }
  return `${lines.join("\n")}\n`;
}

const SAID = new Set(["utterance", "choice", "no_input", "hang_up"]);

function unmasked(shown: string, word: string | undefined): string {
  if (!word || !shown.includes(MASK)) return shown;
  return word.startsWith("[dtmf:") ? word : `> ${line(word)}`;
}

function input({ input }: TurnRecord): string {
  switch (input.type) {
    case "utterance":
    case "choice":
      return input.mode === "DTMF" ? `[dtmf:${input.utterance}]` : `> ${line(input.utterance)}`;
    case "no_input":
      return "[noinput]";
    case "hang_up":
      return "[hup]";
    default:
      return "";
  }
}

/** A file's name of a title. */
export function fileName(title: string): string {
  const name = title
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  return `${name.slice(0, 60) || "conversation"}.txt`;
}
