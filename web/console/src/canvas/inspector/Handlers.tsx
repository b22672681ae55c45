import { ArrowUp, Plus, Trash2, X } from "lucide-react";
import { useEffect, useState } from "react";
import { Failure } from "../../api/client.ts";
import { useFlows } from "../../api/flows.ts";
import { useMiniApps } from "../../api/miniapps.ts";
import { type Handler, type HandlerComponent, type Owner, useFailSources } from "../../api/settings.ts";
import { texts } from "../../texts/index.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Select } from "../../ui/Field.tsx";
import { text } from "../model/document.ts";
import { parts } from "../model/kinds.ts";
import { same } from "../model/same.ts";
import { FieldInput, useFieldNames } from "./FieldInput.tsx";
import { Said } from "./FieldSettings.tsx";
import styles from "./Inspector.module.css";
import { useSetting } from "./useSetting.ts";

const t = texts.canvas.settings;
type What = "error-handlers" | "repeat-handlers" | "dialog-end-handlers";

const WORDS: Record<What, { title: string; hint: string }> = {
  "error-handlers": { title: t.errorHandlers, hint: t.errorHandlersHint },
  "repeat-handlers": { title: t.repeatHandlers, hint: t.repeatHandlersHint },
  "dialog-end-handlers": { title: t.endHandlers, hint: t.endHandlersHint },
};

/** For what a handler may wait. */
const TYPES: Record<What, string[]> = {
  "error-handlers": [
    "MaxNoInputs",
    "MaxContinuousNoInputs",
    "MaxWrongInputs",
    "MaxDtmfInputs",
    "MaxNoMatches",
    "MaxContinuousNoMatches",
    "MaxAgentRequests",
    "MaxContinuousAgentRequests",
    "AgentRequest",
    "MaxHoldRequests",
    "CallBack",
    "InfoAsked_NotAvailable",
    "MaxLowConfRejections",
    "MaxContinuousLowConfRejections",
    "MaxDisconfirmations",
    "MaxSameStateEvents",
    "MaxContinuousSameStateEvents",
    "MaxGlobalErrors",
    "CriticalError",
    "LoopWithoutInput",
  ],
  "repeat-handlers": ["StartOver", "CallBack"],
  "dialog-end-handlers": ["NEAR_HUP", "FAR_HUP", "TRANSFER"],
};

/** A list of handlers, tried in order. It is saved as a whole; one that lacks something waits here. */
export function Handlers({ owner, what }: { owner: Owner; what: What }) {
  const { data, change, error } = useSetting(owner, what);
  const [list, setList] = useState<Handler[]>([]);
  const { title, hint } = WORDS[what];
  // Those that were begun stand between the others until they are complete.
  const complete = (list: Handler[]) => list.filter((one) => isComplete(one, what));
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is about what comes from the server.
  useEffect(() => {
    if (data) setList((list) => (same(complete(list), data) ? list : data));
  }, [data]);
  const save = (next: Handler[]) => {
    setList(next);
    if (!same(complete(next), data)) change(complete(next));
  };
  const refused = error instanceof Failure ? error : null;
  return (
    <section className={styles.part} aria-label={title}>
      <h3>{title}</h3>
      {list.map((handler, at) => (
        <One
          key={at}
          owner={owner}
          what={what}
          handler={handler}
          onChange={(next) => save(list.map((one, index) => (index === at ? next : one)))}
          onUp={at === 0 ? null : () => save(list.toSpliced(at, 1).toSpliced(at - 1, 0, handler))}
          onRemove={() => save(list.filter((_, index) => index !== at))}
        />
      ))}
      <Button
        look="quiet"
        icon={<Plus />}
        className={styles.add}
        disabled={!data}
        onClick={() => setList([...list, { error_types: [], error_sources: [] }])}
      >
        {t.addHandler}
      </Button>
      <Said hint={hint} error={refused} />
    </section>
  );
}

function isComplete({ handler, drop_fields }: Handler, what: What): boolean {
  if (what === "repeat-handlers") return !!drop_fields?.length;
  return (
    !!handler?.component_id && Object.values(inputsOf(handler)).every((value) => text(value).trim() !== "")
  );
}

const inputsOf = ({ configuration }: HandlerComponent): Record<string, unknown> =>
  (configuration?.input_fields ?? {}) as Record<string, unknown>;

interface OneProps {
  owner: Owner;
  what: What;
  handler: Handler;
  onChange: (handler: Handler) => void;
  onUp: (() => void) | null;
  onRemove: () => void;
}

