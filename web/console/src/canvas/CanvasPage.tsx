import { Page } from "../shell/Page.tsx";
import { texts } from "../texts/index.ts";

export default function CanvasPage(_: { kind: "app" | "flow"; id: string }) {
  return <Page title={texts.canvas.title}>{null}</Page>;
}
