import { useQuery } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { useRef, useState } from "react";
import { Failure } from "../../../api/client.ts";
import { type Uploaded, uploadUtterances } from "../../../api/miniapp.ts";
import { texts } from "../../../texts/index.ts";
import { Button } from "../../../ui/Button.tsx";
import { SelectField } from "../../../ui/Field.tsx";
import { FormDialog } from "../../../ui/FormDialog.tsx";
import { Loading } from "../../../ui/Loading.tsx";
import { say } from "../../../ui/toasts.tsx";
import styles from "./IntentsTab.module.css";

const t = texts.miniapp.intents.uploading;
type Mode = keyof typeof t.modes;

interface Props {
  /** The miniApp's id. */
  id: string;
  onDone: () => unknown;
  onClose: () => void;
}

/** A file with the utterances of many intents: what it would do is shown first. */
export function UploadUtterances({ id, onDone, onClose }: Props) {
  const [file, setFile] = useState<File | null>(null);
  const [mode, setMode] = useState<Mode>("add");
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const preview = useQuery({
    queryKey: ["utterances", id, file?.name, file?.size, file?.lastModified, mode],
    queryFn: () => uploadUtterances(id, file!, mode, true),
    enabled: file !== null,
    retry: false,
    gcTime: 0,
  });
  const submit = async () => {
    if (!file) return;
    setBusy(true);
    try {
      const { added } = await uploadUtterances(id, file, mode, false);
      await onDone();
      say.done(t.done(added));
      onClose();
    } catch (failure) {
      say.failed(failure);
      setBusy(false);
    }
  };
  return (
    <FormDialog
      title={t.title}
      submit={t.confirm}
      wide
      busy={busy}
      ready={preview.isSuccess}
      onSubmit={submit}
      onClose={onClose}
      intro={<p>{t.text}</p>}
    >
      <input
        ref={input}
        type="file"
        accept=".txt,.csv,.tsv,text/plain,text/csv"
        hidden
        onChange={(event) => setFile(event.target.files?.[0] ?? null)}
      />
      <div className={styles.chosen}>
        <Button icon={<FileUp />} onClick={() => input.current?.click()}>
          {t.choose}
        </Button>
        {file && <span>{file.name}</span>}
      </div>
      <SelectField
        label={t.mode}
        options={Object.entries(t.modes).map(([value, label]) => ({ value, label }))}
        value={mode}
        onChange={(event) => setMode(event.target.value as Mode)}
      />
      {file &&
        (preview.isFetching ? (
          <Loading />
        ) : preview.isError ? (
          <Refused failure={preview.error} />
        ) : (
          preview.data && <Preview would={preview.data} />
        ))}
    </FormDialog>
  );
}

function Preview({ would }: { would: Uploaded }) {
  return (
    <section className={styles.would} role="status">
      <h3>{t.would}</h3>
      <p>{t.counts(would.added, would.known)}</p>
      <p>{would.intents.map(({ name, added }) => `${name} +${added}`).join(", ")}</p>
    </section>
  );
}

/** What can't be read of it, line by line. */
function Refused({ failure }: { failure: unknown }) {
  const body = failure instanceof Failure ? (failure.body as { errors?: unknown } | null) : null;
  const lines = Array.isArray(body?.errors) ? (body.errors as { message: string }[]) : [];
  return (
    <div className={styles.refused} role="alert">
      {lines.length === 0 && <p>{failure instanceof Error ? failure.message : texts.common.failed}</p>}
      <ul>
        {lines.slice(0, 8).map(({ message }) => (
          <li key={message}>{message}</li>
        ))}
      </ul>
    </div>
  );
}
