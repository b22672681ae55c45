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
async function take(
  name,
  path,
  {
    dark = false,
    anonymous = false,
    until = "networkidle",
    size = SIZE,
    sharp = 1,
    prepare = async () => {},
  } = {},
) {
  if (only.length > 0 && !only.includes(name)) return;
  const colorScheme = dark ? "dark" : "light";
  const look = { viewport: size, deviceScaleFactor: sharp, colorScheme, reducedMotion: "reduce" };
  const context = await browser.newContext(look);
  if (!anonymous) {
    const kept = JSON.stringify(await signedIn());
    await context.addInitScript((session) => localStorage.setItem("baton.session", session), kept);
  }
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  try {
    await page.goto(`${url}/console${path}`);
    await page.waitForLoadState(until);
    await prepare(page);
    // Nothing looks as if somebody pointed at it.
    await page.mouse.move(size.width - 1, 1);
    await page.waitForTimeout(900);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    console.log(`${name}.png`);
  } catch (failure) {
    console.error(`${name}: ${failure.message}`);
    process.exitCode = 1;
  }
  await context.close();
}

/** What callers said to the bank, and how often somebody said the like. */
const CALLS = [
  [34, "my balance please", "12345678", "4711", "current", "no"],
  [19, "what is my balance", "12345678", "4711", "savings", "no"],
  [17, "I lost my card", "12345678", "4711", "0412", "yes", "no", "no"],
  [14, "when are you open", "no"],
  [12, "I want to talk to a person"],
  [8, "blah", "foo bar", "xyzzy quux"],
  [9, "my balance please", "12345678", "[hup]"],
  [4, "my balance please", "[noinput]", "[noinput]", "[noinput]", "[noinput]"],
  [3, "block my card", "12345678", "4711"],
];
/** So many call at the same time. */
const LINES = 16;

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Somebody calls, or writes, and says these words; answers the id of the dialog. */
async function converse(token, number, words) {
  const home = `${url}/DiaManT/api/internal/dialogs`;
  const post = async (path, body) => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const answer = await fetch(home + path, { method: "POST", headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const source = number % 3 ? "ivr" : "web";
  let said = await post("", {
    application_id: "bank",
    source,
    context: { semantics: { Ani: `+49 30 ${5550100 + number * 7}`, Dnis: "800" } },
  });
  const id = said.dialogId;
  for (const [at, word] of words.entries()) {
    // People listen, think and speak.
    await pause(700 + ((number * 397 + at * 613) % 1_900));
    while (said.action.type === "announcement") said = await post(`/${id}`, { utterance: "[noinput]" });
    if (said.action.type !== "ask") break;
    said = await post(`/${id}`, { utterance: word });
  }
  while (said.action.type === "announcement") said = await post(`/${id}`, { utterance: "[noinput]" });
  return id;
}

/** A day's callers, mixed. The dialog that is answered is one that went far. */
async function callers(token) {
  const all = CALLS.flatMap(([times, ...words]) => Array.from({ length: times }, () => words));
  const mixed = all.map((words, at) => [(at * 11) % all.length, words]).sort(([one], [other]) => one - other);
  let far = "";
  let next = 0;
  const line = async () => {
    for (let at = next++; at < mixed.length; at = next++) {
      const [, words] = mixed[at];
      const id = await converse(token, at + 1, words);
      if (words.includes("0412")) far = id;
    }
  };
  await Promise.all(Array.from({ length: LINES }, line));
  return far;
}

/** How busy a line is on each day of a week, today first. */
const WEEK = [9, 13, 21, 18, 8, 7, 15];

/** A number in parts by weight, which add up to it. */
function shared(number, weights, offset) {
  const whole = weights.reduce((sum, one) => sum + one, 0);
  let given = 0;
  let seen = offset + 1e-9;
  return weights.map((weight) => {
    seen += (number * weight) / whole;
    const part = Math.floor(seen) - given;
    given += part;
    return part;
  });
}

/**
 * All who called did so a moment ago. For the picture each dialog that was counted stands at a day of the week before,
 * none more and none less: the columns add up to what the tiles and the lists say.
 */
async function spread(page) {
  await page.route("**/DIALOGS_METRICS/groups", async (route) => {
    const asked = route.request().postDataJSON();
    const answer = await route.fetch();
    const told = await answer.json();
    if (asked.group_by.columns[0] === "STREAM_START_DATETIME") {
      const day = (ago) => new Date(Date.now() - ago * 86_400_000).toLocaleDateString("sv");
      told.metrics[0].groups = told.metrics[0].groups.flatMap(({ key: [, ...rest], value, ...one }, at) =>
        shared(value, WEEK, (at * 0.37) % 1).map((part, ago) => ({
          ...one,
          key: [`${day(ago)} 00:00:00`, ...rest],
          value: part,
        })),
      );
    }
    await route.fulfill({ response: answer, json: told });
  });
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
    // Room for what is talked about.
    await page.getByRole("button", { name: "Settings", exact: true }).click();
    await page.getByRole("button", { name: "Blocks", exact: true }).click();
    await page.getByRole("button", { name: "Map", exact: true }).click();
    await page.getByRole("button", { name: "Try it", exact: true }).click();
    await panel.getByRole("button", { name: "Begin", exact: true }).click();
    const line = panel.getByRole("textbox").last();
    for (const words of ["my balance please", "12345678", "4711", "current"]) {
      await page.waitForTimeout(1_500);
      await line.fill(words);
      await line.press("Enter");
    }
    await page.waitForTimeout(2_000);
    await panel
      .getByRole("button", { name: /What happened: current/ })
      .last()
      .click();
    await panel.getByRole("log").evaluate((log) => log.scrollTo(0, log.scrollHeight));
    await page.getByRole("button", { name: "Show all" }).click();
  };
  const tidied = async (page) => {
    await block(page, "welcome").waitFor();
    await page.keyboard.press("Shift+T");
    await page.waitForTimeout(700);
  };

  const { deployed_token } = await call(`/orchestrator/api/apps/${bank.id}/web_chat/`);
  const far = await callers(deployed_token);

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
  // It stands in the README, where it is drawn smaller: twice as sharp.
  await take("console-try", canvas, { sharp: 2, prepare: talk });
  await take("console-commands", canvas, { prepare: (page) => page.keyboard.press("Control+k") });
  await take("console-keyboard", canvas, {
    prepare: async (page) => {
      await block(page, "welcome").click();
      await page.keyboard.press("?");
    },
  });
  await take("console-dialogs", "/dialogs", {
    until: "load",
    prepare: (page) => page.getByRole("row").nth(8).waitFor(),
  });
  const turn = async (page) => {
    await page.getByRole("button", { name: /^Turn 8/ }).click();
    await page
      .locator('[data-turn="8"]')
      .getByRole("button", { name: /What happened/ })
      .click();
    await page.locator('[data-turn="8"]').scrollIntoViewIfNeeded();
  };
  await take("console-dialog", `/dialogs/${far}`, { prepare: turn });
  await take("console-dialog-dark", `/dialogs/${far}`, { dark: true });
  const overview = async (page) => {
    await spread(page);
    await page.reload();
    await page.getByRole("heading", { name: "How far callers came" }).waitFor();
    await page.locator(".react-flow__node").first().waitFor();
  };
  const tall = { width: 1280, height: 1690 };
  await take("console-overview", `/overview?app=${bank.id}`, { size: tall, prepare: overview });
  await take("console-overview-dark", `/overview?app=${bank.id}`, { dark: true, prepare: overview });
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
      await page.getByRole("region", { name: "Problems" }).waitFor();
      await page.keyboard.press("f");
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
