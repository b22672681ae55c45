/** What is half written, and those who take their time: nothing is refused, lost, or done behind somebody's back. */
import { expect, test } from "vitest";
import { call, expectAccessible } from "./support/browser.ts";
import {
  at,
  block,
  exit,
  expectIds,
  fresh,
  kept,
  line,
  makeFlow,
  openCanvas,
  save,
  saved,
  savedInPart,
  setField,
} from "./support/canvas.ts";

/** Longer than anything waits before it is saved. */
const LONG_AFTER = 900;

test("an output that was begun waits for its name, over a reload and over what others do", async () => {
  const flow = await makeFlow("begun");
  const node = { node_id: "f", type: "Flow", component_id: flow.component_id, title: "f" };
  const { app, page } = await openCanvas(line([at(node, 0, 0), exit("end", 0, 200)]), { mayLog: /412/ });
  await block(page, "f").click();
  const outputs = page.getByRole("region", { name: "Outputs" });
  await outputs.getByRole("button", { name: "Add an output" }).click();
  await savedInPart(page);
  await outputs.getByLabel("Gives").fill("found");
  await savedInPart(page);
  await page.reload();
  await block(page, "f").click();
  await expect.poll(() => outputs.getByLabel("Gives").inputValue()).toBe("found");
  const theirs = await kept(app);
  await save(app, {
    content: { ...theirs.content, nodes: [...theirs.content.nodes, exit("theirs", 0, 400)] },
  });
  await page.getByLabel("Forget its outputs").check();
  await expectIds(app, ["end", "f", "theirs"]);
  await outputs.getByRole("combobox", { name: "Field for found" }).fill("answer");
  await expect
    .poll(async () => (await kept(app)).content.nodes.find(({ node_id }) => node_id === "f")?.configuration)
    .toMatchObject({
      output_fields: [{ miniapp_name: "found", local_name: "answer" }],
      reset_on_intent: true,
    });
});

test("a condition whose field was cleared stays with the server until it has one again", async () => {
  const is = { field: "colour", operator: "EQUAL", value: "red" };
  const document = line([setField("a", "colour", "red"), exit("b", 100, 300)]);
  Object.assign(document.content.edges[0]!, { conditions: [is] });
  const { app, page } = await openCanvas(document);
  const conditions = async () => (await kept(app)).content.edges[0]?.conditions;
  await page.locator(".react-flow__edge").first().click();
  const field = page.getByRole("combobox", { name: "Field", exact: true });
  await field.fill("");
  await savedInPart(page);
  expect(await conditions()).toEqual([is]);
  // Something else on the canvas is saved all the same.
  await block(page, "a").click();
  await page.getByRole("textbox", { name: "Title" }).fill("Colours");
  await expect.poll(async () => (await kept(app)).content.nodes[0]?.title).toBe("Colours");
  expect(await conditions()).toEqual([is]);
  await page.reload();
  await savedInPart(page);
  await page.locator(".react-flow__edge").first().click();
  await expect.poll(() => field.inputValue()).toBe("");
  await field.fill("size");
  await saved(page);
  expect(await conditions()).toEqual([{ ...is, field: "size" }]);
});

