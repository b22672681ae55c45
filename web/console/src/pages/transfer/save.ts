import { download } from "../../api/download.ts";
import { say } from "../../ui/toasts.tsx";

/** Gives somebody an export, named after what it is of. */
export function saveZip(name: string, zip: Promise<Blob>) {
  return zip.then((content) => download(`${name}.zip`, content)).catch(say.failed);
}
