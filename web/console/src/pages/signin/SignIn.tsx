import { texts } from "../../texts/index.ts";
import styles from "./SignIn.module.css";
import { SignInForm } from "./SignInForm.tsx";

/** The first page for whoever is nobody yet. */
export function SignIn() {
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <img src="/console/icon.svg" alt="" width="40" height="40" />
        <h1>{texts.common.product}</h1>
        <p className={styles.lead}>{texts.signIn.lead}</p>
        <SignInForm />
      </div>
    </main>
  );
}
