import { useStore } from "@xyflow/react";
import {
  CircleAlert,
  CircleCheck,
  Download,
  Info,
  Keyboard,
  LayoutDashboard,
  Magnet,
  Map as MapIcon,
  Maximize,
  Minus,
  Plus,
  TriangleAlert,
} from "lucide-react";
import { texts } from "../../texts/index.ts";
import { IconButton } from "../../ui/Button.tsx";
import { Menu } from "../../ui/Menu.tsx";
import type { Actions } from "../actions.ts";
import type { Opening } from "../commands.ts";
import { useEditor } from "../editor.ts";
import { counts } from "../model/problems.ts";
import { toggle, useView } from "../view.ts";
import styles from "./StatusBar.module.css";

const t = texts.canvas;

/** Below the canvas: problems, and how it is seen. */
export function StatusBar({ actions, opening, open }: { actions: Actions; opening: Opening; open: boolean }) {
  const problems = useEditor((editor) => editor.problems);
  const readOnly = useEditor((editor) => editor.readOnly);
  const zoom = useStore((state) => Math.round(state.transform[2] * 100));
  const { snap, minimap } = useView();
  const { errors, warnings, infos } = counts(problems);
  const tone = errors ? "bad" : warnings ? "warn" : infos ? "info" : "good";
  return (
    <footer className={styles.bar}>
      <button
        type="button"
        className={styles.problems}
        data-tone={tone}
        aria-expanded={open}
        onClick={opening.toggleProblems}
      >
        {errors ? <CircleAlert /> : warnings ? <TriangleAlert /> : infos ? <Info /> : <CircleCheck />}
        {problems.length ? t.problems.count(errors, warnings, infos) : t.problems.none}
      </button>
      <div className={styles.view} role="toolbar" aria-label={t.tools.label}>
        <IconButton label={t.tools.tidy} disabled={readOnly} onClick={() => actions.tidy(true)}>
          <LayoutDashboard />
        </IconButton>
        <IconButton label={t.tools.snap} pressed={snap} onClick={() => toggle("snap")}>
          <Magnet />
        </IconButton>
        <IconButton label={t.tools.minimap} pressed={minimap} onClick={() => toggle("minimap")}>
          <MapIcon />
        </IconButton>
        <Menu
          label={t.tools.picture}
          items={[
            { label: t.tools.svg, onSelect: () => void actions.picture("svg") },
            { label: t.tools.png, onSelect: () => void actions.picture("png") },
          ]}
          trigger={(props) => (
            <IconButton label={t.tools.picture} {...props}>
              <Download />
            </IconButton>
          )}
        />
        <IconButton label={t.tools.keys} onClick={() => opening.open("keys")}>
          <Keyboard />
        </IconButton>
        <span className={styles.line} />
        <IconButton label={t.tools.zoomOut} onClick={actions.zoomOut}>
          <Minus />
        </IconButton>
        <span className={styles.zoom}>{zoom} %</span>
        <IconButton label={t.tools.zoomIn} onClick={actions.zoomIn}>
          <Plus />
        </IconButton>
        <IconButton label={t.tools.fit} onClick={actions.fit}>
          <Maximize />
        </IconButton>
      </div>
    </footer>
  );
}
