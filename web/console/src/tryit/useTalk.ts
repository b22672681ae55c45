/** A conversation with the canvas as it is saved, and the record of each of its turns. */
import { useCallback, useEffect, useRef, useState } from "react";
import { Conversation, type State } from "../../../widget/src/conversation.ts";
import { forgetful } from "../../../widget/src/memory.ts";
import { api, take } from "../api/client.ts";
import { dialogTurns, type TurnRecord } from "../api/dialogs.ts";

export interface Beginning {
  fields: Record<string, string>;
  locale: string;
  /** Whose prompts are told: `omIVR` or `web-chat`. */
  channel: string;
  /** The node to begin at; the root's when there is none. */
  node?: string;
}

export interface Talk {
  state: State;
  turns: TurnRecord[];
  /** What was said, in order: the record masks some of it. */
  words: string[];
  /** The node that it began at. */
  node: string | undefined;
  /** The record could not be read. */
  unread: boolean;
  begun: boolean;
  begin: (beginning: Beginning) => Promise<void>;
  say: (utterance: string, shown?: string, semantics?: object) => void;
}

const NOTHING: State = { entries: [], link: "idle", typing: false, over: false };

/** `before` is waited for, so that what is drawn is saved before it is talked to. */
export function useTalk(app: string, before?: () => Promise<unknown>): Talk {
  const [state, setState] = useState(NOTHING);
  const [turns, setTurns] = useState<TurnRecord[]>([]);
  const [unread, setUnread] = useState(false);
  const [begun, setBegun] = useState(false);
  const [words, setWords] = useState<string[]>([]);
  const [began, setBegan] = useState<string>();
  const conversation = useRef<Conversation | null>(null);
  const dialog = useRef({ id: "", last: 0, reading: false, more: false });

  const read = useCallback(async (id: string) => {
    const now = dialog.current;
    if (now.id !== id) Object.assign(now, { id, last: 0, more: false });
    if (now.reading) {
      now.more = true;
      return;
    }
    now.reading = true;
    try {
      do {
        now.more = false;
        const asked = now.id;
        const found = (await dialogTurns(asked, now.last)).turns;
        if (asked !== now.id) now.more = true;
        else if (found.length > 0) {
          setTurns((known) => (now.last === 0 ? found : [...known, ...found]));
          now.last = found.at(-1)?.step ?? now.last;
        }
        setUnread(false);
      } while (now.more);
    } catch {
      setUnread(true);
    } finally {
      now.reading = false;
    }
  }, []);

  const leave = useCallback(() => {
    conversation.current?.stop();
    conversation.current = null;
  }, []);
  useEffect(() => leave, [leave]);

  const begin = async ({ fields, locale, channel, node }: Beginning) => {
    leave();
    dialog.current = { id: "", last: 0, reading: false, more: false };
    setTurns([]);
    setWords([]);
    setBegan(node);
    setBegun(true);
    setState({ ...NOTHING, link: "connecting" });
    try {
      await before?.();
    } catch (failure) {
      setBegun(false);
      throw failure;
    }
    const path = { params: { path: { app_id: app } } };
    const { live_token } = await take(api.GET("/orchestrator/api/apps/{app_id}/web_chat/", path));
    const url = new URL("/chat/ws/session", location.href);
    url.protocol = url.protocol === "http:" ? "ws:" : "wss:";
    const made = new Conversation({
      url: url.href,
      token: live_token,
      memory: forgetful,
      opening: { fields, locale, extra: { channel, ...(node ? { start_node: node } : {}) } },
      changed: (next) => conversation.current === made && setState(next),
      told: (entry) => {
        if (conversation.current === made && (entry.kind === "told" || entry.kind === "over"))
          void read(entry.dialog);
      },
    });
    conversation.current = made;
    made.start();
  };

  const say = (utterance: string, shown = utterance, semantics?: object) => {
    setWords((before) => [...before, utterance]);
    conversation.current?.say(utterance, { shown, ...(semantics ? { semantics } : {}) });
  };

  return { state, turns, words, node: began, unread, begun, begin, say };
}
