import { expect, test } from "vitest";
import { expectAccessible, visitSignedIn } from "./support/browser.ts";
import { calls, makeAsking } from "./support/calls.ts";
import { block } from "./support/canvas.ts";

test("the overview tells containment, ends, reasons and how far callers came, and each number leads to its dialogs", async () => {
  const app = await makeAsking("counted");
  for (const words of ["yes", "yes", "yes", "no"]) await calls(app, "+4930777", words);
  const page = await visitSignedIn(`/overview?app=${app.id}`);
  const tile = (name: string) => page.locator("dl > div").filter({ hasText: name });
  await tile("Contained").getByText("75 %").waitFor();
  await tile("Handed over").getByText("25 %").waitFor();
  const ends = page.getByRole("list", { name: "How they ended" });
  await ends.getByRole("listitem").filter({ hasText: "Finished" }).getByText("75 %").waitFor();
  await page.getByRole("list", { name: "Why" }).getByText("not ready").waitFor();
  // What is drawn over time stands in a table, too.
  const table = page.getByRole("table", { name: "Dialogs by how they ended" });
  expect(await table.getByRole("row").count()).toBe(8);
  expect(await table.getByRole("row").last().textContent()).toContain("31");

  await block(page, "ask").getByText("4 · 100 %").waitFor();
  await block(page, "done").getByText("3 · 75 %").waitFor();
  await block(page, "human").getByText("1 · 25 %").waitFor();
  const blocks = page.getByRole("list", { name: "Blocks by how many reached them" });
  await blocks.getByRole("listitem").filter({ hasText: "To a human" }).getByText("25 %").waitFor();
  await expectAccessible(page);

  await page.getByLabel("When").selectOption("Last hour");
  await expect.poll(() => table.getByRole("row").count()).toBe(13);
  await page.getByRole("list", { name: "Why" }).getByRole("link", { name: "not ready" }).click();
  await page.getByRole("heading", { name: "Dialogs", level: 1 }).waitFor();
  await expect.poll(() => page.getByRole("row").count()).toBe(2);
});

test("simulations can be left out, and dark is as readable as light", async () => {
  const app = await makeAsking("simulated");
  await calls(app, "+4930888", "yes");
  const page = await visitSignedIn(`/overview?app=${app.id}`, { dark: true });
  await page.getByText("How far callers came").waitFor();
  await block(page, "done").getByText("1 · 100 %").waitFor();
  await expectAccessible(page);
  await page.getByLabel("Simulations too").uncheck();
  await block(page, "done").getByText("1 · 100 %").waitFor();
});
