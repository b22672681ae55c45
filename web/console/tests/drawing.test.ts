import { expect, test } from "vitest";
import { call, expectAccessible, visitSignedIn } from "./support/browser.ts";
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
  setField,
} from "./support/canvas.ts";

const CTRL = "Control";

test("whoever may only look sees the canvas and its settings, and can change nothing", async () => {
  const who = { username: "vera", password: "correct horse battery" };
  await call("POST", "/access/api/users/", who);
  await call("PUT", "/access/api/groups/ann/members/vera/", { role: "Viewer" });
  const app = await makeApp("looked_at");
  await save(app, line([setField("a", "x", "1"), exit("b", 100, 300)]));
  const page = await visitSignedIn(`/apps/${app.id}/canvas`, { as: "vera" });
  await page.getByText("Read only").waitFor();
  await block(page, "a").click();
  expect(await page.getByRole("textbox", { name: "Title" }).isDisabled()).toBe(true);
  const box = (await block(page, "b").boundingBox())!;
  await page.mouse.move(box.x + 20, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + 150, box.y + 60, { steps: 5 });
  await page.mouse.up();
  await block(page, "b").click();
  for (const key of ["Delete", "ArrowRight", "Control+d", "Control+v", "n", "Shift+T"])
    await page.keyboard.press(key);
  await page.locator(".react-flow__edge[data-id=e0]").focus();
  await page.keyboard.press("Enter");
  expect(await page.getByRole("button", { name: "Add a condition" }).isDisabled()).toBe(true);
  await expectAccessible(page);
  expect(await page.locator(".react-flow__node").count()).toBe(2);
  expect((await kept(app)).content.nodes.map(({ x_value }) => x_value)).toEqual([100, 100]);
});

test("a canvas that is not there, or that one may not see, is said to be nowhere", async () => {
  const page = await visitSignedIn("/apps/00000000-0000-4000-8000-000000000000/canvas", { mayLog: /404/ });
  await page.getByText("There is nothing here").waitFor();
});

test("blocks are aligned, spread and tidied, all or those that are chosen, and each is one step to undo", async () => {
  const nodes = [setField("a", "x", "1", 0, 0), setField("b", "y", "2", 140, 260), exit("c", 700, 300)];
  const { app, page } = await openCanvas(line(nodes));
  const places = async () =>
    Object.fromEntries(
      (await kept(app)).content.nodes.map((one) => [one.node_id, [one.x_value, one.y_value]]),
    );
  await block(page, "a").click();
  await block(page, "b").click({ modifiers: ["Shift"] });
  await page.getByRole("button", { name: "Left edges" }).click();
  await expect.poll(places).toMatchObject({ a: [0, 0], b: [0, 260], c: [700, 300] });
  await page.keyboard.press(`${CTRL}+a`);
  await page.getByRole("button", { name: "Spread down" }).click();
  await expect.poll(async () => (await places()).b?.[1]).not.toBe(260);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Shift+T");
  await expect
    .poll(async () => {
      const { a, b, c } = (await places()) as Record<string, [number, number]>;
      return a![0] === b![0] && b![1] > a![1] + 100 && c![1] > b![1] + 100;
    })
    .toBe(true);
  for (let step = 0; step < 3; step += 1) await page.keyboard.press(`${CTRL}+z`);
  await expect.poll(places).toEqual({ a: [0, 0], b: [140, 260], c: [700, 300] });
});

test("what is cut goes, and is pasted where one is", async () => {
  const { app, page } = await openCanvas(line([setField("a", "x", "1"), exit("b", 100, 300)]));
  await block(page, "b").click();
  await page.keyboard.press(`${CTRL}+x`);
  await expectIds(app, ["a"]);
  await page.keyboard.press(`${CTRL}+v`);
  await expectIds(app, ["a", "b"]);
});

test("commands are found by their words and run with the keyboard", async () => {
  const { app, page } = await openCanvas(line([setField("a", "x", "1"), exit("b", 100, 300)]));
  await block(page, "a").waitFor();
  await page.keyboard.press(`${CTRL}+k`);
  await expectAccessible(page);
  // What is typed arrives: the line has the focus.
  await page.keyboard.type("write a note");
  await page.getByRole("option", { name: "Write a note" }).waitFor();
  await page.keyboard.press("Enter");
  await expect
    .poll(async () => ((await kept(app)).drawing as { notes: object[] } | undefined)?.notes.length)
    .toBe(1);
});

