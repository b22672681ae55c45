import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { call, expectAccessible } from "./support/browser.ts";
import {
  block,
  exit,
  expectIds,
  kept,
  line,
  makeApp,
  makeFlow,
  openCanvas,
  save,
  saved,
  savedInPart,
  setField,
} from "./support/canvas.ts";

const CTRL = "Control";

test("an empty canvas says what to do first, and takes a first block with the keyboard alone", async () => {
  const { app, page } = await openCanvas({ content: { nodes: [], edges: [] } });
  await page.getByText("Draw how the conversation goes").waitFor();
  await expectAccessible(page);
  await page.keyboard.press("n");
  await page.getByRole("combobox", { name: "What comes next?" }).fill("exit");
  await page.keyboard.press("Enter");
  await block(page, "exit").waitFor();
  await expectIds(app, ["exit"]);
});

test("a canvas is shown with its titles, texts, arrows and problems, and nothing of it is lost by saving", async () => {
  const document = {
    odd: { kept: [1, 2] },
    content: { ...line([setField("a", "x", "1"), exit("b", 100, 300)]).content, strange: true },
  };
  const { app, page } = await openCanvas(document);
  await block(page, "a").getByText("Sets x = 1").waitFor();
  await block(page, "a").click();
  await page.getByRole("textbox", { name: "Title" }).fill("First");
  await saved(page);
  const after = await kept(app);
  expect(after.odd).toEqual({ kept: [1, 2] });
  expect((after.content as Record<string, unknown>).strange).toBe(true);
  expect(after.content.nodes[0]).toMatchObject({ title: "First", x_value: 100 });
  expect(after.content.edges).toHaveLength(1);
  await expectAccessible(page);
});

test("what is done is undone and done again, also after it was saved", async () => {
  const { app, page } = await openCanvas(line([setField("a", "x", "1"), exit("b", 100, 300)]));
  await block(page, "b").click();
  await page.keyboard.press("Delete");
  await expectIds(app, ["a"]);
  await saved(page);
  await page.keyboard.press(`${CTRL}+z`);
  await expectIds(app, ["a", "b"]);
  expect((await kept(app)).content.edges).toHaveLength(1);
  await page.keyboard.press(`${CTRL}+Shift+z`);
  await expectIds(app, ["a"]);
});

test("blocks are copied to another application, and pasted from text", async () => {
  const { page } = await openCanvas(line([setField("a", "x", "1"), exit("b", 100, 300)]));
  await block(page, "a").click();
  await page.keyboard.press(`${CTRL}+a`);
  await page.keyboard.press(`${CTRL}+c`);
  await page.getByText("2 blocks copied").waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(JSON.parse(text).nodes).toHaveLength(2);
  const other = await makeApp("other");
  await page.goto(`/console/apps/${other.id}/canvas`);
  await page.getByText("Draw how the conversation goes").waitFor();
  await page.keyboard.press(`${CTRL}+v`);
  await expectIds(other, ["a", "b"]);
  expect((await kept(other)).content.edges).toHaveLength(1);
  await page.keyboard.press(`${CTRL}+d`);
  await expectIds(other, ["a", "a-2", "b", "b-2"]);
  await page.evaluate(() => navigator.clipboard.writeText("{not a canvas"));
  await page.keyboard.press(`${CTRL}+v`);
  await page.getByText("There are no blocks on the clipboard.").waitFor();
});

test("a block is dragged, and lies there afterwards", async () => {
  const { app, page } = await openCanvas(line([setField("a", "x", "1", 0, 0), exit("b", 0, 300)]));
  const box = (await block(page, "b").boundingBox())!;
  await page.mouse.move(box.x + 20, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + 130, box.y + 60, { steps: 5 });
  await page.mouse.up();
  await saved(page);
  await expect.poll(async () => (await kept(app)).content.nodes[1]?.x_value).not.toBe(0);
  await page.keyboard.press("ArrowRight");
  await saved(page);
});

