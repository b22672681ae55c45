import { defineConfig } from "vitest/config";

/** Tests in a real browser against the real binary: `npm run test:browser`, after `cargo build`. */
export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: "tests/support/global.ts",
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A machine that does other work, too, is slow, not wrong.
    expect: { poll: { timeout: 8_000 } },
    maxWorkers: 2,
    // A file has one browser and one story.
    pool: "forks",
  },
});
