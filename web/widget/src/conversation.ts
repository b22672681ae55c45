/**
 * A conversation over a socket that may break at any moment. Each event has a number and is taken once; each message
 * has an id, is sent until it was answered, and runs once. So nothing is lost and nothing is said twice, whatever the
 * network does. Knows no page.
 */
import type { Memory } from "./memory.ts";
import { AGAIN, type DialogMessage, type ErrorMessage, GONE, read, type StateMessage } from "./protocol.ts";
import { type Rich, richOf } from "./rich.ts";

/** One thing in the conversation, in the order in which it came. */
export type Entry =
  | { kind: "said"; id: string; text: string; state: "sending" | "sent" | "failed" }
  | {
      kind: "told";
      seq: number;
      text: string;
      action: string;
      rich: Rich[];
      dialog: string;
      step: number;
      to: string;
    }
  | {
      kind: "over";
      seq: number;
      endType: string;
      result: string;
      reason: string;
      transfer: string;
      dialog: string;
    }
  | { kind: "trouble"; text: string; code: string };

interface Pending {
  id: string;
  body: Record<string, unknown>;
  tries: number;
}

/** What is kept over a reload. */
export interface Kept {
  form: 1;
  session: string;
  sequence: number;
  over: boolean;
  entries: Entry[];
  pending: Pending[];
}

export interface State {
  entries: Entry[];
  /** `idle`: nobody has begun; `gone`: it can't go on without a restart. */
  link: "idle" | "connecting" | "open" | "lost" | "gone";
  typing: boolean;
  /** The dialog has ended. */
  over: boolean;
}

export interface Opening {
  fields?: Record<string, unknown>;
  locale?: string;
  utterance?: string;
  /** Beyond what every server knows: goes along as it is. */
  extra?: Record<string, unknown>;
}

export interface Setting {
  url: string;
  token: string;
  memory: Memory;
  opening: Opening;
  changed: (state: State) => void;
  /** Each new event, once. */
  told?: (entry: Entry) => void;
  socket?: (url: string) => WebSocket;
}

const MOST_ENTRIES = 400;
const MOST_TRIES = 4;
const PAUSES = [400, 1_000, 2_000, 4_000, 8_000, 15_000];
/** An idle connection is asked whether it is still there, and given so long to answer. */
const QUIET = 25_000;
const PATIENCE = 10_000;

