import { Plus, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { Owner } from "../../api/settings.ts";
import { texts } from "../../texts/index.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Input, Select } from "../../ui/Field.tsx";
import { useWritten } from "../../ui/useWritten.ts";
import { FieldInput } from "./FieldInput.tsx";
import styles from "./Inspector.module.css";
import { Names } from "./OwnerSettings.tsx";
import { useSetting } from "./useSetting.ts";

const t = texts.canvas.settings;
const LEVELS = [
  { value: "masked", label: t.masked },
  { value: "encrypted", label: t.encrypted },
];

/** The fields that have one value for all canvases of a dialog. */
export function GlobalFields({ owner }: { owner: Owner }) {
  const { data, change, error } = useSetting(owner, "global_fields");
  return (
    <section className={styles.part}>
      <Names
        label={t.global}
        hint={t.globalHint}
        names={data ?? []}
        disabled={!data}
        error={error?.message}
        onChange={change}
      />
    </section>
  );
}

/** The fields that are never shown in clear. */
export function Sensitivity({ owner }: { owner: Owner }) {
  const { data, change, error } = useSetting(owner, "field_sensitivity");
  return (
    <ByField
      title={t.sensitivity}
      hint={t.sensitivityHint}
      record={data}
      fresh="masked"
      proposes
      error={error}
      onChange={change}
    >
      {(name, level, change) => (
        <Select
          aria-label={name}
          value={level}
          options={LEVELS}
          onChange={(event) => change(event.target.value)}
        />
      )}
    </ByField>
  );
}

/** The fields that have a value when a dialog begins. */
export function Attached({ owner }: { owner: Owner }) {
  const { data, change, error } = useSetting(owner, "attached_data");
  return (
    <ByField title={t.attached} hint={t.attachedHint} record={data} fresh="" error={error} onChange={change}>
      {(name, value, change) => <AttachedValue name={name} value={value} onChange={change} />}
    </ByField>
  );
}

interface AttachedValueProps {
  name: string;
  value: string;
  onChange: (value: string) => void;
}

function AttachedValue({ name, value, onChange }: AttachedValueProps) {
  const written = useWritten(value, onChange);
  return <Input aria-label={name} {...written} />;
}

interface ByFieldProps {
  title: string;
  hint: string;
  /** `undefined` before it was read. */
  record: Record<string, string> | undefined;
  /** What a field has that was just added. */
  fresh: string;
  /** Names that the canvas knows are proposed. */
  proposes?: boolean;
  error: Error | null;
  onChange: (record: Record<string, string>) => void;
  /** What stands beside a name. */
  children: (name: string, value: string, change: (value: string) => void) => ReactNode;
}

/** Something for each of some fields, in the order in which they were added. */
function ByField({ title, hint, record, fresh, proposes, error, onChange, children }: ByFieldProps) {
  const [name, setName] = useState("");
  const fields = Object.entries(record ?? {});
  const wanted = name.trim();
  const isThere = fields.some(([field]) => field === wanted);
  const save = (entries: [string, string][]) => onChange(Object.fromEntries(entries));
  return (
    <section className={styles.part} aria-label={title}>
      <h3>{title}</h3>
      {fields.map(([field, value], at) => (
        <div key={field} className={styles.pair}>
          <span className={styles.name} title={field}>
            {field}
          </span>
          {children(field, value, (next) =>
            save(fields.map((one, index) => (index === at ? [field, next] : one))),
          )}
          <IconButton
            label={texts.canvas.inspector.removeOne}
            onClick={() => save(fields.filter((_, index) => index !== at))}
          >
            <X />
          </IconButton>
        </div>
      ))}
      <div className={styles.pair}>
        {proposes ? (
          <FieldInput label={t.addField} placeholder={t.addField} value={name} onChange={setName} />
        ) : (
          <Input
            aria-label={t.addField}
            placeholder={t.addField}
            value={name}
            spellCheck={false}
            onChange={(event) => setName(event.target.value)}
          />
        )}
        <Button
          icon={<Plus />}
          disabled={!record || !wanted || isThere}
          onClick={() => {
            save([...fields, [wanted, fresh]]);
            setName("");
          }}
        >
          {t.addField}
        </Button>
      </div>
      {isThere && (
        <p className={styles.hint} role="status">
          {t.fieldThere(wanted)}
        </p>
      )}
      <Said hint={hint} error={error} />
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
