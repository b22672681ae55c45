import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { call, expectAccessible, ownServer, visitSignedIn } from "./support/browser.ts";
import { calls, makeAsking } from "./support/calls.ts";
import { block, kept, save } from "./support/canvas.ts";

test("dialogs are found by application, words, end, reason and caller, and the address keeps what was looked for", async () => {
  const app = await makeAsking("searched");
  await calls(app, "+4930111", "yes");
  await calls(app, "+4930222", "no");
  const page = await visitSignedIn("/dialogs");
  await page.getByLabel("Application").selectOption({ label: app.name });
  const rows = page.getByRole("table", { name: "Dialogs" }).getByRole("row");
  await expect.poll(() => rows.count()).toBe(3);
  await expectAccessible(page);
  await page.getByLabel("How it ended").selectOption("TRANSFER");
  await expect.poll(() => rows.count()).toBe(2);
  await rows.nth(1).getByText("not ready").waitFor();
  await rows.nth(1).getByText("+4930222").waitFor();
  await page.reload();
  await expect.poll(() => rows.count()).toBe(2);
  await page.getByRole("button", { name: "Clear the filters" }).click();
  await page.getByLabel("Application").selectOption({ label: app.name });
  await page.getByLabel("A caller said…").fill("YES");
  await expect.poll(() => rows.count()).toBe(2);
  await rows.nth(1).getByText("+4930111").waitFor();
  await page.getByLabel("A caller said…").fill("");
  await page.getByRole("button", { name: "More filters" }).click();
  await page.getByLabel("Caller", { exact: true }).fill("+4930222");
  await expect.poll(() => rows.count()).toBe(2);
  await page.getByLabel("Simulations").selectOption("Simulations alone");
  await page.getByText("No dialog fits").waitFor();
  await expectAccessible(page);
});

test("a search for words says how far it has looked, and looks further", async () => {
  const app = await makeAsking("looked_through");
  await calls(app, "+4930555", "yes");
  const page = await visitSignedIn(`/dialogs?app=${app.id}`);
  const rows = page.getByRole("table", { name: "Dialogs" }).getByRole("row");
  await expect.poll(() => rows.count()).toBe(2);
  // As it is where there is much to look through.
  await page.route("**/dialogs/search", (route) => {
    const { cursor, ...body } = route.request().postDataJSON() as { cursor?: string };
    if (cursor) return route.continue({ postData: JSON.stringify(body) });
    return route.fulfill({ json: { dialogs: [], cursor: "on", looked_to_ms: Date.UTC(2026, 2, 1, 12) } });
  });
  await page.getByLabel("A caller said…").fill("yes");
  await page.getByText("Nobody said it so far").waitFor();
  await page.getByText("are not looked through yet: 1 Mar").waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Look further back" }).click();
  await rows.nth(1).getByText("+4930555").waitFor();
});

test("a dialog appears while somebody looks, with what its caller says", async () => {
  const app = await makeAsking("listened");
  const page = await visitSignedIn(`/dialogs?app=${app.id}`);
  await page.getByText("No dialog fits").waitFor();
  await expect.poll(() => page.getByRole("button", { name: "Live" }).getAttribute("data-on")).toBe("true");
  await calls(app, "+4930333", "hm hm");
  const row = page.getByRole("row").filter({ hasText: "+4930333" });
  await row.getByText("Under way").waitFor();
  await row.getByText("“hm hm”").waitFor();
});

test("one dialog stands as a conversation beside the way that it took, and is replayed turn by turn", async () => {
  const app = await makeAsking("told");
  const id = await calls(app, "+4930444", "yes");
  const page = await visitSignedIn(`/dialogs/${id}`);
  await page.getByText("The canvas as it was deployed then").waitFor();
  const lit = (node: string) => block(page, node).locator("[data-lit]").getAttribute("data-lit");
  await expect.poll(() => lit("done")).toBe("now");
  expect(await lit("ask")).toBe("passed");
  expect(await lit("human")).toBe("dim");
  await expectAccessible(page);

  const said = page.getByRole("list", { name: "Conversation" });
  await said.getByText("Are you ready?").waitFor();
  await said.getByText("yes", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Turn before" }).click();
  await expect.poll(() => lit("ask")).toBe("now");
  expect(await lit("done")).toBe("dim");
  await page.getByRole("slider", { name: "Turn that is shown" }).press("ArrowRight");
  await expect.poll(() => lit("done")).toBe("now");
  await page.getByRole("button", { name: "First turn" }).click();
  await page.getByRole("button", { name: "Play" }).click();
  await expect.poll(() => lit("done"), { timeout: 4_000 }).toBe("now");

  // A turn opens to what happened in it, and to its record.
  const last = said.locator('[data-turn="2"]');
  await last.getByRole("button", { name: /^What happened/ }).click();
  await last.getByText("Understood").or(last.getByText("Heard")).first().waitFor();
  await last.getByRole("button", { name: "Record" }).click();
  await last.locator("pre").filter({ hasText: '"message_type": "dialog_step"' }).waitFor();
  await expectAccessible(page);

  // A block leads to the turn in which it ran.
  await block(page, "ask").click();
  await expect.poll(() => said.locator('[aria-current="step"]').getAttribute("data-turn")).toBe("1");

  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Log" }).click();
  await page.getByRole("menuitem", { name: "Log" }).click();
  const log = await readFile(await (await saved).path(), "utf8");
  expect(log).toContain("said: yes");
});

test("a canvas that has changed since is shown with a word that says so", async () => {
  const app = await makeAsking("changed");
  const id = await calls(app, "+4930555", "no");
  const document = await kept(app);
  document.content.nodes = document.content.nodes.filter(({ node_id }) => node_id !== "human");
  document.content.edges = document.content.edges.filter(({ target }) => target !== "human");
  await save(app, document);
  const page = await visitSignedIn(`/dialogs/${id}`);
  // What is saved is not what was deployed.
  await page.getByText("The canvas as it was deployed then").waitFor();
  await block(page, "human").waitFor();
  await call("POST", `/orchestrator/api/apps/${app.id}/deploy/`);
  await page.reload();
  await page.getByText("Deployed anew since then").waitFor();
  await page.getByText("1 block of the way is no longer there.").waitFor();
});

test("a dialog is erased by whoever owns its group", async () => {
  const app = await makeAsking("erased");
  const id = await calls(app, "+4930666", "yes");
  const page = await visitSignedIn(`/dialogs/${id}`, { mayLog: /404/ });
  await page.getByRole("button", { name: "Erase" }).click();
  await page.getByLabel(`Type ${app.name} to go on`).fill(app.name);
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await page.getByRole("heading", { name: "Dialogs", level: 1 }).waitFor();
  await page.goto(`/console/dialogs/${id}`);
  await page.getByText("There is nothing here").waitFor();
});

test("while nobody has called, both pages say what to do first", async () => {
  const page = await visitSignedIn("/dialogs", { url: await ownServer() });
  await page.getByText("Nobody has called yet").waitFor();
  await page.getByRole("link", { name: "Put a chat on a page" }).waitFor();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Overview" }).click();
  await page.getByRole("heading", { name: "Nobody called in this time" }).waitFor();
  await page.getByLabel("When").selectOption({ label: "Last 30 days" });
  await page.getByText("There is nothing to count yet").waitFor();
  await expectAccessible(page);
});
