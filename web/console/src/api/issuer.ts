/**
 * Signing in at another OpenID Connect issuer: the authorization code flow with PKCE. The browser goes there and comes
 * back with a code, which only the page that left can turn into tokens.
 */
import type { Settings } from "./session.ts";

interface Left {
  state: string;
  verifier: string;
  /** Where to go on afterwards. */
  path: string;
}

const KEY = "baton.sign-in";
const BYTES = 32;

interface Discovered {
  authorization_endpoint: string;
  token_endpoint: string;
  end_session_endpoint?: string;
}

const found = new Map<string, Promise<Discovered>>();

/** Where the issuer's endpoints are. */
export function discover(issuer: string): Promise<Discovered> {
  let configuration = found.get(issuer);
  if (!configuration) {
    configuration = fetch(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`).then(
      async (answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        return (await answer.json()) as Discovered;
      },
    );
    configuration.catch(() => found.delete(issuer));
    found.set(issuer, configuration);
  }
  return configuration;
}

function base64url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

const random = () => base64url(crypto.getRandomValues(new Uint8Array(BYTES)));
const redirectUri = () => `${location.origin}/console/`;

/** Leaves for the issuer. */
export async function leave({ issuer, client }: Settings): Promise<void> {
  const { authorization_endpoint } = await discover(issuer ?? "");
  const left: Left = { state: random(), verifier: random(), path: location.pathname + location.search };
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(left.verifier));
  sessionStorage.setItem(KEY, JSON.stringify(left));
  const address = new URL(authorization_endpoint);
  address.search = new URLSearchParams({
    ...Object.fromEntries(address.searchParams),
    response_type: "code",
    client_id: client,
    redirect_uri: redirectUri(),
    scope: "openid",
    state: left.state,
    code_challenge: base64url(new Uint8Array(hash)),
    code_challenge_method: "S256",
  }).toString();
  location.assign(address);
}

/** What to ask the issuer for, when the browser has just come back from it; null otherwise. */
export function comeBack(): { form: Record<string, string>; path: string } | null {
  const answer = new URLSearchParams(location.search);
  const [code, state] = [answer.get("code"), answer.get("state")];
  const kept = sessionStorage.getItem(KEY);
  if (!state || !kept) return null;
  sessionStorage.removeItem(KEY);
  const left = JSON.parse(kept) as Left;
  // An answer to a question that this page did not ask is not looked at.
  if (!code || state !== left.state) return null;
  const form = {
    grant_type: "authorization_code",
    code,
    code_verifier: left.verifier,
    redirect_uri: redirectUri(),
  };
  return { form, path: left.path };
}
