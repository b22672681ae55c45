import { ArrowLeft, CircleAlert, CircleCheck, Play, Rocket, Square, TriangleAlert } from "lucide-react";
import { useMemo, useState } from "react";
import { Link } from "wouter";
import { useMay } from "../../api/access.ts";
import { useApp, useSwitchApp } from "../../api/apps.ts";
import {
  type CanvasErrors,
  type CanvasPair,
  useCanvasPairs,
  useDeploy,
  useStatus,
} from "../../api/deploy.ts";
import { useFlows } from "../../api/flows.ts";
import { type Change, changes, isEmpty } from "../../canvas/model/changes.ts";
import { type CanvasDocument, emptyDocument, nodesById, parse } from "../../canvas/model/document.ts";
import { titleOf } from "../../canvas/model/kinds.ts";
import { placed } from "../../canvas/model/layout.ts";
import { Page } from "../../shell/Page.tsx";
import { texts } from "../../texts/index.ts";
import { Badge, type Tone } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { Failed } from "../../ui/Failed.tsx";
import { Check } from "../../ui/Field.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { Moment } from "../../ui/Moment.tsx";
import { say } from "../../ui/toasts.tsx";
import styles from "./Deploy.module.css";
import { Difference } from "./Difference.tsx";
import { linesOf } from "./problems.ts";

const t = texts.deploy;
const TONES: Record<Change, Tone> = { added: "good", removed: "bad", changed: "warn", moved: "info" };

/** What would be deployed, what stops it, and whether it runs. */
export default function Deploy({ id }: { id: string }) {
  const app = useApp(id);
  const flows = useFlows();
  const status = useStatus(id);
  const pairs = useCanvasPairs(app.data, flows.data);
  const run = useDeploy(id);
  const switchApp = useSwitchApp();
  const may = useMay();
  const [all, setAll] = useState(false);
  if (app.isError) return <Failed failure={app.error} onRetry={app.refetch} />;
  if (!app.data) return <Loading />;
  const { name, group, deployed_at } = app.data;
  const now = status.data?.status ?? "";
  const mayDeploy = may(group, "Developer");
  const turn = (on: boolean) => switchApp.mutateAsync({ id, on }).catch(say.failed);
  const outcome = run.data;
  return (
    <Page
      title={t.of(name)}
      actions={
        <>
          <Link href={`/apps/${id}/canvas`} className={styles.back}>
            <ArrowLeft aria-hidden /> {t.toCanvas}
          </Link>
          {now === "started" && (
            <Button
              icon={<Square />}
              disabled={!mayDeploy}
              busy={switchApp.isPending}
              onClick={() => turn(false)}
            >
              {t.stop}
            </Button>
          )}
          {now === "stopped" && (
            <Button
              icon={<Play />}
              disabled={!mayDeploy}
              busy={switchApp.isPending}
              onClick={() => turn(true)}
            >
              {t.start}
            </Button>
          )}
          <Button
            look="primary"
            icon={<Rocket />}
            disabled={!mayDeploy}
            busy={run.isPending}
            onClick={() => run.mutate(all)}
          >
            {run.isPending ? t.deploying : t.button}
          </Button>
        </>
      }
    >
      <section className={styles.status}>
        <dl>
          <div>
            <dt>{t.status}</dt>
            <dd>
              <Badge
                tone={now === "started" ? "good" : now === "stopped" ? "warn" : "plain"}
                dot={!!deployed_at}
              >
                {texts.applications.status[now] ?? now}
              </Badge>
            </dd>
          </div>
          <div>
            <dt>{t.last}</dt>
            <dd>
              <Moment at={deployed_at} />
            </dd>
          </div>
        </dl>
        <p>{!deployed_at ? t.never : now === "stopped" ? t.stopped : t.running}</p>
        <Check label={t.all} checked={all} onChange={(event) => setAll(event.target.checked)} />
      </section>
      <div aria-live="polite">
        {run.isError && (
          <p className={styles.refused} role="alert">
            {run.error.message}
          </p>
        )}
        {outcome?.is === "done" && (
          <p className={styles.done}>
            <CircleCheck aria-hidden /> {t.done}
          </p>
        )}
        {outcome?.is === "refused" && (
          <Refused app={id} errors={outcome.errors} sentence={outcome.sentence} pairs={pairs.data ?? []} />
        )}
      </div>
      <section className={styles.changes}>
        <h2>{deployed_at ? t.changes.title : t.changes.first}</h2>
        {pairs.isError ? (
          <Failed failure={pairs.error} onRetry={pairs.refetch} />
        ) : pairs.data ? (
          <Pairs pairs={pairs.data} first={!deployed_at} />
        ) : (
          <Loading />
        )}
      </section>
    </Page>
  );
}

