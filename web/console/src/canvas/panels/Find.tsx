import { useQueryClient } from "@tanstack/react-query";
import { MoveRight, StickyNote } from "lucide-react";
import { useMemo, useState } from "react";
import { knownPrompt } from "../../api/prompts.ts";
import { texts } from "../../texts/index.ts";
import type { Actions } from "../actions.ts";
import { ICONS } from "../board/icons.tsx";
import { useEditor } from "../editor.ts";
import { nodesById } from "../model/document.ts";
import { find } from "../model/find.ts";
import { kindOf } from "../model/kinds.ts";
import { Picker } from "./Picker.tsx";

const t = texts.canvas.find;

/** Finds what is on the canvas; `initial` is what to look for at first. */
export function Find({
  actions,
  initial,
  onClose,
}: {
  actions: Actions;
  initial: string;
  onClose: () => void;
}) {
  const document = useEditor((editor) => editor.document);
  const queries = useQueryClient();
  const [search, setSearch] = useState(initial);
  const hits = useMemo(
    () => find(document, search, (component) => knownPrompt(queries, component)),
    [document, search, queries],
  );
  const nodes = nodesById(document);
  const picks = hits.map((hit) => {
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
  return (
    <Picker
      title={t.title}
      placeholder={t.placeholder}
      none={t.none}
      search={search}
      onSearch={setSearch}
      picks={picks}
      count={search.trim() ? t.count(picks.length) : ""}
      onClose={onClose}
    />
  );
}
