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

test("prompts side by side are as high as the highest of them", async () => {
  const id = await make("EditHeights", "YesNo", ["en-US", "de-DE"]);
  const page = await visitSignedIn(`/miniapps/${encodeURIComponent(id)}`, { mayLog });
  await page.getByRole("button", { name: "de-DE" }).click();
  const row = page.getByLabel(/^Question,.*, First$/);
  await expect.poll(() => row.count()).toBe(4);
  const heights = () =>
    row.evaluateAll((all) => [...new Set(all.map((one) => Math.round(one.getBoundingClientRect().height)))]);
  const short = await heights();
  expect(short).toHaveLength(1);
  const german = page.getByLabel("Question, German (Germany), Phone, First");
  await german.fill("Wollen Sie das wirklich? ".repeat(8));
  await expect.poll(heights).toHaveLength(1);
  const [high] = await heights();
  expect(high).toBeGreaterThan(short[0]! + 40);
  expect(high).toBe(await german.evaluate((one) => one.scrollHeight + 2));
  await german.fill("Wirklich?");
  await expect.poll(heights).toEqual(short);
  // More than stands well on a page is scrolled.
  await german.fill("Wollen Sie das wirklich? ".repeat(80));
  await expect.poll(heights).toEqual([240]);
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

test("a whole model that is none is not sent, and what was saved stays", async () => {
  const id = await make("EditEmptied", "YesNo");
  const before = JSON.stringify((await read(id)).model);
  const page = await visitSignedIn(`/miniapps/${encodeURIComponent(id)}`);
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "PUT") sent.push(request.postData() ?? "");
  });
  await page.getByRole("tab", { name: "JSON" }).click();
  const json = page.getByLabel("The whole model");
  for (const text of ["", "null", "[1, 2]", '"x"']) {
    await json.fill(text);
    await page.getByText("This is no model yet").waitFor();
    // Longer than it takes until a change is saved.
    await page.waitForTimeout(1_200);
  }
  expect(sent).toEqual([]);
  expect(JSON.stringify((await read(id)).model)).toBe(before);
  await json.fill('{"ask": {"locales": {"en-US": {"omIVR": {"normal": "Pasted?"}}}}}');
  await expect.poll(async () => JSON.stringify((await read(id)).model)).toContain("Pasted?");
  expect(await page.getByText("This is no model yet").count()).toBe(0);
});

test("a condition that was begun waits for its field, over a reload too, and what else was changed with it", async () => {
  const id = await make("EditBegun", "Announcement");
  const page = await visitSignedIn(`/miniapps/${encodeURIComponent(id)}`);
  const saved = async () => JSON.stringify((await read(id)).model);
  const before = await saved();
  await page.getByRole("button", { name: "Add an announcement" }).click();
  const added = page.getByRole("group", { name: "Announcement 2" });
  await added.getByRole("button", { name: "Add a condition" }).click();
  await page.getByText("Not saved: name the field").waitFor();
  await added.getByText("Name the field: the miniApp is saved once it has it.").waitFor();
  await added.getByLabel(/Phone, First$/).fill("Only for some.");
  await expectAccessible(page);
  // Longer than it takes until a change is saved.
  await page.waitForTimeout(1_500);
  expect(await page.getByRole("alert").count()).toBe(0);
  expect(await saved()).toBe(before);

  await page.reload();
  await page.getByText("Not saved: name the field").waitFor();
  await added.getByLabel("Field", { exact: true }).fill("Segment");
  await page.getByText("Saved", { exact: true }).first().waitFor();
  expect(await saved()).toContain('"Segment"');
  expect(await saved()).toContain("Only for some.");

  // A condition that loses its field for a moment does not go: what it keeps quiet would always be said.
  await added.getByLabel("Field", { exact: true }).fill("");
  await page.getByText("Not saved: name the field").waitFor();
  expect(await saved()).toContain('"Segment"');
  await added.getByRole("button", { name: "Remove the condition" }).click();
  await page.getByText("Saved", { exact: true }).first().waitFor();
  expect(await saved()).not.toContain('"Segment"');
});

test("an intent whose name is cleared to write another is not refused meanwhile", async () => {
  const id = await make("EditRenamed", "Intent");
  const page = await visitSignedIn(`/miniapps/${encodeURIComponent(id)}`);
  await page.getByRole("tab", { name: "Intents" }).click();
  await page.getByRole("button", { name: "Add an intent" }).first().click();
  await page.getByText("Saved", { exact: true }).first().waitFor();
  const before = (await read(id)).model;
  const name = page.getByLabel("Name", { exact: true });
  await name.fill("");
  await page.getByText("Not saved: name the intent").waitFor();
  expect(await page.getByRole("alert").count()).toBe(0);
  expect((await read(id)).model).toEqual(before);
  await name.fill("Card.Lost");
  await page.getByText("Saved", { exact: true }).first().waitFor();
  expect(JSON.stringify((await read(id)).model)).toContain("Card.Lost");
});

