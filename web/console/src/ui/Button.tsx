import type { ComponentProps, ReactNode } from "react";
import styles from "./Button.module.css";

interface Props extends ComponentProps<"button"> {
  /** One `primary` a page; `quiet` has no border; `danger` removes something. */
  look?: "primary" | "plain" | "quiet" | "danger";
  icon?: ReactNode;
  busy?: boolean;
}

export function Button({ look = "plain", icon, busy, children, className, onClick, ...rest }: Props) {
  return (
    <button
      type="button"
      className={[styles.button, styles[look], className].filter(Boolean).join(" ")}
      // One that is disabled would lose the focus, and with it the place where somebody is.
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {busy ? <span className={styles.spin} aria-hidden /> : icon}
      {children}
    </button>
  );
}

interface IconProps extends ComponentProps<"button"> {
  /** What it does: read aloud, and shown while the pointer rests on it. */
  label: string;
  /** Switched on: for buttons that stay pressed. */
  pressed?: boolean;
}

/** A button that is only a picture. */
export function IconButton({ label, pressed, className, children, ...rest }: IconProps) {
  return (
    <button
      type="button"
      className={[styles.icon, className].filter(Boolean).join(" ")}
      aria-label={label}
      aria-pressed={pressed}
      title={label}
      {...rest}
    >
      {children}
    </button>
  );
}
