import { rm } from "node:fs/promises";
import type { Route } from "playwright-core";
import { expect, test } from "vitest";
import { call, expectAccessible, visitSignedIn } from "./support/browser.ts";
import {
  block,
  exit,
  expectIds,
  fresh,
  line,
  makeApp,
  makeFlow,
  openCanvas,
  save,
  saved,
  setField,
} from "./support/canvas.ts";
import { serve, startServer } from "./support/global.ts";

test("nothing is lost when the server goes away in the middle of an edit", async () => {
  const mayLog = /ERR_|Failed to load/;
  const server = await startServer();
  const { url, data } = server;
  try {
    const page = await visitSignedIn("/apps", { url, mayLog });
    await page.getByRole("button", { name: "New application" }).first().click();
    await page.getByLabel("Name", { exact: true }).fill("kept");
    await page.getByRole("button", { name: "Create" }).click();
    await page.getByText("Draw how the conversation goes").waitFor();
    await server.stop();
    await page.keyboard.press("n");
    await page.getByRole("combobox", { name: "What comes next?" }).fill("exit");
    await page.keyboard.press("Enter");
    await page.getByText("Not sent yet").waitFor();
    await page.keyboard.press("n");
    await page.getByRole("combobox", { name: "What comes next?" }).fill("set fields");
    await page.keyboard.press("Enter");
    await block(page, "set-fields").waitFor();
    const again = await serve(data, Number(new URL(url).port));
    try {
      await page
        .getByRole("status")
        .filter({ hasText: /^Saved$/ })
        .waitFor({ timeout: 20_000 });
      await page.reload();
      await block(page, "set-fields").waitFor();
      await block(page, "exit").waitFor();
    } finally {
      await again.stop();
    }
  } finally {
    await rm(data, { recursive: true, force: true });
  }
});

test("a whole minute without the server loses nothing: not what was begun, not what came meanwhile, and not over a reload", async () => {
  const mayLog = /ERR_|Failed to load/;
  const server = await startServer();
  const { url, data } = server;
  const port = Number(new URL(url).port);
  try {
    const page = await visitSignedIn("/apps", { url, mayLog });
    await page.getByRole("button", { name: "New application" }).first().click();
    await page.getByLabel("Name", { exact: true }).fill("minute");
    await page.getByRole("button", { name: "Create" }).click();
    await page.getByText("Draw how the conversation goes").waitFor();
    await page.clock.install();
    await page.reload();
    const add = async (what: string) => {
      await page.keyboard.press("n");
      await page.getByRole("combobox", { name: "What comes next?" }).fill(what);
      await page.keyboard.press("Enter");
    };
    await page.getByText("Draw how the conversation goes").waitFor();
    await add("set fields");
    await saved(page);

    // In the middle of a title it goes; for the page a minute passes, in which it asks in vain.
    const title = page.getByRole("textbox", { name: "Title" });
    await title.fill("Half");
    await server.stop();
    await title.pressSequentially(" and half");
    const away = page.getByText("Not sent yet");
    await away.waitFor();
    await page.clock.fastForward(30_000);
    await title.pressSequentially(" again");
    await page.clock.fastForward(30_000);
    await away.waitFor();
    expect(await title.inputValue()).toBe("Half and half again");
    const back = await serve(data, port);
    await page.clock.fastForward(15_000);
    await saved(page);
    expect(await page.evaluate(() => Object.keys(localStorage))).not.toContainEqual(
      expect.stringContaining("draft"),
    );

    // Another time somebody reloads meanwhile: there is no page then, and afterwards all of it.
    await back.stop();
    await title.fill("Kept over a reload");
    await away.waitFor();
    const address = page.url();
    await expect(page.reload()).rejects.toThrow(/ERR_CONNECTION_REFUSED/);
    const again = await serve(data, port);
    try {
      await page.goto(address);
      await page.getByText("Kept over a reload").first().waitFor();
      await saved(page);
      // The server goes at the end, while this page may still read what stands beside the canvas.
      const other = await visitSignedIn("/apps", { url, mayLog });
      await other.getByRole("link", { name: "minute" }).click();
      await other.getByText("Kept over a reload").first().waitFor();
    } finally {
      await again.stop();
    }
  } finally {
    await rm(data, { recursive: true, force: true });
  }
});

