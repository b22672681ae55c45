import { createContext, useContext } from "react";
import type { Wrong } from "../../../api/miniapp.ts";
import { texts } from "../../../texts/index.ts";
import { at, dotted, type Json, type Path } from "./paths.ts";

/** What every form of the editor knows. */
export interface Editor {
  model: Json;
  change: (path: Path, value: Json | undefined) => void;
  wrong: Wrong[];
  /** Places that lack their name: until they have it nothing is sent. */
  unnamed: Path[];
  readOnly: boolean;
  /** All languages of the miniApp. */
  languages: string[];
  /** Those whose texts are shown side by side. */
  shown: string[];
  /** Data models that prompts can be linked to. */
  dataModels: string[];
}

export const EditorContext = createContext<Editor | null>(null);

export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (!editor) throw new Error("a form stands outside of an editor");
  return editor;
}

/** A value of the model, and how to change it. */
export function useValue(path: Path): [Json | undefined, (value: Json | undefined) => void] {
  const { model, change } = useEditor();
  return [at(model, path), (value) => change(path, value)];
}

/** What to do at a place that lacks its name. */
export function useUnnamed(path: Path): string | undefined {
  const place = dotted(path);
  const lacks = useEditor().unnamed.some((one) => dotted(one) === place);
  return lacks ? texts.miniapp.unnamed(String(path.at(-1))).hint : undefined;
}

/** What the server can't read at a place. */
export function useWrong(path: Path): string | undefined {
  const place = dotted(path);
  return useEditor().wrong.find((one) => one.path === place)?.message;
}
