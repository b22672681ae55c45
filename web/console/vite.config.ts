import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { pack } from "./build/pack.ts";

/** Where the server is that the pages talk to while they are worked on. */
const server = process.env.BATON ?? "http://127.0.0.1:8080";

export default defineConfig({
  base: "/console/",
  plugins: [react(), pack()],
  build: {
    target: "es2023",
    // Pictures within style sheets would be fine; scripts within the page are forbidden by its policy.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  server: {
    proxy: Object.fromEntries(
      [
        "/orchestrator",
        "/miniapps",
        "/access",
        "/auth",
        "/channels",
        "/dialogs-api",
        "/metrics-api",
        "/console/settings.json",
        "/openapi.json",
      ]
        .map((path) => [path, { target: server }] as [string, object])
        .concat([["/chat", { target: server, ws: true }]]),
    ),
  },
  test: { include: ["src/**/*.test.ts", "src/**/*.test.tsx"] },
});
