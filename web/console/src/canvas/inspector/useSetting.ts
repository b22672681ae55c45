/**
 * A setting beside the canvas: what was chosen counts from then on, so that the next change builds upon it. It is sent at
 * once, over what the server has by then; what somebody else changed meanwhile is in it, too. While the server is away it
 * is kept in the browser, also over a reload, and sent when it is back. What is refused stays, to be put right.
 */
import {
  MutationObserver,
  type QueryClient,
  useMutationState,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useEffect } from "react";
import { isAway, isOutdated } from "../../api/client.ts";
import { isKept, keepDraft, readDraft } from "../../api/drafts.ts";
import { type Owner, readSetting, SETTINGS, type Settings, saveSetting } from "../../api/settings.ts";
import { texts } from "../../texts/index.ts";
import { say } from "../../ui/toasts.tsx";
import { mergeValues } from "../model/merge.ts";
import { same } from "../model/same.ts";

const t = texts.canvas.settings;

const NAMES: Record<keyof Settings, string> = {
  about: t.tabs.general,
  global_fields: t.global,
  field_sensitivity: t.sensitivity,
  attached_data: t.attached,
  "error-handlers": t.errorHandlers,
  "repeat-handlers": t.repeatHandlers,
  "dialog-end-handlers": t.endHandlers,
  "voice-biometric": t.biometrics,
};

/** What the server has, and what stands here: the same when all was sent. */
interface Held<T> {
  saved: T;
  value: T;
}

/** What stands here upon what was just read. */
interface Adopted<T> extends Held<T> {
  etag: string;
}

/** How often somebody else may be quicker. */
const TRIES = 5;

/** One setting of one application or flow, on its way to the server and back. */
function place<Key extends keyof Settings>(queries: QueryClient, owner: Owner, what: Key) {
  type Value = Settings[Key];
  const queryKey = ["settings", owner.kind, owner.id, what];
  const draft = queryKey.join(".");
  const held = () => queries.getQueryData<Held<Value>>(queryKey);

  /** What was read before this counts no more. */
  const hold = (next: Held<Value>) => {
    void queries.cancelQueries({ queryKey });
    queries.setQueryData(queryKey, next);
    keepDraft(draft, same(next.saved, next.value) ? null : next);
  };

  /** Mine upon what the server has. */
  const adopt = async (): Promise<Adopted<Value>> => {
    const { value: theirs, etag } = await readSetting(owner, what);
    const mine = held() ?? readDraft<Held<Value>>(draft);
    if (!mine) return { saved: theirs, value: theirs, etag };
    const { value, conflicts } = mergeValues(mine.saved, mine.value, theirs);
    if (conflicts.length > 0) say.done(t.mergedOver(NAMES[what]));
    return { saved: theirs, value, etag };
  };

  const send = async (tries = TRIES): Promise<void> => {
    const now = await adopt();
    hold(now);
    if (same(now.saved, now.value)) return;
    try {
      await saveSetting(owner, what, now);
    } catch (failure) {
      // Somebody was quicker between reading and writing: theirs goes in, too.
      if (isOutdated(failure) && tries > 1) return send(tries - 1);
      throw failure;
    }
    // There may be a newer one by now: its turn comes next.
    const { value } = held() ?? now;
    hold({ saved: now.value, value });
  };

  return {
    draft,
    query: { queryKey, queryFn: (): Promise<Held<Value>> => adopt(), gcTime: Number.POSITIVE_INFINITY },
    unsent: () => {
      const now = held();
      return now ? !same(now.saved, now.value) : isKept(draft);
    },
    /** False before it was read. */
    choose: (value: Value): boolean => {
      const now = held();
      if (!now) return false;
      hold({ saved: now.saved, value });
      return true;
    },
    /** One after the other; a server that is away is asked until it is back. */
    send: () =>
      new MutationObserver(queries, {
        mutationKey: queryKey,
        scope: { id: draft },
        gcTime: Number.POSITIVE_INFINITY,
        mutationFn: () => send(),
        retry: (_: number, failure: Error) => isAway(failure),
        retryDelay: (count: number) => Math.min(1_000 * 2 ** count, 15_000),
        onSuccess: async () => {
          if (queries.isMutating({ mutationKey: queryKey }) > 1) return;
          if (what === "about") void queries.invalidateQueries({ queryKey: [`${owner.kind}s`] });
          // A change of one can show in another: a sensitive field is global, too.
          await queries.invalidateQueries({ queryKey: ["settings", owner.kind, owner.id] });
        },
      }).mutate(),
  };
}

/** A setting, how to change it, and why it is not on the server yet. */
export function useSetting<Key extends keyof Settings>(owner: Owner, what: Key) {
  const queries = useQueryClient();
  const here = place(queries, owner, what);
  const read = useQuery({ ...here.query, select: ({ value }) => value });
  const sent = useMutationState({
    filters: { mutationKey: here.query.queryKey },
    select: ({ state }) => state,
  });
  // Of one that only waits for its turn nothing is known yet.
  const last = sent.findLast(({ status, failureReason }) => status !== "pending" || failureReason);
  const change = (value: Settings[Key]) => {
    // Why it failed stands beside it.
    if (here.choose(value)) here.send().catch(() => undefined);
  };
  return { data: read.data, change, error: last?.failureReason ?? read.error };
}

/** Sends what was not sent before the page was left. */
export function useUnsent({ kind, id }: Owner, readOnly: boolean) {
  const queries = useQueryClient();
  useEffect(() => {
    if (readOnly) return;
    const all = SETTINGS[kind].map((what) => place(queries, { kind, id }, what));
    for (const one of all) {
      const underWay = queries.isMutating({ mutationKey: one.query.queryKey }) > 0;
      if (one.unsent() && !underWay) one.send().catch(say.failed);
    }
    const leaving = (event: BeforeUnloadEvent) => {
      // What is being written is taken over when its field is left.
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      if (all.some((one) => one.unsent() && !isKept(one.draft))) event.preventDefault();
    };
    window.addEventListener("beforeunload", leaving);
    return () => window.removeEventListener("beforeunload", leaving);
  }, [kind, id, readOnly, queries]);
}
