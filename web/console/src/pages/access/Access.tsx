import { Page } from "../../shell/Page.tsx";
import { texts } from "../../texts/index.ts";

export default function Access() {
  return <Page title={texts.access.title}>{null}</Page>;
}
