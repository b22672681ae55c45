import { defineConfig } from "vitest/config";

/**
 * Tests in a real browser against the real binary: `npm run test:browser`, after `cargo build`. With `BATON_TEST_SLOWLY=300`
 * each step waits for so many milliseconds: what breaks only under somebody who takes their time is found that way.
 */
export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: "tests/support/global.ts",
    testTimeout: process.env.BATON_TEST_SLOWLY ? 300_000 : 30_000,
    hookTimeout: 60_000,
    // A machine that does other work, too, is slow, not wrong.
    expect: { poll: { timeout: 8_000 } },
    maxWorkers: 2,
    // A file has one browser and one story.
    pool: "forks",
  },
});
