import { Plus, X } from "lucide-react";
import { useState } from "react";
import { type Owner, useSetting } from "../../api/settings.ts";
import { texts } from "../../texts/index.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Input, Select } from "../../ui/Field.tsx";
import { FieldInput } from "./FieldInput.tsx";
import styles from "./Inspector.module.css";
import { Names } from "./OwnerSettings.tsx";

const t = texts.canvas.settings;
const LEVELS = [
  { value: "masked", label: t.masked },
  { value: "encrypted", label: t.encrypted },
];

/** The fields that have one value for all canvases of a dialog. */
export function GlobalFields({ owner }: { owner: Owner }) {
  const { read, write } = useSetting(owner, "global_fields");
  return (
    <section className={styles.part}>
      <Names
        label={t.global}
        hint={t.globalHint}
        names={read.data ?? []}
        error={write.error?.message}
        onChange={(names) => write.mutate(names)}
      />
    </section>
  );
}

/** The fields that are never shown in clear. */
export function Sensitivity({ owner }: { owner: Owner }) {
  const { read, write } = useSetting(owner, "field_sensitivity");
  const [fresh, setFresh] = useState("");
  const fields = Object.entries(read.data ?? {});
  const save = (entries: [string, string][]) => write.mutate(Object.fromEntries(entries));
  return (
    <section className={styles.part} aria-label={t.sensitivity}>
      <h3>{t.sensitivity}</h3>
      {fields.map(([name, level], at) => (
        <div key={name} className={styles.pair}>
          <span className={styles.name} title={name}>
            {name}
          </span>
          <Select
            aria-label={name}
            value={level}
            options={LEVELS}
            onChange={(event) =>
              save(fields.map((one, index) => (index === at ? [name, event.target.value] : one)))
            }
          />
          <IconButton
            label={texts.canvas.inspector.removeOne}
            onClick={() => save(fields.filter((_, index) => index !== at))}
          >
            <X />
          </IconButton>
        </div>
      ))}
      <div className={styles.pair}>
        <FieldInput label={t.addField} placeholder={t.addField} value={fresh} onChange={setFresh} />
        <Button
          icon={<Plus />}
          disabled={!fresh.trim()}
          onClick={() => {
            save([...fields, [fresh.trim(), "masked"]]);
            setFresh("");
          }}
        >
          {t.addField}
        </Button>
      </div>
      <Said hint={t.sensitivityHint} error={write.error} />
    </section>
  );
}

/** The fields that have a value when a dialog begins. */
export function Attached({ owner }: { owner: Owner }) {
  const { read, write } = useSetting(owner, "attached_data");
  const [fresh, setFresh] = useState("");
  const fields = Object.entries(read.data ?? {});
  const save = (entries: [string, string][]) => write.mutate(Object.fromEntries(entries));
  return (
    <section className={styles.part} aria-label={t.attached}>
      <h3>{t.attached}</h3>
      {fields.map(([name, value], at) => (
        <div key={name} className={styles.pair}>
          <span className={styles.name} title={name}>
            {name}
          </span>
          <Input
            key={value}
            aria-label={name}
            defaultValue={value}
            onBlur={(event) => {
              if (event.target.value === value) return;
              save(fields.map((one, index) => (index === at ? [name, event.target.value] : one)));
            }}
          />
          <IconButton
            label={texts.canvas.inspector.removeOne}
            onClick={() => save(fields.filter((_, index) => index !== at))}
          >
            <X />
          </IconButton>
        </div>
      ))}
      <div className={styles.pair}>
        <Input
          aria-label={t.addField}
          placeholder={t.addField}
          value={fresh}
          spellCheck={false}
          onChange={(event) => setFresh(event.target.value)}
        />
        <Button
          icon={<Plus />}
          disabled={!fresh.trim()}
          onClick={() => {
            save([...fields, [fresh.trim(), ""]]);
            setFresh("");
          }}
        >
          {t.addField}
        </Button>
      </div>
      <Said hint={t.attachedHint} error={write.error} />
    </section>
  );
}

export function Said({ hint, error }: { hint: string; error: Error | null }) {
  return error ? (
    <p className={styles.problem} data-type="ERROR" role="alert">
      {error.message}
    </p>
  ) : (
    <p className={styles.hint}>{hint}</p>
  );
}
