import { call } from "./browser.ts";

/** An application that asks one question with rich content; the token that talks to it as it is saved. */
export async function asking(name: string, type: string, model: object, link: string): Promise<string> {
  const { miniAppId: id } = await call<{ miniAppId: string }>("POST", "/miniapps/api/apps", {
    name: `Rich${name}`,
    type,
    languages: ["en-US"],
    version: "v1",
  });
  const words = {
    "web-chat": { normal: "Shall we?", dataModelsLink: [link] },
    omIVR: { normal: "Shall we?" },
  };
  await call("PUT", `/miniapps/api/apps/v1/${encodeURIComponent(id)}`, {
    ask: { locales: { "en-US": words } },
    dataModels: [model],
  });
  const app = await call<{ id: string; canvas: string }>("POST", "/orchestrator/api/apps/", {
    name: `rich_${name}`,
  });
  const node = {
    node_id: "ask",
    title: "Ask",
    type: "miniApp",
    component_id: id,
    configuration: {
      input_fields: {},
      output_fields: [{ miniapp_name: type, local_name: "Answer", optional: false }],
      log_as_kvp: { input_fields: [], output_fields: ["Answer"] },
    },
  };
  await call("PUT", `/orchestrator/api/canvases/${app.canvas}/`, { content: { nodes: [node], edges: [] } });
  const path = `/orchestrator/api/apps/${app.id}/web_chat/`;
  return (await call<{ live_token: string }>("GET", path)).live_token;
}
