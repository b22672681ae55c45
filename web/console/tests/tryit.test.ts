import { expect, test } from "vitest";
import { expectAccessible, visitSignedIn } from "./support/browser.ts";
import { makeAsking } from "./support/calls.ts";
import { importExample } from "./support/examples.ts";

test("a conversation beside the canvas: words, keys, what happened in a turn, a test to keep", async () => {
  const bank = await importExample("bank", "try_bank");
  const page = await visitSignedIn(`/apps/${bank.id}/try`);
  await page.getByRole("button", { name: "What it begins with" }).click();
  await page.getByLabel("bank_name").fill("Lake Bank");
  await page.getByRole("button", { name: "Start with these" }).click();
  await page.getByText("Welcome to Lake Bank").waitFor();
  await page.getByText("How can I help you?").waitFor();
  const say = async (words: string) => {
    await page.getByLabel("What the caller says").fill(words);
    await page.keyboard.press("Enter");
  };
  await say("what is my balance");
  await page.getByText("account number").waitFor();
  const happened = page.getByRole("button", { name: /What happened: Account\.Balance/ });
  await happened.click();
  await page.getByText("Identify ›").first().waitFor();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Keys" }).click();
  for (const key of "12345678") await page.getByRole("button", { name: key, exact: true }).click();
  await page.getByRole("button", { name: "Press them" }).click();
  await page.getByText("And your PIN?").waitFor();
  await page.getByRole("button", { name: "Silence" }).click();
  await page.getByText("four digits").waitFor();
  await page.getByRole("button", { name: "Hang up" }).click();
  await page.getByText("The caller hung up.").first().waitFor();

  await page.getByRole("button", { name: "Keep as a test" }).click();
  const text = await page.getByLabel("Scenario").inputValue();
  expect(text).toContain("start bank_name = Lake Bank");
  expect(text).toContain("> what is my balance");
  expect(text).toContain("[dtmf:12345678]");
  expect(text).toContain("! FAR_HUP success");
});

test("one hears what is said on the phone, begins at any block, and starts again", async () => {
  const bank = await importExample("bank", "try_phone");
  const page = await visitSignedIn(`/apps/${bank.id}/canvas`);
  const panel = page.getByRole("region", { name: "Try it" });
  await page.locator('.react-flow__node[data-id="identify"]').click();
  await page.getByRole("button", { name: "Try it from here" }).click();
  await panel.getByText("Please write your account number").waitFor();
  await panel.getByRole("button", { name: "What it begins with" }).click();
  await panel.getByLabel("Heard on").selectOption({ label: "Phone" });
  await panel.getByRole("button", { name: "Start with these" }).click();
  await panel.getByText("How can I help you?").waitFor();
  await panel.getByLabel("What the caller says").fill("my balance please");
  await page.keyboard.press("Enter");
  await panel.getByText("account number").waitFor();
  expect(await panel.getByText("Please write your account number").count()).toBe(0);
});

test("beside the canvas, too, rich content is chosen from, and a conversation is started again", async () => {
  const model = {
    id: "go",
    type: "Buttons",
    interactive_option: [
      { label: "Off we go", semantics: { YesNo: "YES" } },
      { label: "Better not", semantics: { YesNo: "NO" } },
    ],
  };
  const app = await makeAsking("rich_try", { dataModels: [model] }, ["go"]);
  const page = await visitSignedIn(`/apps/${app.id}/canvas`);
  await page.getByRole("button", { name: "Try it", exact: true }).click();
  const panel = page.getByRole("region", { name: "Try it" });
  await panel.getByRole("button", { name: "Begin", exact: true }).click();
  await panel.getByRole("button", { name: "Off we go" }).click();
  await panel.getByText("The application hung up.").waitFor();
  await expectAccessible(page);
  await panel.getByRole("button", { name: "Start again" }).last().click();
  await panel.getByRole("button", { name: "Better not" }).click();
  await panel.getByText("To desk.").waitFor();
});
