import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

/** Below this a packed file saves nothing. */
const SMALL = 600;

/** Leaves each file also packed, so that the server sends it as it is. */
export function pack(): Plugin {
  return {
    name: "pack",
    apply: "build",
    async writeBundle({ dir }) {
      for (const name of await readdir(dir ?? "dist", { recursive: true })) {
        if (!/\.(js|css|svg|html)$/.test(name)) continue;
        const path = join(dir ?? "dist", name);
        const plain = await readFile(path);
        if (plain.length < SMALL) continue;
        await writeFile(`${path}.gz`, gzipSync(plain, { level: 9 }));
        const quality = { [constants.BROTLI_PARAM_QUALITY]: 11 };
        await writeFile(`${path}.br`, brotliCompressSync(plain, { params: quality }));
      }
    },
  };
}
