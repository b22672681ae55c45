import { CircleAlert, CircleCheck, X } from "lucide-react";
import { create } from "zustand";
import { texts } from "../texts/index.ts";
import { IconButton } from "./Button.tsx";
import styles from "./toasts.module.css";

interface Toast {
  id: number;
  tone: "good" | "bad";
  text: string;
}

const useToasts = create<{ list: Toast[]; next: number }>(() => ({ list: [], next: 1 }));

const LONGEST = 4;
const GOOD_FOR = 4_000;
const BAD_FOR = 12_000;

function add(tone: Toast["tone"], text: string) {
  const { list, next } = useToasts.getState();
  const others = list.filter((toast) => toast.text !== text);
  useToasts.setState({ list: [...others, { id: next, tone, text }].slice(-LONGEST), next: next + 1 });
  setTimeout(() => dismiss(next), tone === "good" ? GOOD_FOR : BAD_FOR);
}

function dismiss(id: number) {
  useToasts.setState(({ list }) => ({ list: list.filter((toast) => toast.id !== id) }));
}

/** Says briefly what happened. */
export const say = {
  done: (text: string) => add("good", text),
  failed: (failure: unknown) =>
    add(
      "bad",
      failure instanceof Error
        ? failure.message
        : typeof failure === "string"
          ? failure
          : texts.common.failed,
    ),
};

export function Toasts() {
  const list = useToasts((state) => state.list);
  return (
    <div className={styles.toasts} role="status" aria-live="polite">
      {list.map((toast) => (
        <div key={toast.id} className={styles.toast} data-tone={toast.tone}>
          {toast.tone === "good" ? <CircleCheck aria-hidden /> : <CircleAlert aria-hidden />}
          <span>{toast.text}</span>
          <IconButton label={texts.common.close} onClick={() => dismiss(toast.id)}>
            <X />
          </IconButton>
        </div>
      ))}
    </div>
  );
}
