import { useNodesInitialized } from "@xyflow/react";
import { MessagesSquare, PanelLeft, PanelRight } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useSearchParams } from "wouter";
import { useApps } from "../api/apps.ts";
import { useFlows, useUses } from "../api/flows.ts";
import { CreateFlow } from "../pages/flows/CreateFlow.tsx";
import { CreateMiniApp } from "../pages/miniapps/CreateMiniApp.tsx";
import { useTitle } from "../shell/Page.tsx";
import { texts } from "../texts/index.ts";
import { TryIt } from "../tryit/TryIt.tsx";
import { Button, IconButton } from "../ui/Button.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { useActions } from "./actions.ts";
import { Board } from "./board/Board.tsx";
import { commandsOf, type Opening, type Panel, useKeys } from "./commands.ts";
import { type Editor, type EditorStore, useEditor, useEditorStore } from "./editor.ts";
import { Inspector } from "./inspector/Inspector.tsx";
import { nodesById } from "./model/document.ts";
import type { Point } from "./model/edits.ts";
import { endsThere, parts, titleOf } from "./model/kinds.ts";
import { type Choice, useChoices } from "./panels/choices.tsx";
import { Find } from "./panels/Find.tsx";
import { KeyMap } from "./panels/KeyMap.tsx";
import { Outline } from "./panels/Outline.tsx";
import { Palette } from "./panels/Palette.tsx";
import { Picker } from "./panels/Picker.tsx";
import { Problems } from "./panels/Problems.tsx";
import { QuickAdd } from "./panels/QuickAdd.tsx";
import { RenameField } from "./panels/RenameField.tsx";
import { StatusBar } from "./panels/StatusBar.tsx";
import { type Crumb, TopBar } from "./panels/TopBar.tsx";
import { toggle, useView } from "./view.ts";
import styles from "./Workbench.module.css";

const t = texts.canvas;
const PARTS = (["add", "outline"] as const).map((key) => ({ key, label: t.panels[key] }));
/** Narrower than this, the blocks make room for a conversation. */
const ROOMY = 1500;

export interface CanvasOwner {
  kind: "app" | "flow";
  id: string;
  name: string;
  group: string;
  component_id: string;
  canvas: string;
}

interface Quick {
  at: Point;
  screen: Point;
  from: string | null;
}

interface Creating {
  what: "flow" | "miniapp";
  name: string;
  at: Point | null;
  from: string | null;
}

