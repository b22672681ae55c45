/** The chat's client, over a socket that breaks. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Conversation, type Kept, type State } from "../../../widget/src/conversation.ts";
import type { Memory } from "../../../widget/src/memory.ts";
import { richOf } from "../../../widget/src/rich.ts";

class Socket {
  static all: Socket[] = [];
  readyState = 0;
  sent: Record<string, unknown>[] = [];
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  constructor() {
    Socket.all.push(this);
  }
  send(text: string) {
    this.sent.push(JSON.parse(text));
  }
  close() {
    this.readyState = 3;
  }
  open() {
    this.readyState = 1;
    this.onopen?.();
  }
  /** The network goes. */
  break() {
    this.readyState = 3;
    this.onclose?.();
  }
  tell(message: object) {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
  last(type: string) {
    return this.sent.findLast((one) => one.type === type);
  }
}

const message = (sequence_id: number, content: string, client_message_id?: unknown) => ({
  type: "dialog_message_event",
  sequence_id,
  client_message_id,
  source: "BOT",
  action_type: "ASK",
  dialog_id: "d",
  dialog_response: { prompt: { content }, step: sequence_id },
});

let state: State;
let kept: Kept | null;
const memory: Memory = {
  read: () => kept,
  write: (next) => {
    kept = next && structuredClone(next);
  },
};
const talk = () =>
  new Conversation({
    url: "ws://x",
    token: "t",
    memory,
    opening: {},
    changed: (next) => {
      state = next;
    },
    socket: () => new Socket() as unknown as WebSocket,
  });
const socket = () => Socket.all.at(-1)!;
const texts = () => state.entries.map((entry) => ("text" in entry ? entry.text : entry.kind));

beforeEach(() => {
  vi.useFakeTimers();
  Socket.all = [];
  kept = null;
});
afterEach(() => vi.useRealTimers());

test("what was said while the network was gone is said once it is back, and nothing is shown twice", () => {
  const one = talk();
  one.start();
  socket().open();
  socket().tell({ type: "start_session_resp", session_id: "s", dialog_id: "d" });
  socket().tell(message(1, "Hello."));
  one.say("first");
  socket().break();
  one.say("second");
  expect(state.link).toBe("connecting");
  vi.advanceTimersByTime(5_000);
  socket().open();
  expect(socket().last("session_resume_req")).toMatchObject({ session_id: "s", from_sequence_id: 1 });
  const [first, second] = socket().sent.filter((sent) => sent.type === "dialog_req");
  expect([first?.utterance, second?.utterance]).toEqual(["first", "second"]);
  socket().tell(message(1, "Hello."));
  socket().tell(message(2, "One.", first?.client_message_id));
  socket().tell(message(2, "One.", first?.client_message_id));
  socket().tell(message(3, "Two.", second?.client_message_id));
  expect(texts()).toEqual(["Hello.", "first", "second", "One.", "Two."]);
  expect(kept?.pending).toEqual([]);
});

test("a page that is loaded again goes on after the last event that it has shown", () => {
  const one = talk();
  one.start();
  socket().open();
  socket().tell({ type: "start_session_resp", session_id: "s", dialog_id: "d" });
  socket().tell(message(1, "Hello."));
  one.say("unanswered");
  const again = talk();
  expect(again.underWay).toBe(true);
  again.start();
  socket().open();
  expect(socket().last("session_resume_req")).toMatchObject({ from_sequence_id: 1 });
  expect(socket().last("dialog_req")).toMatchObject({ utterance: "unanswered", session_id: "s" });
  expect(texts()).toEqual(["Hello.", "unanswered"]);
});

test("an event that is missing is asked for before the next one is shown", () => {
  const one = talk();
  one.start();
  socket().open();
  socket().tell({ type: "start_session_resp", session_id: "s", dialog_id: "d" });
  socket().tell(message(2, "Two."));
  expect(texts()).toEqual([]);
  expect(socket().last("session_resume_req")).toMatchObject({ from_sequence_id: 0 });
  socket().tell(message(1, "One."));
  socket().tell(message(2, "Two."));
  expect(texts()).toEqual(["One.", "Two."]);
});

