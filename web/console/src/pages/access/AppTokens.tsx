import { AppWindow, ExternalLink, Eye, EyeOff, RefreshCw } from "lucide-react";
import { useState } from "react";
import { Link, useSearchParams } from "wouter";
import { useMay } from "../../api/access.ts";
import { useApps } from "../../api/apps.ts";
import { useRotateToken, useWebChat } from "../../api/people.ts";
import { texts } from "../../texts/index.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Empty } from "../../ui/Empty.tsx";
import { Failed } from "../../ui/Failed.tsx";
import { SelectField } from "../../ui/Field.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { say } from "../../ui/toasts.tsx";
import styles from "./Access.module.css";
import { embedCode } from "./embed.ts";
import { CopyButton } from "./Secret.tsx";

const t = texts.access.apps;

type Kind = "live" | "deployed";

/** The tokens of an application, and the code that puts its chat on a page. */
export function AppTokens() {
  const apps = useApps();
  const [parameters, setParameters] = useSearchParams();
  const list = [...(apps.data ?? [])].sort((one, other) => one.name.localeCompare(other.name));
  const app = list.find((one) => one.id === parameters.get("app")) ?? list[0];
  const chat = useWebChat(app?.id ?? "");
  const may = useMay();
  if (apps.isError) return <Failed failure={apps.error} onRetry={apps.refetch} />;
  if (!apps.data) return <Loading />;
  if (!app) {
    return (
      <Empty
        icon={<AppWindow />}
        title={t.empty.title}
        actions={<Link href="/apps">{texts.common.nav.applications}</Link>}
      >
        {t.empty.text}
      </Empty>
    );
  }
  const rotates = may(app.group, "Maintainer");
  const token = chat.data?.deployed_token ?? chat.data?.live_token ?? "";
  return (
    <div className={styles.apps}>
      <div className={styles.short}>
        <SelectField
          label={t.app}
          hint={t.text}
          options={list.map((one) => ({ value: one.id, label: `${one.name} · ${one.group}` }))}
          value={app.id}
          onChange={(event) => setParameters({ part: "apps", app: event.target.value }, { replace: true })}
        />
      </div>
      {chat.data && (
        <>
          <Token app={app.id} kind="deployed" token={chat.data.deployed_token} rotates={rotates} />
          <Token app={app.id} kind="live" token={chat.data.live_token} rotates={rotates} />
          <section className={styles.block} aria-label={t.embed}>
            <header>
              <div>
                <h2>{t.embed}</h2>
                <p className={styles.hint}>{t.embedText}</p>
              </div>
              <a href={`/widget/#token=${token}`} target="_blank" rel="noreferrer" className={styles.demo}>
                {t.demo} <ExternalLink aria-hidden />
              </a>
              <CopyButton text={embedCode(chat.data.chat_url, token)} />
            </header>
            <pre className={styles.code} tabIndex={0}>
              {embedCode(chat.data.chat_url, token)}
            </pre>
          </section>
        </>
      )}
    </div>
  );
}

interface TokenProps {
  app: string;
  kind: Kind;
  token: string | null;
  rotates: boolean;
}

function Token({ app, kind, token, rotates }: TokenProps) {
  const [shown, setShown] = useState(false);
  const [asking, setAsking] = useState(false);
  const rotate = useRotateToken();
  const name = kind === "live" ? t.live : t.deployed;
  const confirm = () =>
    rotate.mutateAsync({ app, kind }).then(() => {
      say.done(t.rotated);
      setAsking(false);
    }, say.failed);
  return (
    <section className={styles.block} aria-label={name}>
      <header>
        <div>
          <h2>{name}</h2>
          <p className={styles.hint}>{kind === "live" ? t.liveText : t.deployedText}</p>
        </div>
        {token && (
          <Button
            icon={<RefreshCw />}
            disabled={!rotates}
            title={rotates ? undefined : t.maintainersOnly}
            onClick={() => setAsking(true)}
          >
            {t.rotate}
          </Button>
        )}
      </header>
      {token ? (
        <div className={styles.secret}>
          <input
            readOnly
            aria-label={name}
            type={shown ? "text" : "password"}
            autoComplete="off"
            value={token}
            onFocus={(event) => shown && event.target.select()}
          />
          <IconButton label={`${shown ? t.hide : t.show}: ${name}`} onClick={() => setShown(!shown)}>
            {shown ? <EyeOff /> : <Eye />}
          </IconButton>
          <CopyButton text={token} />
        </div>
      ) : (
        <p className={styles.missing}>
          {t.notDeployed} <Link href={`/apps/${app}/deploy`}>{t.toDeploy}</Link>
        </p>
      )}
      {asking && (
        <Dialog
          title={t.rotateTitle(name.toLowerCase())}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>{texts.common.cancel}</Button>
              <Button look="danger" busy={rotate.isPending} onClick={confirm}>
                {t.rotate}
              </Button>
            </>
          }
        >
          <p>{t.rotateText}</p>
        </Dialog>
      )}
    </section>
  );
}
