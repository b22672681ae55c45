import { Page } from "../../shell/Page.tsx";
import { texts } from "../../texts/index.ts";

export default function Applications() {
  return <Page title={texts.applications.title}>{null}</Page>;
}
