import { type ComponentProps, type ReactNode, useEffect, useId, useRef, useState } from "react";
import styles from "./Menu.module.css";

export interface MenuItem {
  label: string;
  icon?: ReactNode;
  /** Keys that do the same, as they are shown. */
  keys?: string;
  danger?: boolean;
  disabled?: boolean;
  /** One of several, and it is this one. */
  checked?: boolean;
  onSelect: () => void;
}

interface Props {
  items: (MenuItem | "-")[];
  /** What opens it; gets what makes it a button with a menu. */
  trigger: (props: ComponentProps<"button">) => ReactNode;
  label: string;
  align?: "start" | "end";
}

/** A menu at a button: arrows move, a letter jumps, Escape closes. */
export function Menu({ items, trigger, label, align = "end" }: Props) {
  const [open, setOpen] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLSpanElement>(null);
  const id = useId();

  useEffect(() => {
    const menu = list.current;
    const anchor = button.current?.firstElementChild?.getBoundingClientRect();
    if (!open || !menu || !anchor) return;
    menu.showPopover();
    const { width, height } = menu.getBoundingClientRect();
    const left = align === "end" ? anchor.right - width : anchor.left;
    const below = anchor.bottom + 4 + height <= window.innerHeight;
    menu.style.left = `${Math.max(8, Math.min(left, window.innerWidth - width - 8))}px`;
    menu.style.top = `${Math.max(8, below ? anchor.bottom + 4 : anchor.top - height - 4)}px`;
    focusables(menu)[0]?.focus();
  }, [open, align]);

  const close = (back: boolean) => {
    setOpen(false);
    if (back) button.current?.querySelector("button")?.focus();
  };

  return (
    <>
      <span ref={button} className={styles.anchor}>
        {trigger({
          "aria-haspopup": "menu",
          "aria-expanded": open,
          "aria-controls": open ? id : undefined,
          onClick: (event) => {
            event.stopPropagation();
            setOpen(!open);
          },
        })}
      </span>
      {open && (
        <div
          ref={list}
          id={id}
          role="menu"
          aria-label={label}
          tabIndex={-1}
          popover="auto"
          className={styles.menu}
          onToggle={(event) => {
            if (event.newState === "closed") close(false);
          }}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.key === "Escape" || event.key === "Tab") {
              event.preventDefault();
              close(true);
            } else move(event.currentTarget, event);
          }}
        >
          {items.map((item, index) =>
            item === "-" ? (
              <div key={index} className={styles.line} role="separator" />
            ) : (
              <button
                key={item.label}
                type="button"
                role={item.checked === undefined ? "menuitem" : "menuitemradio"}
                aria-checked={item.checked}
                tabIndex={-1}
                className={styles.item}
                data-danger={item.danger || undefined}
                disabled={item.disabled}
                onClick={(event) => {
                  event.stopPropagation();
                  close(true);
                  item.onSelect();
                }}
              >
                <span className={styles.icon} aria-hidden>
                  {item.checked ? "✓" : item.icon}
                </span>
                <span>{item.label}</span>
                {item.keys && <kbd className={styles.keys}>{item.keys}</kbd>}
              </button>
            ),
          )}
        </div>
      )}
    </>
  );
}

function focusables(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>("[role^=menuitem]:not(:disabled)")];
}

function move(menu: HTMLElement, event: React.KeyboardEvent) {
  const all = focusables(menu);
  const at = all.indexOf(document.activeElement as HTMLElement);
  const jump = () => {
    const letter = event.key.toLowerCase();
    const after = [...all.slice(at + 1), ...all.slice(0, at + 1)];
    return after.find((item) => item.textContent?.trim().toLowerCase().startsWith(letter));
  };
  const target =
    event.key === "ArrowDown"
      ? all[(at + 1) % all.length]
      : event.key === "ArrowUp"
        ? all[(at - 1 + all.length) % all.length]
        : event.key === "Home"
          ? all[0]
          : event.key === "End"
            ? all.at(-1)
            : event.key.length === 1 && event.key !== " "
              ? jump()
              : undefined;
  if (!target) return;
  event.preventDefault();
  target.focus();
}
