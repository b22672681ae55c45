import { expect, test } from "vitest";
import { expectAccessible, signIn, visit, visitSignedIn } from "./support/browser.ts";

test("whoever signs in is led to the applications", async () => {
  const page = await visit("/");
  await expectAccessible(page);
  await signIn(page);
  await page.getByRole("heading", { name: "Applications", level: 1 }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/console/apps");
});

test("a wrong password is said, and the name stays", async () => {
  const page = await visit("/", { mayLog: /401/ });
  await signIn(page, "ann", "wrong");
  await page.getByText("do not fit together").waitFor();
  expect(await page.getByLabel("User name").inputValue()).toBe("ann");
});

test("an address within the console is still there after signing in", async () => {
  const page = await visit("/flows");
  await signIn(page);
  await page.getByRole("heading", { name: "Flows", level: 1 }).waitFor();
});

test("a session that has ended asks to sign in over the page, and goes on where it was", async () => {
  const page = await visitSignedIn("/flows", { mayLog: /40[01]/ });
  await page.getByRole("heading", { name: "Flows", level: 1 }).waitFor();
  await page.evaluate(() => {
    const kept = JSON.parse(localStorage.getItem("baton.session") ?? "{}");
    localStorage.setItem(
      "baton.session",
      JSON.stringify({ ...kept, access: "x", refresh: "x", until: 1e15 }),
    );
  });
  await page.reload();
  await page.getByRole("dialog", { name: "Your session has ended" }).waitFor();
  expect(await page.getByLabel("User name").inputValue()).toBe("ann");
  await expectAccessible(page);
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  expect(new URL(page.url()).pathname).toBe("/console/flows");
});
