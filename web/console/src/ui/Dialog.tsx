import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { texts } from "../texts/index.ts";
import { IconButton } from "./Button.tsx";
import styles from "./Dialog.module.css";

const FIELDS = ["input", "select", "textarea"].map((tag) => `${tag}:not([hidden], :disabled)`).join(", ");

interface Props {
  title: string;
  /** Called for Escape, the cross and a click beside it; without it the dialog can't be dismissed. */
  onClose?: () => void;
  /** Buttons at its foot. */
  actions?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}

/** A dialog over the page. The browser keeps the focus within and gives it back. */
export function Dialog({ title, onClose, actions, wide, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // Whoever is asked something writes at once; the browser would begin at the cross.
    const first =
      element?.querySelector<HTMLElement>("[data-first]") ?? element?.querySelector<HTMLElement>(FIELDS);
    first?.focus();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={wide ? styles.wide : styles.dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape" && onClose) {
          event.preventDefault();
          onClose();
        }
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose?.();
      }}
    >
      <div className={styles.inside}>
        <header className={styles.head}>
          <h2 id={id}>{title}</h2>
          {onClose && (
            <IconButton label={texts.common.close} onClick={onClose}>
              <X />
            </IconButton>
          )}
        </header>
        <div className={styles.body}>{children}</div>
        {actions && <footer className={styles.foot}>{actions}</footer>}
      </div>
    </dialog>
  );
}
