/** Copies a text. Where the page did not come over HTTPS, browsers have no other way than a field that is chosen. */
import { texts } from "../texts/index.ts";

export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  if (!copied) throw new Error(texts.common.failed);
}
