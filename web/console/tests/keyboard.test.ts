import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { visitSignedIn } from "./support/browser.ts";
import { block, fresh } from "./support/canvas.ts";

/** Goes on with Tab until what has the focus is called so, or stands in what is called so. */
async function reach(page: Page, name: string, within = false) {
  const seen: string[] = [];
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press("Tab");
    const now = await page.evaluate((around) => {
      const element = document.activeElement as HTMLInputElement | null;
      if (around) return element?.closest("ul, ol")?.getAttribute("aria-label") ?? "";
      const label = element?.getAttribute("aria-label") ?? element?.labels?.[0]?.textContent;
      return (label ?? element?.textContent ?? "").trim();
    }, within);
    if (now === name) return;
    seen.push(now);
  }
  throw new Error(`Tab never came to ${name}, but to: ${seen.join(", ")}`);
}

test("an application is made, drawn, tried and deployed with the keyboard alone", async () => {
  const page = await visitSignedIn("/apps");
  await page.getByRole("heading", { name: "Applications", level: 1 }).waitFor();
  await reach(page, "New application");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.type(fresh("by_keys"));
  await page.keyboard.press("Enter");
  await page.getByText("Draw how the conversation goes").waitFor();

  const add = async (what: string) => {
    await page.keyboard.press("n");
    await page.getByRole("combobox", { name: "What comes next?" }).waitFor();
    await page.keyboard.type(what);
    await page.keyboard.press("Enter");
  };
  await add("set fields");
  await block(page, "set-fields").waitFor();
  await reach(page, "Add a field");
  await page.keyboard.press("Enter");
  await reach(page, "Field");
  await page.keyboard.type("colour");
  await page.keyboard.press("Escape");
  await reach(page, "Value");
  await page.keyboard.type("red");
  await block(page, "set-fields").getByText("Sets colour = red").waitFor();

  // From where a block is chosen, the next one follows it.
  await page.keyboard.press("Escape");
  await reach(page, "Add");
  await page.keyboard.press("ArrowRight");
  await reach(page, "Outline", true);
  await page.keyboard.press("Enter");
  await add("exit");
  await block(page, "exit").waitFor();
  await expect.poll(() => page.locator(".react-flow__edge").count()).toBe(1);

  await page.keyboard.press("t");
  const panel = page.getByRole("region", { name: "Try it" });
  await panel.waitFor();
  await reach(page, "Begin");
  await page.keyboard.press("Enter");
  await panel.getByText("The application hung up.").waitFor();

  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "What do you want to do?" }).waitFor();
  await page.keyboard.type("deploy");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: /^Deploy/, level: 1 }).waitFor();
  await page.getByText("What will be deployed").waitFor();
  await reach(page, "Deploy");
  await page.keyboard.press("Enter");
  await page.getByText("It is deployed. New dialogs run on it.").waitFor();
});

test("however many blocks can be put on a canvas, Tab stops once at each kind of them", async () => {
  const page = await visitSignedIn("/apps");
  await page.getByRole("heading", { name: "Applications", level: 1 }).waitFor();
  await reach(page, "New application");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.type(fresh("by_arrows"));
  await page.keyboard.press("Enter");
  await page.getByText("Draw how the conversation goes").waitFor();
  const control = page.getByRole("toolbar", { name: "Dialog control" });
  await page.getByRole("searchbox", { name: "Find a block" }).focus();
  await page.keyboard.press("Tab");
  const focused = (of: typeof control) => of.locator("button:focus").innerText();
  expect(await focused(control)).toContain("Condition");
  await page.keyboard.press("End");
  expect(await focused(control)).toContain("Exit");
  await page.keyboard.press("ArrowUp");
  expect(await focused(control)).toContain("Transfer");
  await page.keyboard.press("Tab");
  expect(await control.locator("button:focus").count()).toBe(0);
  await page.keyboard.press("Shift+Tab");
  expect(await focused(control)).toContain("Transfer");
  await page.keyboard.press("Enter");
  await block(page, "transfer").waitFor();
});

test("the parts of the settings are gone through with the arrows", async () => {
  const page = await visitSignedIn("/access");
  await page.getByRole("tab", { name: "Groups" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.getByRole("tab", { name: "People", selected: true }).waitFor();
  await page.keyboard.press("End");
  await page.getByRole("tab", { name: "Application tokens", selected: true }).waitFor();
});
