/** Server-sent events. */
interface ServerEvent {
  id: string;
  event: string;
  data: string;
}

/** The events of a stream, as they come. */
export async function* events(answer: Response): AsyncGenerator<ServerEvent> {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: "" };
    if (done) return;
    text += value;
    const parts = text.split(/\r?\n\r?\n/);
    text = parts.pop() ?? "";
    for (const part of parts) yield serverEvent(part);
  }
}

/** One event of a stream: `event: …`, `data: …`, `id: …`. */
export function serverEvent(text: string): ServerEvent {
  const found: ServerEvent = { id: "", event: "message", data: "" };
  for (const line of text.split(/\r?\n/)) {
    const [, name = "", value = ""] = /^(\w+): ?(.*)$/.exec(line) ?? [];
    if (name === "id" || name === "event") found[name] = value;
    if (name === "data") found.data += found.data ? `\n${value}` : value;
  }
  return found;
}
