import { texts } from "../texts/index.ts";
import { Select } from "../ui/Field.tsx";
import styles from "./GroupFilter.module.css";

interface Props {
  things: { group: string }[];
  value: string;
  onChange: (group: string) => void;
}

/** Only the things of one group; not there while there is only one. */
export function GroupFilter({ things, value, onChange }: Props) {
  const groups = [...new Set(things.map(({ group }) => group))].sort();
  if (groups.length < 2) return null;
  const all = [
    { value: "", label: texts.common.allGroups },
    ...groups.map((group) => ({ value: group, label: group })),
  ];
  return (
    <Select
      className={styles.filter}
      aria-label={texts.common.group}
      options={all}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
