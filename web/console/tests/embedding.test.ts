import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { afterEach, expect, inject, test } from "vitest";
import { expectAccessible, visit } from "./support/browser.ts";
import { importExample } from "./support/examples.ts";
import { asking } from "./support/rich.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** Somebody's own page, at a site of its own, with one line more; opened. */
async function onAPage(attributes: string, { prepare = "" } = {}): Promise<Page> {
  const html = `<!doctype html><html lang="en"><title>A shop</title><main><h1>A shop</h1>
    <button id="ask" onclick="Baton.open()">Chat with us</button></main>
    <script src="${inject("url")}/widget/widget.js" ${attributes}></script></html>`;
  const server = createServer((_, answer) => answer.setHeader("content-type", "text/html").end(html));
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const page = await visit("", { allowed: site, mayLog: /favicon|404|of the page/ });
  await page.addInitScript(() => {
    const told: unknown[][] = [];
    Object.assign(window, { told });
    document.addEventListener("baton:ready", (event) => {
      const chat = (event as CustomEvent<Chat>).detail;
      for (const name of ["open", "close", "message", "sent", "end"])
        chat.on(name, (detail) => told.push([name, detail]));
    });
  });
  if (prepare) await page.addInitScript(prepare);
  await page.goto(site);
  return page;
}

interface Chat {
  open(): void;
  close(): void;
  send(text: string): void;
  restart(): void;
  on(name: string, listener: (detail: unknown) => void): () => void;
}

const told = (page: Page) =>
  page.evaluate(() => (window as unknown as { told: [string, Record<string, unknown>][] }).told);

/** Does something with the chat that the line itself made. */
const use = (page: Page, act: (chat: Chat) => void) => page.evaluate(`(${act})(window.Baton)`);

test("one line puts the chat on a page of another site, which opens, closes, speaks and listens", async () => {
  const bank = await importExample("bank", "widget_site");
  const page = await onAPage(`data-token="${bank.live}" data-mode="popup" data-title="Ask us"`);
  const dialog = page.getByRole("dialog", { name: "Ask us" });
  const opener = page.getByRole("button", { name: "Chat with us" });
  await opener.waitFor();
  expect(await dialog.count()).toBe(0);

  // With the keyboard alone: it opens with the focus in it, keeps it, and gives it back.
  await opener.focus();
  await page.keyboard.press("Enter");
  await dialog.getByText("How can I help you?").waitFor();
  await expectAccessible(page);
  await page.keyboard.type("what is my balance");
  await page.keyboard.press("Enter");
  await dialog.getByText("account number").waitFor();
  for (let step = 0; step < 6; step += 1) {
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("baton-chat");
  }
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("ask");

  // The page does the same by itself, and hears of all of it.
  await use(page, (chat) => chat.open());
  await dialog.waitFor();
  await use(page, (chat) => chat.close());
  await dialog.waitFor({ state: "hidden" });
  await use(page, (chat) => chat.send("12345678"));
  await expect.poll(async () => (await told(page)).at(-1)?.[1]?.text).toMatch(/PIN/);
  const names = (await told(page)).map(([name]) => name);
  expect(names.filter((name) => name === "open" || name === "close")).toEqual([
    "open",
    "close",
    "open",
    "close",
  ]);
  expect((await told(page)).filter(([name]) => name === "sent").map(([, { text }]) => text)).toEqual([
    "what is my balance",
    "12345678",
  ]);
});

test("a listener of the page that breaks breaks nothing, and one that was taken away hears nothing", async () => {
  const token = await asking("listening", "YesNo", { id: "none", type: "Buttons" }, "none");
  const page = await onAPage(`data-token="${token}" data-mode="inline"`, {
    prepare: `document.addEventListener("baton:ready", ({ detail: chat }) => {
      const stop = chat.on("sent", () => { window.heardTooMuch = true; });
      stop();
      chat.on("message", () => { throw new Error("an error of the page"); });
    });
    window.addEventListener("error", (event) => event.preventDefault());`,
  });
  const chat = page.getByRole("region", { name: "Chat" });
  await chat.getByText("Shall we?").waitFor();
  await use(page, (chat) => chat.send("yes"));
  await chat.getByText("The conversation has ended.").waitFor();
  expect((await told(page)).map(([name]) => name)).toEqual(["message", "sent", "end"]);
  expect(await page.evaluate(() => "heardTooMuch" in window)).toBe(false);
});

test("a list is chosen from, with what stands below each entry", async () => {
  const entries = [
    { label: "Off we go", description: "At <b>once</b>", semantics: { YesNo: "YES" } },
    { label: "Another day", description: "أو في يوم آخر", semantics: { YesNo: "NO" } },
  ];
  const model = {
    id: "menu",
    type: "List",
    title: "When?",
    subtitle: "Choose one",
    interactive_option: entries,
  };
  const token = await asking("list", "YesNo", model, "menu");
  const page = await visit("");
  await page.goto(`/widget/#token=${token}&mode=inline`);
  const choices = page.getByRole("group", { name: "Answers to choose from" });
  await choices.getByText("At <b>once</b>").waitFor();
  await expectAccessible(page);
  await choices.getByRole("button", { name: "Another day" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("The conversation has ended.").waitFor();
  expect(await page.getByText("You said: Another day").count()).toBe(1);
  await expect.poll(() => choices.count()).toBe(0);
});

test("one sees that an answer is being written, and how many came while the chat was closed", async () => {
  const bank = await importExample("bank", "widget_typing");
  const page = await visit("");
  await page.addInitScript(() => {
    const held: (() => void)[] = [];
    const release = () => {
      for (const go of held.splice(0)) go();
    };
    const gate = { closed: false, release };
    Object.assign(window, { gate });
    const { set } = Object.getOwnPropertyDescriptor(WebSocket.prototype, "onmessage") as PropertyDescriptor;
    Object.defineProperty(WebSocket.prototype, "onmessage", {
      set(this: WebSocket, hear: ((event: MessageEvent) => void) | null) {
        set?.call(
          this,
          hear &&
            ((event: MessageEvent) => {
              if (gate.closed && !String(event.data).includes("typing_event")) held.push(() => hear(event));
              else hear(event);
            }),
        );
      },
    });
  });
  const gate = (closed: boolean) =>
    page.evaluate((closed) => {
      const { gate } = window as unknown as { gate: { closed: boolean; release(): void } };
      gate.closed = closed;
      if (!closed) gate.release();
    }, closed);
  await page.goto(`/widget/#token=${bank.live}`);
  await page.getByRole("button", { name: "Open the chat" }).click();
  const log = page.getByRole("log");
  await log.getByText("How can I help you?").waitFor();
  await gate(true);
  await page.getByRole("textbox", { name: "Message" }).fill("what is my balance");
  await page.keyboard.press("Enter");
  const typing = page.getByText("An answer is being written");
  await typing.waitFor();
  await page.keyboard.press("Escape");
  await gate(false);
  await page.getByRole("button", { name: /^Open the chat: \d new messages$/ }).click();
  await log.getByText("account number").waitFor();
  await typing.waitFor({ state: "hidden" });
});