test("work that was not sent is there again after the page was loaded anew", async () => {
  const { app, page } = await openCanvas(line([setField("a", "x", "1"), exit("b", 100, 300)]), {
    mayLog: /ERR_|Failed to load/,
  });
  await block(page, "b").waitFor();
  await page.route("**/canvases/**", (route) =>
    route.request().method() === "PUT" ? route.abort() : route.continue(),
  );
  await block(page, "b").click();
  await page.keyboard.press("Delete");
  await page.getByText("Not sent yet").waitFor();
  await expectAccessible(page);
  await page.unroute("**/canvases/**");
  await page.reload();
  await expectIds(app, ["a"]);
});

test("a server that answers 500 is said plainly, and asked again", async () => {
  const { app, page } = await openCanvas(line([setField("a", "x", "1"), exit("b", 100, 300)]), {
    mayLog: /500/,
  });
  await block(page, "b").waitFor();
  let times = 0;
  await page.route("**/canvases/**", (route) => {
    if (route.request().method() !== "PUT" || times > 0) return route.continue();
    times += 1;
    return route.fulfill({ status: 500, body: '{"detail": "x"}' });
  });
  await block(page, "b").click();
  await page.keyboard.press("Delete");
  await page.getByText("The server could not do that (500)").waitFor();
  await saved(page);
  await expectIds(app, ["a"]);
});

test("a session that ends while somebody edits asks to sign in, and the edit is saved", async () => {
  const { app, page } = await openCanvas(line([setField("a", "x", "1"), exit("b", 100, 300)]), {
    mayLog: /40[01]/,
  });
  await block(page, "b").waitFor();
  let out = true;
  await page.route("**/orchestrator/**", (route) =>
    out && route.request().method() === "PUT" ? route.fulfill({ status: 401, body: "{}" }) : route.continue(),
  );
  await page.route("**/openid-connect/token", (route) =>
    route.request().postData()?.includes("refresh_token")
      ? route.fulfill({
          status: 400,
          body: '{"error": "invalid_grant", "error_description": "Session not active"}',
        })
      : route.continue(),
  );
  await block(page, "b").click();
  await page.keyboard.press("Delete");
  const dialog = page.getByRole("dialog", { name: "Your session has ended" });
  await dialog.waitFor();
  await expectAccessible(page);
  out = false;
  // Who it is stands there; the password is written at once.
  await page.keyboard.type("correct horse battery");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await expectIds(app, ["a"]);
});

test("a canvas that was changed by a program is read as it is now", async () => {
  const app = await makeApp("app");
  await save(app, line([exit("x")]));
  const page = await visitSignedIn(`/apps/${app.id}/canvas`);
  await block(page, "x").waitFor();
  await page.getByText("Saved", { exact: true }).waitFor();
});

test("what was written into a miniApp while the server was away is kept over a reload, and sent", async () => {
  const body = { name: fresh("Away"), type: "YesNo", group: "ann", languages: ["en-US"], version: "v1" };
  const { miniAppId } = await call<{ miniAppId: string }>("POST", "/miniapps/api/apps", body);
  const path = `/miniapps/api/apps/v1/${encodeURIComponent(miniAppId)}`;
  const page = await visitSignedIn(`/miniapps/${encodeURIComponent(miniAppId)}`, {
    mayLog: /ERR_|Failed to load|404/,
  });
  const question = page.getByLabel(/^Question,.* Phone/).first();
  await question.waitFor();
  const away = (route: Route) => (route.request().method() === "PUT" ? route.abort() : route.continue());
  await page.route("**/miniapps/api/apps/**", away);
  await question.fill("Written in vain?");
  await page.getByText("The server does not answer").waitFor();
  await expectAccessible(page);
  await question.fill("Written in vain? No.");
  await page.reload();
  await expect.poll(() => question.inputValue()).toBe("Written in vain? No.");
  await page.unroute("**/miniapps/api/apps/**", away);
  await page.reload();
  await page.getByText("Saved", { exact: true }).first().waitFor();
  expect(JSON.stringify(await call("GET", path))).toContain("Written in vain? No.");
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("draft")))).toEqual(
    [],
  );
});

