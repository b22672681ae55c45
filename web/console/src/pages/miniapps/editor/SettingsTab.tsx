import { useQuery } from "@tanstack/react-query";
import { type Draft, miniAppConfig, type Whole } from "../../../api/miniapp.ts";
import { texts } from "../../../texts/index.ts";
import { Check, SelectField } from "../../../ui/Field.tsx";
import { useEditor } from "./context.ts";
import styles from "./SettingsTab.module.css";

const t = texts.miniapp.settings;

/** Its languages, and how what it hears is protected. */
export function SettingsTab({
  app,
  draft,
  onChange,
}: {
  app: Whole;
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
}) {
  const { readOnly } = useEditor();
  const { data: config } = useQuery({
    queryKey: ["miniapps", "config"],
    queryFn: miniAppConfig,
    staleTime: 600_000,
  });
  const offered = [...new Set([...(config?.languages ?? []), ...draft.languages])].sort();
  const toggle = (locale: string, on: boolean) => {
    const languages = on ? [...draft.languages, locale] : draft.languages.filter((one) => one !== locale);
    if (languages.length > 0) onChange({ languages });
  };
  return (
    <div className={styles.settings}>
      <fieldset disabled={readOnly} className={styles.languages}>
        <legend>{t.languages}</legend>
        <p className={styles.hint}>{t.languagesHint(draft.languages[0] ?? "")}</p>
        <div className={styles.grid}>
          {offered.map((locale) => (
            <Check
              key={locale}
              label={`${texts.miniapp.prompt.language(locale)} · ${locale}`}
              checked={draft.languages.includes(locale)}
              disabled={draft.languages.length === 1 && draft.languages[0] === locale}
              onChange={(event) => toggle(locale, event.target.checked)}
            />
          ))}
        </div>
      </fieldset>
      <div className={styles.short}>
        <SelectField
          label={t.sensitivity}
          hint={t.sensitivityHint[draft.sensitivity]}
          options={config?.sensitivities ?? [draft.sensitivity]}
          value={draft.sensitivity}
          disabled={readOnly}
          onChange={(event) => onChange({ sensitivity: event.target.value })}
        />
      </div>
      <div>
        <p className={styles.label}>{t.id}</p>
        <code className={styles.id}>{app.id}</code>
      </div>
    </div>
  );
}
