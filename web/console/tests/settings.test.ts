import { expect, test } from "vitest";
import { call, expectAccessible, visitSignedIn } from "./support/browser.ts";
import { makeAsking } from "./support/calls.ts";
import {
  block,
  exit,
  fresh,
  kept,
  line,
  makeApp,
  makeFlow,
  openCanvas,
  save,
  saved,
  setField,
} from "./support/canvas.ts";

test("inputs and outputs of a block are set beside the canvas, with the fields that are there", async () => {
  const flow = await makeFlow("helper", { input_fields: ["who"], output_fields: ["found"] });
  const set = {
    node_id: "set",
    type: "set-field",
    component_id: "u.set-field.builtins.orc.ann",
    x_value: 0,
    y_value: 0,
    configuration: { extra_fields: [{ field: "customer", operator: "EQUAL", value: "1" }] },
  };
  const node = { node_id: "f", type: "Flow", component_id: flow.component_id, x_value: 0, y_value: 200 };
  const { app, page } = await openCanvas(
    line([set, { ...node, configuration: { input_fields: { who: "" } } }]),
  );
  await block(page, "f").click();
  await page.getByRole("combobox", { name: "Value of who" }).fill("cust");
  await page.getByRole("option", { name: "customer" }).click();
  const outputs = page.getByRole("region", { name: "Outputs" });
  await outputs.getByRole("button", { name: "Add an output" }).click();
  await outputs.getByLabel("Gives").fill("found");
  await outputs.getByRole("combobox", { name: "Field for found" }).fill("answer");
  await page.getByLabel("Forget its outputs").check();
  await page.getByLabel("answer", { exact: true }).check();
  await saved(page);
  await expect
    .poll(async () => (await kept(app)).content.nodes[1]?.configuration)
    .toMatchObject({
      input_fields: { who: "customer" },
      output_fields: [{ miniapp_name: "found", local_name: "answer" }],
      reset_on_intent: true,
      log_as_kvp: { output_fields: ["answer"] },
    });
});

test("a voice-biometric profile is chosen, and each of its keys gets its field", async () => {
  const profile = fresh("Cards");
  const keys = [{ key: "userID" }, { key: "phone", display_name: "The caller's number" }];
  await call("PUT", `/orchestrator/api/voice-biometric/profiles/${profile}/`, {
    name: profile,
    bio_keys: keys,
  });
  const { app, page } = await openCanvas(line([setField("a", "customer", "1"), exit("b", 100, 300)]));
  const mapped = () => call("GET", `/orchestrator/api/apps/${app.id}/voice-biometric/`);
  await page.getByRole("tab", { name: "Voice" }).click();
  await page.getByLabel("Profile").selectOption({ label: profile });
  // Two in a row: the second builds upon the first.
  await page.getByLabel("Field for userID").selectOption("customer");
  await page.getByLabel("Field for The caller's number").selectOption("Ani");
  await expect.poll(mapped).toEqual({
    profile_id: profile,
    field_mappings: [
      { bio_key: "userID", orc_field: "customer" },
      { bio_key: "phone", orc_field: "Ani" },
    ],
  });
  await expectAccessible(page);

  // What was set is there again, one key is taken back, and then the profile as a whole.
  await page.reload();
  await page.getByRole("tab", { name: "Voice" }).click();
  expect(await page.getByLabel("Field for userID").inputValue()).toBe("customer");
  await page.getByLabel("Field for userID").selectOption({ label: "None" });
  await expect.poll(mapped).toMatchObject({ field_mappings: [{ bio_key: "phone", orc_field: "Ani" }] });
  await page.getByLabel("Profile").selectOption({ label: "None" });
  await expect.poll(mapped).toEqual({ profile_id: "", field_mappings: [] });
});

test("sensitive fields and handlers are set beside the canvas", async () => {
  const asking = await makeAsking("handled");
  const flow = await makeFlow("sorry");
  await save(flow, line([exit("only")]));
  await call("PUT", `/orchestrator/api/apps/${asking.id}/global_fields/`, ["pin"]);
  const page = await visitSignedIn(`/apps/${asking.id}/canvas`);
  await block(page, "ask").waitFor();
  const setting = (what: string) => call("GET", `/orchestrator/api/apps/${asking.id}/${what}/`);

  await page.getByRole("tab", { name: "Fields" }).click();
  const sensitive = page.getByRole("region", { name: "Sensitive fields" });
  await sensitive.getByLabel("Add a field").first().fill("pin");
  await sensitive.getByRole("button", { name: "Add a field" }).click();
  await expect.poll(() => setting("field_sensitivity")).toEqual({ pin: "masked" });
  await sensitive.getByLabel("pin").selectOption("encrypted");
  await expect.poll(() => setting("field_sensitivity")).toEqual({ pin: "encrypted" });

  await page.getByRole("tab", { name: "Handlers" }).click();
  const errors = page.getByRole("region", { name: "When a miniApp fails" });
  await errors.getByRole("button", { name: "Add a handler" }).click();
  await errors.getByLabel("For these reasons").selectOption("MaxNoInputs");
  await errors.getByLabel("Run the flow").selectOption({ label: flow.name });
  await expect
    .poll(() => setting("error-handlers"))
    .toMatchObject([{ error_types: ["MaxNoInputs"], handler: { component_id: flow.component_id } }]);
  const repeats = page.getByRole("region", { name: "When the caller starts over" });
  await repeats.getByRole("button", { name: "Add a handler" }).click();
  await repeats.getByLabel("For these reasons").selectOption("StartOver");
  await repeats.getByLabel("Drop these fields").selectOption("Ready");
  await expect.poll(() => setting("repeat-handlers")).toMatchObject([{ drop_fields: ["Ready"] }]);
  await expectAccessible(page);

  await page.getByRole("tab", { name: "Voice" }).click();
  await page.getByLabel("Profile").waitFor();
  await expectAccessible(page);
});

