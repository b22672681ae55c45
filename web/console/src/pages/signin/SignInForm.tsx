import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { SignInFailure, signIn, signInElsewhere, signInSettings } from "../../api/session.ts";
import { texts } from "../../texts/index.ts";
import { Button } from "../../ui/Button.tsx";
import { TextField } from "../../ui/Field.tsx";
import styles from "./SignIn.module.css";

const t = texts.signIn;

/** By name and password; or at the issuer that is configured. */
export function SignInForm({ username = "" }: { username?: string }) {
  const { data: settings } = useQuery({ queryKey: ["sign-in"], queryFn: signInSettings, staleTime: 60_000 });
  return settings?.issuer ? <Elsewhere /> : <Here username={username} />;
}

function Elsewhere() {
  const [error, setError] = useState("");
  return (
    <div className={styles.form}>
      {error && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
      <Button
        look="primary"
        className={styles.submit}
        onClick={() => signInElsewhere().catch(() => setError(t.issuerFailed))}
      >
        {t.issuer}
      </Button>
    </div>
  );
}

function Here({ username: known }: { username: string }) {
  const [username, setUsername] = useState(known);
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError("");
    try {
      await signIn(username.trim(), password);
    } catch (failure) {
      setError(sentence(failure));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form className={styles.form} onSubmit={submit}>
      <TextField
        label={t.username}
        value={username}
        onChange={(event) => setUsername(event.target.value)}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus={!known}
        required
      />
      <TextField
        label={t.password}
        type="password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        autoComplete="current-password"
        autoFocus={!!known}
        data-first={known || undefined}
        required
      />
      {error && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
      <Button look="primary" type="submit" busy={busy} className={styles.submit}>
        {busy ? t.submitting : t.submit}
      </Button>
    </form>
  );
}

function sentence(failure: unknown): string {
  if (!(failure instanceof SignInFailure)) return texts.common.unreachable;
  if (failure.wait > 0) return t.slowDown(failure.wait);
  if (failure.code === "Account disabled") return t.disabled;
  if (failure.code === "unavailable") return texts.common.failed;
  return t.wrong;
}
