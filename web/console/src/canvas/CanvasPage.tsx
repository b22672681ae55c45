import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ReactFlowProvider } from "@xyflow/react";
import { useEffect, useState } from "react";
import { useMay } from "../api/access.ts";
import { useApp } from "../api/apps.ts";
import { readCanvas } from "../api/canvases.ts";
import { useFlow } from "../api/flows.ts";
import { texts } from "../texts/index.ts";
import { Failed } from "../ui/Failed.tsx";
import { Loading } from "../ui/Loading.tsx";
import { say } from "../ui/toasts.tsx";
import { createEditor, EditorContext, type EditorStore } from "./editor.ts";
import { useUnsent } from "./inspector/useSetting.ts";
import { nameOfPlace } from "./model/describe.ts";
import { placed } from "./model/layout.ts";
import { autosave, open } from "./saving.ts";
import { Workbench } from "./Workbench.tsx";

/** The canvas of an application or a flow, to look at and to draw on. */
export default function CanvasPage({ kind, id }: { kind: "app" | "flow"; id: string }) {
  const app = useApp(kind === "app" ? id : "");
  const flow = useFlow(kind === "flow" ? id : "");
  const owner = kind === "app" ? app : flow;
  const may = useMay();
  const queries = useQueryClient();
  const canvasId = owner.data?.canvas;
  const kept = useQuery({
    queryKey: ["canvases", canvasId, "document"],
    queryFn: () => readCanvas(canvasId!),
    enabled: canvasId !== undefined,
    // Read once; from then on the editor knows better.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const readOnly = owner.data ? !may(owner.data.group, "Developer") : true;
  useUnsent({ kind, id }, readOnly);
  const [store, setStore] = useState<EditorStore | null>(null);

  useEffect(() => {
    if (!kept.data || !canvasId) return;
    const { saved, document } = open(canvasId, kept.data);
    const editor = createEditor(canvasId, saved, kept.data.etag, readOnly);
    const shown = placed(document);
    // Places that nobody chose are no change; they are kept with the first one that is.
    editor.setState(
      document === saved ? { document: shown, saved: shown, sent: shown } : { document: shown },
    );
    setStore(editor);
    if (import.meta.env.DEV || "batonTest" in window) Object.assign(window, { batonEditor: editor });
    const stop = autosave(editor, {
      onMerged: (conflicts) => {
        const now = editor.getState().document;
        const places = [...new Set(conflicts.map((path) => nameOfPlace(now, path)))].slice(0, 3).join(", ");
        say.done(conflicts.length ? texts.canvas.mergedOver(places) : texts.canvas.merged);
      },
    });
    return () => {
      stop();
      void queries.invalidateQueries({ queryKey: ["apps"] });
      void queries.invalidateQueries({ queryKey: ["uses"] });
    };
  }, [kept.data, canvasId, readOnly, queries]);

  if (owner.isError) return <Failed failure={owner.error} onRetry={owner.refetch} />;
  if (kept.isError) return <Failed failure={kept.error} onRetry={kept.refetch} />;
  if (!store || !owner.data) return <Loading />;
  return (
    <EditorContext value={store}>
      <ReactFlowProvider>
        <Workbench owner={{ kind, ...owner.data }} />
      </ReactFlowProvider>
    </EditorContext>
  );
}
