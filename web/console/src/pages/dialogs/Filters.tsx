import { SlidersHorizontal, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useApps } from "../../api/apps.ts";
import { texts } from "../../texts/index.ts";
import { Button } from "../../ui/Button.tsx";
import { Input, Select } from "../../ui/Field.tsx";
import { Search } from "../../ui/Search.tsx";
import styles from "./Dialogs.module.css";
import { EMPTY, type Filters, isFiltered, type Simulations, type Since } from "./filters.ts";

const t = texts.dialogs;
const options = (all: Record<string, string>) =>
  Object.entries(all).map(([value, label]) => ({ value, label }));
const ENDS = ["NEAR_HUP", "FAR_HUP", "TRANSFER", "fail"];
/** Letters are waited for, a choice is not. */
const PAUSE = 350;

interface Props {
  filters: Filters;
  onChange: (part: Partial<Filters>) => void;
}

/** What dialogs are looked for by. */
export function FilterBar({ filters, onChange }: Props) {
  const { data: apps } = useApps();
  const rest = [filters.reason, filters.caller, filters.channel, filters.test];
  const [more, setMore] = useState(rest.some(Boolean));
  return (
    <search className={styles.filters}>
      <div className={styles.row}>
        <Written label={t.said} value={filters.text} onChange={(text) => onChange({ text })} find />
        <Select
          aria-label={t.application}
          className={styles.select}
          options={[
            { value: "", label: t.allApplications },
            ...(apps ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={filters.app}
          onChange={(event) => onChange({ app: event.target.value })}
        />
        <Select
          aria-label={t.when}
          className={styles.select}
          options={options(t.since)}
          value={filters.since}
          onChange={(event) => onChange({ since: event.target.value as Since })}
        />
        <Select
          aria-label={t.ended}
          className={styles.select}
          options={[
            { value: "", label: t.anyEnd },
            ...ENDS.map((value) => ({ value, label: t.ends[value]! })),
          ]}
          value={filters.ended}
          onChange={(event) => onChange({ ended: event.target.value })}
        />
        <Button look="quiet" icon={<SlidersHorizontal />} aria-expanded={more} onClick={() => setMore(!more)}>
          {t.more}
        </Button>
        {isFiltered(filters) && (
          <Button look="quiet" icon={<X />} onClick={() => onChange({ ...EMPTY, since: filters.since })}>
            {t.clear}
          </Button>
        )}
      </div>
      {filters.since === "span" && (
        <div className={styles.row}>
          {(["from", "to"] as const).map((end) => (
            <span key={end} className={styles.labelled}>
              <label htmlFor={`dialogs-${end}`}>{t[end]}</label>
              <Input
                id={`dialogs-${end}`}
                type="datetime-local"
                value={filters[end]}
                onChange={(event) => onChange({ [end]: event.target.value })}
              />
            </span>
          ))}
        </div>
      )}
      {more && (
        <div className={styles.row}>
          <Written label={t.reason} value={filters.reason} onChange={(reason) => onChange({ reason })} />
          <Written label={t.caller} value={filters.caller} onChange={(caller) => onChange({ caller })} />
          <Select
            aria-label={t.channel}
            className={styles.select}
            options={[{ value: "", label: t.anyChannel }, ...options(t.channels)]}
            value={filters.channel}
            onChange={(event) => onChange({ channel: event.target.value })}
          />
          <Select
            aria-label={t.simulations}
            className={styles.select}
            options={options(t.simulationsChoice)}
            value={filters.test}
            onChange={(event) => onChange({ test: event.target.value as Simulations })}
          />
        </div>
      )}
    </search>
  );
}

interface WrittenProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  find?: boolean;
}

/** A line that is taken over a moment after the last letter. */
function Written({ label, value, onChange, find }: WrittenProps) {
  const [text, setText] = useState(value);
  const tell = useRef(onChange);
  tell.current = onChange;
  const known = useRef(value);
  useEffect(() => {
    // The address has changed by something else than this line.
    if (value !== known.current) setText(value);
    known.current = value;
  }, [value]);
  useEffect(() => {
    if (text === known.current) return;
    const timer = setTimeout(() => {
      known.current = text;
      tell.current(text);
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  return find ? (
    <Search label={label} value={text} onChange={setText} />
  ) : (
    <Input
      aria-label={label}
      placeholder={label}
      className={styles.line ?? ""}
      value={text}
      spellCheck={false}
      onChange={(event) => setText(event.target.value)}
    />
  );
}
