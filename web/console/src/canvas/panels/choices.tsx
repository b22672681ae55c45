/** What can be put on a canvas: builtins, flows, miniApps, notes and groups, as the palette and the quick menu list it. */
import { SquareDashed, StickyNote } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { useFlows } from "../../api/flows.ts";
import { useMiniApps } from "../../api/miniapps.ts";
import { texts } from "../../texts/index.ts";
import { finds } from "../../ui/Search.tsx";
import { ICONS } from "../board/icons.tsx";
import { type Kind, kindOfMiniApp } from "../model/kinds.ts";
import type { Make } from "../model/make.ts";

const t = texts.canvas;

export interface Choice {
  key: string;
  name: string;
  hint: string;
  kind: Kind | "note" | "group";
  icon: ReactNode;
  /** `null`: a note or a group. */
  make: Make | null;
}

export interface Section {
  key: "control" | "drawing" | "flows" | "miniapps";
  title: string;
  choices: Choice[];
}

const CONTROL: Kind[] = ["condition", "set", "transfer", "exit"];

const control: Choice[] = CONTROL.map((kind) => ({
  key: kind,
  name: t.kinds[kind],
  hint: t.kindHints[kind] ?? "",
  kind,
  icon: ICONS[kind],
  make: { what: "builtin", kind, name: t.kinds[kind] },
}));

const drawing: Choice[] = [
  { key: "note", name: t.note, hint: t.kindHints.note ?? "", kind: "note", icon: <StickyNote />, make: null },
  {
    key: "group",
    name: t.group,
    hint: t.kindHints.group ?? "",
    kind: "group",
    icon: <SquareDashed />,
    make: null,
  },
];

/** All choices that fit a search. `self` is the flow that is drawn: it can't stand on its own canvas. */
export function useChoices(search: string, self: string | null): Section[] {
  const { data: flows } = useFlows();
  const { data: miniApps } = useMiniApps();
  return useMemo(() => {
    const all: Section[] = [
      { key: "control", title: t.palette.control, choices: control },
      {
        key: "miniapps",
        title: t.palette.miniapps,
        choices: (miniApps ?? []).map(({ id, name, type, domain, group }) => ({
          key: id,
          name,
          hint: `${domain ?? type} · ${group}`,
          kind: kindOfMiniApp(type),
          icon: ICONS[kindOfMiniApp(type)],
          make: { what: "miniapp", id, name, type, domain: domain ?? null },
        })),
      },
      {
        key: "flows",
        title: t.palette.flows,
        choices: (flows ?? [])
          .filter(({ component_id }) => component_id !== self)
          .map(({ component_id, name, group, input_fields, output_fields }) => ({
            key: component_id,
            name,
            hint: group,
            kind: "flow",
            icon: ICONS.flow,
            make: { what: "flow", id: component_id, name, inputs: input_fields, outputs: output_fields },
          })),
      },
      { key: "drawing", title: t.palette.drawing, choices: drawing },
    ];
    return all.map((section) => ({
      ...section,
      choices: section.choices.filter(({ name, hint }) => finds(search, name, hint)),
    }));
  }, [flows, miniApps, search, self]);
}
