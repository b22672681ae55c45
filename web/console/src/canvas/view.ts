/** How somebody likes to see canvases. Kept in the browser. */
import { create } from "zustand";

interface View {
  snap: boolean;
  minimap: boolean;
  left: boolean;
  right: boolean;
}

const KEY = "baton.view";
const usual: View = { snap: true, minimap: true, left: true, right: true };

function kept(): View {
  try {
    return { ...usual, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<View>) };
  } catch {
    return usual;
  }
}

export const useView = create<View>(kept);

export function toggle(what: keyof View) {
  useView.setState((view) => ({ [what]: !view[what] }));
  localStorage.setItem(KEY, JSON.stringify(useView.getState()));
}

/** How long the view takes to get somewhere, in milliseconds; nobody who asked for calm is moved about. */
export const glide = (milliseconds: number): number =>
  window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : milliseconds;
