import { Plus } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
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
            <Choices title={title} choices={choices} onChoose={onChoose} />
          </section>
        ))}
      </div>
    </div>
  );
}

interface ChoicesProps {
  title: string;
  choices: Choice[];
  onChoose: (choice: Choice) => void;
}

/** One stop for Tab, however many there are: within them one goes with the arrows. */
function Choices({ title, choices, onChoose }: ChoicesProps) {
  const [last, setLast] = useState("");
  const stop = choices.some(({ key }) => key === last) ? last : choices[0]?.key;
  if (choices.length === 0) return null;
  return (
    <div role="toolbar" aria-orientation="vertical" aria-label={title} onKeyDown={go}>
      {choices.map((choice) => (
        <button
          key={choice.key}
          type="button"
          className={styles.choice}
          data-kind={choice.kind}
          title={t.hint}
          tabIndex={choice.key === stop ? 0 : -1}
          onFocus={() => setLast(choice.key)}
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
    </div>
  );
}

function go(event: KeyboardEvent<HTMLDivElement>) {
  const all = [...event.currentTarget.querySelectorAll("button")];
  const at = all.indexOf(document.activeElement as HTMLButtonElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  all[Math.min(Math.max(to, 0), all.length - 1)]?.focus();
}
