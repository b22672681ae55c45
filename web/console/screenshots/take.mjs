// Pictures of each page for the manual, of the demo application: node screenshots/take.mjs BINARY FOLDER [NAME…]
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const [binary = "../../target/debug/baton", folder = "../../docs/images", ...only] = process.argv.slice(2);
const USER = "demo";
const PASSWORD = "correct horse battery";
const SIZE = { width: 1280, height: 800 };

const data = await mkdtemp(join(tmpdir(), "baton-screenshots-"));
const server = spawn(binary, ["serve", "--demo", "--listen", "127.0.0.1:0", "--data", data], {
  env: { ...process.env, BATON_PASSWORD: PASSWORD },
  stdio: ["ignore", "pipe", "pipe"],
});
const url = await new Promise((found, failed) => {
  let said = "";
  const read = (chunk) => {
    said += chunk;
    const address =
      said.match(/serves at (http:\/\/127\.0\.0\.1:\d+)/) ?? said.match(/public_url="(http[^"]+)"/);
    if (address) found(address[1]);
  };
  server.stdout.on("data", read);
  server.stderr.on("data", read);
  server.on("exit", () => failed(new Error(said)));
});

async function signedIn() {
  const form = new URLSearchParams({
    client_id: "ocp",
    grant_type: "password",
    username: USER,
    password: PASSWORD,
  });
  const path = "/auth/realms/master/protocol/openid-connect/token";
  const said = await (await fetch(url + path, { method: "POST", body: form })).json();
  const until = Date.now() + said.expires_in * 1000;
  return { access: said.access_token, refresh: said.refresh_token, until, username: USER };
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--force-color-profile=srgb", "--font-render-hinting=none"],
});

async function call(path, method = "GET", body = undefined) {
  const { access } = await signedIn();
  const headers = { authorization: `Bearer ${access}`, "content-type": "application/json" };
  const answer = await fetch(url + path, { method, headers, body: body && JSON.stringify(body) });
  return answer.json();
}

/** A picture of a page; `prepare` does what comes before it. */
async function take(name, path, { dark = false, anonymous = false, prepare = async () => {} } = {}) {
  if (only.length > 0 && !only.includes(name)) return;
  const colorScheme = dark ? "dark" : "light";
  const context = await browser.newContext({ viewport: SIZE, colorScheme, reducedMotion: "reduce" });
  if (!anonymous) {
    const kept = JSON.stringify(await signedIn());
    await context.addInitScript((session) => localStorage.setItem("baton.session", session), kept);
  }
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  try {
    await page.goto(`${url}/console${path}`);
    await page.waitForLoadState("networkidle");
    await prepare(page);
    await page.waitForTimeout(900);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    console.log(`${name}.png`);
  } catch (failure) {
    console.error(`${name}: ${failure.message}`);
    process.exitCode = 1;
  }
  await context.close();
}

try {
  await mkdir(folder, { recursive: true });
  const [bank] = await call("/orchestrator/api/apps/");
  const miniApps = (await call("/miniapps/api/apps?pageSize=100")).apps;
  const canvas = `/apps/${bank.id}/canvas`;
  const block = (page, id) => page.locator(`.react-flow__node[data-id="${id}"]`);
  const miniApp = (name) => `/miniapps/${encodeURIComponent(miniApps.find((one) => one.name === name).id)}`;
  const talk = async (page) => {
    const panel = page.getByRole("region", { name: "Try it" });
    await page.getByRole("button", { name: "Settings", exact: true }).click();
    await page.getByRole("button", { name: "Try it", exact: true }).click();
    await panel.getByRole("button", { name: "Begin", exact: true }).click();
    const line = panel.getByRole("textbox").last();
    for (const words of ["my balance please", "12345678"]) {
      await page.waitForTimeout(1_500);
      await line.fill(words);
      await line.press("Enter");
    }
    await page.waitForTimeout(1_500);
    await page.getByRole("button", { name: "Show all" }).click();
  };
  const tidied = async (page) => {
    await block(page, "welcome").waitFor();
    await page.keyboard.press("Shift+T");
    await page.waitForTimeout(700);
  };

  await take("console-sign-in", "/", { anonymous: true });
  await take("console-applications", "/apps");
  await take("console-import", "/apps", {
    prepare: (page) => page.getByRole("button", { name: "Import", exact: true }).click(),
  });
  await take("console-flows", "/flows");
  await take("console-miniapps", "/miniapps");
  await take("console-miniapp", miniApp("BankReasonForCall"));
  await take("console-canvas", canvas, {
    prepare: async (page) => {
      await tidied(page);
      await block(page, "identify").click();
    },
  });
  await take("console-canvas-dark", canvas, { dark: true, prepare: (page) => block(page, "reason").click() });
  await take("console-conditions", canvas, {
    prepare: async (page) => {
      await block(page, "welcome").waitFor();
      const edge = page.locator(".react-flow__edge").filter({ hasText: "Identified is YES" }).first();
      await edge.focus();
      await page.keyboard.press("Enter");
    },
  });
  await take("console-try", canvas, { prepare: talk });
  await take("console-commands", canvas, { prepare: (page) => page.keyboard.press("Control+k") });
  await take("console-keyboard", canvas, {
    prepare: async (page) => {
      await block(page, "welcome").click();
      await page.keyboard.press("?");
    },
  });
  await call(`/orchestrator/api/canvases/${bank.canvas}/`).then(async (document) => {
    const [first, second] = document.content.nodes;
    first.title = "A warm welcome";
    second.x_value += 60;
    document.content.nodes.push({
      node_id: "holiday",
      title: "Holiday hours",
      type: "set-field",
      component_id: "u.set-field.builtins.orc.demo",
      x_value: -660,
      y_value: 380,
      configuration: { extra_fields: [{ field: "holiday", operator: "EQUAL", value: "{{nobody}}" }] },
    });
    document.content.edges.push({
      id: "r-h",
      source: "reason",
      target: "holiday",
      conditions: [{ field: "Intent", operator: "EQUAL", value: "Holiday" }],
    });
    await call(`/orchestrator/api/canvases/${bank.canvas}/`, "PUT", document);
  });
  await take("console-problems", canvas, {
    prepare: async (page) => {
      await block(page, "welcome").waitFor();
      await page.keyboard.press("p");
    },
  });
  await take("console-deploy", `/apps/${bank.id}/deploy`, {
    prepare: async (page) => {
      await page.getByRole("button", { name: "Deploy", exact: true }).click();
      await page.getByText("These problems stop it").waitFor();
    },
  });
  await take("console-access", "/access");
} finally {
  await browser.close();
  server.kill("SIGTERM");
  await rm(data, { recursive: true, force: true });
}
