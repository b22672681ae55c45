import { type FormEvent, useState } from "react";
import { SignInFailure, signIn } from "../../api/session.ts";
import { texts } from "../../texts/index.ts";
import { Button } from "../../ui/Button.tsx";
import { TextField } from "../../ui/Field.tsx";
import styles from "./SignIn.module.css";

const t = texts.signIn;

/** Name and password. */
export function SignInForm({ username: known = "" }: { username?: string }) {
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
