import { CircleAlert, ExternalLink, Info, Play, Trash2, TriangleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import { usePrompt } from "../../api/prompts.ts";
import { texts } from "../../texts/index.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Check } from "../../ui/Field.tsx";
import type { Actions } from "../actions.ts";
import { ICONS } from "../board/icons.tsx";
import { useEditor } from "../editor.ts";
import { labelOf } from "../model/describe.ts";
import { type CanvasNode, edgesFrom, extrasOf, outputsOf, text } from "../model/document.ts";
import { changeConfiguration, changeNode } from "../model/edits.ts";
import { isShared, kindOf, titleOf } from "../model/kinds.ts";
import { index } from "../model/problems.ts";
import { Assignments } from "./Assignments.tsx";
import { FieldInput } from "./FieldInput.tsx";
import { Inputs } from "./Inputs.tsx";
import styles from "./Inspector.module.css";
import { OrderOfEdges } from "./OrderOfEdges.tsx";
import { Outputs } from "./Outputs.tsx";

const t = texts.canvas.inspector;
const EDITS = texts.canvas.edits;
const NO_PROBLEMS: never[] = [];

interface Props {
  node: CanvasNode;
  actions: Actions;
  /** Begins a conversation here. */
  onTry: ((node: string) => void) | null;
}

/** All that can be set on a node. */
export function NodeSettings({ node, actions, onTry }: Props) {
  const { edit, readOnly } = useEditorBasics();
  const focus = useEditor((editor) => editor.focus);
  const document = useEditor((editor) => editor.document);
  const problems = useEditor((editor) => index(editor.problems).nodes.get(node.node_id) ?? NO_PROBLEMS);
  const panel = useRef<HTMLDivElement>(null);
  const kind = kindOf(node);
  const prompt = usePrompt(node.component_id, kind === "ask" || kind === "say" || kind === "service");
  const id = node.node_id;

  // A problem leads to the very field that it is about.
  useEffect(() => {
    if (!focus || focus.node !== id || focus.edge) return;
    const all = [...(panel.current?.querySelectorAll<HTMLElement>("[data-location]") ?? [])];
    const wanted = [focus.location, focus.field].filter(Boolean) as string[];
    const target =
      all.find(({ dataset }) => wanted.includes(dataset.location ?? "")) ??
      all.find((element) => wanted.some((name) => (element as HTMLInputElement).value?.includes(name)));
    target?.focus();
    target?.scrollIntoView({ block: "nearest" });
  }, [focus, id]);

  return (
    <div ref={panel}>
      <header className={`${styles.head} ${styles.kinds}`} data-kind={kind}>
        <div className={styles.icon} aria-hidden>
          {ICONS[kind]}
        </div>
        <div className={styles.about}>
          <div className={styles.kind}>{labelOf(node)}</div>
          <input
            className={styles.title}
            aria-label={t.nodeTitle}
            dir="auto"
            data-location="title"
            value={text(node.title)}
            placeholder={titleOf({ ...node, title: "" })}
            disabled={readOnly}
            onChange={(event) =>
              edit(
                EDITS.title,
                changeNode(id, (one) => ({ ...one, title: event.target.value })),
                `${id}.title`,
              )
            }
          />
        </div>
        {onTry && (
          <IconButton label={texts.canvas.commands.tryFrom} onClick={() => onTry(id)}>
            <Play />
          </IconButton>
        )}
        <IconButton label={texts.common.remove} disabled={readOnly} onClick={actions.remove}>
          <Trash2 />
        </IconButton>
      </header>
      {problems.length > 0 && (
        <section className={styles.part} aria-label={texts.canvas.problems.title}>
          {problems.map((problem, at) => (
            <p key={at} className={styles.problem} data-type={problem.type}>
              {problem.type === "ERROR" ? (
                <CircleAlert />
              ) : problem.type === "WARNING" ? (
                <TriangleAlert />
              ) : (
                <Info />
              )}
              <span>{problem.message}</span>
            </p>
          ))}
        </section>
      )}
      {isShared(kind) && (
        <section className={styles.part}>
          {prompt && (
            <p className={styles.prompt} dir="auto">
              {prompt}
            </p>
          )}
          <Button icon={<ExternalLink />} onClick={() => actions.open(id)}>
            {kind === "flow" ? t.openFlow : t.openMiniapp}
          </Button>
        </section>
      )}
      <fieldset disabled={readOnly} style={{ display: "contents" }}>
        {isShared(kind) && <Inputs node={node} title={t.inputs} />}
        {isShared(kind) && <Outputs node={node} />}
        {kind === "set" && <Assignments node={node} />}
        {kind === "transfer" && (
          <section className={styles.part}>
            <Extra node={node} name="destination" label={t.destination} hint={t.destinationHint} />
            <Extra node={node} name="reason" label={t.reason} />
          </section>
        )}
        {kind === "transfer" && <Inputs node={node} title={t.attached} />}
        {kind === "exit" && (
          <section className={styles.part}>
            <Extra node={node} name="reason" label={t.reason} />
          </section>
        )}
        {edgesFrom(document, id).length > 1 && <OrderOfEdges node={id} current={null} />}
        {isShared(kind) && (
          <section className={styles.part}>
            <Check
              label={t.resetOnIntent}
              checked={node.configuration?.reset_on_intent === true}
              onChange={(event) =>
                edit(EDITS.settings, changeConfiguration(id, { reset_on_intent: event.target.checked }))
              }
            />
            <Logged node={node} />
          </section>
        )}
        {kind === "unknown" && (
          <section className={styles.part}>
            <p className={styles.hint}>{t.unknown}</p>
            <pre className={styles.raw} tabIndex={0}>
              {JSON.stringify(node, null, 2)}
            </pre>
          </section>
        )}
      </fieldset>
      <section className={styles.part}>
        <p className={styles.hint}>
          {t.id} <code>{id}</code>
        </p>
      </section>
    </div>
  );
}

export function useEditorBasics() {
  return { edit: useEditor((editor) => editor.edit), readOnly: useEditor((editor) => editor.readOnly) };
}

/** One of the settings that stand by name among the extra fields. */
function Extra({
  node,
  name,
  label,
  hint,
}: {
  node: CanvasNode;
  name: string;
  label: string;
  hint?: string;
}) {
  const { edit } = useEditorBasics();
  const extras = extrasOf(node);
  const value = text(extras.find(({ field }) => field === name)?.value);
  const change = (next: string) => {
    const there = extras.some(({ field }) => field === name);
    const list = there
      ? extras.map((one) => (one.field === name ? { ...one, value: next } : one))
      : [...extras, { field: name, value: next }];
    edit(
      EDITS.settings,
      changeConfiguration(node.node_id, { extra_fields: list }),
      `${node.node_id}.${name}`,
    );
  };
  return (
    <div>
      <div className={styles.name}>{label}</div>
      <FieldInput template label={label} value={value} onChange={change} location={name} />
      {hint && <p className={styles.hint}>{hint}</p>}
    </div>
  );
}

/** Which outputs are kept as key and value in the records. */
function Logged({ node }: { node: CanvasNode }) {
  const { edit } = useEditorBasics();
  const outputs = outputsOf(node).filter(({ local_name }) => local_name);
  const logged = node.configuration?.log_as_kvp?.output_fields ?? [];
  if (outputs.length === 0) return null;
  const change = (name: string, on: boolean) => {
    const next = on ? [...logged, name] : logged.filter((one) => one !== name);
    const log_as_kvp = { input_fields: [], ...node.configuration?.log_as_kvp, output_fields: next };
    edit(EDITS.settings, changeConfiguration(node.node_id, { log_as_kvp }));
  };
  return (
    <div>
      <div className={styles.name}>{t.log}</div>
      {outputs.map(({ local_name }) => (
        <Check
          key={local_name}
          label={local_name}
          checked={logged.includes(local_name)}
          onChange={(event) => change(local_name, event.target.checked)}
        />
      ))}
      <p className={styles.hint}>{t.logHint}</p>
    </div>
  );
}
