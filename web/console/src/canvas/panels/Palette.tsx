import { Plus } from "lucide-react";
import { useState } from "react";
import { texts } from "../../texts/index.ts";
import { Search } from "../../ui/Search.tsx";
import { type Choice, useChoices } from "./choices.tsx";
import styles from "./Palette.module.css";

const t = texts.canvas.palette;

interface Props {
  self: string | null;
  onChoose: (choice: Choice) => void;
  onCreate: (what: "flow" | "miniapp", name: string) => void;
}

/** What can be put on the canvas. Drag it there, or choose it. */
export function Palette({ self, onChoose, onCreate }: Props) {
  const [search, setSearch] = useState("");
  const sections = useChoices(search, self);
  const nothing = sections.every(({ choices }) => choices.length === 0);
  return (
    <div className={styles.palette}>
      <Search value={search} onChange={setSearch} label={t.search} className={styles.search ?? ""} />
      <div className={styles.list}>
        {nothing && <p className={styles.none}>{t.none}</p>}
        {sections.map(({ key, title, choices }) => (
          <section key={key} aria-label={title}>
            {(choices.length > 0 || key === "flows" || key === "miniapps") && (
              <header className={styles.head}>
                <h3>{title}</h3>
                {(key === "flows" || key === "miniapps") && (
                  <button
                    type="button"
                    className={styles.new}
                    aria-label={key === "flows" ? t.newFlow : t.newMiniapp}
                    title={key === "flows" ? t.newFlow : t.newMiniapp}
                    onClick={() => onCreate(key === "flows" ? "flow" : "miniapp", search)}
                  >
                    <Plus />
                  </button>
                )}
              </header>
            )}
            {choices.map((choice) => (
              <button
                key={choice.key}
                type="button"
                className={styles.choice}
                data-kind={choice.kind}
                title={t.hint}
                draggable
                onDragStart={(event) => {
                  event.dataTransfer.setData("application/x-baton", choice.key);
                  event.dataTransfer.effectAllowed = "copy";
                }}
                onClick={() => onChoose(choice)}
              >
                <span className={styles.icon} aria-hidden>
                  {choice.icon}
                </span>
                <span className={styles.words}>
                  <span className={styles.name}>{choice.name}</span>
                  <span className={styles.hint}>{choice.hint}</span>
                </span>
              </button>
            ))}
          </section>
        ))}
      </div>
    </div>
  );
}
