import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { call, expectAccessible, visit, visitSignedIn } from "./support/browser.ts";
import { type Asking, calls, makeAsking } from "./support/calls.ts";
import { block, exit, line, setField } from "./support/canvas.ts";

/** Each page, by what stands on it once it is there. */
const PAGES: Record<string, [path: (app: Asking, dialog: string) => string, there: string | RegExp]> = {
  applications: [() => "/apps", "New application"],
  flows: [() => "/flows", "New flow"],
  miniApps: [() => "/miniapps", "New miniApp"],
  dialogs: [(app) => `/dialogs?app=${app.id}&since=month`, "+4930999"],
  "a dialog": [(_, dialog) => `/dialogs/${dialog}`, "Are you ready?"],
  overview: [(app) => `/overview?app=${app.id}`, "How far callers came"],
  deploy: [(app) => `/apps/${app.id}/deploy`, "Callers reach what was deployed last"],
  "try it": [(app) => `/apps/${app.id}/try`, "Talk to what you draw"],
  groups: [() => "/access", "Members of ann"],
  people: [() => "/access?part=people", "New user"],
  "personal tokens": [() => "/access?part=personal", "New token"],
  "application tokens": [() => "/access?part=apps", "Live token"],
  nowhere: [() => "/nowhere", "There is nothing here"],
};

/** Nothing stands past the edge of a laptop's screen. */
const expectFits = (page: Page) =>
  expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1280);

test("long names, and texts of any script, stand where they have room", async () => {
  const long = `${"long_".repeat(17)}${process.pid}`;
  const app = await call<{ id: string; canvas: string }>("POST", "/orchestrator/api/apps/", {
    name: long,
    description: `<b>مرحبا</b> ${"and on ".repeat(40)}`,
  });
  await call("POST", "/orchestrator/api/flows/", { name: `${long}f` });
  const nodes = [setField("a", "x", "{{nobody}}"), { ...exit("b", 100, 300), title: "نهاية ".repeat(20) }];
  await call("PUT", `/orchestrator/api/canvases/${app.canvas}/`, line(nodes));
  const places = [
    "/apps",
    "/flows",
    `/apps/${app.id}/canvas`,
    `/apps/${app.id}/try`,
    `/apps/${app.id}/deploy`,
  ];
  for (const path of places) {
    const page = await visitSignedIn(path);
    await page.getByText(long).first().waitFor();
    await expectFits(page);
    const name = page.getByRole("link", { name: new RegExp(`^${long}f?$`) }).first();
    if (path.includes(app.id)) continue;
    // Both at one moment: columns whose figures come later move the others.
    const [link, cell] = await name.evaluate((link) =>
      [link, link.closest("td, th")].map((part) => part?.getBoundingClientRect().right ?? Number.NaN),
    );
    expect(link).toBeLessThanOrEqual(cell!);
  }
});

test("a group with a name as long as names may be has room on each page that shows it", async () => {
  const group = `g${process.pid}_${"Long".repeat(49)}`.slice(0, 200);
  await call("POST", "/access/api/groups/", { name: group });
  const made = await call<{ miniAppId: string }>("POST", "/miniapps/api/apps", {
    name: "InLongGroup",
    type: "YesNo",
    group,
    languages: ["en-US", "de-DE"],
    version: "v1",
  });
  await call("POST", "/orchestrator/api/apps/", { name: "in_long_group", group });
  const places = {
    "/access": "Add somebody",
    "/access?part=personal": "New token",
    "/apps": "in_long_group",
    "/miniapps": "InLongGroup",
    [`/miniapps/${encodeURIComponent(made.miniAppId)}`]: "Saved",
  };
  for (const [path, there] of Object.entries(places)) {
    const page = await visitSignedIn(path);
    await page.getByText(there).first().waitFor();
    if (path === "/access") {
      const list = page.getByRole("list", { name: "Groups" });
      await list.getByRole("button", { name: group }).click();
      await page.getByRole("heading", { name: `Members of ${group}` }).waitFor();
      // A role is a word, not a column of letters.
      const role = list.getByRole("button", { name: group }).locator("small");
      expect(await role.evaluate((one) => one.getClientRects().length)).toBe(1);
      expect((await role.boundingBox())!.height).toBeLessThan(30);
      await page.getByRole("button", { name: "Add somebody" }).click({ trial: true });
    }
    const over = page.getByRole("main").evaluate((main) => main.scrollWidth - main.clientWidth);
    expect.soft(await over, path).toBe(0);
    await page.context().close();
  }
});