const documentOf = (value: unknown): CanvasDocument =>
  value === null ? emptyDocument : placed(parse(typeof value === "string" ? value : JSON.stringify(value)));

function Pairs({ pairs, first }: { pairs: CanvasPair[]; first: boolean }) {
  const all = useMemo(
    () =>
      pairs
        .map((pair) => ({ pair, found: changes(documentOf(pair.before), documentOf(pair.now)) }))
        .filter(({ found }) => !isEmpty(found)),
    [pairs],
  );
  if (all.length === 0) return <p className={styles.none}>{`${t.changes.none} ${t.changes.settings}`}</p>;
  return (
    <>
      {all.map(({ pair, found }) => {
        const counts = count([...found.nodes.values()]);
        const nodes = nodesById(found.together);
        return (
          <article key={pair.canvas_id} className={styles.canvas}>
            <header className={styles.head}>
              <h3>{pair.name}</h3>
              {!first && pair.before === null && <Badge tone="good">{t.changes.flowAdded}</Badge>}
              {pair.now === null && <Badge tone="bad">{t.changes.flowRemoved}</Badge>}
              {counts.map(([change, number]) => (
                <Badge key={change} tone={TONES[change]}>
                  {t.changes[change]} {number}
                </Badge>
              ))}
              {found.edges.size > 0 && <Badge>{t.changes.arrows(found.edges.size)}</Badge>}
            </header>
            <Difference changes={found} label={t.changes.picture(pair.name)} />
            <ul className={styles.list}>
              {[...found.nodes].map(([id, change]) => {
                const node = nodes.get(id);
                const parts = (found.details.get(id) ?? []).map((key) => t.changes.parts[key] ?? key);
                return (
                  <li key={id}>
                    <Badge tone={TONES[change]}>{t.changes[change]}</Badge>
                    <span dir="auto">{node ? titleOf(node) : id}</span>
                    {parts.length > 0 && <span className={styles.parts}>{parts.join(", ")}</span>}
                  </li>
                );
              })}
            </ul>
          </article>
        );
      })}
      <p className={styles.none}>{t.changes.settings}</p>
    </>
  );
}

function count(list: Change[]): [Change, number][] {
  const order: Change[] = ["added", "changed", "removed", "moved"];
  return order
    .map((change) => [change, list.filter((one) => one === change).length] as [Change, number])
    .filter(([, number]) => number > 0);
}

interface RefusedProps {
  app: string;
  sentence: string;
  errors: CanvasErrors[];
  pairs: CanvasPair[];
}

/** What stops it: each leads to its place. */
function Refused({ app, sentence, errors, pairs }: RefusedProps) {
  const { data: flows } = useFlows();
  const canvasOf = (id: string) => {
    const flow = flows?.find(({ canvas }) => canvas === id);
    return flow ? `/flows/${flow.id}/canvas?from=app:${app}` : `/apps/${app}/canvas?`;
  };
  const lines = useMemo(() => linesOf(errors, pairs), [errors, pairs]);
  return (
    <section className={styles.refused} role="alert">
      <h2>{t.refused}</h2>
      {errors.length === 0 && <p>{sentence}</p>}
      {errors.length > 0 && <p>{t.refusedHint}</p>}
      <ul className={styles.problems}>
        {lines.map(({ canvas, where, type, message, place }, at) => (
          <li key={at} data-type={type}>
            {type === "ERROR" ? <CircleAlert aria-hidden /> : <TriangleAlert aria-hidden />}
            <Link href={`${canvasOf(canvas)}&${place}`} dir="auto">
              {where.length > 0 && <strong>{where.join(" · ")}: </strong>}
              {message}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
