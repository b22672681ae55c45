import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { texts } from "../../texts/index.ts";
import { Button } from "../../ui/Button.tsx";
import { copyText } from "../../ui/clipboard.ts";
import { say } from "../../ui/toasts.tsx";
import styles from "./Access.module.css";

/** Text to take along. */
export function CopyButton({ text, label = texts.common.copy }: { text: string; label?: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await copyText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  };
  return (
    <Button icon={copied ? <Check /> : <Copy />} onClick={() => copy().catch(say.failed)}>
      {copied ? texts.common.copied : label}
    </Button>
  );
}

/** A secret that stands there to be copied. */
export function Secret({ label, text }: { label: string; text: string }) {
  return (
    <div className={styles.secret}>
      <input readOnly aria-label={label} value={text} onFocus={(event) => event.target.select()} />
      <CopyButton text={text} />
    </div>
  );
}
