import { Page } from "../../shell/Page.tsx";
import { texts } from "../../texts/index.ts";

export default function Flows() {
  return <Page title={texts.flows.title}>{null}</Page>;
}
