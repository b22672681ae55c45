import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { Link } from "wouter";
import type { App } from "../../api/apps.ts";
import { readCanvas } from "../../api/canvases.ts";
import { useFlows } from "../../api/flows.ts";
import { CanvasView } from "../../canvas/board/CanvasView.tsx";
import type { Mark } from "../../canvas/editor.ts";
import { type CanvasDocument, parse } from "../../canvas/model/document.ts";
import { titleOf } from "../../canvas/model/kinds.ts";
import { placed } from "../../canvas/model/layout.ts";
import { inOrder } from "../../canvas/model/order.ts";
import { Bars } from "../../charts/Bars.tsx";
import { percent } from "../../charts/numbers.ts";
import { texts } from "../../texts/index.ts";
import { Failed } from "../../ui/Failed.tsx";
import { Select } from "../../ui/Field.tsx";
import { Loading } from "../../ui/Loading.tsx";
import styles from "./Overview.module.css";

const t = texts.overview.funnel;

interface Props {
  app: App;
  /** How many dialogs reached each node, by component and node. */
  reached: Map<string, Map<string, number>>;
}

/** A canvas with how many dialogs reached each of its blocks. */
export default function Funnel({ app, reached }: Props) {
  const { data: flows } = useFlows();
  const choices = useMemo(
    () => [
      { component: app.component_id, name: app.name, canvas: app.canvas, href: `/apps/${app.id}/canvas` },
      ...(flows ?? [])
        .filter(({ component_id }) => reached.has(component_id))
        .map(({ component_id, name, canvas, id }) => ({
          component: component_id,
          name,
          canvas,
          href: `/flows/${id}/canvas?from=app:${app.id}`,
        })),
    ],
    [app, flows, reached],
  );
  const [chosen, setChosen] = useState("");
  const shown = choices.find(({ component }) => component === chosen) ?? choices[0]!;
  const kept = useQuery({
    queryKey: ["canvases", shown.canvas, "shown"],
    queryFn: async () => placed(parse((await readCanvas(shown.canvas)).text)),
  });
  return (
    <section className={styles.part} aria-labelledby="funnel">
      <header className={styles.head}>
        <h2 id="funnel">{t.title}</h2>
        {choices.length > 1 && (
          <Select
            aria-label={t.canvas}
            className={styles.select}
            options={choices.map(({ component, name }) => ({ value: component, label: name }))}
            value={shown.component}
            onChange={(event) => setChosen(event.target.value)}
          />
        )}
        <Link href={shown.href}>{texts.dialogs.one.openFlow}</Link>
      </header>
      {kept.isError ? (
        <Failed failure={kept.error} onRetry={kept.refetch} />
      ) : kept.data ? (
        <Drawn
          key={shown.component}
          id={shown.component}
          name={shown.name}
          document={kept.data}
          counts={reached.get(shown.component) ?? new Map()}
        />
      ) : (
        <Loading />
      )}
    </section>
  );
}

interface DrawnProps {
  id: string;
  name: string;
  document: CanvasDocument;
  counts: Map<string, number>;
}

function Drawn({ id, name, document, counts }: DrawnProps) {
  const [look, setLook] = useState<{ node: string } | null>(null);
  const order = useMemo(() => inOrder(document), [document]);
  const most = Math.max(0, ...order.map(({ node }) => counts.get(node.node_id) ?? 0));
  const first = order.find(({ node, root }) => root && counts.get(node.node_id))?.node ?? order[0]?.node;
  const whole = (first && counts.get(first.node_id)) || most;
  const marks = useMemo(() => {
    const all = order.map(({ node }): [string, Mark] => {
      const count = counts.get(node.node_id) ?? 0;
      const share = percent(count, whole);
      const text = `${count.toLocaleString("en-GB")} · ${share}`;
      return [
        node.node_id,
        {
          text,
          title: t.of(count.toLocaleString("en-GB"), share),
          share: whole ? Math.min(1, count / whole) : 0,
        },
      ];
    });
    return new Map(all);
  }, [order, counts, whole]);
  const falling = useMemo(
    () =>
      order
        .map(({ node }) => ({
          key: node.node_id,
          label: titleOf(node),
          value: counts.get(node.node_id) ?? 0,
        }))
        .sort((one, other) => other.value - one.value),
    [order, counts],
  );
  if (most === 0) return <p className={styles.nothing}>{t.nobody}</p>;
  return (
    <>
      <p className={styles.hint}>{t.hint(first ? titleOf(first) : name)}</p>
      <div className={styles.funnel}>
        <div className={styles.canvas} role="group" aria-label={t.picture(name)}>
          <CanvasView
            id={id}
            document={document}
            marks={marks}
            look={look}
            onChoose={(node) => setLook({ node })}
          />
        </div>
        <div className={styles.blocks}>
          <Bars narrow label={t.list} of={whole} bars={falling} />
        </div>
      </div>
    </>
  );
}
