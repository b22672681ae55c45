import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { call, expectAccessible, visit } from "./support/browser.ts";
import { makeAsking } from "./support/calls.ts";
import { importExample } from "./support/examples.ts";
import { asking } from "./support/rich.ts";

/** Sockets of the page, and whether new ones lead anywhere. */
interface Network {
  sockets: WebSocket[];
  gone: boolean;
}

test("the widget goes on after a reload and a lost connection, and says nothing twice", async () => {
  const bank = await importExample("bank", "widget_bank");
  const page = await visit("", { mayLog: /WebSocket/ });
  await page.addInitScript(() => {
    const Real = WebSocket;
    const network: Network = { sockets: [], gone: false };
    Object.assign(window, { network });
    window.WebSocket = class extends Real {
      constructor(url: string | URL) {
        super(network.gone ? String(url).replace("/chat/ws/session", "/nowhere") : url);
        network.sockets.push(this);
      }
    };
  });
  await page.goto(`/widget/#token=${bank.live}`);
  const log = page.getByRole("log");
  await page.getByRole("button", { name: "Open the chat" }).click();
  await log.getByText("How can I help you?").waitFor();
  await expectAccessible(page);
  const message = page.getByRole("textbox", { name: "Message" });
  const write = async (words: string) => {
    await message.fill(words);
    await message.press("Enter");
  };
  await write("what is my balance");
  await log.getByText("account number").waitFor();
  const said = () => log.locator("p").allTextContents();
  const before = await said();

  await page.reload();
  await page.getByRole("button", { name: "Open the chat" }).click();
  await log.getByText("account number").waitFor();
  expect(await said()).toEqual(before);

  // The network goes; what is said meanwhile arrives once it is back.
  const network = (gone: boolean) =>
    page.evaluate((gone) => {
      const { network } = window as unknown as { network: Network };
      network.gone = gone;
      if (gone) for (const socket of network.sockets) socket.close();
    }, gone);
  await network(true);
  await page.getByText("No connection").waitFor();
  await write("12345678");
  await network(false);
  await log.getByText("And your PIN?").waitFor();
  expect(await said()).toEqual([...before, "You said: 12345678", "And your PIN?"]);

  await message.press("Escape");
  expect(await page.getByRole("dialog").count()).toBe(0);
  await page.getByRole("button", { name: "Open the chat" }).waitFor();
});

test("the widget is a dialog or a part of the page, too, and a page can use it", async () => {
  const bank = await importExample("bank", "widget_forms");
  const page = await visit("");
  await page.goto(`/widget/#token=${bank.live}&mode=inline`);
  await page.getByRole("region", { name: "Chat" }).getByText("How can I help you?").waitFor();
  await page.evaluate(() =>
    (window as unknown as { Baton: { chat: { send(text: string): void } } }).Baton.chat.send(
      "nothing, thanks",
    ),
  );
  await page.getByText("The conversation has ended.").waitFor();
  await page.getByText('end {"endType":"NEAR_HUP"').waitFor();
  await page.getByRole("button", { name: "Start again" }).click();
  await page.getByRole("log").getByText("How can I help you?").nth(1).waitFor();

  await page.locator("select[name=mode]").selectOption("popup");
  await page.getByRole("button", { name: "Show it" }).click();
  const dialog = page.getByRole("dialog", { name: "Chat" });
  await dialog.waitFor();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
});

test("buttons are shown below a question, mean what they stand for, and go once it was answered", async () => {
  const choices = [
    { label: "Off we go", semantics: { YesNo: "YES" } },
    { label: "Better not", semantics: { YesNo: "NO" } },
  ];
  const model = { id: "go", type: "Buttons", title: "<i>Ready</i>", interactive_option: choices };
  const live_token = await asking("buttons", "YesNo", model, "go");
  const page = await visit("");
  await page.goto(`/widget/#token=${live_token}&mode=inline`);
  const log = page.getByRole("log");
  await log.getByText("<i>Ready</i>").waitFor();
  await expectAccessible(page);
  await log.getByRole("button", { name: "Off we go" }).click();
  await page.getByText("The conversation has ended.").waitFor();
  expect(await log.getByRole("button").count()).toBe(0);
  expect(await log.getByText("You said: Off we go").count()).toBe(1);
});

test("a day is chosen from a calendar, and arrives as the value of its question", async () => {
  const model = { id: "day", type: "Calendar", title: "Which day?", min: "2026-01-01" };
  const token = await asking("calendar", "Date", model, "day");
  const page = await visit("");
  await page.goto(`/widget/#token=${token}&mode=inline`);
  const log = page.getByRole("log");
  await log.getByText("Which day?").waitFor();
  await expectAccessible(page);
  await log.getByLabel("Day").fill("2026-12-24");
  await log.getByRole("button", { name: "Choose" }).click();
  await page.getByText("The conversation has ended.").waitFor();
  await log.getByText("24").first().waitFor();
  expect(await log.getByLabel("Day").count()).toBe(0);
  const search = { query_params: { text: "December 24" } };
  const { dialogs } = await call<{ dialogs: { id: string }[] }>(
    "POST",
    "/dialogs-api/insights/v2/dialogs/search",
    search,
  );
  const turns = `/orchestrator/api/dialogs/${dialogs[0]?.id}/turns/`;
  const told = await call<{ turns: { fields: Record<string, string> }[] }>("GET", turns);
  expect(told.turns.at(-1)?.fields.Answer).toBe("24/12/2026");
});

test("the widget is one small file, and takes the colours of its page", async () => {
  const token = await asking(
    "themed",
    "YesNo",
    { id: "none", type: "Buttons", interactive_option: ["Yes"] },
    "none",
  );
  const page = await visit("");
  const file = await fetch(new URL("/widget/widget.js", page.url()), {
    headers: { "accept-encoding": "gzip" },
  });
  const sent = gzipSync(Buffer.from(await file.arrayBuffer()), { level: 9 });
  expect(sent.length).toBeLessThan(20 * 1024);
  await page.goto(`/widget/#token=${token}&mode=inline`);
  await page.getByRole("region", { name: "Chat" }).getByText("Shall we?").waitFor();
  await page.evaluate(() => document.documentElement.style.setProperty("--baton-accent", "rgb(1, 2, 3)"));
  await page.getByRole("textbox", { name: "Message" }).fill("yes");
  const send = page.getByRole("button", { name: "Send" });
  await expect
    .poll(() => send.evaluate((button) => getComputedStyle(button).backgroundColor))
    .toBe("rgb(1, 2, 3)");
});

test("where a chat can't be had a visitor reads that, and whoever runs the page finds why on the console", async () => {
  const stopped = await makeAsking("widget_stopped");
  await call("POST", `/orchestrator/api/apps/${stopped.id}/stop/`);
  for (const [token, why] of [
    ["f".repeat(80), "The api_key is of no application."],
    [stopped.deployed, "The application is stopped."],
  ] as const) {
    const page = await visit("", { mayLog: /^Baton: / });
    const logged: string[] = [];
    page.on("console", (message) => logged.push(message.text()));
    await page.goto(`/widget/#token=${token}&mode=inline`);
    const region = page.getByRole("region", { name: "Chat" });
    await region.getByText("The chat is not available now.").waitFor();
    expect(await region.getByRole("log").innerText()).toBe("");
    expect(await region.getByText("The chat is not available now.").count()).toBe(1);
    await expect.poll(() => logged.join()).toContain(why);
    await expectAccessible(page);
    await region.getByRole("button", { name: "Start again" }).click();
    await region.getByText("The chat is not available now.").waitFor();
    expect(await region.getByRole("log").innerText()).toBe("");
  }
});