function One({ owner, what, handler, onChange, onUp, onRemove }: OneProps) {
  const { data: flows } = useFlows();
  const { data: miniApps } = useMiniApps();
  const { data: sources } = useFailSources(owner);
  const fields = useFieldNames();
  const services = (miniApps ?? []).filter(({ type }) => type === "WebService" || type === "Intelli");
  const components =
    what === "error-handlers" ? (flows ?? []).map((flow) => flow.component_id) : services.map(({ id }) => id);
  const chosen = handler.handler?.component_id ?? "";
  const given = handler.handler ? inputsOf(handler.handler) : {};
  const choose = (component_id: string) => {
    const takes = flows?.find((flow) => flow.component_id === component_id)?.input_fields ?? [];
    const input_fields = Object.fromEntries(takes.map((name) => [name, given[name] ?? ""]));
    onChange({
      ...handler,
      handler: {
        configuration: { output_fields: [], ...handler.handler?.configuration, input_fields },
        component_id,
        name: parts(component_id).name,
        nodeType: what === "error-handlers" ? "Flow" : "miniApp",
      },
    });
  };
  const give = (name: string, value: string) => {
    const { handler: runs } = handler;
    if (!runs) return;
    const configuration = { ...runs.configuration, input_fields: { ...given, [name]: value } };
    onChange({ ...handler, handler: { ...runs, configuration } });
  };
  return (
    <div className={styles.handler}>
      <Chips
        label={t.types}
        values={handler.error_types ?? []}
        options={TYPES[what].map((value) => ({ value, label: value }))}
        onChange={(error_types) => onChange({ ...handler, error_types })}
      />
      {what !== "dialog-end-handlers" && (
        <Chips
          label={t.sources}
          values={handler.error_sources ?? []}
          options={(sources ?? []).map(({ fail_source_path, display_name }) => ({
            value: fail_source_path,
            label: display_name,
          }))}
          onChange={(error_sources) => onChange({ ...handler, error_sources })}
        />
      )}
      {what === "repeat-handlers" ? (
        <Chips
          label={t.drop}
          none={texts.common.none}
          values={handler.drop_fields ?? []}
          options={fields.map((value) => ({ value, label: value }))}
          onChange={(drop_fields) => onChange({ ...handler, drop_fields })}
        />
      ) : (
        <div>
          <div className={styles.name}>{what === "error-handlers" ? t.flow : t.service}</div>
          <Select
            aria-label={what === "error-handlers" ? t.flow : t.service}
            value={chosen}
            options={[
              { value: "", label: texts.common.none },
              ...[...new Set([chosen, ...components])]
                .filter(Boolean)
                .map((id) => ({ value: id, label: parts(id).name })),
            ]}
            onChange={(event) => choose(event.target.value)}
          />
          {Object.entries(given).map(([name, value]) => (
            <div key={name} className={styles.pair}>
              <span className={styles.name} title={name}>
                {name}
              </span>
              <FieldInput
                template
                bare
                label={texts.canvas.inspector.inputValue(name)}
                value={text(value)}
                onChange={(next) => give(name, next)}
              />
            </div>
          ))}
        </div>
      )}
      {!isComplete(handler, what) && <p className={styles.hint}>{t.handlerBegun[what]}</p>}
      <div className={styles.partHead}>
        {onUp && (
          <IconButton label={texts.canvas.inspector.up} onClick={onUp}>
            <ArrowUp />
          </IconButton>
        )}
        <IconButton label={t.removeHandler} onClick={onRemove}>
          <Trash2 />
        </IconButton>
      </div>
    </div>
  );
}

interface ChipsProps {
  label: string;
  none?: string;
  values: string[];
  options: { value: string; label: string }[];
  onChange: (values: string[]) => void;
}

/** Several of a list. */
function Chips({ label, none = t.any, values, options, onChange }: ChipsProps) {
  const labelOf = (value: string) => options.find((one) => one.value === value)?.label ?? value;
  const left = options.filter(({ value }) => !values.includes(value));
  return (
    <div>
      <div className={styles.name}>{label}</div>
      {values.length > 0 && (
        <div className={styles.chips}>
          {values.map((value) => (
            <span key={value} className={styles.chip} title={value}>
              <span>{labelOf(value)}</span>
              <IconButton
                label={`${texts.canvas.inspector.removeOne} ${labelOf(value)}`}
                onClick={() => onChange(values.filter((one) => one !== value))}
              >
                <X />
              </IconButton>
            </span>
          ))}
        </div>
      )}
      <Select
        aria-label={label}
        value=""
        options={[{ value: "", label: values.length ? "…" : none }, ...left]}
        onChange={(event) => {
          if (event.target.value) onChange([...values, event.target.value]);
        }}
      />
    </div>
  );
}