/** A canvas with all that stands around it. */
export function Workbench({ owner }: { owner: CanvasOwner }) {
  const store = useEditorStore();
  const view = useView();
  const [parameters] = useSearchParams();
  const from = parameters.get("from") ?? "";
  const here = [from, `${owner.kind}:${owner.id}`].filter(Boolean).join(",");
  const home = useMemo(
    () => ({ owner: parts(owner.component_id).owner, group: owner.group }),
    [owner.component_id, owner.group],
  );
  const actions = useActions(home, owner.name, here);
  const [panel, setPanel] = useState<{ what: Panel; search: string } | null>(null);
  const [left, setLeft] = useState<"add" | "outline">("add");
  const [problems, setProblems] = useState(false);
  const [quick, setQuick] = useState<Quick | null>(null);
  const [creating, setCreating] = useState<Creating | null>(null);
  const [trying, setTrying] = useState(false);
  const [startAt, setStartAt] = useState<{ node: string } | null>(null);
  const app = useTalkingApp(owner, from);
  const self = owner.kind === "flow" ? owner.component_id : null;
  const sections = useChoices("", self);
  const crumbs = useCrumbs(from, owner.kind);
  const empty = useEditor((editor) => editor.document.content.nodes.length === 0);
  const page = useRef<HTMLDivElement>(null);
  useTitle(owner.name);

  const opening = useMemo<Opening>(
    () => ({
      open: (what, search = "") => setPanel({ what, search }),
      toggleProblems: () => setProblems((open) => !open),
      showOutline: () => {
        if (!useView.getState().left) toggle("left");
        setLeft((now) => (now === "outline" ? "add" : "outline"));
      },
      addNext: () => {
        if (store.getState().readOnly) return;
        const [node = null] = store.getState().selection.nodes;
        const element = node ? page.current?.querySelector(`[data-id="${CSS.escape(node)}"]`) : null;
        const box = (element ?? page.current?.querySelector("[data-testid=board]"))?.getBoundingClientRect();
        const screen = {
          x: (box?.left ?? 200) + (box?.width ?? 0) / 2,
          y: element ? (box?.bottom ?? 200) : 200,
        };
        setQuick({ at: { x: Number.NaN, y: 0 }, screen, from: node });
      },
      tryFrom: app
        ? (node) => {
            setTrying(true);
            if (node) setStartAt({ node });
          }
        : null,
      back: () => {
        const last = crumbs.at(-1);
        if (last) actions.go(last.href);
      },
      told: app
        ? [
            { name: t.commands.dialogs, href: `/dialogs?app=${app}` },
            { name: t.commands.overview, href: `/overview?app=${app}` },
          ]
        : [],
      deploy: owner.kind === "app" ? () => actions.go(`/apps/${owner.id}/deploy`) : null,
    }),
    [store, actions, crumbs, owner.kind, owner.id, app],
  );
  useKeys(store, actions, opening);

  // An address can name a place: that is where to look first.
  const place = { node: parameters.get("node") ?? "", edge: parameters.get("edge") ?? "" };
  const ready = useNodesInitialized();
  const looked = useRef(false);
  useEffect(() => {
    if (!ready || looked.current) return;
    looked.current = true;
    if (place.edge) actions.goTo({ edge: place.edge });
    else if (place.node) actions.goTo({ node: place.node });
  }, [ready, actions, place.edge, place.node]);

  const choose = useCallback(
    (choice: Choice, at: Point | null, after: string | null) => {
      const { document, readOnly } = store.getState();
      if (readOnly) return;
      const before = after ? nodesById(document).get(after) : undefined;
      const from = before && !endsThere(before) ? after : null;
      const place = at && !Number.isNaN(at.x) ? at : null;
      if (choice.make) actions.add(choice.make, place, from);
      else if (choice.kind === "note") actions.addNote(place);
      else actions.addGroup(place);
    },
    [store, actions],
  );
  const onQuickAdd = useCallback(
    (at: Point, screen: Point, from: string | null) => {
      if (!store.getState().readOnly) setQuick({ at, screen, from });
    },
    [store],
  );
  const onDropped = useCallback(
    (key: string, at: Point) => {
      const choice = sections.flatMap((section) => section.choices).find((one) => one.key === key);
      if (choice) choose(choice, at, null);
    },
    [sections, choose],
  );
  const closePanel = () => setPanel(null);

  return (
    <div ref={page} className={styles.page}>
      <TopBar crumbs={crumbs} title={owner.name} actions={actions} opening={opening}>
        {app && (
          <Button icon={<MessagesSquare />} aria-pressed={trying} onClick={() => setTrying(!trying)}>
            {texts.tryIt.title}
          </Button>
        )}
        <IconButton label={t.panels.left} pressed={view.left} onClick={() => toggle("left")}>
          <PanelLeft />
        </IconButton>
        <IconButton label={t.panels.right} pressed={view.right} onClick={() => toggle("right")}>
          <PanelRight />
        </IconButton>
      </TopBar>
      <div className={styles.middle}>
        {view.left && !(trying && view.right && window.innerWidth < ROOMY) && (
          <aside className={styles.left} aria-label={t.panels.left}>
            <Tabs
              label={t.panels.left}
              tabs={PARTS}
              chosen={left}
              onChoose={setLeft}
              panel="left-part"
              className={styles.switch}
            />
            <div id="left-part" role="tabpanel" aria-labelledby={`left-part-${left}`} className={styles.fill}>
              {left === "add" ? (
                <Palette
                  self={self}
                  onChoose={(choice) => {
                    const [node = null] = store.getState().selection.nodes;
                    choose(choice, null, choice.make ? node : null);
                  }}
                  onCreate={(what, name) => setCreating({ what, name, at: null, from: null })}
                />
              ) : (
                <Outline actions={actions} />
              )}
            </div>
          </aside>
        )}
        <main className={styles.board} aria-label={t.board}>
          <Board
            onQuickAdd={onQuickAdd}
            onOpen={actions.open}
            onGoTo={(node) => actions.goTo({ node })}
            onDropped={onDropped}
          />
          {empty && (
            <div className={styles.empty}>
              <h2>{t.empty.title}</h2>
              <p>{t.empty.text}</p>
            </div>
          )}
        </main>
        {trying && app && (
          <aside className={styles.trying}>
            <TryIt
              app={app}
              component={owner.component_id}
              save={() => whenSaved(store)}
              onPath={(lit) => {
                store.setState({ lit });
                if (lit?.current) actions.follow(lit.current);
              }}
              onNode={(node) => actions.goTo({ node })}
              nameOf={(id) => {
                const node = nodesById(store.getState().document).get(id);
                return node && titleOf(node);
              }}
              startAt={startAt}
              onClose={() => setTrying(false)}
            />
          </aside>
        )}
        {view.right && (
          <aside className={styles.right} aria-label={t.panels.right}>
            <Inspector actions={actions} owner={owner} onTry={opening.tryFrom} />
          </aside>
        )}
      </div>
      {problems && <Problems actions={actions} onClose={() => setProblems(false)} />}
      <StatusBar actions={actions} opening={opening} open={problems} />
      {quick && (
        <QuickAdd
          screen={quick.screen}
          self={self}
          onChoose={(choice) => choose(choice, quick.at, quick.from)}
          onCreate={(what, name) => setCreating({ what, name, at: quick.at, from: quick.from })}
          onClose={() => setQuick(null)}
        />
      )}
      {panel?.what === "find" && (
        <Find app={app} here={here} actions={actions} initial={panel.search} onClose={closePanel} />
      )}
      {panel?.what === "keys" && <KeyMap onClose={closePanel} />}
      {panel?.what === "rename" && <RenameField app={app} onClose={closePanel} />}
      {panel?.what === "commands" && <Commands actions={actions} opening={opening} onClose={closePanel} />}
      {creating && (
        <Create
          creating={creating}
          onClose={() => setCreating(null)}
          onMade={(choice) => choose(choice, creating.at, creating.from)}
        />
      )}
    </div>
  );
}

