import { useQuery } from "@tanstack/react-query";
import { FileArchive } from "lucide-react";
import { useRef, useState } from "react";
import { useLocation } from "wouter";
import { importZip, type Kind, useImport } from "../../api/transfer.ts";
import { texts } from "../../texts/index.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { TextField } from "../../ui/Field.tsx";
import { GroupField, rememberGroup, useUsualGroup } from "../../ui/GroupField.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { say } from "../../ui/toasts.tsx";
import { bringsNothing, Preview, Refused } from "./Preview.tsx";
import styles from "./Transfer.module.css";

const t = texts.transfer;

/** Where the list is that shows it afterwards. */
const LISTS: Record<Kind, string> = { app: "/apps", flow: "/flows", miniapp: "/miniapps" };

/** Import in two steps: see what it would do, then do it. */
export function ImportDialog({ file: dropped, onClose }: { file: File | null; onClose: () => void }) {
  const [file, setFile] = useState(dropped);
  const [name, setName] = useState("");
  const usual = useUsualGroup("Maintainer");
  const [group, setGroup] = useState(usual);
  const [here, go] = useLocation();
  const input = useRef<HTMLInputElement>(null);
  const run = useImport();
  const preview = useQuery({
    queryKey: ["import", file?.name, file?.size, file?.lastModified, group, name],
    queryFn: () => importZip({ file: file!, group, name, dry: true }),
    enabled: file !== null && group !== "",
    retry: false,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });

  const confirm = async () => {
    if (!file) return;
    try {
      const { kind, name: made } = await run.mutateAsync({ file, group, name });
      rememberGroup(group);
      say.done(t.done(kind, made));
      onClose();
      if (LISTS[kind] !== here) go(LISTS[kind]);
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
          <Button
            look="primary"
            disabled={!preview.data || bringsNothing(preview.data)}
            busy={run.isPending}
            onClick={confirm}
          >
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
            <Preview told={preview.data} group={group} />
          ) : null}
        </>
      )}
    </Dialog>
  );
}
