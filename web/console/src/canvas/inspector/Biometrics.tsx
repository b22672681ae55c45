import { type Owner, useBioProfiles } from "../../api/settings.ts";
import { texts } from "../../texts/index.ts";
import { SelectField } from "../../ui/Field.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { useFieldNames } from "./FieldInput.tsx";
import { Said } from "./FieldSettings.tsx";
import styles from "./Inspector.module.css";
import { useSetting } from "./useSetting.ts";

const t = texts.canvas.settings;

/** The voice-biometric profile, and which field feeds which of its keys. */
export function Biometrics({ owner }: { owner: Owner }) {
  const { data, change, error } = useSetting(owner, "voice-biometric");
  const { data: profiles } = useBioProfiles();
  const names = useFieldNames();
  if (!data || !profiles) return <Loading />;
  const { profile_id, field_mappings } = data;
  const profile = profiles.find((one) => one.profile_id === profile_id);
  const fieldOf = (key: string) => field_mappings.find(({ bio_key }) => bio_key === key)?.orc_field ?? "";
  const map = (key: string, orc_field: string) => {
    const others = field_mappings.filter(({ bio_key }) => bio_key !== key);
    change({
      profile_id,
      field_mappings: orc_field ? [...others, { bio_key: key, orc_field }] : others,
    });
  };
  return (
    <section className={styles.part} aria-label={t.biometrics}>
      <SelectField
        label={t.profile}
        value={profile_id}
        options={[
          { value: "", label: t.noProfile },
          ...profiles.map((one) => ({ value: one.profile_id, label: one.name || one.profile_id })),
        ]}
        onChange={(event) => change({ profile_id: event.target.value, field_mappings: [] })}
      />
      {profile?.bio_keys.map(({ key, display_name }) => (
        <SelectField
          key={key}
          label={t.bioField(display_name || key)}
          value={fieldOf(key)}
          options={[
            { value: "", label: texts.common.none },
            ...[...new Set([fieldOf(key), ...names])]
              .filter(Boolean)
              .map((name) => ({ value: name, label: name })),
          ]}
          onChange={(event) => map(key, event.target.value)}
        />
      ))}
      <Said hint={t.bioHint} error={error} />
    </section>
  );
}
