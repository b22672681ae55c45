import { useSearchParams } from "wouter";
import { useMe } from "../../api/access.ts";
import { Page } from "../../shell/Page.tsx";
import { texts } from "../../texts/index.ts";
import { Loading } from "../../ui/Loading.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import styles from "./Access.module.css";
import { AppTokens } from "./AppTokens.tsx";
import { Groups } from "./Groups.tsx";
import { People } from "./People.tsx";
import { PersonalTokens } from "./PersonalTokens.tsx";

const t = texts.access;

type Part = keyof typeof t.tabs;

/** Who may do what, and the tokens of programs and pages. */
export default function Access() {
  const { data: me } = useMe();
  const [parameters, setParameters] = useSearchParams();
  if (!me) return <Loading />;
  const parts = (Object.keys(t.tabs) as Part[]).filter((part) => part !== "people" || me.org_admin);
  const chosen = parts.find((part) => part === parameters.get("part")) ?? "groups";
  return (
    <Page title={t.title}>
      <div className={styles.bar}>
        <Tabs
          label={t.parts}
          tabs={parts.map((key) => ({ key, label: t.tabs[key] }))}
          chosen={chosen}
          onChoose={(part) => setParameters({ part }, { replace: true })}
          panel="access-panel"
        />
      </div>
      <div role="tabpanel" id="access-panel" aria-label={t.tabs[chosen]} className={styles.panel}>
        {chosen === "groups" && <Groups />}
        {chosen === "people" && <People />}
        {chosen === "personal" && <PersonalTokens />}
        {chosen === "apps" && <AppTokens />}
      </div>
    </Page>
  );
}