test("conditions are edited on the arrow, with completion of fields", async () => {
  const { app, page } = await openCanvas(line([setField("a", "colour", "red"), exit("b", 100, 400)]));
  await page.locator(".react-flow__edge[data-id=e0]").focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Add a condition" }).click();
  // One that was only begun is no reason not to save.
  await savedInPart(page);
  await page.getByRole("combobox", { name: "Field", exact: true }).fill("col");
  await page.getByRole("option", { name: "colour" }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("combobox", { name: "Operator" }).selectOption("STARTS_WITH");
  await page.getByRole("combobox", { name: "Value" }).fill("r");
  await saved(page);
  await expect
    .poll(async () => (await kept(app)).content.edges[0]?.conditions)
    .toEqual([{ field: "colour", operator: "STARTS_WITH", value: "r" }]);
  await expectAccessible(page);
});

test("two people's changes are both kept", async () => {
  const { app, page } = await openCanvas(line([setField("a", "x", "1"), exit("b", 100, 300)]), {
    mayLog: /412/,
  });
  await block(page, "a").waitFor();
  const theirs = await kept(app);
  theirs.content.nodes[1]!.title = "Theirs";
  await save(app, theirs);
  await block(page, "a").click();
  await page.getByRole("textbox", { name: "Title" }).fill("Mine");
  await page.getByText("Somebody else changed this canvas").waitFor();
  await saved(page);
  expect((await kept(app)).content.nodes.map((node) => node.title)).toEqual(["Mine", "Theirs"]);
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect
    .poll(async () => (await kept(app)).content.nodes.map((node) => node.title))
    .toEqual(["a", "Theirs"]);
});

test("a problem leads to its place and is fixed there", async () => {
  const document = line([setField("a", "x", "1"), exit("b", 100, 300)]);
  (document.content.edges as object[]).push({ id: "dead", source: "a", target: "nowhere" });
  const { app, page } = await openCanvas(document);
  await page.getByRole("button", { name: /1 error/ }).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Remove the arrow" }).click();
  await page.getByRole("button", { name: /error/ }).waitFor({ state: "detached" });
  expect((await kept(app)).content.edges).toHaveLength(1);
});

test("what is wrong is shown while one writes, and the server is asked one thing at a time", async () => {
  const { app, page } = await openCanvas(line([setField("a", "x", "1"), exit("b", 100, 300)]));
  let [now, most] = [0, 0];
  page.on("request", (request) => {
    if (request.method() !== "PUT") return;
    now += 1;
    most = Math.max(most, now);
  });
  page.on("requestfinished", (request) => {
    if (request.method() === "PUT") now -= 1;
  });
  await block(page, "a").click();
  const value = page.getByRole("combobox", { name: "Value", exact: true });
  await value.fill("");
  await value.pressSequentially("words before {{nobody}}", { delay: 40 });
  await block(page, "a").locator('[data-problem="WARNING"]').waitFor();
  expect(await value.evaluate((input) => document.activeElement === input)).toBe(true);
  await value.pressSequentially(" and after", { delay: 40 });
  await saved(page);
  expect(most).toBe(1);
  expect(JSON.stringify(await kept(app))).toContain("words before {{nobody}} and after");
});

test("a field that is nearly right, and a condition that leads nowhere, are put right by a button", async () => {
  const fork = {
    node_id: "fork",
    type: "condition",
    component_id: "u.condition.builtins.orc.ann",
    title: "Fork",
  };
  const nodes = [
    setField("a", "colour", "red", 0, 0),
    setField("b", "other", "{{color}}", 0, 200),
    { ...fork, x_value: 0, y_value: 400 },
  ];
  const { app, page } = await openCanvas(line(nodes));
  await page.getByRole("button", { name: /warning|error/ }).click();
  await page.getByRole("button", { name: "Rename color to colour" }).click();
  await page.getByRole("button", { name: "Add a default arrow" }).click();
  await page.getByRole("button", { name: /warning|error/ }).waitFor({ state: "detached" });
  const { content } = await kept(app);
  expect(JSON.stringify(content)).toContain("{{colour}}");
  expect(content.edges.at(-1)).toMatchObject({ source: "fork", target: "exit" });
  await page.keyboard.press(`${CTRL}+z`);
  await expectIds(app, ["a", "b", "fork"]);
});

test("a problem focuses the very field that it is about", async () => {
  const { page } = await openCanvas(line([setField("a", "x", "{{nobody}}"), exit("b", 100, 300)]));
  await page.getByRole("button", { name: /1 warning/ }).click();
  await page
    .getByRole("region", { name: "Problems" })
    .getByRole("button", { name: /nobody/ })
    .first()
    .click();
  await expect
    .poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement).value))
    .toBe("{{nobody}}");
});

