import { useSession } from "../../api/session.ts";
import { texts } from "../../texts/index.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { SignInForm } from "./SignInForm.tsx";

/** Over the page, when the session ended while somebody worked. What they did stays, and goes on after it. */
export function SessionEnded() {
  const ended = useSession((state) => state.ended);
  const username = useSession((state) => state.tokens?.username ?? "");
  if (!ended) return null;
  return (
    <Dialog title={texts.signIn.again}>
      <p>{texts.signIn.againText}</p>
      <SignInForm username={username} />
    </Dialog>
  );
}