test("a setting beside the canvas that the server could not take is sent once it can", async () => {
  const { app, page } = await openCanvas(line([exit("b")]), { mayLog: /500/ });
  let times = 0;
  await page.route("**/global_fields/", (route) => {
    if (route.request().method() !== "PUT" || times > 0) return route.continue();
    times += 1;
    return route.fulfill({ status: 500, body: "{}" });
  });
  await page.getByRole("tab", { name: "Fields" }).click();
  const names = page.getByLabel("Global fields");
  await names.fill("customer");
  await names.press("Enter");
  await page.getByText("The server could not do that (500)").waitFor();
  await expect
    .poll(() => call("GET", `/orchestrator/api/apps/${app.id}/global_fields/`))
    .toEqual(["customer"]);
  await page.getByText("The server could not do that (500)").waitFor({ state: "detached" });
});

test("settings beside the canvas that were not sent are there after a reload, and are sent with what came meanwhile", async () => {
  const { app, page } = await openCanvas(line([exit("b")]), { mayLog: /ERR_|Failed to load/ });
  const home = `/orchestrator/api/apps/${app.id}`;
  const setting = (what: string) => call("GET", `${home}/${what}`);
  const drafts = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("draft")));
  await call("PUT", `${home}/global_fields/`, ["kept", "gone"]);
  await call("PUT", `${home}/attached_data/`, { place: "Berlin" });
  await page.reload();
  const away = (route: Route) =>
    ["PUT", "PATCH"].includes(route.request().method()) ? route.abort() : route.continue();
  await page.route(`**${home}/**`, away);
  const names = page.getByLabel("Global fields");
  const place = page.getByRole("region", { name: "Attached data" }).getByLabel("place", { exact: true });

  await page.getByRole("tab", { name: "Fields" }).click();
  await names.fill("kept, mine");
  await names.press("Enter");
  await page.getByText("The server does not answer").waitFor();
  await page.getByRole("tab", { name: "Data" }).click();
  await place.fill("Bonn");
  await place.press("Tab");
  await page.getByText("The server does not answer").waitFor();
  // What is still being written when the page goes is not lost either.
  await page.getByRole("tab", { name: "General" }).click();
  await page.getByLabel("Description").fill("Written to the end?");
  await page.reload();
  await expect.poll(() => page.getByLabel("Description").inputValue()).toBe("Written to the end?");
  await page.getByRole("tab", { name: "Fields" }).click();
  await expect.poll(() => names.inputValue()).toBe("kept, mine");
  await page.getByText("The server does not answer").waitFor();
  await expectAccessible(page);

  // Somebody else adds a name and removes none; the other value is changed by both. Meanwhile nothing is tried again.
  const canvas = page.url();
  await page.goto("/console/apps");
  await call("PUT", `${home}/global_fields/`, ["kept", "gone", "theirs"]);
  await call("PUT", `${home}/attached_data/`, { place: "Köln", colour: "red" });
  await call("PATCH", `${home}/`, { input_fields: ["caller"] });
  await page.goto(canvas);
  await page.getByText("changed “Attached data” of this canvas").waitFor();
  await page.unroute(`**${home}/**`, away);
  await expect.poll(drafts, { timeout: 20_000 }).toEqual([]);
  expect(await setting("global_fields/")).toEqual(["kept", "mine", "theirs"]);
  expect(await setting("attached_data/")).toEqual({ place: "Bonn", colour: "red" });
  expect(await setting("")).toMatchObject({ description: "Written to the end?", input_fields: ["caller"] });
  await page.getByRole("tab", { name: "Fields" }).click();
  await expect.poll(() => names.inputValue()).toBe("kept, mine, theirs");
});