test("a block is found by what stands in it, and a field is renamed everywhere", async () => {
  const { app, page } = await openCanvas(
    line([
      setField("a", "colour", "red"),
      setField("b", "other", "{{colour}}", 100, 300),
      exit("c", 100, 500),
    ]),
  );
  await block(page, "a").waitFor();
  await page.keyboard.press(`${CTRL}+f`);
  await page.getByRole("combobox", { name: "Title, prompt, field" }).fill("colour");
  await page.getByText("2 places").waitFor();
  await page.keyboard.press("Enter");
  await expect.poll(() => block(page, "a").getAttribute("class")).toContain("selected");
  await page.keyboard.press(`${CTRL}+k`);
  await page.getByRole("combobox", { name: "What do you want to do?" }).fill("rename a field");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByLabel("Field").selectOption("colour");
  await page.getByLabel("New name").fill("hue");
  await page.getByRole("button", { name: "Rename everywhere" }).click();
  await saved(page);
  const text = JSON.stringify(await kept(app));
  expect(text).toContain("{{hue}}");
  expect(text).not.toContain("colour");
});

test("a flow is opened by a double click, and the way back is shown", async () => {
  const flow = await makeFlow("inner");
  await save(flow, line([exit("only")]));
  const node = {
    node_id: "f",
    type: "Flow",
    component_id: flow.component_id,
    title: "Inner",
    x_value: 0,
    y_value: 0,
  };
  const { app, page } = await openCanvas(line([node]));
  await block(page, "f").dblclick();
  await block(page, "only").waitFor();
  await page.getByRole("link", { name: app.name }).click();
  await block(page, "f").waitFor();
});

test("notes and groups are drawn, kept, and mean nothing to the server", async () => {
  const { app, page } = await openCanvas(line([setField("a", "x", "1"), exit("b", 100, 300)]));
  await block(page, "a").waitFor();
  await page.keyboard.press(`${CTRL}+a`);
  await page.keyboard.press(`${CTRL}+g`);
  await page.getByRole("button", { name: /^Note/ }).click();
  const note = page.locator(".react-flow__node-note");
  await note.dblclick();
  await page.getByRole("textbox", { name: "Note" }).fill("Ask <b>Ann</b> about this");
  await page.keyboard.press("Escape");
  await saved(page);
  await note.getByText("Ask <b>Ann</b> about this").waitFor();
  const drawing = (await kept(app)).drawing as { notes: object[]; groups: object[] };
  expect([drawing.notes.length, drawing.groups.length]).toEqual([1, 1]);
  expect(await page.getByRole("button", { name: /error|warning/ }).count()).toBe(0);
});

test("unknown node types are shown and kept, and texts are texts", async () => {
  const strange = {
    node_id: "s",
    type: "hologram",
    component_id: "x",
    title: '<img src=x onerror="alert(1)"> مرحبا',
    x_value: 0,
    y_value: 0,
    future: { deep: [true] },
  };
  const { app, page } = await openCanvas(line([strange]));
  await block(page, "s").getByText("<img src=x").waitFor();
  await block(page, "s").click();
  await page.getByText("is not known here. What it holds").waitFor();
  await page.keyboard.press("ArrowDown");
  await saved(page);
  expect((await kept(app)).content.nodes[0]).toMatchObject({ future: { deep: [true] }, type: "hologram" });
});

