import { type ReactNode, useEffect, useRef, useState } from "react";
import { Dialog } from "../../ui/Dialog.tsx";
import palette from "./Palette.module.css";
import styles from "./Picker.module.css";

export interface Pick {
  key: string;
  name: string;
  hint?: string;
  keys?: string;
  icon?: ReactNode;
  onPick: () => void;
}

interface Props {
  title: string;
  placeholder: string;
  none: string;
  search: string;
  onSearch: (search: string) => void;
  picks: Pick[];
  /** Said below the line. */
  count?: string;
  /** Between the line and the list. */
  children?: ReactNode;
  onClose: () => void;
}

/** A line to write in and a list to choose from: for finding, and for commands. */
export function Picker({
  title,
  placeholder,
  none,
  search,
  onSearch,
  picks,
  count,
  children,
  onClose,
}: Props) {
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const chosen = Math.min(at, picks.length - 1);
  useEffect(() => {
    list.current?.querySelector(`[data-at="${chosen}"]`)?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  const take = (index: number) => {
    const pick = picks[index];
    if (!pick) return;
    onClose();
    pick.onPick();
  };
  return (
    <Dialog title={title} onClose={onClose} wide>
      <input
        className={styles.search}
        role="combobox"
        aria-expanded
        aria-controls="picker-list"
        aria-activedescendant={picks.length ? `picker-${chosen}` : undefined}
        aria-label={placeholder}
        placeholder={placeholder}
        value={search}
        spellCheck={false}
        autoComplete="off"
        autoFocus
        onChange={(event) => {
          onSearch(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
          if (step && picks.length) setAt((chosen + step + picks.length) % picks.length);
          else if (event.key === "Enter") take(chosen);
          else return;
          event.preventDefault();
        }}
      />
      {children}
      {count && (
        <p className={styles.count} role="status">
          {count}
        </p>
      )}
      <div ref={list} id="picker-list" role="listbox" aria-label={title} className={styles.list}>
        {picks.map((pick, index) => (
          <button
            key={pick.key}
            id={`picker-${index}`}
            data-at={index}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            className={`${palette.choice} ${styles.pick}`}
            onPointerMove={() => setAt(index)}
            onClick={() => take(index)}
          >
            {pick.icon && (
              <span className={palette.icon} aria-hidden>
                {pick.icon}
              </span>
            )}
            <span className={palette.words}>
              <span className={palette.name} dir="auto">
                {pick.name}
              </span>
              {pick.hint && (
                <span className={palette.hint} dir="auto">
                  {pick.hint}
                </span>
              )}
            </span>
            {pick.keys && <kbd className={styles.keys}>{pick.keys}</kbd>}
          </button>
        ))}
      </div>
      {picks.length === 0 && search && <p className={styles.none}>{none}</p>}
    </Dialog>
  );
}
