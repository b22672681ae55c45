/** The example applications, brought into the server by the command line. */
import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { inject } from "vitest";
import { call } from "./browser.ts";
import { BINARY, PASSWORD, USER } from "./global.ts";

export interface Example {
  id: string;
  name: string;
  /** The token that talks to the canvas as it is saved. */
  live: string;
}

/** Imports an example into the first user's group under a name of its own. */
export async function importExample(example: string, name: string): Promise<Example> {
  const folder = resolve(import.meta.dirname, "../../../../examples", example);
  const env = { ...process.env, BATON_SERVER: inject("url"), BATON_USER: USER, BATON_PASSWORD: PASSWORD };
  const bring = () =>
    promisify(execFile)(BINARY, ["import", folder, "--group", USER, "--name", name], { env });
  // Tests that run at the same time share the group: the server asks the slower one to try again.
  for (let tries = 1; ; tries += 1) {
    const failure = await bring().then(
      () => null,
      (failure: Error) => failure,
    );
    if (!failure) break;
    if (tries === 8 || !failure.message.includes("try again")) throw failure;
  }
  const apps = await call<{ id: string; name: string }[]>("GET", "/orchestrator/api/apps/");
  const app = apps.find((one) => one.name === name);
  if (!app) throw new Error(`${name} was not imported`);
  const chat = await call<{ live_token: string }>("GET", `/orchestrator/api/apps/${app.id}/web_chat/`);
  return { ...app, live: chat.live_token };
}