test("the outline lists what the canvas shows, and leads there", async () => {
  const { page } = await openCanvas(line([setField("a", "x", "1"), exit("b", 100, 300)]));
  await block(page, "a").waitFor();
  await page.keyboard.press("o");
  const outline = page.getByRole("list", { name: "Outline" });
  await outline.getByRole("button", { name: /^b/ }).click();
  await expect.poll(() => block(page, "b").getAttribute("class")).toContain("selected");
  await expectAccessible(page);
});

test("the keyboard map opens with a question mark, and pictures are saved", async () => {
  const { page } = await openCanvas(line([setField("a", "x", "1"), exit("b", 100, 300)]));
  await block(page, "a").waitFor();
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard" }).waitFor();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  for (const [item, begins] of [
    ["As SVG", "<svg"],
    ["As PNG", "\u0089PNG"],
  ] as const) {
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Picture" }).click();
    await page.getByRole("menuitem", { name: item }).click();
    const file = await readFile(await (await download).path());
    expect(file.subarray(0, 4).toString("latin1")).toBe(begins);
  }
});

test("dark is as readable as light", async () => {
  const { page } = await openCanvas(line([setField("a", "x", "1"), exit("b", 100, 300)]), { dark: true });
  await block(page, "a").click();
  await expectAccessible(page);
});

test("a field is found and renamed in all of an application: its flows, miniApps and settings", async () => {
  const say = {
    name: `Tell_${process.pid}`,
    type: "Announcement",
    group: "ann",
    languages: ["en-US"],
    version: "v1",
  };
  const { miniAppId } = await call<{ miniAppId: string }>("POST", "/miniapps/api/apps", say);
  const model = `/miniapps/api/apps/v1/${encodeURIComponent(miniAppId)}`;
  const prompt = { normal: "It is {{colour}}, not {{colours}}." };
  const announcement = { locales: { "en-US": { omIVR: prompt, "web-chat": prompt } } };
  await call("PUT", model, { announceList: [{ enabled: true, announcement }] });
  const flow = await makeFlow("painter", { input_fields: ["colour"] });
  const node = { node_id: "say", type: "miniApp", component_id: miniAppId, x_value: 0, y_value: 0 };
  await save(flow, line([node]));
  const use = {
    node_id: "f",
    type: "Flow",
    component_id: flow.component_id,
    title: "Paint",
    x_value: 100,
    y_value: 300,
    configuration: { input_fields: { colour: "colour" }, output_fields: [] },
  };
  const { app, page } = await openCanvas(line([setField("a", "colour", "red"), use]));
  await call("PUT", `/orchestrator/api/apps/${app.id}/global_fields/`, ["colour"]);
  await block(page, "a").waitFor();
  await page.keyboard.press(`${CTRL}+f`);
  await page.getByRole("combobox", { name: "Title, prompt, field" }).fill("{{colour}}");
  await page.getByLabel("In the whole application").check();
  await page.getByRole("option", { name: say.name }).waitFor();
  await page.keyboard.press("Escape");

  await page.keyboard.press(`${CTRL}+k`);
  await page.getByRole("combobox", { name: "What do you want to do?" }).fill("rename a field");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByLabel("Field").selectOption("colour");
  await page.getByLabel("New name").fill("hue");
  await page.getByLabel("Where").selectOption({ label: "In the whole application" });
  await page.getByText(`${say.name} (miniApp), 2 places`).waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Rename everywhere" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await saved(page);
  expect((await kept(app)).content.nodes[1]?.configuration).toMatchObject({ input_fields: { hue: "hue" } });
  expect(JSON.stringify(await call("GET", model))).toContain("{{hue}}, not {{colours}}");
  expect(await call("GET", `/orchestrator/api/apps/${app.id}/global_fields/`)).toEqual(["hue"]);
  expect(await call("GET", `/orchestrator/api/flows/${flow.id}/`)).toMatchObject({ input_fields: ["hue"] });
  // One's own canvas can be undone.
  await page.keyboard.press(`${CTRL}+z`);
  await expect.poll(async () => JSON.stringify(await kept(app))).toContain('"colour":"colour"');
});