test("words stay whole in a narrow window, and nothing moves the page sideways", async () => {
  const { miniAppId } = await call<{ miniAppId: string }>("POST", "/miniapps/api/apps", {
    name: "Narrow",
    type: "Intent",
    group: "ann",
    languages: ["en-US", "de-DE", "el-GR", "fr-FR", "es-ES"],
    version: "v1",
  });
  const app = await makeAsking("narrow");
  await calls(app, "", "yes");
  const expectStill = (page: Page) =>
    expect.poll(() => page.getByRole("main").evaluate((main) => main.scrollWidth - main.clientWidth)).toBe(0);

  const editor = await visitSignedIn(`/miniapps/${encodeURIComponent(miniAppId)}`);
  await editor.setViewportSize({ width: 800, height: 800 });
  const pill = editor.getByRole("button", { name: "en-US" });
  await pill.waitFor();
  expect(await pill.evaluate((one) => one.scrollHeight - one.clientHeight)).toBe(0);
  await expectStill(editor);

  const dialogs = await visitSignedIn(`/dialogs?app=${app.id}`);
  await dialogs.setViewportSize({ width: 480, height: 800 });
  const caller = dialogs.getByRole("cell").getByText("unknown", { exact: true });
  await caller.waitFor();
  expect((await caller.boundingBox())!.height).toBeLessThan(30);
  await expectStill(dialogs);
});

test("an address that names nothing leads to a page that says so, whatever stands in it", async () => {
  const id = "50%25";
  for (const path of [
    `/miniapps/${id}`,
    "/miniapps/a%2Fb",
    `/dialogs/${id}`,
    `/apps/${id}/deploy`,
    `/apps/${id}/try`,
    `/apps/${id}/canvas`,
    `/flows/${id}/canvas`,
  ]) {
    const page = await visitSignedIn(path, { mayLog: /40[04]/ });
    await page.getByText("There is nothing here").waitFor();
  }
});

describe("nothing serious keeps anybody out, in light and dark", async () => {
  let app: Asking;
  let dialog = "";
  const ready = async () => {
    app ??= await makeAsking("accessible");
    dialog ||= await calls(app, "+4930999", "no");
  };

  for (const [name, [path, there]] of Object.entries(PAGES)) {
    test(`on the page ${name}`, async () => {
      await ready();
      for (const dark of [false, true]) {
        const page = await visitSignedIn(path(app, dialog), { dark });
        await page
          .getByText(there)
          .or(page.getByRole("button", { name: there }))
          .first()
          .waitFor();
        await expectAccessible(page);
        await expectFits(page);
      }
    });
  }

  test("at the sign-in", async () => {
    const page = await visit("/", { dark: true });
    await page.getByLabel("User name").waitFor();
    await expectAccessible(page);
  });

  test("on the canvas: settings of blocks and arrows, problems, outline, a conversation", async () => {
    await ready();
    for (const dark of [false, true]) {
      const page = await visitSignedIn(`/apps/${app.id}/canvas`, { dark });
      for (const id of ["ask", "human"]) {
        await block(page, id).click();
        await expectAccessible(page);
      }
      await page.locator(".react-flow__edge[data-id=yes]").focus();
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: "Add a condition" }).first().waitFor();
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await page.locator(".react-flow__pane").click({ position: { x: 20, y: 20 } });
      await page.keyboard.press("p");
      await page.getByRole("region", { name: "Problems" }).waitFor();
      await page.keyboard.press("o");
      await page.getByRole("button", { name: "Try it", exact: true }).click();
      const panel = page.getByRole("region", { name: "Try it" });
      await panel.getByRole("button", { name: "Begin", exact: true }).click();
      await panel.getByText("Are you ready?").waitFor();
      await expectAccessible(page);
    }
  });

  test("on every tab of a miniApp", async () => {
    const types = ["Intent", "Announcement", "Date", "WebService"];
    for (const [at, type] of types.entries()) {
      const body = { name: `Tabs${type}`, type, group: "ann", languages: ["en-US", "de-DE"], version: "v1" };
      const { miniAppId } = await call<{ miniAppId: string }>("POST", "/miniapps/api/apps", body);
      const page = await visitSignedIn(`/miniapps/${encodeURIComponent(miniAppId)}`, { dark: at % 2 === 1 });
      const tabs = page.getByRole("tablist");
      await tabs.first().waitFor();
      for (const tab of await page.getByRole("tab").all()) {
        await tab.click();
        await expectAccessible(page);
      }
      expect(await page.getByRole("tab").count()).toBeGreaterThan(3);
    }
  }, 90_000);
});
