import { Search as Glass } from "lucide-react";
import type { ComponentProps } from "react";
import { texts } from "../texts/index.ts";
import styles from "./Search.module.css";

interface Props extends Omit<ComponentProps<"input">, "onChange" | "value"> {
  value: string;
  onChange: (value: string) => void;
  label?: string;
}

/** A line to look for something in a list. */
export function Search({ value, onChange, label = texts.common.search, className, ...rest }: Props) {
  return (
    <div className={[styles.search, className].filter(Boolean).join(" ")}>
      <Glass aria-hidden />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        autoComplete="off"
        spellCheck={false}
        {...rest}
      />
    </div>
  );
}

/** Whether all words of a search stand in one of these texts, in any letter case. */
export function finds(search: string, ...inside: (string | null | undefined)[]): boolean {
  const text = inside.join(" ").toLocaleLowerCase();
  return search
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
