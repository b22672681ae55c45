import { expect, test } from "vitest";
import { call, expectAccessible, visitSignedIn } from "./support/browser.ts";

interface Made {
  miniAppId: string;
}

async function make(name: string, type: string, languages = ["en-US"]): Promise<string> {
  const body = { name, type, group: "ann", languages, version: "v1" };
  return (await call<Made>("POST", "/miniapps/api/apps", body)).miniAppId;
}

const read = (id: string) => call<{ model: never }>("GET", `/miniapps/api/apps/v1/${encodeURIComponent(id)}`);
// A server without schemas, explanations or functions is asked in vain.
const mayLog = /40[0-9]|412/;

test("prompts stand side by side by language and channel, and are saved by themselves", async () => {
  const id = await make("EditPrompts", "YesNo", ["en-US", "de-DE"]);
  const page = await visitSignedIn(`/miniapps/${encodeURIComponent(id)}`, { mayLog });
  await page.getByRole("button", { name: "de-DE" }).click();
  const field = page.getByLabel("Question, German (Germany), Phone, First");
  await field.fill("Ja oder <b>nein</b>?");
  expect(await page.getByLabel("Question, German (Germany), Chat, First").getAttribute("placeholder")).toBe(
    "Ja oder <b>nein</b>?",
  );
  await expectAccessible(page);
  await page.getByText("Saved", { exact: true }).first().waitFor();
  const { model } = (await read(id)) as {
    model: { ask: { locales: Record<string, { omIVR: { normal: string } }> } };
  };
  expect(model.ask.locales["de-DE"]?.omIVR.normal).toBe("Ja oder <b>nein</b>?");

  await page.getByRole("tab", { name: "Prompts" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.getByRole("tab", { name: "Reactions", selected: true }).waitFor();
});

test("an intent takes a pasted list, and what somebody else saved is not written over", async () => {
  const id = await make("EditIntents", "Intent");
  const page = await visitSignedIn(`/miniapps/${encodeURIComponent(id)}`, { mayLog });
  await page.getByRole("tab", { name: "Intents" }).click();
  await page.getByRole("button", { name: "Add an intent" }).first().click();
  await page.getByLabel("Name", { exact: true }).fill("Card.Lost");
  const list = page.getByRole("textbox", { name: /utterances?$/ });
  await list.fill("I lost my card\nmy card is gone");
  await page.getByText("2 utterances").waitFor();
  await page.getByText("Saved", { exact: true }).first().waitFor();
  await expectAccessible(page);

  const path = `/miniapps/api/apps/v1/${encodeURIComponent(id)}`;
  const { model } = await read(id);
  await call("PUT", path, { model: { ...(model as object), mark: "theirs" } });
  await list.fill("I lost my card\nmine");
  await page.getByText("Somebody else saved this miniApp").waitFor();
  await page.getByRole("button", { name: "Keep mine" }).click();
  await page.getByText("Saved", { exact: true }).first().waitFor();
  expect(JSON.stringify((await read(id)).model)).toContain('"mine"');
});

test("JavaScript has colours and completes what a function is given", async () => {
  const id = await make("EditScript", "Announcement");
  // Where lines are joined, the browser itself writes a style into what is edited, and the policy keeps it from doing so.
  const page = await visitSignedIn(`/miniapps/${encodeURIComponent(id)}`, { mayLog: /40[0-9]|inline style/ });
  await page.getByRole("tab", { name: "JavaScript" }).click();
  await page.getByRole("button", { name: "Add a function" }).click();
  const code = page.getByRole("textbox", { name: /JavaScript of/ });
  await code.click();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("ocpReturn(params.Conn");
  await page.getByRole("option", { name: /ConnectionID/ }).click();
  await page.keyboard.type(")");
  await page.getByText("Saved", { exact: true }).first().waitFor();
  await expectAccessible(page);
  expect(JSON.stringify((await read(id)).model)).toContain("ocpReturn(params.ConnectionID)");
});

test("what the server can't read is named, and the work is kept", async () => {
  const id = await make("EditWrong", "YesNo");
  const page = await visitSignedIn(`/miniapps/${encodeURIComponent(id)}`, { mayLog });
  await page.getByRole("tab", { name: "JSON" }).click();
  const json = page.getByLabel("The whole model");
  await json.fill('{"ask": 4}');
  await page.getByRole("alert").getByText("model.ask", { exact: true }).waitFor();
  await json.fill('{"ask": {"locales": {"en-US": {"omIVR": {"normal": "Yes?"}}}}}');
  await page.getByText("Saved", { exact: true }).first().waitFor();
  expect(await page.getByRole("alert").count()).toBe(0);
});
