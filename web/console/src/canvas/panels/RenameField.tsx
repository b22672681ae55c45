import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useReach } from "../../api/reach.ts";
import { texts } from "../../texts/index.ts";
import { SelectField, TextField } from "../../ui/Field.tsx";
import { FormDialog } from "../../ui/FormDialog.tsx";
import { say } from "../../ui/toasts.tsx";
import { useEditor } from "../editor.ts";
import { renameAcross } from "../model/across.ts";
import { edgeUses, fieldsIn, nodeUses, renameField } from "../model/fields.ts";
import { type Place, placesOf } from "../renaming.ts";
import styles from "./RenameField.module.css";

const t = texts.canvas.rename;

interface Props {
  /** The application that the canvas belongs to. */
  app: string | null;
  onClose: () => void;
}

/** One field under another name wherever it stands: on this canvas, or in all that the application is made of. */
export function RenameField({ app, onClose }: Props) {
  const queries = useQueryClient();
  const document = useEditor((editor) => editor.document);
  const canvas = useEditor((editor) => editor.canvasId);
  const saved = useEditor((editor) => editor.saving.is === "saved");
  const edit = useEditor((editor) => editor.edit);
  const [everywhere, setEverywhere] = useState(false);
  const names = useMemo(() => fieldsIn(document), [document]);
  const [from, setFrom] = useState(names[0] ?? "");
  const [to, setTo] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const wanted = to.trim();
  const reach = useReach(app, everywhere && saved);
  const places = useQuery({
    queryKey: ["reach", app, "places", from, wanted, reach.dataUpdatedAt],
    queryFn: () => placesOf(reach.data!, from, wanted, canvas),
    enabled: reach.data !== undefined && wanted !== "" && wanted !== from,
  });
  const here =
    document.content.nodes.filter((node) => nodeUses(node, from)).length +
    document.content.edges.filter((edge) => edgeUses(edge, from)).length;

  const rename = async () => {
    const label = texts.canvas.edits.rename(from, wanted);
    if (!everywhere) {
      edit(label, renameField(from, wanted));
      say.done(t.done(here, wanted));
      return;
    }
    const flows = reach.data?.canvases.filter(({ kind }) => kind === "flow") ?? [];
    edit(label, renameAcross(from, wanted, new Set(flows.map(({ component }) => component))));
    const all = places.data ?? [];
    for (const place of all) {
      await place.rename?.().catch((failure: unknown) => {
        throw new Error(t.partly(place.name) + (failure instanceof Error ? failure.message : ""));
      });
    }
    say.done(
      t.done(
        all.reduce((sum, { count }) => sum + count, 0),
        wanted,
      ),
    );
  };

  return (
    <FormDialog
      title={t.title}
      submit={t.confirm}
      busy={busy}
      ready={wanted !== "" && from !== "" && wanted !== from && (!everywhere || places.data !== undefined)}
      onClose={onClose}
      onSubmit={() => {
        setBusy(true);
        return rename()
          .then(onClose, (failure: Error) => setError(failure.message))
          .finally(() => {
            setBusy(false);
            // What is open here knows already.
            void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[2] !== "document" });
          });
      }}
    >
      <SelectField
        label={t.from}
        options={names}
        value={from}
        onChange={(event) => setFrom(event.target.value)}
      />
      <TextField
        label={t.to}
        hint={names.includes(wanted) && wanted !== from ? t.taken : undefined}
        error={error || undefined}
        value={to}
        spellCheck={false}
        autoFocus
        onChange={(event) => setTo(event.target.value)}
      />
      {app && (
        <SelectField
          label={t.where}
          hint={everywhere ? t.everywhereHint : undefined}
          options={[
            { value: "here", label: t.here },
            { value: "everywhere", label: t.everywhere },
          ]}
          value={everywhere ? "everywhere" : "here"}
          onChange={(event) => setEverywhere(event.target.value === "everywhere")}
        />
      )}
      {everywhere && wanted && wanted !== from && <Places places={places.data} />}
    </FormDialog>
  );
}

function Places({ places }: { places: Place[] | undefined }) {
  if (!places) return <p role="status">{t.looking}</p>;
  if (places.length === 0) return <p role="status">{t.nowhere}</p>;
  return (
    <section className={styles.places} aria-label={t.places} role="status">
      <h3>{t.places}</h3>
      <ul>
        {places.map(({ name, what, count }) => (
          <li key={`${what} ${name}`}>{t.place(name, t.what[what], count)}</li>
        ))}
      </ul>
      <p>{t.shared}</p>
    </section>
  );
}