export class Conversation {
  private kept: Kept;
  private socket: WebSocket | null = null;
  private link: State["link"] = "idle";
  private typing = false;
  private failures = 0;
  private wanted = false;
  /** The id of the message that begins a session. */
  private beginning = "";
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pulse: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly set: Setting) {
    this.kept = set.memory.read() ?? blank();
  }

  get state(): State {
    const { entries, over } = this.kept;
    return { entries, over, link: this.link, typing: this.typing };
  }

  /** True when there is something from before. */
  get underWay(): boolean {
    return this.kept.session !== "";
  }

  /** Begins, or goes on where it was. */
  start() {
    if (this.wanted) return;
    this.wanted = true;
    this.connect();
  }

  /** Says something; `shown` is what stands in the conversation, nothing when empty. */
  say(utterance: string, { shown = utterance, semantics }: { shown?: string; semantics?: object } = {}) {
    const id = newId();
    if (shown) this.add({ kind: "said", id, text: shown, state: "sending" });
    const begins = this.kept.over && this.kept.session !== "";
    const body = begins
      ? { type: "start_dialog_req", utterance, ...this.opening() }
      : { type: "dialog_req", utterance, ...(semantics ? { semantics } : {}) };
    this.kept.over = false;
    this.post({ id, body, tries: 0 });
  }

  /** Another dialog: in the same session when the last one is over, else in a new one. */
  restart(clear = false) {
    if (this.kept.over && this.kept.session && this.link === "open" && !clear) {
      this.kept.over = false;
      this.post({ id: newId(), body: { type: "start_dialog_req", ...this.opening() }, tries: 0 });
      return;
    }
    this.stop();
    this.kept = { ...blank(), entries: clear ? [] : this.kept.entries };
    this.save();
    this.start();
  }

  /** The visitor leaves: the dialog ends, and nothing is kept. */
  stop() {
    if (this.kept.session) this.transmit({ type: "stop_session_req", session_id: this.kept.session });
    this.close();
    this.kept = { ...blank(), entries: this.kept.entries };
    this.set.memory.write(null);
  }

  /** Lets go of the socket; what was said stays and can be gone on with. */
  close() {
    this.wanted = false;
    clearTimeout(this.timer);
    this.drop();
    this.become("idle");
  }

  /** Now is a good moment to try again: the network is back, or somebody looks. */
  wake() {
    if (this.wanted && this.link === "lost") {
      this.failures = 0;
      this.connect();
    }
  }

  private opening(): Record<string, unknown> {
    const { fields, locale, utterance, extra } = this.set.opening;
    return {
      ...(fields && Object.keys(fields).length > 0 ? { input_fields: fields } : {}),
      ...(locale ? { locale } : {}),
      ...(utterance ? { utterance } : {}),
      ...extra,
    };
  }

  private connect() {
    clearTimeout(this.timer);
    this.drop();
    this.become("connecting");
    let socket: WebSocket;
    try {
      socket = this.set.socket ? this.set.socket(this.set.url) : new WebSocket(this.set.url);
    } catch {
      this.again();
      return;
    }
    this.socket = socket;
    // Some networks swallow what begins a connection.
    this.pulse = setTimeout(() => this.again(), PATIENCE);
    const current = (act: () => void) => () => this.socket === socket && act();
    socket.onopen = current(() => this.opened());
    socket.onclose = current(() => this.again());
    socket.onmessage = (event) => {
      if (this.socket === socket) this.hear(event.data);
    };
  }

  private opened() {
    this.failures = 0;
    this.become("open");
    this.beat();
    if (this.kept.session) {
      this.resume();
      this.kept.pending.forEach(this.put);
    } else {
      this.begin();
    }
  }

  private begin() {
    this.beginning = newId();
    this.transmit({ type: "start_session_req", client_message_id: this.beginning, ...this.opening() });
  }

  private again() {
    this.drop();
    if (!this.wanted) return;
    this.typing = false;
    this.become("lost");
    const pause = PAUSES[Math.min(this.failures, PAUSES.length - 1)] ?? 1_000;
    this.failures += 1;
    this.timer = setTimeout(() => this.connect(), pause * (0.75 + Math.random() / 2));
  }

  private drop() {
    clearTimeout(this.pulse);
    const { socket } = this;
    this.socket = null;
    if (!socket) return;
    socket.onopen = socket.onclose = socket.onmessage = null;
    socket.close();
  }

  /** Notices a connection that died without saying so. */
  private beat() {
    clearTimeout(this.pulse);
    this.pulse = setTimeout(() => {
      this.transmit({ type: "ping" });
      this.pulse = setTimeout(() => this.again(), PATIENCE);
    }, QUIET);
  }

  private resume() {
    const { session, sequence } = this.kept;
    this.transmit({ type: "session_resume_req", session_id: session, from_sequence_id: sequence });
  }

  private post(pending: Pending) {
    this.kept.pending.push(pending);
    this.save();
    if (this.link === "open" && this.kept.session) this.put(pending);
    else if (this.link === "open" && !this.beginning) this.begin();
    else if (!this.wanted) this.start();
    else this.wake();
  }

  private put = ({ id, body }: Pending) => {
    this.transmit({ ...body, client_message_id: id, session_id: this.kept.session });
  };

  private transmit(message: Record<string, unknown>) {
    if (this.socket?.readyState !== 1) return;
    this.socket.send(JSON.stringify({ ...message, api_key: this.set.token }));
  }

  private hear(data: unknown) {
    this.beat();
    const message = read(data);
    switch (message?.type) {
      case "start_session_resp":
        this.beginning = "";
        this.kept.session = message.session_id;
        this.kept.sequence = 0;
        this.kept.pending.forEach(this.put);
        break;
      case "typing_event":
        this.typing = true;
        break;
      case "dialog_message_event":
        if (this.isNext(message)) this.told(message);
        break;
      case "state_event":
        if (this.isNext(message)) this.changed(message);
        break;
      case "error_event":
        this.refused(message);
        break;
      default:
        return;
    }
    this.save();
  }

  /** True for the event that follows the last one. What came before is skipped, what is missing is asked for. */
  private isNext({ sequence_id, client_message_id }: DialogMessage | StateMessage): boolean {
    if (sequence_id <= this.kept.sequence) {
      this.answered(client_message_id);
      return false;
    }
    if (sequence_id > this.kept.sequence + 1) {
      this.resume();
      return false;
    }
    this.kept.sequence = sequence_id;
    this.typing = false;
    this.answered(client_message_id);
    return true;
  }

  private answered(id: string | null | undefined, state: "sent" | "failed" = "sent") {
    if (!id) return;
    this.kept.pending = this.kept.pending.filter((one) => one.id !== id);
    this.kept.entries = this.kept.entries.map((entry) =>
      entry.kind === "said" && entry.id === id && entry.state !== state ? { ...entry, state } : entry,
    );
  }

  private told(message: DialogMessage) {
    const { prompt, ui_component, step } = message.dialog_response;
    if (message.source === "USER") return;
    const rich = richOf(prompt as Record<string, unknown>, ui_component);
    if (!prompt.content && rich.length === 0) return;
    this.add({
      kind: "told",
      seq: message.sequence_id,
      text: prompt.content,
      action: message.action_type,
      rich,
      dialog: message.dialog_id ?? "",
      step: step ?? 0,
      to: message.client_message_id ?? "",
    });
  }

  private changed(message: StateMessage) {
    if (message.state === "SESSION_EXPIRED") {
      this.kept = { ...blank(), entries: this.kept.entries, over: true };
      return;
    }
    this.kept.over = true;
    this.add({
      kind: "over",
      seq: message.sequence_id,
      endType: message.end_type ?? "",
      result: message.result ?? "",
      reason: message.reason ?? "",
      transfer: message.transfer?.destination ?? "",
      dialog: message.dialog_id ?? "",
    });
  }

  private refused(message: ErrorMessage) {
    const { error_code: code, error_message: text, client_message_id: id, session_id: session } = message;
    const pending = this.kept.pending.find((one) => one.id === id);
    this.typing = false;
    if (GONE.has(code)) {
      // Several messages may be told so; a session that has begun since is not meant.
      if (this.beginning || (session && session !== this.kept.session)) return;
      // What was said last is said again in a session of its own.
      const left = this.kept.pending.filter((one) => one.body.utterance);
      for (const one of left) one.body = { ...one.body, type: "dialog_req" };
      this.kept = { ...blank(), entries: this.kept.entries, pending: left };
      this.begin();
      return;
    }
    if (AGAIN.has(code)) {
      if (pending && pending.tries < MOST_TRIES) {
        pending.tries += 1;
        setTimeout(() => this.link === "open" && this.put(pending), 600 * pending.tries);
        return;
      }
      if (!pending && id === this.beginning) {
        this.again();
        return;
      }
    }
    if (code === "DIALOG_NOT_FOUND") this.kept.over = true;
    if (pending) this.answered(id, "failed");
    else if (id !== this.beginning && code !== "UNAUTHORIZED") return;
    this.add({ kind: "trouble", text, code });
    if (code === "UNAUTHORIZED" || id === this.beginning) {
      this.wanted = false;
      this.drop();
      this.become("gone");
    }
  }

  private add(entry: Entry) {
    this.kept.entries = [...this.kept.entries, entry].slice(-MOST_ENTRIES);
    if (entry.kind !== "said") this.set.told?.(entry);
  }

  private become(link: State["link"]) {
    this.link = link;
    this.set.changed(this.state);
  }

  private save() {
    if (this.wanted || this.kept.session) this.set.memory.write(this.kept);
    this.set.changed(this.state);
  }
}

function blank(): Kept {
  return { form: 1, session: "", sequence: 0, over: false, entries: [], pending: [] };
}

/** Nobody else's, also where a page is not served over TLS. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
