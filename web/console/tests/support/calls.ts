/** Callers: an application that asks, and people who answer it over the Channels API. */
import { inject } from "vitest";
import { call } from "./browser.ts";
import { at, exit, fresh, type Made, makeApp, save } from "./canvas.ts";

export interface Asking extends Made {
  /** The token that talks to what was deployed. */
  deployed: string;
}

/** An application that asks whether somebody is ready: who says yes gets through, all others are handed over. Deployed. */
export async function makeAsking(name: string, model: object = {}, rich: string[] = []): Promise<Asking> {
  const body = { name: fresh("Ready"), type: "YesNo", group: "ann", languages: ["en-US"], version: "v1" };
  const { miniAppId } = await call<{ miniAppId: string }>("POST", "/miniapps/api/apps", body);
  const prompt = { normal: "Are you ready?", ...(rich.length ? { dataModelsLink: rich } : {}) };
  await call("PUT", `/miniapps/api/apps/v1/${encodeURIComponent(miniAppId)}`, {
    ask: { locales: { "en-US": { omIVR: { normal: prompt.normal }, "web-chat": prompt } } },
    ...model,
  });
  const app = await makeApp(name);
  const ask = {
    node_id: "ask",
    type: "miniApp",
    title: "Ready?",
    component_id: miniAppId,
    configuration: { output_fields: [{ miniapp_name: "YesNo", local_name: "Ready", optional: false }] },
  };
  const human = {
    node_id: "human",
    type: "transfer",
    title: "To a human",
    component_id: "u.transfer.builtins.orc.ann",
    configuration: {
      extra_fields: [
        { field: "destination", value: "desk" },
        { field: "reason", value: "not ready" },
      ],
    },
  };
  const yes = [{ field: "Ready", operator: "EQUAL", value: "YES" }];
  await save(app, {
    content: {
      nodes: [at(ask, 200, 0), exit("done", 100, 200), at(human, 400, 200)],
      edges: [
        { id: "yes", source: "ask", target: "done", conditions: yes },
        { id: "no", source: "ask", target: "human", conditions: [] },
      ],
    },
  });
  await call("POST", `/orchestrator/api/apps/${app.id}/deploy/`);
  const chat = await call<{ deployed_token: string }>("GET", `/orchestrator/api/apps/${app.id}/web_chat/`);
  return { ...app, deployed: chat.deployed_token };
}

/** Somebody calls and says these words; answers the id of the dialog. */
export async function calls(app: Asking, number: string, ...words: string[]): Promise<string> {
  const home = `${inject("url")}/DiaManT/api/internal/dialogs`;
  const post = async (path: string, body: object) => {
    const headers = { authorization: `Bearer ${app.deployed}`, "content-type": "application/json" };
    const answer = await fetch(home + path, { method: "POST", headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    return (await answer.json()) as { dialogId: string };
  };
  const context = { semantics: { Ani: number } };
  const { dialogId } = await post("", { application_id: "any", source: "ivr", context });
  for (const utterance of words) await post(`/${dialogId}`, { utterance });
  return dialogId;
}
