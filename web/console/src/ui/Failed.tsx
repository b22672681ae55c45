import { CloudOff } from "lucide-react";
import { Failure } from "../api/client.ts";
import { NotFound } from "../shell/NotFound.tsx";
import { texts } from "../texts/index.ts";
import { Button } from "./Button.tsx";
import { Empty } from "./Empty.tsx";

/** In place of what could not be read. */
export function Failed({ failure, onRetry }: { failure: unknown; onRetry: () => unknown }) {
  if (failure instanceof Failure && failure.status === 404) return <NotFound />;
  return (
    <Empty
      icon={<CloudOff />}
      title={failure instanceof Error ? failure.message : texts.common.failed}
      actions={<Button onClick={() => void onRetry()}>{texts.common.retry}</Button>}
    />
  );
}
