/** The public interface, typed by its OpenAPI document. */
import createClient from "openapi-fetch";
import { texts } from "../texts/index.ts";
import type { components, paths } from "./schema.d.ts";
import { authorized } from "./session.ts";

export type Schemas = components["schemas"];

export const api = createClient<paths>({ baseUrl: location.origin, fetch: authorized });

/** What the server said when it did not do what it was asked. Its message is a sentence to show. */
export class Failure extends Error {
  constructor(
    /** 0: it did not answer at all. */
    readonly status: number,
    readonly body: unknown,
  ) {
    super(sentence(status, body));
  }

  /** Sentences about single fields: `{"name": ["…"]}`. */
  get fields(): Record<string, string> {
    if (typeof this.body !== "object" || this.body === null) return {};
    const lists = Object.entries(this.body).filter(([, list]) => Array.isArray(list) && list.every(isText));
    return Object.fromEntries(lists.map(([name, list]) => [name, (list as string[]).join(" ")]));
  }
}

/** Whether it is worth asking again: no answer came, or not all of it, or the server can't just now. */
export const isAway = (failure: unknown): boolean =>
  !(failure instanceof Failure) || failure.status === 0 || failure.status === 429 || failure.status >= 500;

/** Whether somebody else was quicker: what was sent stood upon what is there no more. */
export const isOutdated = (failure: unknown): boolean => failure instanceof Failure && failure.status === 412;

const isText = (value: unknown): value is string => typeof value === "string";

function sentence(status: number, body: unknown): string {
  if (status === 0) return texts.common.unreachable;
  if (typeof body === "object" && body !== null) {
    const said = (body as Record<string, unknown>).detail ?? (body as Record<string, unknown>).message;
    if (isText(said) && status < 500) return said;
    const first = Object.values(body).find((list) => Array.isArray(list) && list.every(isText));
    if (first && status < 500) return (first as string[]).join(" ");
  }
  return status >= 500 ? texts.common.serverFailed(status) : texts.common.failed;
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The data of an answer; throws a [`Failure`] for all that is none. */
export async function take<T>(answer: Promise<Answer<T>>): Promise<T> {
  return (await takeWhole(answer)).data;
}

/** The data of an answer with its headers. */
export async function takeWhole<T>(answer: Promise<Answer<T>>): Promise<{ data: T; response: Response }> {
  let taken: Answer<T>;
  try {
    taken = await answer;
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    throw new Failure(0, cause);
  }
  if (!taken.response.ok) throw new Failure(taken.response.status, taken.error);
  return { data: taken.data as T, response: taken.response };
}

/** A request that the typed client has no words for, such as a file. */
export async function send(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await authorized(new Request(new URL(path, location.origin), init));
  } catch (cause) {
    throw new Failure(0, cause);
  }
  if (!response.ok) throw new Failure(response.status, await response.json().catch(() => null));
  return response;
}
