import { expect, test } from "vitest";
import { expectAccessible, visit } from "./support/browser.ts";
import { importExample } from "./support/examples.ts";

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
  await log.getByText("customer number").waitFor();
  const said = () => log.locator("p").allTextContents();
  const before = await said();

  await page.reload();
  await page.getByRole("button", { name: "Open the chat" }).click();
  await log.getByText("customer number").waitFor();
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
