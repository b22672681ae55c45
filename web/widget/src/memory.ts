/** What outlives a reload of the page. */
import type { Kept } from "./conversation.ts";

export type Where = "session" | "local" | "none";

export interface Memory {
  read(): Kept | null;
  write(kept: Kept | null): void;
}

/** Keeps nothing. */
export const forgetful: Memory = { read: () => null, write: () => undefined };

/** In the browser, under the application's token. A browser that keeps nothing for pages is no failure. */
export function memoryFor(where: Where, token: string): Memory {
  if (where === "none") return forgetful;
  const key = `baton.chat.${token.slice(0, 16)}`;
  const place = () => (where === "local" ? localStorage : sessionStorage);
  return {
    read() {
      try {
        const kept = JSON.parse(place().getItem(key) ?? "null") as Kept | null;
        return kept?.form === 1 && Array.isArray(kept.entries) ? kept : null;
      } catch {
        return null;
      }
    },
    write(kept) {
      try {
        if (kept) place().setItem(key, JSON.stringify(kept));
        else place().removeItem(key);
      } catch {
        // Full, or forbidden: the conversation goes on without it.
      }
    },
  };
}