/** Waits until the server has what is drawn; fails, and says why, where it does not take it. */
function whenSaved(store: EditorStore): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = ({ document, saved, saving }: Editor) => {
      if (document === saved) resolve();
      else if (saving.is === "refused" || saving.is === "away")
        reject(new Error(`${t.saving[saving.is]}: ${saving.sentence}`));
      else return;
      stop();
    };
    const stop = store.subscribe(look);
    look(store.getState());
  });
}

/** The application in which one talks to a canvas: itself, the one it was opened from, or one that uses the flow. */
function useTalkingApp(owner: CanvasOwner, from: string): string | null {
  const { data: uses } = useUses();
  if (owner.kind === "app") return owner.id;
  const opened = from.split(",").find((part) => part.startsWith("app:"));
  if (opened) return opened.slice("app:".length);
  return uses?.get(owner.component_id)?.find(({ type }) => type === "app")?.id ?? null;
}

function Commands({
  actions,
  opening,
  onClose,
}: {
  actions: ReturnType<typeof useActions>;
  opening: Opening;
  onClose: () => void;
}) {
  const [search, setSearch] = useState("");
  const { nodes, edges, drawn } = useEditor((editor) => editor.selection);
  const [node = null] = nodes.size === 1 ? nodes : [];
  const document = useEditor((editor) => editor.document);
  const component = node ? parts(nodesById(document).get(node)?.component_id).name || null : null;
  const wanted = search.trim().toLocaleLowerCase();
  const all = commandsOf(actions, opening, { count: nodes.size + edges.size + drawn.size, node, component });
  const picks = all
    .filter(({ name }) => name.toLocaleLowerCase().includes(wanted))
    .map(({ name, keys, run }) => ({ key: name, name, ...(keys ? { keys } : {}), onPick: run }));
  return (
    <Picker
      title={t.commands.title}
      placeholder={t.commands.placeholder}
      none={t.commands.none}
      search={search}
      onSearch={setSearch}
      picks={picks}
      onClose={onClose}
    />
  );
}

/** Makes a flow or miniApp and puts it on the canvas at once. */
function Create({
  creating,
  onClose,
  onMade,
}: {
  creating: Creating;
  onClose: () => void;
  onMade: (choice: Choice) => void;
}) {
  const name = creating.name.replaceAll(/\W+/g, "_").replaceAll(/^_+|_+$/g, "");
  if (creating.what === "flow") {
    return (
      <CreateFlow
        name={name}
        onClose={onClose}
        onCreated={({ component_id, name, input_fields, output_fields }) => {
          onClose();
          const make = {
            what: "flow" as const,
            id: component_id,
            name,
            inputs: input_fields,
            outputs: output_fields,
          };
          onMade({ key: component_id, name, hint: "", kind: "flow", icon: null, make });
        }}
      />
    );
  }
  return (
    <CreateMiniApp
      name={name}
      onClose={onClose}
      onCreated={(id) => {
        onClose();
        const { name, type } = parts(id);
        onMade({
          key: id,
          name,
          hint: "",
          kind: "ask",
          icon: null,
          make: { what: "miniapp", id, name, type },
        });
      }}
    />
  );
}

/** The way by which one came here: `app:1,flow:2`. */
function useCrumbs(from: string, kind: "app" | "flow"): Crumb[] {
  const { data: apps } = useApps();
  const { data: flows } = useFlows();
  return useMemo(() => {
    const way = from
      .split(",")
      .filter(Boolean)
      .map((part) => part.split(":") as [string, string]);
    const crumbs = way.map(([kind, id], at) => {
      const before = way.slice(0, at).map((part) => part.join(":"));
      const list = kind === "app" ? apps : flows;
      const place = kind === "app" ? "apps" : "flows";
      const query = before.length ? `?from=${encodeURIComponent(before.join(","))}` : "";
      return {
        name: list?.find((one) => one.id === id)?.name ?? "…",
        href: `/${place}/${id}/canvas${query}`,
      };
    });
    if (crumbs.length > 0) return crumbs;
    return kind === "app"
      ? [{ name: texts.common.nav.applications, href: "/apps" }]
      : [{ name: texts.common.nav.flows, href: "/flows" }];
  }, [from, kind, apps, flows]);
}
