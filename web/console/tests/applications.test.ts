import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { call, expectAccessible, visitSignedIn } from "./support/browser.ts";

interface App {
  id: string;
  canvas: string;
}

const makeApp = (name: string) => call<App>("POST", "/orchestrator/api/apps/", { name });

test("an application is made, and its canvas is opened", async () => {
  const page = await visitSignedIn("/apps");
  await page.getByRole("button", { name: "New application" }).first().click();
  await expectAccessible(page);
  await page.getByLabel("Name", { exact: true }).fill("first_one");
  await page.getByRole("button", { name: "Create" }).click();
  await page.waitForURL(/\/console\/apps\/[0-9a-f-]+\/canvas/);
});

test("a name that can't be is refused beside the field", async () => {
  const page = await visitSignedIn("/apps", { mayLog: /400/ });
  await page.getByRole("button", { name: "New application" }).first().click();
  await page.getByLabel("Name", { exact: true }).fill("not a name");
  await page.getByRole("button", { name: "Create" }).click();
  await page.getByText("must contain only alphanumeric").waitFor();
});

test("the list finds, sorts, and says what is wrong with each", async () => {
  const app = await makeApp("list_bad");
  const node = { node_id: "1", type: "miniApp", component_id: "u.gone.Numeric.MiniApps.ann", title: "Gone" };
  await call("PUT", `/orchestrator/api/canvases/${app.canvas}/`, { content: { nodes: [node], edges: [] } });
  await makeApp("list_other");
  const page = await visitSignedIn("/apps");
  await page.getByRole("searchbox").fill("LIST_");
  const rows = page.getByRole("row");
  await rows.filter({ hasText: "list_bad" }).getByText("error").waitFor();
  await expect.poll(() => rows.count()).toBe(3);
  await page.getByRole("button", { name: "Name", exact: true }).click();
  await page.getByRole("button", { name: "Name", exact: true }).click();
  expect(await rows.nth(1).innerText()).toContain("list_other");
  await expectAccessible(page);
});

test("an application is exported, its import previewed, and brought under another name", async () => {
  await makeApp("traveller");
  const page = await visitSignedIn("/apps", { mayLog: /409/ });
  await page.getByRole("button", { name: "Actions for traveller" }).click();
  const saved = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Export as ZIP" }).click();
  const zip = await readFile(await (await saved).path());
  expect(zip.subarray(0, 2).toString()).toBe("PK");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "t.zip", mimeType: "application/zip", buffer: zip });
  await page.getByRole("alert").getByText("Give another name. Nothing was imported.").waitFor();
  expect(await page.getByRole("dialog").getByRole("button", { name: "Import" }).isDisabled()).toBe(true);
  await page.getByLabel("Another name").fill("traveller_two");
  await page.getByText("This would happen").waitFor();
  await expectAccessible(page);
  await page.getByRole("dialog").getByRole("button", { name: "Import" }).click();
  await page.getByRole("link", { name: "traveller_two" }).waitFor();
});

test("a copy is made, and removed again by typing its name", async () => {
  await makeApp("original");
  const page = await visitSignedIn("/apps");
  await page.getByRole("button", { name: "Actions for original", exact: true }).click();
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  await page.getByRole("button", { name: "Duplicate" }).click();
  await page.getByRole("button", { name: "Actions for original_copy" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const remove = page.getByRole("button", { name: "Delete" });
  expect(await remove.isDisabled()).toBe(true);
  await page.getByLabel("Type original_copy to go on").fill("original_copy");
  await remove.click();
  await page.getByRole("link", { name: "original_copy" }).waitFor({ state: "detached" });
  expect(await page.getByRole("link", { name: "original", exact: true }).count()).toBe(1);
});

test("a copy whose name is taken is told so in words for whoever copies", async () => {
  await makeApp("twin");
  await makeApp("twin_copy");
  const page = await visitSignedIn("/apps", { mayLog: /409/ });
  await page.getByRole("button", { name: "Actions for twin", exact: true }).click();
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  await page.getByRole("button", { name: "Duplicate" }).click();
  const sentence = await page.getByRole("dialog").getByRole("alert").textContent();
  expect(sentence).toBe("The group has twin_copy already. Give the copy another name.");
  await page.getByLabel("Name", { exact: true }).fill("twin_third");
  await page.getByRole("button", { name: "Duplicate" }).click();
  await page.getByRole("link", { name: "twin_third" }).waitFor();
});

test("flows and miniApps tell what uses them", async () => {
  const flow = await call<App & { component_id: string }>("POST", "/orchestrator/api/flows/", {
    name: "shared",
  });
  const { miniAppId } = await call<{ miniAppId: string }>("POST", "/miniapps/api/apps", {
    name: "Hello",
    type: "Announcement",
  });
  const app = await makeApp("user_of_both");
  const nodes = [
    { node_id: "1", type: "miniApp", component_id: miniAppId },
    { node_id: "2", type: "Flow", component_id: flow.component_id },
  ];
  const edges = [{ id: "e", source: "1", target: "2" }];
  await call("PUT", `/orchestrator/api/canvases/${app.canvas}/`, { content: { nodes, edges } });
  const page = await visitSignedIn("/flows");
  const row = page.getByRole("row").filter({ hasText: "shared" });
  await row.getByRole("link", { name: "user_of_both" }).waitFor();
  await expectAccessible(page);
  await page.getByRole("link", { name: "miniApps" }).click();
  await page
    .getByRole("row")
    .filter({ hasText: "Hello" })
    .getByRole("link", { name: "user_of_both" })
    .waitFor();
  await expectAccessible(page);
});
