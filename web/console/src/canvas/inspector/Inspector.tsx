import type { Actions } from "../actions.ts";
import { useEditor } from "../editor.ts";
import { nodesById } from "../model/document.ts";
import { EdgeSettings } from "./EdgeSettings.tsx";
import styles from "./Inspector.module.css";
import { ManySettings } from "./ManySettings.tsx";
import { NodeSettings } from "./NodeSettings.tsx";
import { OwnerSettings } from "./OwnerSettings.tsx";

interface Props {
  actions: Actions;
  owner: { kind: "app" | "flow"; id: string };
  /** Begins a conversation at a node. */
  onTry: ((node: string) => void) | null;
}

/** The settings of what is chosen; of the application or flow itself while nothing is. */
export function Inspector({ actions, owner, onTry }: Props) {
  const document = useEditor((editor) => editor.document);
  const { nodes, edges, drawn } = useEditor((editor) => editor.selection);
  const count = nodes.size + edges.size + drawn.size;
  const [node] = nodes;
  const [edge] = edges;
  const one = node === undefined ? undefined : nodesById(document).get(node);
  const arrow = edge === undefined ? undefined : document.content.edges.find(({ id }) => id === edge);
  return (
    <div className={styles.inspector}>
      {count === 1 && one ? (
        <NodeSettings key={one.node_id} node={one} actions={actions} onTry={onTry} />
      ) : count === 1 && arrow ? (
        <EdgeSettings key={arrow.id} edge={arrow} actions={actions} />
      ) : count > 1 ? (
        <ManySettings actions={actions} />
      ) : (
        <OwnerSettings owner={owner} />
      )}
    </div>
  );
}
