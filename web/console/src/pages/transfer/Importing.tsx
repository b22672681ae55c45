import { Upload } from "lucide-react";
import { type ReactNode, useState } from "react";
import { texts } from "../../texts/index.ts";
import { Button } from "../../ui/Button.tsx";
import { DropZone } from "./DropZone.tsx";
import { ImportDialog } from "./ImportDialog.tsx";

interface Props {
  /** What the page is called. */
  label: string;
  /** The page, given the button that imports. */
  children: (button: ReactNode) => ReactNode;
}

/** A page with a list that takes ZIPs: by its button, or dropped anywhere on it. */
export function Importing({ label, children }: Props) {
  const [open, setOpen] = useState<{ file: File | null } | null>(null);
  const button = (
    <Button icon={<Upload />} onClick={() => setOpen({ file: null })}>
      {texts.transfer.import}
    </Button>
  );
  return (
    <DropZone label={label} onFile={(file) => setOpen({ file })}>
      {children(button)}
      {open && <ImportDialog file={open.file} onClose={() => setOpen(null)} />}
    </DropZone>
  );
}