test("a session that is gone begins anew with what was said last", () => {
  kept = { form: 1, session: "old", sequence: 7, over: false, entries: [], pending: [] };
  const one = talk();
  one.start();
  socket().open();
  one.say("hello?");
  const id = socket().last("dialog_req")?.client_message_id;
  socket().tell({
    type: "error_event",
    error_code: "SESSION_NOT_FOUND",
    error_message: "",
    client_message_id: id,
  });
  socket().tell({ type: "error_event", error_code: "SESSION_NOT_FOUND", error_message: "" });
  expect(socket().sent.filter((sent) => sent.type === "start_session_req").length).toBe(1);
  socket().tell({ type: "start_session_resp", session_id: "new", dialog_id: "d" });
  expect(socket().last("dialog_req")).toMatchObject({ session_id: "new", utterance: "hello?" });
});

test("a token that is no good is said, and not tried for ever", () => {
  const one = talk();
  one.start();
  socket().open();
  const id = socket().last("start_session_req")?.client_message_id;
  socket().tell({
    type: "error_event",
    error_code: "UNAUTHORIZED",
    error_message: "No.",
    client_message_id: id,
  });
  expect(state.link).toBe("gone");
  vi.advanceTimersByTime(600_000);
  expect(Socket.all.length).toBe(1);
});

test("a connection that answers nothing is given up, and another is made", () => {
  const one = talk();
  one.start();
  socket().open();
  socket().tell({ type: "start_session_resp", session_id: "s", dialog_id: "d" });
  vi.advanceTimersByTime(26_000);
  expect(socket().last("ping")).toBeDefined();
  vi.advanceTimersByTime(12_000);
  expect(Socket.all.length).toBe(2);
});

test("a connection that never comes about is given up, too, and nothing is lost by it", () => {
  const one = talk();
  one.start();
  one.say("hello");
  vi.advanceTimersByTime(15_000);
  expect(Socket.all.length).toBe(2);
  socket().open();
  socket().tell({ type: "start_session_resp", session_id: "s", dialog_id: "d" });
  expect(socket().last("dialog_req")).toMatchObject({ utterance: "hello", session_id: "s" });
  // The first one comes about after all: nobody listens to it any more.
  Socket.all[0]!.open();
  expect(Socket.all[0]!.sent).toEqual([]);
});

test("after the end, saying something begins another dialog", () => {
  const one = talk();
  one.start();
  socket().open();
  socket().tell({ type: "start_session_resp", session_id: "s", dialog_id: "d" });
  socket().tell({
    type: "state_event",
    sequence_id: 1,
    state: "DIALOG_END",
    end_type: "NEAR_HUP",
    result: "success",
  });
  expect(state.over).toBe(true);
  one.say("again");
  expect(socket().last("start_dialog_req")).toMatchObject({ utterance: "again", session_id: "s" });
});

test("rich content is read however it is written, and leads nowhere dangerous", () => {
  const model = {
    type: "Buttons",
    title: "Which?",
    interactive_option: [
      { label: "Savings", selection_text: "the savings account", semantics: { Account: "savings" } },
      { label: "Call us", url: "tel://+49301" },
      { label: "Odd", url: "javascript:alert(1)" },
      { no: "label" },
    ],
  };
  const [buttons] = richOf({ data_models: [model] }, null);
  expect(buttons).toMatchObject({ kind: "buttons", title: "Which?" });
  expect(buttons?.choices).toEqual([
    { label: "Savings", say: "the savings account", semantics: { Account: "savings" } },
    { label: "Call us", say: "Call us", url: "tel:+49301" },
    { label: "Odd", say: "Odd" },
  ]);
  const [list] = richOf({}, { type: "list", title: "T", options: ["A", { text: "B", description: "b" }] });
  expect(list?.kind).toBe("list");
  expect(list?.choices.map((choice) => choice.say)).toEqual(["A", "B"]);
  const [data] = richOf({ data_models: [{ type: "Meta Data", data: { page: "offers" } }] }, null);
  expect(data).toMatchObject({ kind: "data", data: { page: "offers" } });
  expect(richOf({ data_models: ["x", 4, null, {}] }, "y")).toEqual([]);
});
