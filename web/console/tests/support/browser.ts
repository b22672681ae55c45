/** A browser, somebody signed in, and the interface for what a test needs beforehand. */
import { rm } from "node:fs/promises";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject, onTestFinished } from "vitest";
import { seriousFindings } from "./axe.ts";
import { PASSWORD, startServer, USER } from "./global.ts";

let browser: Browser;

/** Milliseconds before each thing that a test does, as somebody takes them who reads and thinks. */
const SLOWLY = Number(process.env.BATON_TEST_SLOWLY ?? 0);

beforeAll(async () => {
  browser = await chromium.launch({
    slowMo: SLOWLY,
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
});

afterAll(() => browser?.close());

const open = new Set<BrowserContext>();
const complaints: string[] = [];
afterEach(async () => {
  for (const context of open) await context.close();
  open.clear();
  expect(complaints.splice(0)).toEqual([]);
});

/** A server for one test. It goes after the pages of the test have: what they still read is there. */
export async function ownServer(settings: Record<string, string> = {}): Promise<string> {
  const server = await startServer(settings);
  onTestFinished(async () => {
    await server.stop();
    await rm(server.data, { recursive: true, force: true });
  });
  return server.url;
}

export interface Options {
  dark?: boolean;
  /** What the page may say on its console without the test failing. */
  mayLog?: RegExp;
  url?: string;
  /** Another site that it may ask: an issuer. */
  allowed?: string;
  /** What the page finds of an earlier sign-in. */
  session?: string;
  /** Somebody else than the first user, by name; everybody has the same password. */
  as?: string;
}

/** A page of somebody who is not signed in. Whatever it says on its console as an error fails the test. */
export async function visit(path: string, options: Options = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    colorScheme: options.dark ? "dark" : "light",
    baseURL: options.url ?? inject("url"),
    permissions: ["clipboard-read", "clipboard-write"],
  });
  open.add(context);
  await context.addInitScript((kept) => {
    // Where the server can't be reached the browser shows a page of its own, which keeps nothing.
    if (kept && location.protocol.startsWith("http") && !localStorage.getItem("baton.session"))
      localStorage.setItem("baton.session", kept);
  }, options.session);
  const page = await context.newPage();
  page.on("pageerror", (error) => complaints.push(`the page broke: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() !== "error" || options.mayLog?.test(message.text())) return;
    complaints.push(`the page complains: ${message.text()} (${message.location().url})`);
  });
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    const own =
      ["data:", "blob:"].includes(protocol) ||
      origin === options.allowed ||
      origin === new URL(options.url ?? inject("url")).origin;
    if (!own) complaints.push(`the page asks another site: ${request.url()}`);
  });
  page.setDefaultTimeout(8_000 + 4 * SLOWLY);
  await page.goto(`/console${path}`);
  return page;
}

export async function signIn(page: Page, username = USER, password = PASSWORD) {
  await page.getByLabel("User name").fill(username);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** A page of somebody who is signed in. */
export async function visitSignedIn(path: string, options: Options = {}): Promise<Page> {
  const url = options.url ?? inject("url");
  return visit(path, { ...options, session: JSON.stringify(await token(url, options.as)) });
}

async function token(url: string, username = USER) {
  const form = new URLSearchParams({
    client_id: "ocp",
    grant_type: "password",
    username,
    password: PASSWORD,
  });
  const answer = await fetch(`${url}/auth/realms/master/protocol/openid-connect/token`, {
    method: "POST",
    body: form,
  });
  const said = (await answer.json()) as { access_token: string; refresh_token: string; expires_in: number };
  const until = Date.now() + said.expires_in * 1000;
  return { access: said.access_token, refresh: said.refresh_token, until, username };
}

/** The interface, as the first user. */
export async function call<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
  const url = inject("url");
  const { access } = await token(url);
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${access}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return (text ? JSON.parse(text) : undefined) as T;
}

/** What a machine finds that keeps people out: nothing serious. */
export async function expectAccessible(page: Page) {
  expect(await seriousFindings(page)).toEqual([]);
}
