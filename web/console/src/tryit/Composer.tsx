import { ArrowUp, Grid3x3, PhoneOff, VolumeX } from "lucide-react";
import { type FormEvent, useState } from "react";
import { texts } from "../texts/index.ts";
import { Button, IconButton } from "../ui/Button.tsx";
import { Input } from "../ui/Field.tsx";
import styles from "./Composer.module.css";
import type { Talk } from "./useTalk.ts";

const t = texts.tryIt;

/** What a caller can do: say something, press keys, be silent, hang up. */
export function Composer({ talk, disabled }: { talk: Talk; disabled: boolean }) {
  const [words, setWords] = useState("");
  const [keys, setKeys] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!words.trim()) return;
    talk.say(words.trim());
    setWords("");
  };
  return (
    <div className={styles.composer}>
      {keys && (
        <Keypad
          disabled={disabled}
          onPress={(pressed) => talk.say(`[dtmf:${pressed}]`, t.said.keys(pressed))}
        />
      )}
      <form className={styles.line} onSubmit={submit}>
        <Input
          aria-label={t.message}
          placeholder={t.placeholder}
          value={words}
          maxLength={10_000}
          onChange={(event) => setWords(event.target.value)}
          disabled={disabled}
          autoFocus
        />
        <IconButton label={t.send} type="submit" className={styles.send} disabled={disabled || !words.trim()}>
          <ArrowUp />
        </IconButton>
      </form>
      <div className={styles.tools}>
        <Button
          look="quiet"
          icon={<Grid3x3 />}
          aria-expanded={keys}
          onClick={() => setKeys(!keys)}
          disabled={disabled}
        >
          {t.keysValue}
        </Button>
        <Button
          look="quiet"
          icon={<VolumeX />}
          title={t.silenceHint}
          onClick={() => talk.say("[noinput]", t.said.silence)}
          disabled={disabled}
        >
          {t.silence}
        </Button>
        <Button
          look="quiet"
          icon={<PhoneOff />}
          onClick={() => talk.say("[hup]", t.said.hangUp)}
          disabled={disabled}
        >
          {t.hangUp}
        </Button>
      </div>
    </div>
  );
}

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];

/** The keys of a phone; they are sent together, as a phone does. */
function Keypad({ disabled, onPress }: { disabled: boolean; onPress: (keys: string) => void }) {
  const [pressed, setPressed] = useState("");
  const send = () => {
    if (pressed) onPress(pressed);
    setPressed("");
  };
  return (
    <div className={styles.keypad} role="group" aria-label={t.keys}>
      <div className={styles.keys}>
        {KEYS.map((key) => (
          <button key={key} type="button" disabled={disabled} onClick={() => setPressed(pressed + key)}>
            {key}
          </button>
        ))}
      </div>
      <div className={styles.pressed}>
        <output aria-label={t.keysValue}>{pressed || "–"}</output>
        <Button onClick={() => setPressed("")} disabled={!pressed}>
          {t.keysClear}
        </Button>
        <Button look="primary" onClick={send} disabled={disabled || !pressed}>
          {t.keysSend}
        </Button>
      </div>
    </div>
  );
}
