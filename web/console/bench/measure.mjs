// What the console must reach, measured in a headless Chromium against a server of its own. Prints rows of a table:
//   node bench/measure.mjs BINARY
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const [binary = "../../target/release/baton"] = process.argv.slice(2);
const USER = "bench";
const PASSWORD = "correct horse battery";
const LARGE = 1_000;
const MIDDLE = 200;
const ROUNDS = 5;

const data = await mkdtemp(join(tmpdir(), "baton-console-bench-"));
const server = spawn(binary, ["serve", "--listen", "127.0.0.1:0", "--data", data], {
  env: { ...process.env, BATON_USER: USER, BATON_PASSWORD: PASSWORD },
  stdio: ["ignore", "pipe", "pipe"],
});
const url = await new Promise((found, failed) => {
  let said = "";
  const read = (chunk) => {
    said += chunk;
    const address = said.match(/http:\/\/127\.0\.0\.1:\d+/);
    if (address) found(address[0]);
  };
  server.stdout.on("data", read);
  server.stderr.on("data", read);
  server.on("exit", () => failed(new Error(said)));
});

const tokenPath = "/auth/realms/master/protocol/openid-connect/token";
const form = new URLSearchParams({
  client_id: "ocp",
  grant_type: "password",
  username: USER,
  password: PASSWORD,
});
const said = await (await fetch(url + tokenPath, { method: "POST", body: form })).json();
const session = {
  access: said.access_token,
  refresh: said.refresh_token,
  until: Date.now() + said.expires_in * 1000,
  username: USER,
};

