/**
 * Saves by itself, a moment after each change, over the revision that was read: the answer tells what is wrong, so that
 * problems are shown while one writes. One save at a time is under way, and the next waits as long as the last one took:
 * a server that is slow, or a canvas that is large, is asked less often. When somebody else saved meanwhile both are
 * merged; when the server is away the work is kept in the browser, also over a reload, and sent when it is back.
 */
import { type Kept, readCanvas, readProblems, saveCanvas } from "../api/canvases.ts";
import { isAway, isOutdated } from "../api/client.ts";
import { isKept, keepDraft, readDraft } from "../api/drafts.ts";
import type { EditorStore } from "./editor.ts";
import { type CanvasDocument, finished, parse } from "./model/document.ts";
import { merge } from "./model/merge.ts";
import { same } from "./model/same.ts";

/** How long a change waits for the next one, in milliseconds; between these it is what the last save took. */
const SHORTEST = 100;
const LONGEST = 400;
const SOON = 150;
const AGAIN = [1_000, 2_000, 4_000, 8_000, 15_000];

export interface Events {
  /** Somebody else's work was brought in. `conflicts` names where mine stands in place of theirs. */
  onMerged: (conflicts: string[]) => void;
}

interface Draft {
  base: CanvasDocument;
  document: CanvasDocument;
}

/** The document of a canvas, with work that was not sent before the page was left. */
export function open(id: string, kept: Kept): { saved: CanvasDocument; document: CanvasDocument } {
  const saved = parse(kept.text);
  const draft = readDraft<Draft>(id);
  if (!draft) return { saved, document: saved };
  return { saved, document: merge(draft.base, draft.document, saved).document };
}

/** Watches the canvas and saves it. Answers how to stop, which saves what is left. */
export function autosave(store: EditorStore, { onMerged }: Events): () => void {
  const { canvasId } = store.getState();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let busy = false;
  let failures = 0;
  let stopped = false;
  let pause = SHORTEST;
  let changed = 0;

  let keeping: ReturnType<typeof setTimeout> | undefined;
  const keepNow = () => {
    clearTimeout(keeping);
    keeping = undefined;
    const { sent, document } = store.getState();
    const draft: Draft | null = document === sent ? null : { base: sent, document };
    keepDraft(canvasId, draft);
  };
  // A large canvas is not written out for each letter that is typed.
  const keepSoon = () => {
    keeping ??= setTimeout(keepNow, SOON);
  };
  const dirty = () => store.getState().document !== store.getState().saved;
  const plan = (wait: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void save(), wait);
  };

  async function save() {
    clearTimeout(timer);
    const { document, saved, sent: before, etag } = store.getState();
    if (busy || document === saved) return;
    const sent = finished(document, before);
    if (same(sent, before)) {
      store.setState({ saved: document, sent, saving: { is: "saved" } });
      keepNow();
      return;
    }
    busy = true;
    store.setState({ saving: { is: "saving" } });
    const begun = performance.now();
    try {
      const answer = await saveCanvas(canvasId, JSON.stringify(sent), etag);
      pause = Math.min(LONGEST, Math.max(SHORTEST, performance.now() - begun));
      failures = 0;
      store.setState({ saved: document, sent, etag: answer.etag, problems: answer.problems });
      store.setState({ saving: dirty() ? { is: "waiting" } : { is: "saved" } });
      if (!dirty()) keepNow();
    } catch (failure) {
      await failed(failure);
    } finally {
      busy = false;
    }
    if (!dirty() || !["waiting", "saving"].includes(store.getState().saving.is)) return;
    plan(stopped ? 0 : Math.max(0, changed + pause - performance.now()));
  }

  async function failed(failure: unknown) {
    const sentence = failure instanceof Error ? failure.message : "";
    if (isOutdated(failure)) {
      try {
        const theirs = await readCanvas(canvasId);
        const conflicts = store.getState().adopt(parse(theirs.text), theirs.etag);
        store.setState({ saving: { is: "waiting" } });
        onMerged(conflicts);
        return;
      } catch (again) {
        return failed(again);
      }
    }
    if (isAway(failure)) {
      store.setState({ saving: { is: "away", sentence } });
      plan(AGAIN[Math.min(failures, AGAIN.length - 1)] ?? LONGEST);
      failures += 1;
    } else {
      store.setState({ saving: { is: "refused", sentence } });
    }
  }

  const unsubscribe = store.subscribe((now, before) => {
    if (now.document === before.document || !dirty()) return;
    changed = performance.now();
    if (now.saving.is !== "saving" && now.saving.is !== "away") store.setState({ saving: { is: "waiting" } });
    keepSoon();
    if (now.saving.is !== "away") plan(pause);
  });
  const back = () => {
    if (store.getState().saving.is === "away") void save();
  };
  const leaving = (event: BeforeUnloadEvent) => {
    keepNow();
    if (dirty() && !isKept(canvasId)) event.preventDefault();
  };
  window.addEventListener("online", back);
  window.addEventListener("focus", back);
  window.addEventListener("beforeunload", leaving);
  window.addEventListener("pagehide", keepNow);
  if (dirty()) plan(0);
  readProblems(canvasId).then(
    (problems) => {
      if (store.getState().problems.length === 0) store.setState({ problems });
    },
    () => undefined,
  );

  return () => {
    stopped = true;
    unsubscribe();
    window.removeEventListener("online", back);
    window.removeEventListener("focus", back);
    window.removeEventListener("beforeunload", leaving);
    window.removeEventListener("pagehide", keepNow);
    keepNow();
    void save();
  };
}
