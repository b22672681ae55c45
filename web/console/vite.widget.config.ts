import { resolve } from "node:path";
import { defineConfig } from "vite";
import { pack } from "./build/pack.ts";

/** The chat widget: one script without a framework, in `../widget/dist`, with its demo page beside it. */
const widget = resolve(import.meta.dirname, "../widget");

export default defineConfig({
  root: widget,
  publicDir: resolve(widget, "demo"),
  plugins: [pack()],
  build: {
    target: "es2022",
    outDir: resolve(widget, "dist"),
    emptyOutDir: true,
    rollupOptions: {
      input: resolve(widget, "src/widget.ts"),
      output: { format: "iife", entryFileNames: "widget.js" },
    },
  },
});
