import { useRef } from "react";
import { moved } from "./paths.ts";

/**
 * Ids for the items of a list, which have none of their own: what is open, half-written or was run at an item goes where the
 * item goes, and ends with it. Who moves or removes one says so here.
 */
export function useIds(count: number) {
  const { current } = useRef({ ids: [] as number[], next: 0 });
  while (current.ids.length < count) {
    current.ids.push(current.next);
    current.next += 1;
  }
  current.ids = current.ids.slice(0, count);
  return {
    ids: current.ids,
    move: (from: number, by: number) => {
      current.ids = moved(current.ids, from, by);
    },
    remove: (at: number) => {
      current.ids = current.ids.filter((_, index) => index !== at);
    },
  };
}
