import { Page } from "../../shell/Page.tsx";
import { texts } from "../../texts/index.ts";

export default function MiniApps() {
  return <Page title={texts.miniapps.title}>{null}</Page>;
}
