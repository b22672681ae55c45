import { Page } from "../../shell/Page.tsx";
import { texts } from "../../texts/index.ts";

export default function Deploy(_: { id: string }) {
  return <Page title={texts.deploy.title}>{null}</Page>;
}