test("flows and miniApps are made, copied, and deleted when nothing uses them any more", async () => {
  const page = await visitSignedIn("/flows", { mayLog: /409/ });
  const about = { description: "Asks who", labels: ["one"], reportable: false, output_fields: ["who"] };
  const [flow, used] = [fresh("lonely"), await makeFlow("used", about)];
  await page.getByRole("button", { name: "New flow" }).click();
  await page.getByLabel("Name", { exact: true }).fill(flow);
  await page.getByLabel("Input fields").fill("who, what");
  await page.getByRole("button", { name: "Create" }).click();
  await page.getByText("Draw how the conversation goes").waitFor();
  await page.goto("/console/flows");
  const row = (name: string) =>
    page.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });
  await row(flow).getByText("who, what →").waitFor();
  await page.getByRole("button", { name: `Actions for ${flow}` }).click();
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  await page.getByRole("button", { name: "Duplicate" }).click();
  await row(`${flow}_copy`).getByText("who, what →").waitFor();

  await page.getByRole("button", { name: `Actions for ${used.name}`, exact: true }).click();
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  await page.getByRole("button", { name: "Duplicate" }).click();
  await row(`${used.name}_copy`).getByText("→ who").waitFor();
  expect(await call("GET", "/orchestrator/api/flows/")).toContainEqual(
    expect.objectContaining({ name: `${used.name}_copy`, ...about }),
  );

  const app = await makeApp("user");
  await save(app, line([{ node_id: "f", type: "Flow", component_id: used.component_id }]));
  await page.getByRole("button", { name: `Actions for ${used.name}`, exact: true }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByLabel(`Type ${used.name} to go on`).fill(used.name);
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("alert").waitFor();
  await page.keyboard.press("Escape");
  await row(used.name).waitFor();

  await page.getByRole("link", { name: "miniApps" }).click();
  await page.getByRole("button", { name: "New miniApp" }).click();
  const hello = fresh("Hello");
  await page.getByLabel("Name", { exact: true }).fill(hello);
  await page.getByLabel("Type", { exact: true }).last().selectOption("YesNo");
  await page.getByRole("button", { name: "Create" }).click();
  await page.getByRole("heading", { name: hello, level: 1 }).waitFor();
  await page.goto("/console/miniapps");
  await page.getByRole("button", { name: `Actions for ${hello}` }).click();
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  await page.getByRole("button", { name: "Duplicate" }).click();
  await row(`${hello}_copy`).getByText("YesNo").waitFor();
  await page.getByRole("button", { name: `Actions for ${hello}`, exact: true }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByLabel(`Type ${hello} to go on`).fill(hello);
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await row(hello).waitFor({ state: "detached" });
});

test("a ZIP that is dropped on the page is looked into first", async () => {
  const app = await makeApp("dropped");
  const page = await visitSignedIn("/apps", { mayLog: /409/ });
  await page.getByRole("link", { name: app.name, exact: true }).waitFor();
  const bytes = await page.evaluate(async (id) => {
    const { access } = JSON.parse(localStorage.getItem("baton.session") ?? "{}");
    const headers = { authorization: `Bearer ${access}` };
    const zip = await (await fetch(`/orchestrator/api/apps/${id}/export/`, { headers })).arrayBuffer();
    const transfer = new DataTransfer();
    transfer.items.add(new File([zip], "dropped.zip", { type: "application/zip" }));
    const zone = document.querySelector('section[aria-label="Applications"]');
    for (const type of ["dragover", "drop"])
      zone?.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
    return zip.byteLength;
  }, app.id);
  expect(bytes).toBeGreaterThan(100);
  await page.getByRole("dialog").getByText("dropped.zip").waitFor();
  await page.getByLabel("Another name").fill(`${app.name}_again`);
  await page.getByText("This would happen").waitFor();
  expect(await call<{ name: string }[]>("GET", "/orchestrator/api/apps/")).not.toContainEqual(
    expect.objectContaining({ name: `${app.name}_again` }),
  );
});

test("a function is run with given values, and says what it gave, wrote, and where it failed", async () => {
  const body = {
    name: fresh("RunIt"),
    type: "Announcement",
    group: "ann",
    languages: ["en-US"],
    version: "v1",
  };
  const { miniAppId } = await call<{ miniAppId: string }>("POST", "/miniapps/api/apps", body);
  await call("PUT", `/miniapps/api/apps/v1/${encodeURIComponent(miniAppId)}`, {
    userFunctions: [
      { name: "twice", javascript: "console.log('in', params.n); ocpReturn(params.n * 2);" },
      { name: "wrong", javascript: "let a = 1;\nnothing.here();" },
    ],
  });
  const page = await visitSignedIn(`/miniapps/${encodeURIComponent(miniAppId)}`, { mayLog: /inline style/ });
  await page.getByRole("tab", { name: "JavaScript" }).click();
  await page.getByRole("textbox", { name: /JavaScript of twice/ }).waitFor();
  const given = page
    .getByRole("textbox", { name: /^Given/ })
    .or(page.locator("textarea"))
    .first();
  await given.fill('{"n": 21}');
  await page.getByRole("button", { name: "Run" }).click();
  await page.getByText("42", { exact: true }).waitFor();
  await page.getByText("in 21").waitFor();
  await page.getByRole("button", { name: /wrong/ }).click();
  await page.getByRole("button", { name: "Run" }).click();
  await page.getByText("ReferenceError").waitFor();
  await page.getByText("(line 2)").waitFor();
});
