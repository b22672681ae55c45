/** What happened in dialogs: finding them, reading one with its records, hearing of new ones. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, Failure, type Schemas, send, take } from "./client.ts";
import { type DialogTurns, dialogTurns } from "./dialogs.ts";
import { events } from "./events.ts";

export type FoundDialog = Schemas["ShownDialog"];

const HOME = "/dialogs-api/insights/v2/dialogs";
const PAGE = 50;
/** The most turns of a dialog that are read. */
const MOST_TURNS = 2_000;
/** A dialog under way is read again after this. */
const SOON = 2_000;

export interface DialogSearch {
  /** Milliseconds back from now, or moments. */
  since?: number;
  from?: number;
  to?: number;
  query: Schemas["DialogQuery"];
}

/** Dialogs that fit, the newest first, a page at a time. */
export function useDialogs(search: DialogSearch) {
  return useInfiniteQuery({
    queryKey: ["dialogs", search],
    queryFn: ({ pageParam }) => {
      const from = search.from ?? (search.since ? Date.now() - search.since : undefined);
      const body = {
        size: PAGE,
        query_params: search.query,
        ...(from ? { from_ms: String(from) } : {}),
        ...(search.to ? { to_ms: String(search.to) } : {}),
        ...(pageParam ? { cursor: pageParam } : {}),
      };
      return take(api.POST("/dialogs-api/insights/v2/dialogs/search", { body }));
    },
    initialPageParam: "",
    getNextPageParam: ({ cursor }) => cursor || undefined,
    placeholderData: (before) => before,
  });
}

/** A dialog with all others of the same call or chat. */
export function useDialog(id: string) {
  return useQuery({
    queryKey: ["dialogs", "one", id],
    queryFn: () =>
      take(api.GET("/dialogs-api/insights/v2/dialogs/{dialog_id}", { params: { path: { dialog_id: id } } })),
    refetchInterval: ({ state }) => (state.data?.dialog.status === "open" ? SOON : false),
  });
}

/** All turns of a call or chat, by the id of its root. */
export function useTurns(root: string | undefined) {
  return useQuery({
    queryKey: ["dialogs", "turns", root],
    enabled: root !== undefined,
    queryFn: async (): Promise<DialogTurns> => {
      const all = await dialogTurns(root!, 0);
      for (let last = all; last.turns.length > 0 && all.turns.length < MOST_TURNS; ) {
        last = await dialogTurns(root!, all.turns.at(-1)?.step ?? 0);
        all.turns.push(...last.turns);
      }
      return all;
    },
    refetchInterval: ({ state }) => (state.data && !state.data.over ? SOON : false),
  });
}

export type DialogRecord = Record<string, unknown> & { message_type: string; id: string; step?: number };

/** The records of a dialog; of a root, those of the whole tree. */
export async function dialogRecords(id: string): Promise<DialogRecord[]> {
  const text = await (await send(`${HOME}/${encodeURIComponent(id)}/records`)).text();
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as DialogRecord);
}

/** A dialog as a file: its log in words, or its records. */
export async function dialogFile(id: string, what: "log" | "records"): Promise<Blob> {
  return (await send(`${HOME}/${encodeURIComponent(id)}/${what}`)).blob();
}

export function useEraseDialog() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => send(`${HOME}/${encodeURIComponent(id)}`, { method: "DELETE" }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["dialogs"] }),
  });
}

/** Something that was just recorded. */
export interface Heard {
  event: string;
  record: DialogRecord;
}

const AGAIN = 3_000;
const BUSY = 30_000;

/** Hears of records as they are made, until it is stopped. A stream ends after a while, and another goes on where it was. */
export function listen(onRecord: (heard: Heard) => void, onState: (on: boolean) => void): () => void {
  const stop = new AbortController();
  let last = "";
  const run = async () => {
    while (!stop.signal.aborted) {
      let pause = 0;
      try {
        const headers = last ? { "last-event-id": last } : undefined;
        const answer = await send(`${HOME}/live`, { signal: stop.signal, ...(headers ? { headers } : {}) });
        onState(true);
        for await (const { id, event, data } of events(answer)) {
          if (id) last = id;
          if (data) onRecord({ event, record: JSON.parse(data) as DialogRecord });
        }
      } catch (failure) {
        if (stop.signal.aborted) return;
        onState(false);
        pause = failure instanceof Failure && failure.status === 429 ? BUSY : AGAIN;
      }
      await new Promise((done) => setTimeout(done, pause));
    }
  };
  void run();
  return () => stop.abort();
}
