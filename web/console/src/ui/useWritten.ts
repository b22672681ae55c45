/**
 * A text that is taken over when its field is left, also when the field goes away with the page. What somebody writes is
 * not disturbed by what comes from elsewhere meanwhile.
 */
import { type ChangeEvent, type FocusEvent, useEffect, useRef, useState } from "react";

type Writing = HTMLInputElement | HTMLTextAreaElement;

/** Takes over what makes a difference, `as` it is then shown. */
export function useWritten(value: string, change: (text: string) => void, as = (text: string) => text) {
  const [written, setWritten] = useState<string | null>(null);
  const writing = useRef(false);
  const take = (text: string): boolean => {
    const next = as(text);
    if (next !== value) change(next);
    return next !== value;
  };
  const last = useRef({ written, take });
  last.current = { written, take };

  // What was taken over came back, perhaps in other words.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is about the value that comes.
  useEffect(() => {
    if (!writing.current) setWritten(null);
  }, [value]);
  useEffect(
    () => () => {
      const { written, take } = last.current;
      if (writing.current && written !== null) take(written);
    },
    [],
  );

  return {
    value: written ?? value,
    onFocus: () => {
      writing.current = true;
    },
    onChange: (event: ChangeEvent<Writing>) => setWritten(event.target.value),
    onBlur: (event: FocusEvent<Writing>) => {
      writing.current = false;
      if (written === null || !take(event.target.value)) setWritten(null);
    },
  };
}