test("keys do nothing to the canvas behind a dialog, whatever has the focus", async () => {
  const name = fresh("Taken");
  const body = { name, type: "YesNo", group: "ann", languages: ["en-US"], version: "v1" };
  await call("POST", "/miniapps/api/apps", body);
  const { app, page } = await openCanvas(line([setField("a", "x", "1"), exit("b", 100, 300)]), {
    mayLog: /409/,
  });
  await block(page, "b").click();
  await page.getByRole("button", { name: "New miniApp…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByRole("button", { name: "Create" }).click();
  await dialog.getByText(name, { exact: false }).last().waitFor();
  await page.waitForTimeout(LONG_AFTER);
  await page.evaluate(() => (window.document.activeElement as HTMLElement | null)?.blur());
  for (const key of ["Delete", "Backspace", "Control+d", "n"]) await page.keyboard.press(key);
  await page.waitForTimeout(LONG_AFTER);
  expect(await dialog.count()).toBe(1);
  await expectIds(app, ["a", "b"]);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
});

test("a button that is busy keeps the focus", async () => {
  const { page } = await openCanvas(line([exit("b")]), { mayLog: /409/ });
  let go = () => {};
  const held = new Promise<void>((done) => {
    go = done;
  });
  await page.route("**/miniapps/api/apps", async (route) => {
    if (route.request().method() === "POST") await held;
    return route.continue();
  });
  await page.getByRole("button", { name: "New miniApp…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name", { exact: true }).fill(fresh("Slow"));
  const create = dialog.getByRole("button", { name: "Create" });
  await create.click();
  await expect.poll(() => create.getAttribute("aria-busy")).toBe("true");
  expect(await create.evaluate((button) => button === document.activeElement)).toBe(true);
  go();
  await dialog.waitFor({ state: "detached" });
});

test("a note is kept as it is written, also when it goes out of sight", async () => {
  const { app, page } = await openCanvas({
    ...line([exit("b")]),
    drawing: { notes: [{ id: "note", x: 300, y: 100, width: 200, height: 100, text: "" }], groups: [] },
  });
  const note = block(page, "note");
  await note.dblclick();
  await page.keyboard.type("Ask the lawyers");
  const board = await page.getByTestId("board").boundingBox();
  await page.mouse.move(board!.x + board!.width / 2, board!.y + board!.height - 60);
  for (let turn = 0; turn < 12; turn += 1) await page.mouse.wheel(0, 400);
  await note.waitFor({ state: "detached" });
  await saved(page);
  const drawing = (await kept(app)).drawing as { notes: { text: string }[] };
  expect(drawing.notes[0]?.text).toBe("Ask the lawyers");
});

test("notes and frames are in the outline, and are written with the keyboard alone", async () => {
  const { app, page } = await openCanvas({
    ...line([exit("b")]),
    drawing: { notes: [{ id: "note", x: 300, y: 100, width: 200, height: 100, text: "Later" }], groups: [] },
  });
  await page.getByRole("tab", { name: "Outline" }).click();
  const outline = page.getByRole("list", { name: "Outline" });
  await outline.getByRole("button", { name: "Later" }).click();
  await expectAccessible(page);
  await block(page, "note").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Now");
  await page.keyboard.press("Escape");
  await outline.getByRole("button", { name: "Now" }).waitFor();
  await expect
    .poll(async () => ((await kept(app)).drawing as { notes: { text: string }[] }).notes[0]?.text)
    .toBe("Now");
  expect(await block(page, "note").evaluate((element) => element === document.activeElement)).toBe(true);
});

test("a setting that is being written when somebody goes elsewhere is saved", async () => {
  const { app, page } = await openCanvas(line([exit("b")]));
  const canvas = page.url();
  await page.getByRole("link", { name: "Applications" }).first().click();
  await page.getByRole("heading", { name: "Applications" }).waitFor();
  await page.goBack();
  await page.waitForURL(canvas);
  await page.getByRole("tab", { name: "General" }).click();
  await page.getByLabel("Description").pressSequentially("Half a", { delay: 30 });
  // The way a mouse button or a swipe goes: nothing is left before.
  await page.evaluate(() => history.forward());
  await page.getByRole("heading", { name: "Applications" }).waitFor();
  await expect
    .poll(
      async () =>
        (await call<{ description: string }>("GET", `/orchestrator/api/apps/${app.id}/`)).description,
    )
    .toBe("Half a");
});

test("a field that is there already is not added again over its value", async () => {
  const { app, page } = await openCanvas(line([exit("b")]));
  const home = `/orchestrator/api/apps/${app.id}`;
  await call("PUT", `${home}/attached_data/`, { bank: "First Bank" });
  await page.reload();
  await page.getByRole("tab", { name: "Data" }).click();
  const data = page.getByRole("region", { name: "Attached data" });
  await data.getByRole("textbox", { name: "Add a field" }).fill("bank");
  await data.getByText("bank stands here already").waitFor();
  expect(await data.getByRole("button", { name: "Add a field" }).isDisabled()).toBe(true);
  await data.getByRole("textbox", { name: "Add a field" }).fill("branch");
  await data.getByRole("button", { name: "Add a field" }).click();
  await expect.poll(() => call("GET", `${home}/attached_data/`)).toEqual({ bank: "First Bank", branch: "" });
});

test("a handler gives its flow what it takes, and one that was begun holds up no other", async () => {
  const agent = await makeFlow("agent", { input_fields: ["queue"] });
  const other = await makeFlow("other");
  for (const flow of [agent, other]) await save(flow, line([exit("end")]));
  const { app, page } = await openCanvas(line([exit("b")]));
  const handlers = () =>
    call<{ handler: { component_id: string; configuration: { input_fields: object } } }[]>(
      "GET",
      `/orchestrator/api/apps/${app.id}/error-handlers/`,
    );
  await page.getByRole("tab", { name: "Handlers" }).click();
  const errors = page.getByRole("region", { name: "When a miniApp fails" });
  const add = errors.getByRole("button", { name: "Add a handler" });
  await add.click();
  await errors.getByLabel("Run the flow").selectOption({ label: other.name });
  await expect.poll(async () => (await handlers()).length).toBe(1);
  await add.click();
  await errors.getByLabel("Run the flow").nth(1).selectOption({ label: agent.name });
  await errors.getByText("Not in use yet").waitFor();
  await expectAccessible(page);
  await page.waitForTimeout(LONG_AFTER);
  // The first goes while the second lacks its input.
  await errors.getByRole("button", { name: "Remove this handler" }).first().click();
  await expect.poll(handlers).toEqual([]);
  await errors.getByRole("combobox", { name: "Value of queue" }).fill("loans");
  await expect
    .poll(async () => (await handlers())[0]?.handler)
    .toMatchObject({ component_id: agent.component_id, configuration: { input_fields: { queue: "loans" } } });
  expect(await errors.getByText("Not in use yet").count()).toBe(0);
});

test("names of inputs are written letter by letter, whatever they begin with", async () => {
  const flow = await makeFlow("takes");
  const node = { node_id: "f", type: "Flow", component_id: flow.component_id, title: "f" };
  const configuration = { input_fields: { Name: "", other: "" } };
  const { app, page } = await openCanvas(line([at({ ...node, configuration }, 0, 0), exit("end", 0, 200)]));
  await block(page, "f").click();
  const inputs = page.getByRole("region", { name: "Inputs" });
  const names = inputs.getByLabel("Name of the input");
  const write = async (row: number, name: string) => {
    await names.nth(row).fill("");
    await names.nth(row).pressSequentially(name, { delay: 40 });
  };
  await write(1, "NameOfBank");
  await inputs.getByRole("button", { name: "Add an input" }).click();
  await write(2, "1stPlace");
  await expect
    .poll(async () => (await kept(app)).content.nodes[0]?.configuration)
    .toMatchObject({ input_fields: { Name: "", NameOfBank: "", "1stPlace": "" } });
  expect(await names.evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))).toEqual([
    "Name",
    "NameOfBank",
    "1stPlace",
  ]);
  await names.nth(0).fill("");
  await expect
    .poll(async () => (await kept(app)).content.nodes[0]?.configuration)
    .toEqual({ input_fields: { NameOfBank: "", "1stPlace": "" } });
});

test("whoever passes by a field with Tab, or writes a new name, takes no proposal", async () => {
  const { app, page } = await openCanvas(line([setField("a", "Bye_0", "1"), exit("b", 100, 300)]));
  await block(page, "a").click();
  await page.getByRole("button", { name: "Add a field" }).click();
  const field = page.getByRole("combobox", { name: "Field", exact: true }).nth(1);
  await field.focus();
  await page.getByRole("option", { name: "Ani" }).first().waitFor();
  await page.keyboard.press("Tab");
  expect(await field.inputValue()).toBe("");
  await field.pressSequentially("Bye", { delay: 40 });
  await page.getByRole("option", { name: "Bye_0" }).waitFor();
  await page.keyboard.press("Tab");
  expect(await field.inputValue()).toBe("Bye");
  // Who looks through them takes the one that is marked.
  await field.fill("By");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Tab");
  expect(await field.inputValue()).toBe("Bye_0");
  await expect
    .poll(async () => (await kept(app)).content.nodes[0]?.configuration)
    .toMatchObject({ extra_fields: [{ field: "Bye_0" }, { field: "Bye_0" }] });
});

test("what is kept for analysis goes along when its field gets another name", async () => {
  const flow = await makeFlow("gives");
  const node = { node_id: "f", type: "Flow", component_id: flow.component_id, title: "f" };
  const configuration = {
    output_fields: [{ miniapp_name: "found", local_name: "answer", optional: true }],
    log_as_kvp: { input_fields: [], output_fields: ["answer"] },
  };
  const { app, page } = await openCanvas(line([at({ ...node, configuration }, 0, 0), exit("end", 0, 200)]));
  await block(page, "f").click();
  const field = page.getByRole("combobox", { name: "Field for found" });
  await field.fill("");
  await field.pressSequentially("result", { delay: 40 });
  await expect
    .poll(async () => (await kept(app)).content.nodes[0]?.configuration)
    .toMatchObject({
      output_fields: [{ local_name: "result" }],
      log_as_kvp: { output_fields: ["result"] },
    });
});

test("what is added covers nothing, is in sight, and follows no end", async () => {
  const { app, page } = await openCanvas(line([setField("a", "x", "1", 0, 0), exit("end", 0, 200)]));
  await block(page, "end").click();
  const palette = page.getByRole("complementary", { name: "Blocks" });
  const add = palette.getByRole("button", { name: /^Condition/ });
  await add.click();
  await expect.poll(async () => (await kept(app)).content.nodes.length).toBe(3);
  expect((await kept(app)).content.edges.length).toBe(1);
  for (let more = 0; more < 4; more += 1) {
    await page.keyboard.press("Escape");
    await add.click();
  }
  await expect.poll(async () => (await kept(app)).content.nodes.length).toBe(7);
  const { nodes } = (await kept(app)).content;
  const boxes = nodes.map(({ x_value, y_value }) => ({ x: Number(x_value), y: Number(y_value) }));
  for (const [index, one] of boxes.entries()) {
    for (const other of boxes.slice(index + 1)) {
      expect(Math.abs(one.x - other.x) >= 180 || Math.abs(one.y - other.y) >= 52).toBe(true);
    }
  }
  const last = await block(page, nodes.at(-1)!.node_id).boundingBox();
  expect(last!.y + last!.height).toBeLessThan(800);
});

test("copying works where the page did not come over HTTPS", async () => {
  const { app, page } = await openCanvas(line([setField("a", "x", "1"), exit("b", 100, 300)]));
  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await block(page, "b").click();
  await page.keyboard.press("Control+c");
  await page.getByText("1 copied").or(page.getByText("Copied")).first().waitFor();
  await page.keyboard.press("Control+v");
  await expectIds(app, ["a", "b", "b-2"]);
});

test("a conversation with a canvas that could not be saved says why it does not begin", async () => {
  const { page } = await openCanvas(line([exit("b")]), { mayLog: /400/ });
  await page.evaluate(() =>
    navigator.clipboard.writeText(
      JSON.stringify({
        kind: "baton/canvas",
        nodes: [{ node_id: "x", type: "exit", component_id: "u.exit.builtins.orc.ann", configuration: "x" }],
      }),
    ),
  );
  await page.keyboard.press("Control+v");
  await page.getByText("Not saved").waitFor();
  await page.getByRole("button", { name: "Try it", exact: true }).first().click();
  await page.getByRole("button", { name: "Begin", exact: true }).click();
  await page.getByText(/Not saved: /).waitFor();
  await page.getByRole("button", { name: "Begin", exact: true }).waitFor();
});

test("a pasted block with a number for a field's name is shown as it is", async () => {
  const { app, page } = await openCanvas(line([exit("b")]));
  const pasted = {
    nodes: [
      {
        node_id: "n",
        type: "set-field",
        component_id: "u.set-field.builtins.orc.ann",
        configuration: { extra_fields: [{ field: 7, operator: "EQUAL", value: "1" }] },
      },
    ],
  };
  await page.evaluate((text) => navigator.clipboard.writeText(text), JSON.stringify(pasted));
  await page.keyboard.press("Control+v");
  await expectIds(app, ["b", "n"]);
  await block(page, "n").click();
  expect(await page.getByRole("combobox", { name: "Field", exact: true }).inputValue()).toBe("7");
});