test("what a button means stays with it when rich content is moved or removed", async () => {
  const id = await make("EditRich", "YesNo");
  const piece = (name: string, ...means: string[]) => ({
    id: name,
    type: "Buttons",
    interactive_option: means.map((value) => ({ label: value, semantics: { Answer: value } })),
  });
  const { model } = await read(id);
  const dataModels = [piece("first", "one", "two"), piece("second", "three", "four"), piece("third", "five")];
  await call("PUT", `/miniapps/api/apps/v1/${encodeURIComponent(id)}`, {
    model: { ...(model as object), dataModels },
  });
  const page = await visitSignedIn(`/miniapps/${encodeURIComponent(id)}`, { mayLog });
  await page.getByRole("tab", { name: "Rich content" }).click();
  const means = () =>
    page.getByLabel("And means").evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
  await expect.poll(means).toEqual(["one", "two", "three", "four", "five"].map((one) => `Answer = ${one}`));
  await page.getByRole("button", { name: "Move first down" }).click();
  await expect.poll(means).toEqual(["three", "four", "one", "two", "five"].map((one) => `Answer = ${one}`));
  await page.getByRole("button", { name: "Remove three" }).click();
  await page.getByRole("button", { name: "Remove first" }).click();
  await expect.poll(means).toEqual(["four", "five"].map((one) => `Answer = ${one}`));
  // It is written in one's own way, and read in one.
  const last = page.getByLabel("And means").last();
  await last.fill("");
  await last.pressSequentially("Answer=six,Account");
  expect(await last.inputValue()).toBe("Answer=six,Account");
  await last.blur();
  expect(await last.inputValue()).toBe("Answer = six");
});

test("what a function gave goes with it when it is removed", async () => {
  const id = await make("EditRan", "Announcement");
  const page = await visitSignedIn(`/miniapps/${encodeURIComponent(id)}`, { mayLog });
  await page.getByRole("tab", { name: "JavaScript" }).click();
  for (const _ of [1, 2, 3]) await page.getByRole("button", { name: "Add a function" }).click();
  await page.getByRole("button", { name: "function_1", exact: true }).click();
  await page.getByLabel("params, as JSON").fill("{}");
  await page.getByRole("button", { name: "Run it" }).click();
  await page.getByText(/ ms$/).waitFor();
  await page.getByRole("button", { name: "Remove function_1" }).click();
  await page.getByRole("textbox", { name: "JavaScript of function_2" }).waitFor();
  expect(await page.getByText(/ ms$/).count()).toBe(0);
});

test("a file of utterances is looked into, brought in, and one sees why an utterance is understood", async () => {
  const id = await make("UploadIntents", "Intent");
  const page = await visitSignedIn(`/miniapps/${encodeURIComponent(id)}`, { mayLog: /400/ });
  await page.getByRole("tab", { name: "Intents" }).click();
  await page.getByRole("button", { name: "Import intents" }).click();
  const choose = (name: string, text: string) =>
    page
      .getByRole("dialog")
      .locator("input[type=file]")
      .setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  await choose("wrong.txt", "no intent here\n");
  await page
    .getByRole("alert")
    .getByText(/line 1\b/i)
    .waitFor();
  const lost = [
    "I lost my card",
    "my card is gone",
    "somebody stole my card",
    "card stolen",
    "I can't find my card",
  ];
  const open = [
    "when are you open",
    "opening hours",
    "are you open today",
    "when do you close",
    "hours please",
  ];
  await choose(
    "intents.txt",
    [...lost.map((one) => `${one};Card.Lost`), ...open.map((one) => `${one};Shop.Hours`)].join("\n"),
  );
  await page.getByText("10 utterances are new").waitFor();
  await expectAccessible(page);
  await page.getByRole("dialog").getByRole("button", { name: "Import", exact: true }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page
    .getByRole("list", { name: "Intents" })
    .getByRole("button", { name: /Card\.Lost/ })
    .waitFor();
  expect(JSON.stringify(await read(id))).toContain("somebody stole my card");

  await page.getByRole("textbox", { name: "Utterance", exact: true }).fill("somebody has stolen my crad");
  await page.getByRole("button", { name: "Understand it" }).click();
  const why = page.getByRole("region", { name: "Try an utterance" });
  await why.getByRole("listitem").first().getByText("Card.Lost").waitFor();
  await why.getByText("read as card").waitFor();
  await expectAccessible(page);
});
