import { Page } from "../../shell/Page.tsx";
import { texts } from "../../texts/index.ts";

export default function MiniApp(_: { id: string }) {
  return <Page title={texts.miniapps.title}>{null}</Page>;
}
