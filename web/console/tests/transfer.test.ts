/** Flows and miniApps as files: exported, looked into, and brought back. */
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { call, expectAccessible, visitSignedIn } from "./support/browser.ts";
import { fresh, makeFlow, save } from "./support/canvas.ts";

async function makeMiniApp(name: string): Promise<{ id: string; name: string }> {
  const body = { name: fresh(name), type: "Announcement" };
  const { miniAppId } = await call<{ miniAppId: string }>("POST", "/miniapps/api/apps", body);
  return { id: miniAppId, name: body.name };
}

/** A flow that says one thing. */
async function makeTalking(name: string) {
  const [flow, says] = [await makeFlow(name), await makeMiniApp("Says")];
  const node = { node_id: "1", type: "miniApp", title: "Says", component_id: says.id };
  await save(flow, { content: { nodes: [node], edges: [] } });
  return { flow, says };
}

async function choose(page: Page, name: string, action: string) {
  await page.getByRole("button", { name: `Actions for ${name}`, exact: true }).click();
  await page.getByRole("menuitem", { name: action }).click();
}

/** Exports something from its row. */
async function exported(page: Page, name: string): Promise<Buffer> {
  const saved = page.waitForEvent("download");
  await choose(page, name, "Export as ZIP");
  const download = await saved;
  expect(download.suggestedFilename()).toBe(`${name}.zip`);
  return readFile(await download.path());
}

/** Drops a file on the page. */
async function drop(page: Page, label: string, zip: Buffer) {
  const carried = await page.evaluateHandle(
    (bytes) => {
      const carried = new DataTransfer();
      carried.items.add(new File([new Uint8Array(bytes)], "dropped.zip", { type: "application/zip" }));
      return carried;
    },
    [...zip],
  );
  const zone = page.getByRole("region", { name: label, exact: true });
  await zone.dispatchEvent("dragover", { dataTransfer: carried });
  await page.getByText("Drop the ZIP to see what it would bring").waitFor();
  await zone.dispatchEvent("drop", { dataTransfer: carried });
}

test("a flow is exported, dropped, looked into, and brought back under another name", async () => {
  const { flow, says } = await makeTalking("Greeting");
  const page = await visitSignedIn("/flows");
  const zip = await exported(page, flow.name);
  await drop(page, "Flows", zip);
  const dialog = page.getByRole("dialog");
  await dialog.getByText(`ann has the flow ${flow.name} already, and it is the same.`).waitFor();
  expect(await dialog.getByRole("button", { name: "Import" }).isDisabled()).toBe(true);
  const name = fresh("Greeting_again");
  await dialog.getByLabel("Another name").fill(name);
  await dialog.getByText(`The flow ${name} is made in ann.`).waitFor();
  await dialog.getByText("miniApps there already, and the same").waitFor();
  await dialog.getByText(says.name).waitFor();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Import" }).click();
  await page.getByText(`The flow ${name} was imported.`).waitFor();
  await page.getByRole("link", { name, exact: true }).waitFor();
  await page.getByRole("link", { name: "miniApps" }).click();
  await page
    .getByRole("row")
    .filter({ hasText: says.name })
    .getByRole("link", { name, exact: true })
    .waitFor();
});

test("a flow that differs is not written over", async () => {
  const { flow } = await makeTalking("Farewell");
  const page = await visitSignedIn("/flows", { mayLog: /409/ });
  const zip = await exported(page, flow.name);
  await call("PATCH", `/orchestrator/api/flows/${flow.id}/`, { description: "another" });
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "f.zip", mimeType: "application/zip", buffer: zip });
  const refused = page.getByRole("alert");
  await refused.getByText(`The group has another flow ${flow.name}.`).waitFor();
  expect(await page.getByRole("dialog").getByRole("button", { name: "Import" }).isDisabled()).toBe(true);
});

test("a miniApp is exported, and recognised on another page by what its ZIP holds", async () => {
  const one = await makeMiniApp("Traveller");
  const page = await visitSignedIn("/miniapps");
  const zip = await exported(page, one.name);
  await call("DELETE", `/miniapps/api/apps/v1/${encodeURIComponent(one.id)}`);
  await page.getByRole("link", { name: "Flows" }).click();
  await drop(page, "Flows", zip);
  const dialog = page.getByRole("dialog");
  await dialog.getByText(`The miniApp ${one.name} is made in ann.`).waitFor();
  await dialog.getByRole("button", { name: "Import" }).click();
  await page.waitForURL(/\/console\/miniapps$/);
  await page.getByRole("link", { name: one.name, exact: true }).waitFor();
});

test("copies of a flow and of a miniApp are made, and removed again by typing their names", async () => {
  const { flow } = await makeTalking("Original");
  const one = await makeMiniApp("Original");
  const page = await visitSignedIn("/flows");
  for (const [name, list] of [
    [flow.name, "Flows"],
    [one.name, "miniApps"],
  ] as const) {
    await page.getByRole("link", { name: list }).click();
    await choose(page, name, "Duplicate");
    await page.getByRole("button", { name: "Duplicate" }).click();
    const copy = `${name}_copy`;
    await page.getByRole("link", { name: copy }).waitFor();
    await choose(page, copy, "Delete");
    const remove = page.getByRole("button", { name: "Delete" });
    expect(await remove.isDisabled()).toBe(true);
    await page.getByLabel(`Type ${copy} to go on`).fill(copy);
    await remove.click();
    await page.getByRole("link", { name: copy }).waitFor({ state: "detached" });
    expect(await page.getByRole("link", { name, exact: true }).count()).toBe(1);
  }
});
