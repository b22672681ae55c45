/** JavaScript with colours, and names that complete themselves. It lives in a shadow root: there its styles are sheets, which the page's
 * policy allows, and not elements, which it does not. */
import { autocompletion, type CompletionContext } from "@codemirror/autocomplete";
import { javascript } from "@codemirror/lang-javascript";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { type Diagnostic, lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { basicSetup } from "codemirror";
import { useEffect, useRef } from "react";
import styles from "./CodeEditor.module.css";
import { GLOBALS, PARAMS } from "./params.ts";

interface Props {
  value: string;
  onChange: (value: string) => void;
  label: string;
  readOnly?: boolean;
  /** Names of inputs, beside those that the platform gives. */
  inputs?: string[];
  /** Where it failed. */
  failure?: { message: string; line: number | null; column: number | null } | null;
}

const theme = EditorView.theme({
  "&": { backgroundColor: "transparent", color: "var(--text)", fontSize: "12.5px" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.55", minHeight: "120px", maxHeight: "420px" },
  ".cm-content": { caretColor: "var(--text)" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--text-3)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "light-dark(#4a4fd60d, #8a8ffb14)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "light-dark(#d5d6fb, #3a3d86)",
  },
  ".cm-matchingBracket": { backgroundColor: "var(--accent-soft)", outline: "1px solid var(--accent)" },
  ".cm-tooltip": {
    backgroundColor: "var(--raised)",
    border: "1px solid var(--line)",
    borderRadius: "7px",
    boxShadow: "var(--shadow-2)",
    overflow: "hidden",
  },
  ".cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--accent)",
    color: "var(--on-accent)",
  },
  ".cm-completionInfo": { padding: "6px 9px", maxWidth: "280px", fontFamily: "var(--font)" },
  ".cm-panels": { backgroundColor: "var(--sunken)", color: "var(--text)" },
});

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.controlKeyword, tags.operatorKeyword], color: "light-dark(#7a3fb0, #c9a2ff)" },
  { tag: [tags.string, tags.special(tags.string)], color: "light-dark(#1c6e43, #7fd6a4)" },
  { tag: [tags.number, tags.bool, tags.null], color: "light-dark(#a3460c, #ffb07a)" },
  { tag: tags.comment, color: "var(--text-3)", fontStyle: "italic" },
  {
    tag: [tags.function(tags.variableName), tags.function(tags.propertyName)],
    color: "light-dark(#1d5fa8, #86bdfb)",
  },
  { tag: [tags.propertyName, tags.definition(tags.variableName)], color: "light-dark(#3a3f9e, #b4b8ff)" },
  { tag: tags.regexp, color: "light-dark(#a8304f, #ff9bb2)" },
]);

function completion(inputs: () => string[]) {
  return (context: CompletionContext) => {
    const member = context.matchBefore(/params\.\w*/);
    if (member) {
      const own = inputs().map((label) => ({ label, type: "variable" }));
      const given = PARAMS.map(({ name, info }) => ({ label: name, info, type: "property" }));
      return { from: member.from + "params.".length, options: [...own, ...given], validFor: /^\w*$/ };
    }
    const word = context.matchBefore(/\w+/);
    if (!word && !context.explicit) return null;
    const options = GLOBALS.map(({ name, info, apply }) => ({ label: name, info, apply, type: "function" }));
    return { from: word?.from ?? context.pos, options, validFor: /^\w*$/ };
  };
}

export default function CodeEditor({
  value,
  onChange,
  label,
  readOnly = false,
  inputs = [],
  failure,
}: Props) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef({ onChange, inputs, value });
  latest.current = { onChange, inputs, value };

  useEffect(() => {
    const place = host.current;
    if (!place) return;
    const root = place.shadowRoot ?? place.attachShadow({ mode: "open" });
    const made = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          basicSetup,
          javascript(),
          theme,
          syntaxHighlighting(colours),
          lintGutter(),
          autocompletion({ override: [completion(() => latest.current.inputs)] }),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": label }),
          EditorState.readOnly.of(readOnly),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = made;
    return () => {
      made.destroy();
      view.current = null;
    };
  }, [label, readOnly]);

  // What was changed elsewhere is taken over; what was typed here is there already.
  useEffect(() => {
    const { current } = view;
    const now = current?.state.doc.toString();
    if (current && now !== undefined && now !== value) {
      current.dispatch({ changes: { from: 0, to: now.length, insert: value } });
    }
  }, [value]);

  useEffect(() => {
    const { current } = view;
    if (!current) return;
    const found: Diagnostic[] = [];
    if (failure?.line && failure.line <= current.state.doc.lines) {
      const line = current.state.doc.line(failure.line);
      const from = Math.min(line.from + Math.max(0, (failure.column ?? 1) - 1), line.to);
      found.push({ from, to: Math.max(from, line.to), severity: "error", message: failure.message });
    }
    current.dispatch(setDiagnostics(current.state, found));
  }, [failure]);

  return <div ref={host} className={styles.editor} />;
}
