import { texts } from "../texts/index.ts";
import { TextField } from "./Field.tsx";

interface Props {
  value: string;
  onChange: (name: string) => void;
  error: string | undefined;
  label?: string;
  hint?: string;
}

/** What something new is called: where a form begins. */
export function NameField({ value, onChange, error, label, hint }: Props) {
  return (
    <TextField
      label={label ?? texts.common.name}
      hint={hint ?? texts.common.nameRule}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      error={error}
      spellCheck={false}
      autoFocus
    />
  );
}
