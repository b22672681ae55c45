/**
 * A miniApp while it is edited: what was changed is saved after a moment, and never over what somebody else saved. What
 * the server does not have yet is kept in the browser, also over a reload.
 */
import { useCallback, useEffect, useRef, useState } from "react";
import { isAway, isOutdated } from "../../../api/client.ts";
import { isKept, keepDraft, readDraft } from "../../../api/drafts.ts";
import {
  type Draft,
  readMiniApp,
  saveMiniApp,
  type Whole,
  type Wrong,
  wrongPlaces,
} from "../../../api/miniapp.ts";
import { type Json, type Path, put } from "./paths.ts";
import { unnamed } from "./unnamed.ts";

/** `wrong`: the server can't read it; `unnamed`: something that was begun lacks its name; `conflict`: somebody else was quicker; `lost`: the server does not answer. */
export type Saving = "saved" | "waiting" | "saving" | "wrong" | "unnamed" | "conflict" | "lost";

export interface Editing {
  app: Whole | null;
  draft: Draft;
  saving: Saving;
  wrong: Wrong[];
  message: string;
  failure: unknown;
  change: (path: Path, value: Json | undefined) => void;
  settle: (change: Partial<Draft>) => void;
  /** Saves at once. */
  save: () => Promise<void>;
  /** Reads what the server has, and drops what was not saved. */
  reload: () => Promise<void>;
  /** Saves over what somebody else saved. */
  overwrite: () => Promise<void>;
}

const PAUSE = 900;
const RETRY = 5_000;
/** What waits for the server, and over which revision it was written. */
interface Waiting {
  draft: Draft;
  etag: string;
}

const EMPTY: Draft = { model: {}, languages: [], sensitivity: "None" };

export function useDraft(id: string): Editing {
  const [app, setApp] = useState<Whole | null>(null);
  const [draft, setDraft] = useState<Draft>(EMPTY);
  const [saving, setSaving] = useState<Saving>("saved");
  const [wrong, setWrong] = useState<Wrong[]>([]);
  const [message, setMessage] = useState("");
  const [failure, setFailure] = useState<unknown>(null);
  const now = useRef({ draft: EMPTY, etag: "", dirty: false, busy: false, held: false, timer: 0 });

  const keep = useCallback(() => {
    const { dirty, draft, etag } = now.current;
    const waiting: Waiting | null = dirty ? { draft, etag } : null;
    keepDraft(id, waiting);
  }, [id]);

  const read = useCallback(async () => {
    try {
      const { app, etag } = await readMiniApp(id);
      const waiting = readDraft<Waiting>(id);
      const { model, languages, sensitivity } = app;
      const draft: Draft = waiting?.draft ?? { model, languages, sensitivity };
      const held = waiting !== null && waiting.etag !== etag;
      Object.assign(now.current, { draft, etag, dirty: waiting !== null, held });
      setApp(app);
      setDraft(draft);
      setSaving(held ? "conflict" : waiting ? "waiting" : "saved");
      setWrong([]);
      setFailure(null);
    } catch (failure) {
      setFailure(failure);
    }
  }, [id]);

  const save = useCallback(
    async (over = false) => {
      const state = now.current;
      window.clearTimeout(state.timer);
      if (!state.dirty || state.busy || (state.held && !over)) return;
      if (unnamed(state.draft.model as Json).length > 0) {
        // Whose counts was chosen all the same.
        if (over) Object.assign(state, { etag: "", held: false });
        keep();
        setSaving("unnamed");
        return;
      }
      state.busy = true;
      state.dirty = false;
      setSaving("saving");
      try {
        const { app, etag } = await saveMiniApp(id, state.draft, over ? "" : state.etag);
        state.etag = etag;
        state.held = false;
        setApp(app);
        setWrong([]);
        // The server may have filled in what a new language lacks.
        if (!state.dirty && JSON.stringify(app.model) !== JSON.stringify(state.draft.model)) {
          state.draft = { ...state.draft, model: app.model };
          setDraft(state.draft);
        }
        setSaving(state.dirty ? "waiting" : "saved");
        keep();
      } catch (failure) {
        state.dirty = true;
        keep();
        state.held = isOutdated(failure);
        setMessage(failure instanceof Error ? failure.message : "");
        setWrong(wrongPlaces(failure));
        const away = isAway(failure);
        setSaving(state.held ? "conflict" : away ? "lost" : "wrong");
        if (away) state.timer = window.setTimeout(() => void save(), RETRY);
        return;
      } finally {
        state.busy = false;
      }
      if (state.dirty) state.timer = window.setTimeout(() => void save(), PAUSE);
    },
    [id, keep],
  );

  const touch = useCallback(
    (draft: Draft) => {
      const state = now.current;
      state.draft = draft;
      state.dirty = true;
      setDraft(draft);
      setSaving((before) => (before === "conflict" ? before : "waiting"));
      window.clearTimeout(state.timer);
      state.timer = window.setTimeout(() => void save(), PAUSE);
      // Once it has failed, what comes after is kept as it is written.
      if (isKept(id)) keep();
    },
    [save, keep, id],
  );

  const change = useCallback(
    (path: Path, value: Json | undefined) => {
      const { draft } = now.current;
      touch({ ...draft, model: put(draft.model as Json, path, value) });
    },
    [touch],
  );
  const settle = useCallback((part: Partial<Draft>) => touch({ ...now.current.draft, ...part }), [touch]);

  useEffect(() => {
    const state = now.current;
    void read().then(() => save());
    const leaving = (event: BeforeUnloadEvent) => {
      keep();
      if (state.dirty && !isKept(id)) event.preventDefault();
    };
    window.addEventListener("beforeunload", leaving);
    window.addEventListener("pagehide", keep);
    return () => {
      window.removeEventListener("beforeunload", leaving);
      window.removeEventListener("pagehide", keep);
      keep();
      void save();
    };
  }, [id, read, save, keep]);

  const reload = useCallback(() => {
    keepDraft(id, null);
    return read();
  }, [id, read]);

  return {
    app,
    draft,
    saving,
    wrong,
    message,
    failure,
    change,
    settle,
    reload,
    save: () => save(),
    overwrite: () => save(true),
  };
}