async function call(method, path, body) {
  const headers = { authorization: `Bearer ${said.access_token}`, "content-type": "application/json" };
  const answer = await fetch(url + path, { method, headers, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** A canvas like those that people draw: rows of nodes, each with an arrow or two onward. */
function canvas(count) {
  const across = 20;
  const nodes = Array.from({ length: count }, (_, at) => ({
    node_id: `n${at}`,
    type: at % 3 ? "set-field" : "condition",
    component_id: `u.${at % 3 ? "set-field" : "condition"}.builtins.orc.${USER}`,
    title: `Block ${at}`,
    x_value: (at % across) * 300,
    y_value: Math.floor(at / across) * 170,
    configuration: { extra_fields: at % 3 ? [{ field: `f${at}`, operator: "EQUAL", value: "a value" }] : [] },
  }));
  const edges = nodes.flatMap(({ node_id }, at) => {
    const conditions = [{ field: "f1", operator: "EQUAL", value: String(at) }];
    const next = [at + across, ...(at % 3 ? [] : [at + across + 1])].filter((to) => to < count);
    return next.map((to, index) => ({
      id: `e${at}-${to}`,
      source: node_id,
      target: `n${to}`,
      conditions: index ? conditions : [],
    }));
  });
  return { content: { nodes, edges } };
}

async function makeApp(name, count) {
  const app = await call("POST", "/orchestrator/api/apps/", { name });
  await call("PUT", `/orchestrator/api/canvases/${app.canvas}/`, canvas(count));
  return app;
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const rows = [];
function row(what, value, unit, goal, reached, digits = 0) {
  rows.push(
    `| ${what} | ${value.toFixed(digits)} ${unit} | ${goal} | ${reached ? "reached" : "**falls short**"} |`,
  );
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.addInitScript((kept) => localStorage.setItem("baton.session", kept), JSON.stringify(session));

  // The first page: all that comes over the wire until it is there, packed as it comes.
  {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send("Network.enable");
    let bytes = 0;
    devtools.on("Network.loadingFinished", ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await page.goto(`${url}/console/`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.waitForLoadState("networkidle");
    row(
      "first page of the console, as it comes over the wire",
      bytes / 1024,
      "kB",
      "250 kB",
      bytes < 250 * 1024,
    );
    await page.close();
  }

  const large = await makeApp("large", LARGE);
  const opened = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const page = await context.newPage();
    await page.goto(`${url}/console/apps`);
    await page.getByRole("link", { name: "large" }).waitFor();
    const took = await page.evaluate(async () => {
      const begun = performance.now();
      [...document.querySelectorAll("a")].find((link) => link.textContent === "large").click();
      while (document.querySelectorAll(".react-flow__node").length < 8)
        await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      return performance.now() - begun;
    });
    opened.push(took);
    await page.close();
  }
  row(`a canvas of ${LARGE} nodes opens`, median(opened) / 1000, "s", "1 s", median(opened) < 1000, 2);

  {
    const page = await context.newPage();
    await page.goto(`${url}/console/apps/${large.id}/canvas`);
    await page.locator(".react-flow__node").first().waitFor();
    await page.waitForTimeout(1_500);
    for (const [what, zoom] of [
      ["the whole in sight", 0],
      ["as it opens", 1],
      ["half way between", 2],
    ]) {
      if (zoom === 2) {
        for (let step = 0; step < 5; step += 1) {
          await page.getByRole("button", { name: "Zoom out" }).click();
          await page.waitForTimeout(200);
        }
      } else if (!zoom) await page.getByRole("button", { name: "Show all" }).click();
      else {
        await page.reload();
        await page.locator(".react-flow__node").first().waitFor();
      }
      await page.waitForTimeout(1_500);
      const rate = await page.evaluate(async () => {
        const pane = document.querySelector(".react-flow__pane");
        const box = pane.getBoundingClientRect();
        const at = {
          clientX: box.x + box.width / 2,
          clientY: box.y + box.height / 2,
          bubbles: true,
          cancelable: true,
        };
        const frames = [];
        let last = performance.now();
        const begun = last;
        while (performance.now() - begun < 3_000) {
          const there = Math.floor((performance.now() - begun) / 500) % 2 ? -1 : 1;
          pane.dispatchEvent(new WheelEvent("wheel", { ...at, deltaX: 14 * there, deltaY: 9 * there }));
          const now = await new Promise(requestAnimationFrame);
          frames.push(now - last);
          last = now;
        }
        return 1000 / (frames.slice(2).reduce((sum, one) => sum + one, 0) / (frames.length - 2));
      });
      row(`panning ${LARGE} nodes, ${what}`, rate, "frames/s", "50", rate >= 50);
    }
    await page.close();
  }

  {
    const middle = await makeApp("middle", MIDDLE);
    const page = await context.newPage();
    await page.goto(`${url}/console/apps/${middle.id}/canvas`);
    await page.locator('.react-flow__node[data-id="n1"]').click();
    const took = [];
    for (let round = 0; round < 9; round += 1) {
      const answer = page.waitForResponse((one) => one.request().method() === "PUT");
      await page.getByRole("textbox", { name: "Title" }).fill(`Another title ${round}`);
      const { responseEnd, requestStart } = (await answer).request().timing();
      await (await answer).finished();
      const timing = (await answer).request().timing();
      took.push((timing.responseEnd > 0 ? timing.responseEnd : responseEnd) - Math.max(0, requestStart));
      await page
        .getByRole("status")
        .filter({ hasText: /^Saved$/ })
        .waitFor();
    }
    const save = median(took);
    row(`saving ${MIDDLE} nodes, problems found again included`, save, "ms", "150 ms", save < 150);

    // As one writes: from the last key, by which a value names a field that nobody sets, to the badge on its node.
    await page.locator('.react-flow__node[data-id="n22"]').click();
    const badge = '.react-flow__node[data-id="n22"] [data-problem]';
    const value = page.getByRole("combobox", { name: "Value", exact: true });
    const waits = [];
    for (let round = 0; round < 9; round += 1) {
      await value.fill("a value");
      await page.locator(badge).waitFor({ state: "detached" });
      await page.evaluate((badge) => {
        let last = 0;
        const keys = () => {
          last = performance.now();
        };
        document.addEventListener("keydown", keys, true);
        window.shown = (async () => {
          while (!document.querySelector(badge)) await new Promise(requestAnimationFrame);
          document.removeEventListener("keydown", keys, true);
          return performance.now() - last;
        })();
      }, badge);
      await value.press("End");
      await value.pressSequentially(` of {{nobody${round}}}`, { delay: 90 });
      waits.push(await page.evaluate(() => window.shown));
    }
    const wait = median(waits);
    row(`a problem in ${MIDDLE} nodes, from the last key to its badge`, wait, "ms", "300 ms", wait < 300);
    await page.close();
  }
} finally {
  await browser.close();
  server.kill("SIGTERM");
  await rm(data, { recursive: true, force: true });
}
console.log(rows.join("\n"));
