import { createHash, createSign, generateKeyPairSync } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { ownServer, visit } from "./support/browser.ts";

const base64url = (value: string | Buffer) => Buffer.from(value).toString("base64url");

/** An identity provider that signs everybody in as Eve, if the browser can prove that it was the one who asked. */
async function startIssuer(): Promise<{ url: string; server: Server }> {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const challenges = new Map<string, string>();
  let url = "";
  const token = () => {
    const now = Math.floor(Date.now() / 1000);
    const head = base64url(JSON.stringify({ alg: "RS256", kid: "k", typ: "JWT" }));
    const claims = {
      iss: url,
      aud: "baton",
      sub: "eve-1",
      preferred_username: "eve",
      groups: ["demo:Developer"],
      iat: now,
      exp: now + 300,
    };
    const body = `${head}.${base64url(JSON.stringify(claims))}`;
    return `${body}.${createSign("RSA-SHA256").update(body).sign(privateKey, "base64url")}`;
  };
  const server = createServer((request, response) => {
    const asked = new URL(request.url ?? "/", url);
    const json = (status: number, value: object) => {
      response.writeHead(status, { "content-type": "application/json", "access-control-allow-origin": "*" });
      response.end(JSON.stringify(value));
    };
    if (asked.pathname === "/.well-known/openid-configuration") {
      return json(200, {
        issuer: url,
        authorization_endpoint: `${url}/authorize`,
        token_endpoint: `${url}/token`,
        jwks_uri: `${url}/keys`,
      });
    }
    if (asked.pathname === "/keys") {
      return json(200, {
        keys: [{ ...publicKey.export({ format: "jwk" }), kid: "k", alg: "RS256", use: "sig" }],
      });
    }
    if (asked.pathname === "/authorize") {
      const { redirect_uri = "", state = "", code_challenge = "" } = Object.fromEntries(asked.searchParams);
      challenges.set("a-code", code_challenge);
      const back = new URLSearchParams({ code: "a-code", state });
      response.writeHead(302, { location: `${redirect_uri}?${back}` });
      return response.end();
    }
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      const form = Object.fromEntries(new URLSearchParams(body));
      const proof = createHash("sha256")
        .update(form.code_verifier ?? "")
        .digest("base64url");
      if (proof !== challenges.get(form.code ?? "")) return json(400, { error: "invalid_grant" });
      return json(200, { access_token: token(), refresh_token: "r", expires_in: 300, token_type: "Bearer" });
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, server };
}

test("where another issuer is configured, people sign in there and come back to where they were", async () => {
  const issuer = await startIssuer();
  onTestFinished(() => {
    issuer.server.closeAllConnections();
    issuer.server.close();
  });
  const url = await ownServer({
    BATON_AUTH__ISSUER__URL: issuer.url,
    BATON_AUTH__ISSUER__AUDIENCE: "baton",
    BATON_AUTH__ISSUER__CLIENT: "console",
  });
  const page = await visit("/flows", { url, allowed: issuer.url });
  await page.getByRole("button", { name: "Go on to the sign-in of your organization" }).click();
  await page.getByRole("heading", { name: "Flows", level: 1 }).waitFor();
  await page.getByText("eve", { exact: true }).waitFor();
  expect(new URL(page.url()).search).toBe("");
});
