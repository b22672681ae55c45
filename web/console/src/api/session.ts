/**
 * Who is signed in. A refresh token works once, so that all tabs share what is kept and one of them at a time asks for
 * new tokens. When the session has ended, requests wait until somebody has signed in again: work is never thrown away.
 */
import { create } from "zustand";
import { comeBack, discover, leave } from "./issuer.ts";

export interface Tokens {
  access: string;
  refresh: string;
  /** When the access token runs out, in milliseconds. */
  until: number;
  username: string;
}

export interface Settings {
  openid: string;
  client: string;
  issuer: string | null;
}

interface Session {
  tokens: Tokens | null;
  /** Requests are waiting for somebody to sign in again. */
  ended: boolean;
}

const KEY = "baton.session";
/** An access token is renewed before it runs out on the way. */
const EARLY = 15_000;

export const useSession = create<Session>(() => ({ tokens: kept(), ended: false }));

/** What went wrong at sign-in: one of the codes that OpenID Connect knows, and for how long to wait. */
export class SignInFailure extends Error {
  constructor(
    readonly code: string,
    readonly wait: number,
  ) {
    super(code);
  }
}

function kept(): Tokens | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "null") as Tokens | null;
  } catch {
    return null;
  }
}

function keep(tokens: Tokens | null) {
  if (tokens) localStorage.setItem(KEY, JSON.stringify(tokens));
  else localStorage.removeItem(KEY);
  useSession.setState(tokens ? { tokens, ended: false } : { tokens });
}

window.addEventListener("storage", (event) => {
  if (event.key !== KEY) return;
  const tokens = kept();
  useSession.setState(tokens ? { tokens, ended: false } : { tokens });
});

let settings: Promise<Settings> | null = null;

/** Where the server signs people in. */
export function signInSettings(): Promise<Settings> {
  settings ??= fetch("/console/settings.json")
    .then(async (answer) => {
      if (!answer.ok) throw new SignInFailure("unavailable", 0);
      return (await answer.json()) as Settings;
    })
    .catch((failure: unknown) => {
      settings = null;
      throw failure;
    });
  return settings;
}

async function ask(form: Record<string, string>): Promise<Tokens> {
  const { openid, client, issuer } = await signInSettings();
  const body = new URLSearchParams({ client_id: client, ...form });
  const endpoint = issuer ? (await discover(issuer)).token_endpoint : `${openid}/token`;
  const answer = await fetch(endpoint, { method: "POST", body });
  const said = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
  if (!answer.ok) {
    const code = answer.status >= 500 ? "unavailable" : String(said.error_description ?? said.error ?? "");
    throw new SignInFailure(code, Number(answer.headers.get("retry-after") ?? 0));
  }
  const access = String(said.access_token);
  return {
    access,
    refresh: String(said.refresh_token),
    until: Date.now() + Number(said.expires_in) * 1000,
    username: nameIn(access) ?? form.username ?? "",
  };
}

/** The user's name in a token. The server has checked it; here it is only shown. */
export function nameIn(token: string): string | null {
  try {
    const middle = (token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(middle), (letter) => letter.charCodeAt(0));
    const claims = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
    return typeof claims.preferred_username === "string" ? claims.preferred_username : null;
  } catch {
    return null;
  }
}

export async function signIn(username: string, password: string): Promise<void> {
  keep(await ask({ grant_type: "password", username, password }));
}

/** Goes to the sign-in of the issuer that is configured. */
export async function signInElsewhere(): Promise<void> {
  await leave(await signInSettings());
}

/** Finishes a sign-in elsewhere, when the browser comes back from there. Answers where to go on. */
export async function finishSignIn(): Promise<string | null> {
  const back = comeBack();
  if (!back) return null;
  keep(await ask(back.form));
  return back.path;
}

export async function signOut(): Promise<void> {
  const { tokens } = useSession.getState();
  keep(null);
  if (!tokens) return;
  const { openid, client, issuer } = await signInSettings();
  const body = new URLSearchParams({ client_id: client, refresh_token: tokens.refresh });
  const endpoint = issuer ? (await discover(issuer)).end_session_endpoint : `${openid}/logout`;
  if (endpoint) await fetch(endpoint, { method: "POST", body }).catch(() => undefined);
}

let renewing: Promise<void> | null = null;

/** New tokens for old ones: once for all who ask at the same time, in all tabs. */
function renew(old: Tokens): Promise<void> {
  const work = async () => {
    const now = kept();
    if (now && now.access !== old.access) {
      useSession.setState({ tokens: now });
      return;
    }
    try {
      keep(await ask({ grant_type: "refresh_token", refresh_token: old.refresh }));
    } catch (failure) {
      if (failure instanceof SignInFailure && failure.code !== "unavailable") {
        useSession.setState({ ended: true });
        return;
      }
      throw failure;
    }
  };
  const locked = async () => {
    if (navigator.locks) await navigator.locks.request(KEY, work);
    else await work();
  };
  if (renewing) return renewing;
  renewing = locked().finally(() => {
    renewing = null;
  });
  return renewing;
}

/** Waits until somebody is signed in. */
function signedIn(): Promise<Tokens> {
  const there = ({ tokens, ended }: Session) => (ended ? null : tokens);
  const now = there(useSession.getState());
  if (now) return Promise.resolve(now);
  return new Promise((resolve) => {
    const stop = useSession.subscribe((state) => {
      const tokens = there(state);
      if (!tokens) return;
      stop();
      resolve(tokens);
    });
  });
}

/** A token that is good for now. */
export async function accessToken(): Promise<string> {
  for (;;) {
    const tokens = await signedIn();
    if (tokens.until - Date.now() > EARLY) return tokens.access;
    await renew(tokens);
  }
}

/** `fetch` as the one who is signed in. A 401 asks them to sign in again, and goes on after that. */
export async function authorized(request: Request): Promise<Response> {
  for (;;) {
    const token = await accessToken();
    const attempt = request.clone();
    attempt.headers.set("authorization", `Bearer ${token}`);
    const answer = await fetch(attempt);
    if (answer.status !== 401) return answer;
    const { tokens } = useSession.getState();
    if (tokens && tokens.access === token) await renew(tokens);
  }
}