test("a setting that somebody else changed since it was read is not written over", async () => {
  const { app, page } = await openCanvas(line([exit("b")]));
  const home = `/orchestrator/api/apps/${app.id}`;
  await page.getByRole("tab", { name: "Fields" }).click();
  const names = page.getByLabel("Global fields");
  await expect.poll(() => names.isEnabled()).toBe(true);
  await names.fill("mine");
  await call("PUT", `${home}/global_fields/`, ["theirs"]);
  await names.press("Enter");
  await expect.poll(() => call("GET", `${home}/global_fields/`)).toEqual(["mine", "theirs"]);
  await expect.poll(() => names.inputValue()).toBe("mine, theirs");
});

test("a setting that somebody else changes while mine is on its way is not written over either", async () => {
  const { app, page } = await openCanvas(line([exit("b")]), { mayLog: /412/ });
  const home = `/orchestrator/api/apps/${app.id}`;
  let theirs = 0;
  await page.route(`**${home}/global_fields/`, async (route) => {
    if (route.request().method() === "PUT" && theirs < 2) {
      theirs += 1;
      await call("PUT", `${home}/global_fields/`, ["theirs", `again${theirs}`]);
    }
    return route.continue();
  });
  await page.getByRole("tab", { name: "Fields" }).click();
  const names = page.getByLabel("Global fields");
  await expect.poll(() => names.isEnabled()).toBe(true);
  await names.fill("mine");
  await names.press("Enter");
  await expect.poll(() => call("GET", `${home}/global_fields/`)).toEqual(["mine", "theirs", "again2"]);
  await expect.poll(() => names.inputValue()).toBe("mine, theirs, again2");
});

test("a setting that the server refuses is there after a reload, to be put right", async () => {
  const { app, page } = await openCanvas(line([exit("b")]), { mayLog: /400/ });
  await page.getByRole("tab", { name: "Fields" }).click();
  const names = page.getByLabel("Global fields");
  await names.fill("Ani");
  await names.press("Enter");
  const refused = page.getByRole("alert");
  await refused.waitFor();
  await page.reload();
  await page.getByRole("tab", { name: "Fields" }).click();
  await refused.waitFor();
  expect(await names.inputValue()).toBe("Ani");
  await names.fill("number");
  await names.press("Enter");
  await refused.waitFor({ state: "detached" });
  await expect.poll(() => call("GET", `/orchestrator/api/apps/${app.id}/global_fields/`)).toEqual(["number"]);
});

test("what a flow takes is kept over a reload while the server does not take it", async () => {
  const flow = await makeFlow("kept");
  const home = `/orchestrator/api/flows/${flow.id}/`;
  const page = await visitSignedIn(`/flows/${flow.id}/canvas`, { mayLog: /ERR_|Failed to load/ });
  const away = (route: Route) => (route.request().method() === "PATCH" ? route.abort() : route.continue());
  await page.route(`**${home}`, away);
  const inputs = page.getByLabel("Input fields");
  await inputs.fill("who, what");
  await inputs.press("Enter");
  await page.getByText("The server does not answer").waitFor();
  await page.reload();
  await expect.poll(() => inputs.inputValue()).toBe("who, what");
  await page.unroute(`**${home}`, away);
  await expect
    .poll(() => call("GET", home), { timeout: 20_000 })
    .toMatchObject({ input_fields: ["who", "what"], output_fields: [] });
});
