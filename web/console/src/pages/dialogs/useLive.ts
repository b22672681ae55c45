import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { listen } from "../../api/insights.ts";

/** How often a list is read again at most. */
const PAUSE = 1_200;

export interface Live {
  /** Whether it hears; `null` while it does not want to. */
  hears: boolean | null;
  /** What was said last in the dialogs under way, by the id of their root. */
  said: ReadonlyMap<string, string>;
}

const nothing: ReadonlyMap<string, string> = new Map();

/** While somebody looks, the list of dialogs is read again when something was recorded. */
export function useLive(on: boolean): Live {
  const queries = useQueryClient();
  const [hears, setHears] = useState<boolean | null>(null);
  const [said, setSaid] = useState(nothing);
  const [seen, setSeen] = useState(() => document.visibilityState !== "hidden");
  useEffect(() => {
    const changed = () => setSeen(document.visibilityState !== "hidden");
    document.addEventListener("visibilitychange", changed);
    return () => document.removeEventListener("visibilitychange", changed);
  }, []);
  useEffect(() => {
    if (!on || !seen) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void queries.invalidateQueries({ queryKey: ["dialogs"] });
      }, PAUSE);
    };
    const stop = listen(({ record }) => {
      const { group, original_utterance: words } = record as { group?: string; original_utterance?: string };
      if (group && words && !words.startsWith("[")) {
        setSaid((before) => new Map([...before, [group, words] as const].slice(-200)));
      }
      refresh();
    }, setHears);
    return () => {
      stop();
      clearTimeout(timer);
      setHears(null);
    };
  }, [on, seen, queries]);
  return { hears, said };
}
