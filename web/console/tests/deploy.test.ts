import { expect, test } from "vitest";
import { call, expectAccessible, visitSignedIn } from "./support/browser.ts";
import { block, exit, line, makeApp, openCanvas, save, saved, setField } from "./support/canvas.ts";

test("an application is deployed, what has changed since is drawn, and it is stopped and started", async () => {
  const app = await makeApp("app");
  await save(app, line([setField("a", "x", "1"), exit("b", 100, 300)]));
  const page = await visitSignedIn(`/apps/${app.id}/deploy`);
  await page.getByText("What will be deployed").waitFor();
  await page.getByRole("button", { name: "Deploy", exact: true }).click();
  await page.getByText("It is deployed. New dialogs run on it.").waitFor();
  await page.getByText("Nothing has changed on the canvases").waitFor();
  await expectAccessible(page);

  const [a, b] = [setField("a", "x", "2"), exit("b", 700, 900)];
  await save(app, line([a, exit("new", 300, 500), b]));
  await page.reload();
  const list = page.getByRole("listitem");
  await list.filter({ hasText: "new" }).getByText("Added").waitFor();
  await list.filter({ hasText: "settings" }).getByText("Changed").waitFor();
  await list.filter({ hasText: /b$/ }).getByText("Only moved").waitFor();
  await page.getByRole("img", { name: /What has changed on/ }).waitFor();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Stop" }).click();
  await page.getByText("It takes no new dialogs.").waitFor();
  await page.getByRole("button", { name: "Start" }).click();
  await page.getByText("Callers reach what was deployed last.").waitFor();
  const { status } = await call<{ status: string }>("GET", `/orchestrator/api/apps/${app.id}/status/`);
  expect(status).toBe("started");
});

test("what stops a deployment leads to its place on the canvas", async () => {
  const app = await makeApp("app");
  await save(app, line([setField("a", "x", "{{nobody}}"), exit("b", 100, 300)]));
  const page = await visitSignedIn(`/apps/${app.id}/deploy`);
  await page.getByRole("button", { name: "Deploy", exact: true }).click();
  await page.getByText("These problems stop it").waitFor();
  await expectAccessible(page);
  await page.getByRole("link", { name: /nobody/ }).click();
  await expect.poll(() => block(page, "a").getAttribute("class")).toContain("selected");
});

test("what stops a deployment says at which block, however alike the problems are", async () => {
  const app = await makeApp("app");
  await save(app, { content: { nodes: ["Here", "There"].map((id) => exit(id)), edges: [] } });
  const page = await visitSignedIn(`/apps/${app.id}/deploy`);
  await page.getByRole("button", { name: "Deploy", exact: true }).click();
  const roots = page.getByRole("link", { name: /Multiple roots/ });
  await expect
    .poll(() => roots.allTextContents())
    .toEqual(["Here", "There"].map((block) => `${app.name} · ${block}: Multiple roots found on the graph.`));
  await roots.last().click();
  await expect.poll(() => block(page, "There").getAttribute("class")).toContain("selected");
});

test("one talks to what is drawn, and the way lights up", async () => {
  const { page } = await openCanvas(line([setField("a", "x", "1"), exit("b", 100, 300)]));
  await block(page, "a").waitFor();
  await page.getByRole("button", { name: "Try it" }).click();
  await page
    .getByRole("region", { name: "Try it" })
    .getByRole("button", { name: "Begin", exact: true })
    .first()
    .click();
  await expect.poll(() => block(page, "a").locator("[data-lit]").getAttribute("data-lit")).toBe("passed");
  await expectAccessible(page);
});

test("the settings of an application are changed beside its canvas", async () => {
  const { app, page } = await openCanvas(line([exit("b")]));
  const id = app.id;
  await page.getByRole("tab", { name: "Fields" }).click();
  const names = page.getByLabel("Global fields");
  await names.fill("customer, card");
  await names.press("Enter");
  await expect
    .poll(() => call("GET", `/orchestrator/api/apps/${id}/global_fields/`))
    .toEqual(["customer", "card"]);
  await page.getByRole("tab", { name: "Data" }).click();
  await page.getByRole("textbox", { name: "Add a field" }).fill("bank");
  await page.getByRole("button", { name: "Add a field" }).click();
  await page.getByRole("textbox", { name: "bank" }).fill("River");
  await page.getByRole("textbox", { name: "bank" }).blur();
  await expect
    .poll(() => call("GET", `/orchestrator/api/apps/${id}/attached_data/`))
    .toEqual({ bank: "River" });
  await page.getByRole("tab", { name: "Handlers" }).click();
  await expectAccessible(page);
  await saved(page);
});
