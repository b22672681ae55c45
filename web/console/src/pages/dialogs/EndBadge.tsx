import { texts } from "../../texts/index.ts";
import { Badge, type Tone } from "../../ui/Badge.tsx";
import { endOf } from "./filters.ts";

const TONES: Record<string, Tone> = {
  open: "accent",
  NEAR_HUP: "good",
  FAR_HUP: "plain",
  TRANSFER: "info",
  fail: "bad",
};

/** How a dialog ended, or that it has not yet. */
export function EndBadge({ dialog }: { dialog: { status: string; result: string; end_type: string } }) {
  const end = endOf(dialog);
  return (
    <Badge tone={TONES[end] ?? "plain"} dot={end === "open"}>
      {texts.dialogs.ends[end] ?? end}
    </Badge>
  );
}
