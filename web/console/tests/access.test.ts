import { expect, test } from "vitest";
import { call, expectAccessible, visitSignedIn } from "./support/browser.ts";

test("somebody is made, given a role, and taken out again", async () => {
  const page = await visitSignedIn("/access?part=people", { mayLog: /40[04]/ });
  await page.getByRole("button", { name: "New user" }).click();
  const dialog = page.getByRole("dialog", { name: "New user" });
  await dialog.getByLabel("User name").fill("bob");
  await dialog.getByLabel("Password").fill("a long enough one");
  await dialog.getByRole("button", { name: "Create" }).click();
  await page.getByRole("cell", { name: "bob", exact: true }).waitFor();
  await expectAccessible(page);

  await page.getByRole("tab", { name: "Groups" }).click();
  await page.getByRole("list", { name: "Groups" }).getByRole("button", { name: /^ann/ }).click();
  await page.getByRole("button", { name: "Add somebody" }).click();
  const adding = page.getByRole("dialog", { name: "Add somebody to ann" });
  await adding.getByLabel("User name").fill("nobody_there");
  await adding.getByRole("button", { name: "Add somebody" }).click();
  await adding.getByRole("alert").waitFor();
  await adding.getByLabel("User name").fill("bob");
  await adding.getByLabel("Role").selectOption("Viewer");
  await adding.getByRole("button", { name: "Add somebody" }).click();
  await page.getByLabel("Role of bob").selectOption("Maintainer");
  await page.getByText("bob is now Maintainer.").waitFor();
  const members = () => call<{ username: string; role: string }[]>("GET", "/access/api/groups/ann/members/");
  expect(await members()).toContainEqual(expect.objectContaining({ username: "bob", role: "Maintainer" }));
  await expectAccessible(page);
  await page.getByRole("button", { name: "Take out of the group: bob" }).click();
  await page.getByText("bob is no longer in ann.").waitFor();
});

test("a personal token is shown once, and revoked", async () => {
  const page = await visitSignedIn("/access?part=personal");
  await page.getByRole("button", { name: "New token" }).click();
  await page.getByLabel("Name", { exact: true }).fill("nightly export");
  await page.getByRole("button", { name: "Create" }).click();
  await page.getByRole("dialog", { name: "Copy the secret now" }).waitFor();
  expect((await page.getByRole("textbox", { name: "nightly export" }).inputValue()).length).toBeGreaterThan(
    20,
  );
  await expectAccessible(page);
  await page.getByRole("button", { name: "I have it" }).click();
  await page.getByRole("button", { name: "Revoke: nightly export" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("cell", { name: "revoked" }).first().waitFor();
});

test("a secret is copied also where the page came over plain HTTP, which gives it no clipboard", async () => {
  const page = await visitSignedIn("/access?part=personal");
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await page.reload();
  await page.getByRole("button", { name: "New token" }).click();
  await page.getByLabel("Name", { exact: true }).fill("plain http");
  await page.getByRole("button", { name: "Create" }).click();
  const made = page.getByRole("dialog", { name: "Copy the secret now" });
  const secret = await made.getByRole("textbox", { name: "plain http" }).inputValue();
  // A browser that lets nothing be copied: what to do instead is said.
  await page.evaluate(() => {
    Object.assign(document, { execCommand: () => false });
  });
  await made.getByRole("button", { name: "Copy" }).click();
  await page.getByText("The browser did not let it be copied.").waitFor();
  await page.evaluate(() => Reflect.deleteProperty(document, "execCommand"));
  await made.getByRole("button", { name: "Copy" }).click();
  await made.getByRole("button", { name: "Copied" }).waitFor();
  await made.getByRole("button", { name: "I have it" }).click();
  // What was copied is pasted where text can be written.
  await page.getByRole("button", { name: "New token" }).click();
  await page.getByLabel("Name", { exact: true }).focus();
  await page.keyboard.press("Control+V");
  expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe(secret);
});

test("an application's token is rotated, and the code for a page goes with it", async () => {
  await call("POST", "/orchestrator/api/apps/", { name: "token_app" });
  const page = await visitSignedIn("/access?part=apps");
  await page.getByLabel("Application", { exact: true }).selectOption({ label: "token_app · ann" });
  await page.getByText("It was never deployed").waitFor();
  const live = page.getByRole("region", { name: "Live token" }).locator("input");
  const before = await live.inputValue();
  const code = page.getByRole("region", { name: "Put the chat on a page" }).locator("pre");
  await expect.poll(() => code.textContent()).toContain(`data-token="${before}"`);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Rotate" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Rotate" }).click();
  await page.getByText("It has a new token.").waitFor();
  await expect.poll(() => live.inputValue()).not.toBe(before);
  const rotated = await live.inputValue();
  await expect.poll(() => code.textContent()).toContain(`data-token="${rotated}"`);
});
