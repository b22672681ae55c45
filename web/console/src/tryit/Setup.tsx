import { useQuery } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { useState } from "react";
import { api, take } from "../api/client.ts";
import { texts } from "../texts/index.ts";
import { Button, IconButton } from "../ui/Button.tsx";
import { Input, SelectField, TextField } from "../ui/Field.tsx";
import styles from "./Setup.module.css";
import type { Beginning } from "./useTalk.ts";

const t = texts.tryIt.fields;

const keyOf = (app: string) => `baton.tryit.${app}`;
const CHAT = "web-chat";
const NOTHING: Beginning = { fields: {}, locale: "", channel: CHAT };

/** What a dialog begins with, kept in this browser for each application. */
export function useBeginning(app: string) {
  const [beginning, setBeginning] = useState<Beginning>(() => {
    try {
      return { ...NOTHING, ...(JSON.parse(localStorage.getItem(keyOf(app)) ?? "{}") as Beginning) };
    } catch {
      return NOTHING;
    }
  });
  const change = (next: Beginning) => {
    setBeginning(next);
    localStorage.setItem(keyOf(app), JSON.stringify(next));
  };
  return { beginning, change };
}

interface Props {
  app: string;
  beginning: Beginning;
  onChange: (beginning: Beginning) => void;
  onBegin: () => void;
}

/** Fields that the dialog begins with, over the attached data. */
export function Setup({ app, beginning, onChange, onBegin }: Props) {
  const { data: attached = {} } = useQuery({
    queryKey: ["attached", app],
    queryFn: () =>
      take(api.GET("/orchestrator/api/apps/{app_id}/attached_data/", { params: { path: { app_id: app } } })),
  });
  const [rows, setRows] = useState(() => [...Object.entries(beginning.fields)]);
  const put = (next: [string, string][]) => {
    setRows(next);
    onChange({ ...beginning, fields: Object.fromEntries(next.filter(([name]) => name.trim())) });
  };
  const known = Object.entries(attached as Record<string, string>).filter(
    ([name]) => !rows.some(([taken]) => taken === name),
  );
  return (
    <form
      className={styles.setup}
      onSubmit={(event) => {
        event.preventDefault();
        onBegin();
      }}
    >
      <h3>{t.title}</h3>
      <p className={styles.hint}>{rows.length + known.length > 0 ? t.text : t.none}</p>
      <div className={styles.rows}>
        {known.map(([name, value]) => (
          <div key={name} className={styles.row}>
            <code title={name}>{name}</code>
            <Input
              aria-label={name}
              placeholder={value}
              value=""
              onChange={(event) => put([...rows, [name, event.target.value]])}
            />
            <span />
          </div>
        ))}
        {rows.map(([name, value], at) => (
          <div key={at} className={styles.row}>
            <Input
              aria-label={t.name}
              placeholder={t.name}
              value={name}
              autoFocus={name === ""}
              onChange={(event) =>
                put(rows.map((row, index) => (index === at ? [event.target.value, row[1]] : row)))
              }
            />
            <Input
              aria-label={name || t.value}
              placeholder={t.value}
              value={value}
              autoFocus={value.length === 1}
              onChange={(event) =>
                put(rows.map((row, index) => (index === at ? [row[0], event.target.value] : row)))
              }
            />
            <IconButton label={t.remove(name)} onClick={() => put(rows.filter((_, index) => index !== at))}>
              <X />
            </IconButton>
          </div>
        ))}
      </div>
      <Button look="quiet" icon={<Plus />} className={styles.add} onClick={() => put([...rows, ["", ""]])}>
        {t.add}
      </Button>
      <SelectField
        label={t.channel}
        hint={t.channelHint}
        options={Object.entries(texts.dialogs.channels).map(([value, label]) => ({ value, label }))}
        value={beginning.channel}
        onChange={(event) => onChange({ ...beginning, channel: event.target.value })}
      />
      <TextField
        label={t.locale}
        placeholder={t.localeFirst}
        value={beginning.locale}
        onChange={(event) => onChange({ ...beginning, locale: event.target.value.trim() })}
      />
      <Button look="primary" type="submit">
        {t.apply}
      </Button>
    </form>
  );
}
