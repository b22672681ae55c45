/** The chat on a page: `<script src="…/widget.js" data-token="…">`, or `Baton.init({ token })`. */
import { Conversation, type Entry } from "./conversation.ts";
import { memoryFor, type Where } from "./memory.ts";
import { TEXTS, type Texts } from "./texts.ts";
import { View } from "./view.ts";

export interface Options {
  /** The application's token. */
  token: string;
  /** The chat's socket; that of the server that the script came from unless given. */
  url?: string;
  /** A round button in a corner, a dialog that the page opens, or a part of the page. */
  mode?: "bubble" | "popup" | "inline";
  /** Where it goes, for `inline`: an element or a selector. */
  target?: string | HTMLElement;
  title?: string;
  /** Fields that the dialog begins with. */
  fields?: Record<string, unknown>;
  locale?: string;
  theme?: "light" | "dark";
  side?: "left" | "right";
  /** How long a conversation is kept: for the tab, for the browser, or not over a reload. */
  storage?: Where;
  /** Open at once. */
  open?: boolean;
  texts?: Partial<Texts>;
}

interface Events {
  open: undefined;
  close: undefined;
  /** The application said something. */
  message: { text: string; action: string; rich: unknown[] };
  /** The visitor said something. */
  sent: { text: string };
  /** The dialog is over. */
  end: { endType: string; result: string; reason: string; transfer: string };
  /** The application gave the page something: a data model without anything to choose. */
  data: Record<string, unknown>;
  error: { code: string; message: string };
}

type Listener<K extends keyof Events> = (detail: Events[K]) => void;

/** A chat on the page. */
export interface Chat {
  open(): void;
  close(): void;
  toggle(): void;
  /** Says something as the visitor; opens nothing. */
  send(text: string): void;
  /** Begins from the start. */
  restart(): void;
  /** Calls back on an event; what it returns takes the listener away again. */
  on<K extends keyof Events>(event: K, listener: Listener<K>): () => void;
  /** Takes the chat off the page. The conversation is kept. */
  destroy(): void;
}

const script = document.currentScript as HTMLScriptElement | null;

/** Puts a chat on the page. */
function init(options: Options): Chat {
  if (!options?.token) throw new Error("Baton: `token` is required. It is the application's token.");
  const mode = options.mode ?? (options.target ? "inline" : "bubble");
  const listeners = new Map<keyof Events, Set<Listener<never>>>();
  const emit = <K extends keyof Events>(event: K, detail: Events[K]) => {
    for (const listener of listeners.get(event) ?? []) {
      // An error of the page is the page's: the conversation goes on.
      try {
        (listener as Listener<K>)(detail);
      } catch (error) {
        reportError(error);
      }
    }
  };

  const texts = { ...TEXTS, ...options.texts };
  const conversation = new Conversation({
    url: options.url ?? defaultUrl(),
    token: options.token,
    memory: memoryFor(options.storage ?? "session", options.token),
    opening: { ...(options.fields ? { fields: options.fields } : {}), locale: options.locale ?? "" },
    changed: (state) => view.update(state),
    told: (entry) => tell(entry),
  });
  const view: View = new View(
    {
      mode,
      theme: options.theme ?? "",
      side: options.side ?? "right",
      title: options.title ?? texts.title,
      texts,
    },
    {
      say,
      choose(choice) {
        const { label, say: utterance, semantics } = choice;
        conversation.say(utterance, { shown: label, ...(semantics ? { semantics } : {}) });
        emit("sent", { text: label });
      },
      restart: () => conversation.restart(),
      close,
      toggle,
    },
  );

  function say(text: string) {
    conversation.say(text);
    emit("sent", { text });
  }

  function tell(entry: Entry) {
    if (entry.kind === "told") {
      view.missed();
      emit("message", { text: entry.text, action: entry.action, rich: entry.rich });
      for (const rich of entry.rich) if (rich.kind === "data" && rich.data) emit("data", rich.data);
    } else if (entry.kind === "over") {
      const { endType, result, reason, transfer } = entry;
      emit("end", { endType, result, reason, transfer });
    } else if (entry.kind === "trouble") {
      console.error(`Baton: ${entry.text} (${entry.code})`);
      emit("error", { code: entry.code, message: entry.text });
    }
  }

  function open(focus = true) {
    conversation.start();
    if (view.shown) return;
    view.show(true, focus);
    emit("open", undefined);
  }

  function close() {
    if (!view.shown || mode === "inline") return;
    view.show(false, true);
    emit("close", undefined);
  }

  function toggle() {
    if (view.shown) close();
    else open();
  }

  const target = typeof options.target === "string" ? document.querySelector(options.target) : options.target;
  (mode === "inline" ? (target ?? document.body) : document.body).append(view.host);
  view.update(conversation.state);
  const wake = () => document.visibilityState === "visible" && conversation.wake();
  window.addEventListener("online", wake);
  document.addEventListener("visibilitychange", wake);
  if (mode === "inline" || options.open) open(mode === "popup");
  else if (conversation.underWay) conversation.start();

  return {
    open: () => open(),
    close,
    toggle,
    send: (text) => {
      const words = String(text).trim();
      if (!words) return;
      conversation.start();
      say(words);
    },
    restart: () => conversation.restart(true),
    on(event, listener) {
      const all = listeners.get(event) ?? new Set();
      listeners.set(event, all.add(listener as Listener<never>));
      return () => all.delete(listener as Listener<never>);
    },
    destroy() {
      window.removeEventListener("online", wake);
      document.removeEventListener("visibilitychange", wake);
      conversation.close();
      view.host.remove();
    },
  };
}

/** The socket of the server that the script came from. */
function defaultUrl(): string {
  const url = new URL("../chat/ws/session", script?.src || location.href);
  url.protocol = url.protocol === "http:" ? "ws:" : "wss:";
  return url.href;
}

/** What stands at the script says how the chat is to be. */
function fromScript(): Options | null {
  const { token, url, mode, target, title, fields, locale, theme, side, storage, open } =
    script?.dataset ?? {};
  if (!token) return null;
  const given = { token, url, mode, target, title, locale, theme, side, storage };
  const options = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value),
  ) as unknown as Options;
  if (open !== undefined && open !== "false") options.open = true;
  if (fields) {
    try {
      options.fields = JSON.parse(fields) as Record<string, unknown>;
    } catch {
      console.warn("Baton: `data-fields` is not JSON and was not used.");
    }
  }
  return options;
}

interface Global extends Partial<Chat> {
  init: typeof init;
  /** The chat that the script itself put on the page. */
  chat?: Chat;
}

const home = window as unknown as { Baton?: Global };

function begin() {
  const options = fromScript();
  if (!options || home.Baton?.chat) return;
  const chat = init(options);
  home.Baton = { ...home.Baton, init, chat, ...chat };
  document.dispatchEvent(new CustomEvent("baton:ready", { detail: chat }));
}

home.Baton = { ...home.Baton, init };
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
else begin();
