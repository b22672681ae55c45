/** Work that the server does not have yet, kept in the browser over a reload. There may be no room for it. */
const key = (id: string) => `baton.draft.${id}`;

export function readDraft<T>(id: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(key(id)) ?? "null") as T | null;
  } catch {
    return null;
  }
}

/** Keeps the work until the server has it; `null` forgets it. What does not fit is not kept in part. */
export function keepDraft(id: string, draft: object | null) {
  try {
    if (draft) localStorage.setItem(key(id), JSON.stringify(draft));
    else localStorage.removeItem(key(id));
  } catch {
    localStorage.removeItem(key(id));
  }
}

/** False where leaving the page would lose what is not sent. */
export const isKept = (id: string): boolean => localStorage.getItem(key(id)) !== null;
