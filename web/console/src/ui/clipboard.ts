/** Text for the clipboard. Browsers give pages theirs over HTTPS only; elsewhere what is selected is copied, as by a key. */
import { texts } from "../texts/index.ts";

/** Copies a text; throws a sentence where the browser does not let it. */
export async function copyText(text: string): Promise<void> {
  // Where the page came over plain HTTP there is none.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  try {
    if (clipboard) return await clipboard.writeText(text);
  } catch {
    // It was forbidden, or the window is not the one that is used: the other way may do.
  }
  if (!copySelected(text)) throw new Error(texts.common.notCopied);
}

function copySelected(text: string): boolean {
  const before = document.activeElement;
  const area = document.createElement("textarea");
  area.className = "hidden-visually";
  area.value = text;
  // Over an open dialog nothing else takes the focus.
  ([...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body).append(area);
  try {
    area.select();
    return document.execCommand("copy");
  } finally {
    area.remove();
    if (before instanceof HTMLElement) before.focus();
  }
}
