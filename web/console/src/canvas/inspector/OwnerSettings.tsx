import { useState } from "react";
import type { Owner } from "../../api/settings.ts";
import { texts } from "../../texts/index.ts";
import { TextArea, TextField } from "../../ui/Field.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import { useWritten } from "../../ui/useWritten.ts";
import { useEditor } from "../editor.ts";
import { Biometrics } from "./Biometrics.tsx";
import { Attached, GlobalFields, Sensitivity } from "./FieldSettings.tsx";
import { Handlers } from "./Handlers.tsx";
import styles from "./Inspector.module.css";
import { useSetting } from "./useSetting.ts";

const t = texts.canvas.settings;
type Tab = keyof typeof t.tabs;
const TABS: Record<Owner["kind"], Tab[]> = {
  app: ["general", "fields", "data", "handlers", "biometrics"],
  flow: ["general", "handlers"],
};

/** The application or flow itself: what it takes and gives, its fields, and what happens when something happens. */
export function OwnerSettings({ owner }: { owner: Owner }) {
  const [tab, setTab] = useState<Tab>("general");
  const readOnly = useEditor((editor) => editor.readOnly);
  return (
    <>
      <Tabs
        label={owner.kind === "app" ? t.title : t.flowTitle}
        tabs={TABS[owner.kind].map((key) => ({ key, label: t.tabs[key] }))}
        chosen={tab}
        onChoose={setTab}
        panel="settings"
        className={styles.tabs}
      />
      <div id="settings" role="tabpanel" aria-labelledby={`settings-${tab}`}>
        <fieldset disabled={readOnly} style={{ display: "contents" }}>
          {tab === "general" && <General owner={owner} />}
          {tab === "fields" && (
            <>
              <GlobalFields owner={owner} />
              <Sensitivity owner={owner} />
            </>
          )}
          {tab === "data" && <Attached owner={owner} />}
          {tab === "handlers" && (
            <>
              <Handlers owner={owner} what="error-handlers" />
              <Handlers owner={owner} what="repeat-handlers" />
              {owner.kind === "app" && <Handlers owner={owner} what="dialog-end-handlers" />}
            </>
          )}
          {tab === "biometrics" && <Biometrics owner={owner} />}
        </fieldset>
      </div>
    </>
  );
}

function General({ owner }: { owner: Owner }) {
  const { data, change, error } = useSetting(owner, "about");
  if (!data) return null;
  const { description, input_fields, output_fields } = data;
  return (
    <section className={styles.part}>
      <Description description={description} onChange={(description) => change({ ...data, description })} />
      <Names
        label={t.inputs}
        names={input_fields}
        onChange={(input_fields) => change({ ...data, input_fields })}
      />
      <Names
        label={t.outputs}
        names={output_fields}
        onChange={(output_fields) => change({ ...data, output_fields })}
      />
      {error && (
        <p className={styles.problem} data-type="ERROR" role="alert">
          {error.message}
        </p>
      )}
    </section>
  );
}

interface DescriptionProps {
  description: string;
  onChange: (description: string) => void;
}

function Description({ description, onChange }: DescriptionProps) {
  const written = useWritten(description, onChange);
  return <TextArea label={texts.common.description} {...written} />;
}

interface NamesProps {
  label: string;
  names: string[];
  hint?: string;
  error?: string | undefined;
  disabled?: boolean;
  onChange: (names: string[]) => void;
}

/** A list of names in one line; it is taken over when the line is left. */
export function Names({ label, names, hint = t.fieldsHint, error, disabled, onChange }: NamesProps) {
  const namesIn = (text: string) => text.split(/[,\s]+/).filter(Boolean);
  const written = useWritten(
    names.join(", "),
    (text) => onChange(namesIn(text)),
    (text) => namesIn(text).join(", "),
  );
  return (
    <TextField
      label={label}
      hint={hint}
      error={error}
      disabled={disabled}
      spellCheck={false}
      {...written}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
      }}
    />
  );
}
