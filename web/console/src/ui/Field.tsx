import { type ComponentProps, type ReactNode, useId } from "react";
import { texts } from "../texts/index.ts";
import styles from "./Field.module.css";

interface FieldProps {
  label: string;
  /** A sentence below: what it is for. */
  hint?: ReactNode;
  error?: string | undefined;
  optional?: boolean;
  children: (ids: { id: string; "aria-describedby"?: string; "aria-invalid"?: true }) => ReactNode;
}

/** A label with what belongs to it. */
export function Field({ label, hint, error, optional, children }: FieldProps) {
  const id = useId();
  const described = error || hint ? `${id}-hint` : undefined;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
        {optional && <span className={styles.optional}>{texts.common.optional}</span>}
      </label>
      {children({
        id,
        ...(described ? { "aria-describedby": described } : {}),
        ...(error ? { "aria-invalid": true } : {}),
      })}
      {(error || hint) && (
        <p id={described} className={error ? styles.error : styles.hint} role={error ? "alert" : undefined}>
          {error || hint}
        </p>
      )}
    </div>
  );
}

type InputProps = Omit<FieldProps, "children"> & ComponentProps<"input">;

/** A line of text with its label. */
export function TextField({ label, hint, error, optional, ...rest }: InputProps) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional ?? false}>
      {(ids) => <input type="text" autoComplete="off" {...rest} {...ids} className={styles.input} />}
    </Field>
  );
}

type AreaProps = Omit<FieldProps, "children"> & ComponentProps<"textarea">;

/** Several lines of text with their label. */
export function TextArea({ label, hint, error, optional, ...rest }: AreaProps) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional ?? false}>
      {(ids) => <textarea rows={3} {...rest} {...ids} className={styles.area} />}
    </Field>
  );
}

type SelectProps = Omit<FieldProps, "children"> &
  Omit<ComponentProps<"select">, "children"> & { options: (string | { value: string; label: string })[] };

/** One of a few, with its label. */
export function SelectField({ label, hint, error, optional, options, ...rest }: SelectProps) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional ?? false}>
      {(ids) => <Select options={options} {...rest} {...ids} />}
    </Field>
  );
}

/** One of a few. */
export function Select({
  options,
  ...rest
}: Omit<ComponentProps<"select">, "children"> & Pick<SelectProps, "options">) {
  return (
    <select {...rest} className={[styles.select, rest.className].filter(Boolean).join(" ")}>
      {options.map((option) => {
        const { value, label } = typeof option === "string" ? { value: option, label: option } : option;
        return (
          <option key={value} value={value}>
            {label}
          </option>
        );
      })}
    </select>
  );
}

/** A bare line of text: for tables and toolbars, where something else is its label. */
export function Input({ className, ...rest }: ComponentProps<"input">) {
  return (
    <input
      type="text"
      autoComplete="off"
      {...rest}
      className={[styles.input, className].filter(Boolean).join(" ")}
    />
  );
}

interface CheckProps extends Omit<ComponentProps<"input">, "type"> {
  label: ReactNode;
  hint?: string;
}

/** Yes or no. */
export function Check({ label, hint, ...rest }: CheckProps) {
  const id = useId();
  return (
    <div className={styles.check}>
      <input id={id} type="checkbox" {...rest} aria-describedby={hint ? `${id}-hint` : undefined} />
      <div>
        <label htmlFor={id}>{label}</label>
        {hint && (
          <p id={`${id}-hint`} className={styles.hint}>
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
