import { useRef } from "react";
import { type Json, moved } from "./paths.ts";

/**
 * A list that grows, and an id for each of its items, which have none of their own: what is open, half-written or was run at an
 * item goes where the item goes, and ends with it.
 */
export function useItems(items: Json[], change: (items: Json[]) => void) {
  const { current } = useRef({ ids: [] as number[], next: 0 });
  while (current.ids.length < items.length) {
    current.ids.push(current.next);
    current.next += 1;
  }
  current.ids = current.ids.slice(0, items.length);
  return {
    ids: current.ids,
    add: (item: Json) => change([...items, item]),
    put: (at: number, item: Json) => change(items.map((old, index) => (index === at ? item : old))),
    move: (from: number, by: number) => {
      current.ids = moved(current.ids, from, by);
      change(moved(items, from, by));
    },
    remove: (at: number) => {
      current.ids = current.ids.filter((_, index) => index !== at);
      change(items.filter((_, index) => index !== at));
    },
  };
}
