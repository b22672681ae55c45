/** Renames a field in a whole application: looks where it stands, and changes all of it. */
import { saveCanvas } from "../api/canvases.ts";
import { saveMiniApp } from "../api/miniapp.ts";
import type { Reach } from "../api/reach.ts";
import { readSetting, SETTINGS, saveSetting } from "../api/settings.ts";
import { changed, renameAcross, renameInModel, renameSetting } from "./model/across.ts";
import { same } from "./model/same.ts";

export interface Place {
  name: string;
  what: "canvas" | "miniapp" | "settings";
  count: number;
  /** Does it; the canvas that is open is changed there. */
  rename: (() => Promise<unknown>) | null;
}

/** Where a field stands in an application, and how each place would be changed. `open` is the canvas that somebody has before them. */
export async function placesOf(reach: Reach, from: string, to: string, open: string): Promise<Place[]> {
  const flows = new Set(
    reach.canvases.filter(({ kind }) => kind === "flow").map(({ component }) => component),
  );
  const edit = renameAcross(from, to, flows);
  const places: Place[] = [];
  for (const { canvas, name, document, etag } of reach.canvases) {
    const after = edit(document);
    const count = changed(document, after);
    if (count === 0) continue;
    const rename = canvas === open ? null : () => saveCanvas(canvas, JSON.stringify(after), etag);
    places.push({ name, what: "canvas", count, rename });
  }
  for (const { id, name, etag, draft } of reach.miniApps) {
    const { model, count } = renameInModel(draft.model, from, to);
    if (count > 0) {
      places.push({ name, what: "miniapp", count, rename: () => saveMiniApp(id, { ...draft, model }, etag) });
    }
  }
  const settings = await Promise.all(
    reach.canvases.map(async ({ kind, id, name }) => {
      const owner = { kind, id };
      const changes: (() => Promise<unknown>)[] = [];
      for (const key of SETTINGS[kind]) {
        const { value, etag } = await readSetting(owner, key);
        const after = renameSetting(key, value, from, to);
        if (!same(value, after)) changes.push(() => saveSetting(owner, key, { value: after, etag }));
      }
      const rename = async () => {
        for (const change of changes) await change();
      };
      return { name, what: "settings" as const, count: changes.length, rename };
    }),
  );
  return [...places, ...settings.filter(({ count }) => count > 0)];
}
