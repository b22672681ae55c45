import { texts } from "../../texts/index.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import styles from "./KeyMap.module.css";

const t = texts.canvas.keys;
const i = t.items;

const GROUPS: { title: string; keys: [string, string][] }[] = [
  {
    title: t.groups.edit,
    keys: [
      ["Ctrl Z", i.undo],
      ["Ctrl Shift Z", i.redo],
      ["Ctrl C", i.copy],
      ["Ctrl X", i.cut],
      ["Ctrl V", i.paste],
      ["Ctrl D", i.duplicate],
      ["Delete", i.remove],
      ["Ctrl A", i.all],
      [t.arrows, i.move],
      ["N", i.add],
      ["Ctrl G", i.group],
    ],
  },
  {
    title: t.groups.view,
    keys: [
      ["F", i.fit],
      [t.zoomWheel, i.zoom],
      [t.wheel, i.pan],
      ["Shift T", i.tidy],
      ["T", i.try],
      ["O", i.outline],
      ["P", i.problems],
      ["Esc", i.deselect],
    ],
  },
  {
    title: t.groups.go,
    keys: [
      ["Ctrl K", i.commands],
      ["Ctrl F", i.find],
      [`Enter, ${t.doubleClick}`, i.flow],
      ["Backspace", i.back],
      ["?", i.help],
    ],
  },
];

export function KeyMap({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={t.title} wide onClose={onClose}>
      <div className={styles.groups}>
        {GROUPS.map(({ title, keys }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl className={styles.keys}>
              {keys.map(([key, what]) => (
                <div key={key}>
                  <dt>{what}</dt>
                  <dd>
                    <kbd>{key}</kbd>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
