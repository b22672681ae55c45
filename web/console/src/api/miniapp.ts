/** One miniApp: its model, read and saved whole; and what can be tried with it. */
import { api, Failure, type Schemas, send, take } from "./client.ts";

export type Whole = Schemas["MiniApp"];

const pathOf = (id: string) => `/miniapps/api/apps/v1/${encodeURIComponent(id)}`;

export interface Revision {
  app: Whole;
  etag: string;
}

export async function readMiniApp(id: string): Promise<Revision> {
  return revision(await send(pathOf(id)));
}

async function revision(response: Response): Promise<Revision> {
  return { app: (await response.json()) as Whole, etag: response.headers.get("etag") ?? "" };
}

export interface Draft {
  model: unknown;
  languages: string[];
  sensitivity: string;
}

/** Saves it, when nobody changed it since. */
export async function saveMiniApp(id: string, draft: Draft, etag: string): Promise<Revision> {
  const headers = { "content-type": "application/json", ...(etag ? { "if-match": etag } : {}) };
  return revision(await send(pathOf(id), { method: "PUT", headers, body: JSON.stringify(draft) }));
}

/** A place of a model that the server can't read. */
export interface Wrong {
  path: string;
  message: string;
}

export function wrongPlaces(failure: unknown): Wrong[] {
  const body = failure instanceof Failure ? (failure.body as { errors?: Wrong[] } | null) : null;
  return Array.isArray(body?.errors) ? body.errors.filter((one) => typeof one.path === "string") : [];
}

/** What there is to choose from. */
export function miniAppConfig() {
  return take(api.GET("/miniapps/api/config")).then(({ config }) => config);
}

/** The JSON Schema of a type's model; `null` on a server that has none. */
export async function miniAppSchema(type: string): Promise<Record<string, unknown> | null> {
  try {
    return (await (await send(`/miniapps/api/schemas/${encodeURIComponent(type)}`)).json()) as Record<
      string,
      unknown
    >;
  } catch (failure) {
    if (failure instanceof Failure && [404, 405].includes(failure.status)) return null;
    throw failure;
  }
}

/** Why an utterance is understood as it is. */
export interface Explanation {
  intents: { name: string; confidence: number }[];
  exact: boolean;
  known: number;
  words: { word: string; read_as: string | null; begin: number; end: number; counts: number }[];
  parts: { name: string; confidence: number; begin: number; end: number }[];
}

export async function explain(id: string, utterance: string): Promise<Explanation> {
  const body = JSON.stringify({ utterance });
  const headers = { "content-type": "application/json" };
  return (
    await send(`${pathOf(id)}/intents/explain`, { method: "POST", headers, body })
  ).json() as Promise<Explanation>;
}

export type Uploaded = Schemas["Uploaded"];

/** Brings a file of utterances and the intents they mean; `dry` only tells what would be done. */
export async function uploadUtterances(
  id: string,
  file: File,
  mode: "add" | "replace",
  dry: boolean,
): Promise<Uploaded> {
  const form = new FormData();
  form.set("file", file, file.name);
  form.set("mode", mode);
  form.set("dryRun", String(dry));
  return (await send(`${pathOf(id)}/utterances`, { method: "POST", body: form })).json() as Promise<Uploaded>;
}

export type FunctionKind = "user" | "validation" | "output";

/** What became of a function. */
export interface Ran {
  value: unknown;
  log: string[];
  milliseconds: number;
  error: { name: string; message: string; line: number | null; column: number | null } | null;
}

export async function runFunction(javascript: string, params: unknown, kind: FunctionKind): Promise<Ran> {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ javascript, params, kind });
  return (
    await send("/miniapps/api/functions/run", { method: "POST", headers, body })
  ).json() as Promise<Ran>;
}
