import { useQuery } from "@tanstack/react-query";
import { CloudAlert, CloudCheck, CloudUpload, TriangleAlert } from "lucide-react";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { useMay } from "../../api/access.ts";
import { miniAppSchema } from "../../api/miniapp.ts";
import { Page } from "../../shell/Page.tsx";
import { texts } from "../../texts/index.ts";
import { Badge } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { Failed } from "../../ui/Failed.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import { EditorContext } from "./editor/context.ts";
import { FunctionsTab } from "./editor/FunctionsTab.tsx";
import { Form } from "./editor/forms/Form.tsx";
import { JsonForm } from "./editor/forms/Lists.tsx";
import { IntentsTab } from "./editor/IntentsTab.tsx";
import { isObject, type Json, type Path } from "./editor/paths.ts";
import { RichTab } from "./editor/RichTab.tsx";
import { SettingsTab } from "./editor/SettingsTab.tsx";
import { modelShapes, type Shape } from "./editor/shapes.ts";
import { type Tab, tabsOf } from "./editor/tabs.ts";
import { unnamed } from "./editor/unnamed.ts";
import { type Editing, type Saving, useDraft } from "./editor/useDraft.ts";
import styles from "./MiniApp.module.css";

const t = texts.miniapp;
/** So many languages stand side by side. */
const BESIDE = 2;

