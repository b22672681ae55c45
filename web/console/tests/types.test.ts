import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { promisify } from "node:util";
import openapiTS, { astToString } from "openapi-typescript";
import { expect, test } from "vitest";
import { BINARY } from "./support/global.ts";

test("the types of the interface are those of the document that the server gives: otherwise `make types`", async () => {
  const { stdout } = await promisify(execFile)(BINARY, ["openapi"], { maxBuffer: 64 * 1024 * 1024 });
  const fresh = astToString(await openapiTS(stdout, { defaultNonNullable: false }));
  const kept = await readFile(resolve(import.meta.dirname, "../src/api/schema.d.ts"), "utf8");
  // The generator's own first lines are a remark.
  const body = (text: string) => text.slice(text.indexOf("export interface paths")).trim();
  expect(body(kept) === body(fresh)).toBe(true);
});
