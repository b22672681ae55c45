import { useQueryClient } from "@tanstack/react-query";
import { MoveRight, StickyNote } from "lucide-react";
import { useMemo, useState } from "react";
import { knownPrompt } from "../../api/prompts.ts";
import { type Reach, useReach } from "../../api/reach.ts";
import { texts } from "../../texts/index.ts";
import { Check } from "../../ui/Field.tsx";
import type { Actions } from "../actions.ts";
import { ICONS } from "../board/icons.tsx";
import { useEditor } from "../editor.ts";
import { findInModel } from "../model/across.ts";
import { nodesById } from "../model/document.ts";
import { find } from "../model/find.ts";
import { kindOf } from "../model/kinds.ts";
import { type Pick, Picker } from "./Picker.tsx";

const t = texts.canvas.find;

/** Finds what is on the canvas, or in all of the application; `initial` is what to look for at first. */
interface Props {
  /** The application that the canvas belongs to. */
  app: string | null;
  /** The way by which one came to this canvas. */
  here: string;
  actions: Actions;
  initial: string;
  onClose: () => void;
}

export function Find({ app, here, actions, initial, onClose }: Props) {
  const document = useEditor((editor) => editor.document);
  const queries = useQueryClient();
  const [search, setSearch] = useState(initial);
  const hits = useMemo(
    () => find(document, search, (component) => knownPrompt(queries, component)),
    [document, search, queries],
  );
  const [everywhere, setEverywhere] = useState(false);
  const canvas = useEditor((editor) => editor.canvasId);
  const reach = useReach(app, everywhere);
  const elsewhere = useMemo(
    () => (everywhere && reach.data ? beyond(reach.data, search, canvas, here) : []),
    [everywhere, reach.data, search, canvas, here],
  );
  const nodes = nodesById(document);
  const picks: Pick[] = hits.map((hit) => {
    const node = nodes.get(hit.id);
    return {
      key: `${hit.kind} ${hit.id}`,
      name: hit.title,
      hint: hit.where === hit.title ? hit.id : hit.where,
      icon:
        hit.kind === "edge" ? (
          <MoveRight />
        ) : hit.kind === "node" && node ? (
          ICONS[kindOf(node)]
        ) : (
          <StickyNote />
        ),
      onPick: () => {
        if (hit.kind === "drawn") actions.goToDrawn(hit.id);
        else actions.goTo(hit.kind === "edge" ? { edge: hit.id } : { node: hit.id });
      },
    };
  });
  const all = [
    ...picks,
    ...elsewhere.map(({ href, ...pick }) => ({ ...pick, onPick: () => actions.go(href) })),
  ];
  return (
    <Picker
      title={t.title}
      placeholder={t.placeholder}
      none={t.none}
      search={search}
      onSearch={setSearch}
      picks={all}
      count={search.trim() ? t.count(all.length) : ""}
      onClose={onClose}
    >
      {app && (
        <Check
          label={t.everywhere}
          checked={everywhere}
          onChange={(event) => setEverywhere(event.target.checked)}
        />
      )}
    </Picker>
  );
}

/** What else of the application has it: on its other canvases, and in its miniApps. */
function beyond(reach: Reach, search: string, canvas: string, here: string) {
  const wanted = search.trim().toLocaleLowerCase();
  if (!wanted) return [];
  const from = `from=${encodeURIComponent(here)}`;
  const canvases = reach.canvases
    .filter((one) => one.canvas !== canvas)
    .flatMap(({ kind, id, name, document }) =>
      find(document, search, () => undefined).map((hit) => ({
        key: `${id} ${hit.kind} ${hit.id}`,
        name: hit.title,
        hint: t.inside(name, hit.where),
        icon: hit.kind === "edge" ? <MoveRight /> : hit.kind === "drawn" ? <StickyNote /> : ICONS.flow,
        href: `/${kind}s/${id}/canvas?${from}${hit.kind === "drawn" ? "" : `&${hit.kind}=${encodeURIComponent(hit.id)}`}`,
      })),
    );
  const miniApps = reach.miniApps.flatMap(({ id, name, draft }) => {
    const text = findInModel(draft.model, wanted);
    if (text === undefined) return [];
    const href = `/miniapps/${encodeURIComponent(id)}?${from}`;
    return [{ key: id, name, hint: text.slice(0, 160), icon: ICONS.ask, href }];
  });
  return [...canvases, ...miniApps];
}