export default function MiniApp({ id }: { id: string }) {
  const editing = useDraft(id);
  const { app } = editing;
  const schema = useQuery({
    queryKey: ["miniapps", "schema", app?.type],
    queryFn: () => miniAppSchema(app?.type ?? ""),
    enabled: app !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (editing.failure && !app) return <Failed failure={editing.failure} onRetry={editing.reload} />;
  if (!app || schema.isPending) return <Loading />;
  return <Editor id={app.id} editing={editing} schema={schema.data ?? null} />;
}

function Editor({
  id,
  editing,
  schema,
}: {
  id: string;
  editing: Editing;
  schema: Record<string, unknown> | null;
}) {
  const { app, draft, saving, wrong, change, save } = editing;
  const model = draft.model as Json;
  const may = useMay();
  const readOnly = !may(app?.group ?? "", "Developer");
  const shapes = useMemo(() => modelShapes(schema, model), [schema, model]);
  const lacking = useMemo(() => unnamed(model), [model]);
  const tabs = tabsOf(shapes, model);
  const [chosen, setChosen] = useState<Tab | null>(null);
  const tab = tabs.find((one) => one.tab === chosen) ?? tabs[0];
  const [picked, setPicked] = useState<string[]>([]);
  const { languages } = draft;
  const shown = picked.filter((one) => languages.includes(one));
  const beside = shown.length > 0 ? shown : languages.slice(0, 1);

  useEffect(() => {
    const key = (event: globalThis.KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key === "s") {
        event.preventDefault();
        void save();
      }
    };
    window.addEventListener("keydown", key);
    return () => window.removeEventListener("keydown", key);
  }, [save]);

  if (!app) return null;
  const known = isObject(model) ? model : {};
  const context = {
    model,
    change,
    wrong,
    unnamed: lacking,
    readOnly,
    languages,
    shown: beside,
    dataModels: names(known.dataModels),
  };
  return (
    <Page
      title={app.name}
      actions={
        <>
          <Badge tone="accent">{app.domain ? `${app.type} · ${app.domain}` : app.type}</Badge>
          <Badge>
            <span className={styles.group} title={app.group}>
              {app.group}
            </span>
          </Badge>
          <SavingState saving={saving} lacking={lacking} readOnly={readOnly} />
        </>
      }
    >
      <EditorContext value={context}>
        <div className={styles.bar}>
          <Tabs
            label={t.parts}
            tabs={tabs.map(({ tab }) => ({ key: tab, label: t.tabs[tab] ?? tab }))}
            chosen={tab?.tab ?? "json"}
            onChoose={setChosen}
            panel="miniapp-panel"
          />
          {languages.length > 1 && tab && !["settings", "json", "functions", "intents"].includes(tab.tab) && (
            <fieldset className={styles.languages}>
              <legend className="hidden-visually">{t.sideBySide}</legend>
              {languages.map((locale) => (
                <button
                  key={locale}
                  type="button"
                  aria-pressed={beside.includes(locale)}
                  title={t.prompt.language(locale)}
                  onClick={() =>
                    setPicked(
                      beside.includes(locale)
                        ? beside.filter((one) => one !== locale)
                        : [...beside, locale].slice(-BESIDE),
                    )
                  }
                >
                  {locale}
                </button>
              ))}
            </fieldset>
          )}
        </div>
        <Trouble editing={editing} />
        <div role="tabpanel" id="miniapp-panel" aria-label={tab && t.tabs[tab.tab]} className={styles.panel}>
          {tab &&
            contents(
              tab.tab,
              tab.keys,
              shapes,
              id,
              saving === "saved",
              editing.reload,
              <SettingsTab app={app} draft={draft} onChange={editing.settle} />,
            )}
        </div>
        <span className="hidden-visually" role="status">
          {saving === "saved" ? t.saving.saved : ""}
        </span>
      </EditorContext>
    </Page>
  );
}

/** What stands on a tab. */
function contents(
  tab: Tab,
  keys: string[],
  shapes: Record<string, Shape>,
  id: string,
  saved: boolean,
  reload: () => unknown,
  settings: ReactNode,
): ReactNode {
  switch (tab) {
    case "intents":
      return <IntentsTab id={id} saved={saved} reload={reload} />;
    case "chat":
      return <RichTab />;
    case "functions":
      return <FunctionsTab />;
    case "settings":
      return settings;
    case "json":
      return <JsonForm path={[]} label={t.whole} hint={t.wholeHint} rows={32} />;
    default:
      return keys.map((key) => {
        const shape = shapes[key];
        return shape && <Form key={key} shape={shape} path={[key]} label={t.label(key)} top />;
      });
  }
}

const names = (models: Json | undefined): string[] =>
  (Array.isArray(models) ? models : [])
    .filter(isObject)
    .map((model) => model.id ?? model.name ?? model.friendlyName)
    .filter((name) => typeof name === "string");

/** Whether what was changed is on the server. */
function SavingState({ saving, lacking, readOnly }: { saving: Saving; lacking: Path[]; readOnly: boolean }) {
  if (readOnly) return <Badge>{t.readOnly}</Badge>;
  const icons = { saved: <CloudCheck />, waiting: <CloudUpload />, saving: <CloudUpload /> };
  const icon = saving in icons ? icons[saving as keyof typeof icons] : <CloudAlert />;
  return (
    <span className={styles.saving} data-state={saving}>
      {icon}
      {saving === "unnamed" ? t.unnamed(String(lacking[0]?.at(-1))).state : t.saving[saving]}
    </span>
  );
}

/** What keeps it from being saved, and what to do. */
function Trouble({ editing }: { editing: Editing }) {
  const { saving, wrong, message, reload, overwrite } = editing;
  if (!["wrong", "conflict", "lost"].includes(saving)) return null;
  return (
    <div className={styles.trouble} role="alert" data-state={saving}>
      <TriangleAlert aria-hidden />
      <div>
        <p>{saving === "conflict" ? t.conflict : message}</p>
        {wrong.length > 0 && (
          <ul>
            {wrong.slice(0, 8).map((one) => (
              <li key={one.path + one.message}>
                <code>{one.path}</code> {one.message}
              </li>
            ))}
          </ul>
        )}
      </div>
      {saving === "conflict" && (
        <div className={styles.actions}>
          <Button onClick={() => void reload()}>{t.takeTheirs}</Button>
          <Button look="danger" onClick={() => void overwrite()}>
            {t.keepMine}
          </Button>
        </div>
      )}
    </div>
  );
}
