import { type Role, useMay, useMe } from "../api/access.ts";
import { texts } from "../texts/index.ts";
import { SelectField } from "./Field.tsx";

interface Props {
  value: string;
  onChange: (group: string) => void;
  /** Only groups where one has at least this role. */
  atLeast: Role;
  error?: string | undefined;
}

/** The groups in which one may do something. */
export function GroupField({ value, onChange, atLeast, error }: Props) {
  const groups = useGroups(atLeast);
  return (
    <SelectField
      label={texts.common.group}
      options={groups}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      error={error}
    />
  );
}

/** Their names. */
export function useGroups(role: Role): string[] {
  const { data: me } = useMe();
  const may = useMay();
  return (me?.groups ?? []).map((group) => group.name).filter((name) => may(name, role));
}

const KEY = "baton.group";

/** The group that one worked in last, or the first in which one may. */
export function useUsualGroup(role: Role): string {
  const groups = useGroups(role);
  const last = localStorage.getItem(KEY) ?? "";
  return groups.includes(last) ? last : (groups[0] ?? "");
}

export function rememberGroup(group: string) {
  localStorage.setItem(KEY, group);
}
