/** One server for all tests: the real binary on a folder of its own, on a free port. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    url: string;
  }
}

/** The first user of the server. */
export const USER = "ann";
export const PASSWORD = "correct horse battery";

/** What is tested. */
export const BINARY =
  process.env.BATON_BINARY ?? resolve(import.meta.dirname, "../../../../target/debug/baton");

export async function startServer(
  settings: Record<string, string> = {},
): Promise<{ url: string; data: string; stop: () => Promise<void> }> {
  const data = await mkdtemp(join(tmpdir(), "baton-console-"));
  return { data, ...(await serve(data, 0, settings)) };
}

/** Serves what lies in the folder; port 0 takes a free one. */
export async function serve(
  data: string,
  port: number,
  settings: Record<string, string> = {},
): Promise<{ url: string; stop: () => Promise<void> }> {
  const child = spawn(BINARY, ["serve", "--listen", `127.0.0.1:${port}`, "--data", data], {
    env: {
      ...process.env,
      BATON_USER: USER,
      BATON_PASSWORD: PASSWORD,
      // Tests sign in often: what a password costs is not their subject.
      BATON_AUTH__PASSWORD_MEMORY_KIB: "8",
      BATON_AUTH__PASSWORD_PASSES: "1",
      ...settings,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const url = await new Promise<string>((found, failed) => {
    let said = "";
    const read = (chunk: Buffer) => {
      said += chunk.toString();
      const address = said.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (address) found(address[0]);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("error", failed);
    child.on("exit", () => failed(new Error(`${BINARY} ended: ${said}`)));
  });
  return { url, stop: () => stopped(child) };
}

function stopped(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    child.removeAllListeners("exit");
    child.on("exit", () => done());
    child.kill("SIGTERM");
  });
}

export default async function setup(project: TestProject) {
  const server = await startServer();
  project.provide("url", server.url);
  return async () => {
    await server.stop();
    await rm(server.data, { recursive: true, force: true });
  };
}
