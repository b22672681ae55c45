import { type App, useDeleteApp } from "../../api/apps.ts";
import { texts } from "../../texts/index.ts";
import { ConfirmDelete } from "../../ui/ConfirmDelete.tsx";
import { say } from "../../ui/toasts.tsx";

const t = texts.applications;

export function DeleteApp({ app, onClose }: { app: App; onClose: () => void }) {
  const remove = useDeleteApp();
  return (
    <ConfirmDelete
      title={t.deleteTitle}
      name={app.name}
      onConfirm={async () => {
        await remove.mutateAsync(app.id);
        say.done(t.deleted(app.name));
      }}
      onClose={onClose}
    >
      {t.deleteText(app.name)}
    </ConfirmDelete>
  );
}
