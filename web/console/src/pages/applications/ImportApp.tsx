import { useQuery } from "@tanstack/react-query";
import { FileArchive } from "lucide-react";
import { useRef, useState } from "react";
import { type Imported, importApp, useImportApp } from "../../api/apps.ts";
import { Failure } from "../../api/client.ts";
import { texts } from "../../texts/index.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { TextField } from "../../ui/Field.tsx";
import { GroupField, rememberGroup, useUsualGroup } from "../../ui/GroupField.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { say } from "../../ui/toasts.tsx";
import styles from "./Applications.module.css";

const t = texts.applications.importing;

/** Import in two steps: see what it would do, then do it. */
export function ImportApp({ file: dropped, onClose }: { file: File | null; onClose: () => void }) {
  const [file, setFile] = useState(dropped);
  const [name, setName] = useState("");
  const usual = useUsualGroup("Maintainer");
  const [group, setGroup] = useState(usual);
  const input = useRef<HTMLInputElement>(null);
  const run = useImportApp();
  const preview = useQuery({
    queryKey: ["import", file?.name, file?.size, file?.lastModified, group, name],
    queryFn: () => importApp({ file: file!, group, name, dry: true }),
    enabled: file !== null && group !== "",
    retry: false,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });

  const confirm = async () => {
    if (!file) return;
    try {
      const app = await run.mutateAsync({ file, group, name });
      rememberGroup(group);
      say.done(t.done(app.name));
      onClose();
    } catch {
      // It stands in the dialog.
    }
  };

  return (
    <Dialog
      title={t.title}
      wide
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{texts.common.cancel}</Button>
          <Button look="primary" disabled={!preview.isSuccess} busy={run.isPending} onClick={confirm}>
            {t.confirm}
          </Button>
        </>
      }
    >
      <input
        ref={input}
        type="file"
        accept=".zip,application/zip"
        hidden
        onChange={(event) => setFile(event.target.files?.[0] ?? null)}
      />
      {!group ? (
        <p>{t.noGroup}</p>
      ) : !file ? (
        <div className={styles.choose}>
          <FileArchive aria-hidden />
          <p>{t.text}</p>
          <Button look="primary" onClick={() => input.current?.click()}>
            {t.choose}
          </Button>
        </div>
      ) : (
        <>
          <p>{t.chosen(file.name)}</p>
          <div className={styles.row}>
            <GroupField value={group} onChange={setGroup} atLeast="Maintainer" />
            <TextField
              label={t.otherName}
              optional
              value={name}
              onChange={(event) => setName(event.target.value)}
              spellCheck={false}
            />
          </div>
          {preview.isFetching ? (
            <Loading />
          ) : preview.isError || run.isError ? (
            <Refused failure={run.error ?? preview.error} />
          ) : preview.data ? (
            <Preview name={preview.data.name} group={group} imported={preview.data.imported} />
          ) : null}
        </>
      )}
    </Dialog>
  );
}

function Preview({ name, group, imported }: { name: string; group: string; imported: Imported }) {
  const parts = [
    { label: t.flows, outcome: imported.flows },
    { label: t.miniapps, outcome: imported.miniapps },
    { label: t.variables, outcome: imported.variables },
  ].flatMap(({ label, outcome }) => [
    { label: t.created(label), names: outcome.created },
    { label: t.reused(label), names: outcome.reused },
    { label: t.kept(label), names: outcome.kept },
  ]);
  const all = [...parts, { label: t.toFill, names: imported.to_fill }].filter(
    ({ names }) => names.length > 0,
  );
  return (
    <section className={styles.outcome} aria-live="polite">
      <h3>{t.would}</h3>
      <p>{t.app(name, group)}</p>
      <dl>
        {all.map(({ label, names }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{names.join(", ")}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Why it can't be: a sentence, and the names of what stands in its way. */
function Refused({ failure }: { failure: unknown }) {
  const existing = failure instanceof Failure ? existingIn(failure.body) : [];
  return (
    <div className={styles.refused} role="alert">
      <p>{failure instanceof Error ? failure.message : texts.common.failed}</p>
      {existing.length > 0 && (
        <>
          <ul>
            {existing.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
          <p>{t.differsText}</p>
        </>
      )}
    </div>
  );
}

function existingIn(body: unknown): string[] {
  const existing = (body as { existing?: unknown } | null)?.existing;
  if (!existing || typeof existing !== "object") return [];
  const lists = Array.isArray(existing) ? [existing] : Object.values(existing);
  return lists
    .flatMap((list) => (Array.isArray(list) ? list : [list]))
    .map((one) => {
      const name = (one as { name?: unknown } | null)?.name;
      return String(name ?? one);
    });
}
