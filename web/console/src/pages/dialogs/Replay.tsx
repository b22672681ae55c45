import { ChevronLeft, ChevronRight, Pause, Play, SkipBack } from "lucide-react";
import { useEffect, useState } from "react";
import { texts } from "../../texts/index.ts";
import { IconButton } from "../../ui/Button.tsx";
import styles from "./Dialog.module.css";

const t = texts.dialogs.one;
/** How long a turn is shown while it plays. */
const A_TURN = 1_400;

interface Props {
  /** The turn that is shown, from 1. */
  at: number;
  all: number;
  onChange: (at: number) => void;
}

/** Goes through a dialog turn by turn. */
export function Replay({ at, all, onChange }: Props) {
  const [playing, setPlaying] = useState(false);
  useEffect(() => {
    if (!playing) return;
    if (at >= all) {
      setPlaying(false);
      return;
    }
    const timer = setTimeout(() => onChange(at + 1), A_TURN);
    return () => clearTimeout(timer);
  }, [playing, at, all, onChange]);
  const play = () => {
    if (!playing && at >= all) onChange(1);
    setPlaying(!playing);
  };
  const go = (to: number) => {
    setPlaying(false);
    onChange(Math.max(1, Math.min(all, to)));
  };
  return (
    <div className={styles.replay} role="group" aria-label={t.replay}>
      <IconButton label={t.first} disabled={at <= 1} onClick={() => go(1)}>
        <SkipBack />
      </IconButton>
      <IconButton label={t.previous} disabled={at <= 1} onClick={() => go(at - 1)}>
        <ChevronLeft />
      </IconButton>
      <IconButton label={playing ? t.pause : t.play} onClick={play} disabled={all < 2}>
        {playing ? <Pause /> : <Play />}
      </IconButton>
      <IconButton label={t.next} disabled={at >= all} onClick={() => go(at + 1)}>
        <ChevronRight />
      </IconButton>
      <input
        type="range"
        aria-label={t.position}
        aria-valuetext={t.turnOf(at, all)}
        min={1}
        max={Math.max(1, all)}
        value={at}
        onChange={(event) => go(Number(event.target.value))}
      />
      <span className={styles.at}>
        {at} / {all}
      </span>
    </div>
  );
}