test("arrows begin and end at their blocks, also when a canvas opens far away", async () => {
  const { page } = await openCanvas(line([setField("a", "x", "1", 0, 0), exit("b", 4000, 3000)]));
  await block(page, "a").waitFor();
  // Where it begins and ends, as far as a handle is large.
  const ends = async () => {
    const drawn = await page
      .locator(".react-flow__edge[data-id=e0] .react-flow__edge-path")
      .getAttribute("d");
    const numbers = (drawn?.match(/-?[\d.]+/g) ?? []).map((one) => Math.round(Number(one) / 20) * 20);
    return [...numbers.slice(0, 2), ...numbers.slice(-2)];
  };
  const there = [100, 80, 4100, 3000].map((one) => Math.round(one / 20) * 20);
  const near = async () => (await ends()).every((one, at) => Math.abs(one - (there[at] ?? 0)) <= 20);
  await expect.poll(near).toBe(true);
  await page.getByRole("button", { name: "Zoom out" }).click();
  await page.getByRole("button", { name: "Show all" }).click();
  await expect.poll(near).toBe(true);
  expect(await page.getByText(/^\d+ %$/).textContent()).toMatch(/^[123]?\d %$/);
});

test("the view snaps, shows its map, zooms, and remembers how somebody likes to see it", async () => {
  const { page } = await openCanvas(line([setField("a", "x", "1", 0, 0), exit("b", 0, 300)]));
  await page.getByRole("img", { name: "Map" }).waitFor();
  await page.getByRole("button", { name: "Map" }).click();
  await page.getByRole("img", { name: "Map" }).waitFor({ state: "detached" });
  const zoom = () => page.getByText(/^\d+ %$/).textContent();
  const before = await zoom();
  await page.getByRole("button", { name: "Zoom in" }).click();
  await expect.poll(zoom).not.toBe(before);
  await page.getByRole("button", { name: "Snap to the grid" }).click();
  await page.reload();
  await block(page, "a").waitFor();
  expect(await page.getByRole("img", { name: "Map" }).count()).toBe(0);
  expect(await page.getByRole("button", { name: "Snap to the grid" }).getAttribute("aria-pressed")).toBe(
    "false",
  );
});

test("blocks come from the palette: dragged there, chosen, or made on the way", async () => {
  const { app, page } = await openCanvas(line([setField("a", "x", "1", 0, 0)]));
  await block(page, "a").waitFor();
  await page.getByLabel("Find a block").fill("transfer");
  const choice = page
    .getByRole("region", { name: "Dialog control" })
    .getByRole("button", { name: /^Transfer/ });
  await choice.dragTo(page.getByTestId("board"), { targetPosition: { x: 420, y: 420 } });
  await expectIds(app, ["a", "transfer"]);
  await page.getByLabel("Find a block").fill("Greeting_new");
  await page.getByRole("button", { name: "New miniApp…" }).click();
  const dialog = page.getByRole("dialog", { name: /miniApp/ });
  expect(await dialog.getByLabel("Name", { exact: true }).inputValue()).toBe("Greeting_new");
  await dialog.getByRole("button", { name: "Create" }).click();
  await expectIds(app, ["a", "greeting-new", "transfer"]);
  await page.getByLabel("Find a block").fill("");
  await page.getByRole("button", { name: "New flow…" }).click();
  await page.getByRole("dialog").getByLabel("Name", { exact: true }).fill(`side_${process.pid}`);
  await page.getByRole("dialog").getByRole("button", { name: "Create" }).click();
  await expectIds(app, ["a", "greeting-new", `side-${process.pid}`, "transfer"]);
});

test("an arrow is pulled to where nothing is, and what comes next is put there", async () => {
  const { app, page } = await openCanvas(line([setField("a", "x", "1", 0, 0)]));
  await block(page, "a").hover();
  const box = (await block(page, "a").boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 60, box.y + box.height + 180, { steps: 6 });
  await page.mouse.up();
  await page.getByRole("combobox", { name: "What comes next?" }).fill("exit");
  await page.keyboard.press("Enter");
  await expectIds(app, ["a", "exit"]);
  expect((await kept(app)).content.edges).toMatchObject([{ source: "a", target: "exit" }]);
});

test("what uses a component is found from the block that stands for it", async () => {
  const flow = await makeFlow("referred");
  const uses = ["one", "two"].map((id, at) => ({
    node_id: id,
    type: "Flow",
    component_id: flow.component_id,
    title: `Block ${id}`,
    x_value: 0,
    y_value: at * 200,
  }));
  const { page } = await openCanvas(line([...uses, exit("end", 0, 400)]));
  await block(page, "one").click();
  await page.keyboard.press(`${CTRL}+k`);
  await page.getByRole("combobox", { name: "What do you want to do?" }).fill("find what uses it");
  await page.keyboard.press("Enter");
  await page.getByText("2 places").waitFor();
  await page.getByRole("option", { name: /Block two/ }).click();
  await expect.poll(() => block(page, "two").getAttribute("class")).toContain("selected");
});
