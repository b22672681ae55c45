import { useEffect, useMemo, useRef, useState } from "react";
import { texts } from "../../texts/index.ts";
import type { Point } from "../model/edits.ts";
import { type Choice, useChoices } from "./choices.tsx";
import palette from "./Palette.module.css";
import styles from "./QuickAdd.module.css";

const t = texts.canvas.palette;
const WIDTH = 300;
const HEIGHT = 340;

interface Props {
  screen: Point;
  self: string | null;
  onChoose: (choice: Choice) => void;
  onCreate: (what: "flow" | "miniapp", name: string) => void;
  onClose: () => void;
}

/** A small menu where somebody pointed: write, choose with the arrow keys, Enter. */
export function QuickAdd({ screen, self, onChoose, onCreate, onClose }: Props) {
  const [search, setSearch] = useState("");
  const [at, setAt] = useState(0);
  const sections = useChoices(search, self);
  const box = useRef<HTMLDivElement>(null);
  const choices = useMemo(() => sections.flatMap((section) => section.choices), [sections]);
  const creating = search.trim()
    ? [
        { what: "miniapp" as const, label: t.createMiniapp(search.trim()) },
        { what: "flow" as const, label: t.createFlow(search.trim()) },
      ]
    : [];
  const total = choices.length + creating.length;
  const chosen = Math.min(at, total - 1);

  useEffect(() => {
    const outside = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) onClose();
    };
    // The pointer that opened it may still be on its way up.
    const timer = setTimeout(() => window.addEventListener("pointerdown", outside, true), 0);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pointerdown", outside, true);
    };
  }, [onClose]);
  useEffect(() => {
    box.current?.querySelector(`[data-at="${chosen}"]`)?.scrollIntoView({ block: "nearest" });
  }, [chosen]);

  const take = (index: number) => {
    const choice = choices[index];
    const create = creating[index - choices.length];
    onClose();
    if (choice) onChoose(choice);
    else if (create) onCreate(create.what, search.trim());
  };

  return (
    <div
      ref={box}
      className={styles.menu}
      role="dialog"
      aria-label={t.quick}
      style={{
        left: Math.max(8, Math.min(screen.x - 20, window.innerWidth - WIDTH - 8)),
        top: Math.max(8, Math.min(screen.y + 6, window.innerHeight - HEIGHT - 8)),
      }}
    >
      <input
        className={styles.search}
        role="combobox"
        aria-expanded
        aria-controls="quick-add-list"
        aria-activedescendant={`quick-add-${chosen}`}
        aria-label={t.quick}
        placeholder={t.quick}
        value={search}
        spellCheck={false}
        autoComplete="off"
        // biome-ignore lint/a11y/noAutofocus: the menu was opened to write here.
        autoFocus
        onChange={(event) => {
          setSearch(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          event.stopPropagation();
          const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
          if (step && total) setAt((chosen + step + total) % total);
          else if (event.key === "Enter" && total) take(chosen);
          else if (event.key === "Escape" || event.key === "Tab") onClose();
          else return;
          event.preventDefault();
        }}
      />
      <div id="quick-add-list" role="listbox" aria-label={t.quick} className={styles.list}>
        {choices.map((choice, index) => (
          <button
            key={choice.key}
            id={`quick-add-${index}`}
            data-at={index}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            className={palette.choice}
            data-kind={choice.kind}
            onPointerMove={() => setAt(index)}
            onClick={() => take(index)}
          >
            <span className={palette.icon} aria-hidden>
              {choice.icon}
            </span>
            <span className={palette.words}>
              <span className={palette.name}>{choice.name}</span>
              <span className={palette.hint}>{choice.hint}</span>
            </span>
          </button>
        ))}
        {creating.map(({ what, label }, index) => (
          <button
            key={what}
            id={`quick-add-${choices.length + index}`}
            data-at={choices.length + index}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={choices.length + index === chosen}
            className={palette.choice}
            onPointerMove={() => setAt(choices.length + index)}
            onClick={() => take(choices.length + index)}
          >
            <span className={palette.words}>
              <span className={palette.name}>{label}</span>
            </span>
          </button>
        ))}
      </div>
    </div>
  );
}
