import type { KeyboardEvent } from "react";
import styles from "./Tabs.module.css";

interface Props<T extends string> {
  label: string;
  tabs: { key: T; label: string }[];
  chosen: T;
  onChoose: (key: T) => void;
  /** The id of what the tabs change; each tab's own id begins with it. */
  panel: string;
  /** How they look in place of the usual. */
  className?: string | undefined;
}

/** Parts of a page, one shown at a time: arrows move between them. */
export function Tabs<T extends string>({ label, tabs, chosen, onChoose, panel, className }: Props<T>) {
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const at = tabs.findIndex(({ key }) => key === chosen);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[
      event.key
    ];
    const next = to === undefined ? undefined : tabs[to % tabs.length];
    if (!next) return;
    event.preventDefault();
    onChoose(next.key);
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next.key}"]`)?.focus();
  };
  return (
    <div role="tablist" aria-label={label} className={className ?? styles.tabs} onKeyDown={move}>
      {tabs.map(({ key, label }) => (
        <button
          key={key}
          type="button"
          role="tab"
          id={`${panel}-${key}`}
          data-tab={key}
          aria-selected={key === chosen}
          aria-controls={panel}
          tabIndex={key === chosen ? 0 : -1}
          onClick={() => onChoose(key)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
