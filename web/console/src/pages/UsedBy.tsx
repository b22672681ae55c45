import { Link } from "wouter";
import type { ComponentUser } from "../api/flows.ts";
import { texts } from "../texts/index.ts";
import styles from "./UsedBy.module.css";

const FEW = 3;

/** What uses something: each leads to its canvas. */
export function UsedBy({ users }: { users: ComponentUser[] | undefined }) {
  if (!users?.length) return <span className={styles.none}>{texts.common.notUsed}</span>;
  const rest = users.length - FEW;
  return (
    <span className={styles.users} title={users.map(({ name }) => name).join(", ")}>
      {users.slice(0, FEW).map(({ id, type, name }) => (
        <Link key={id} href={`/${type === "app" ? "apps" : "flows"}/${id}/canvas`}>
          {name}
        </Link>
      ))}
      {rest > 0 && <span className={styles.none}>+{rest}</span>}
    </span>
  );
}
