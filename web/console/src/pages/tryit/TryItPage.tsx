import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { api, Failure, take } from "../../api/client.ts";
import { NotFound } from "../../shell/NotFound.tsx";
import { Page } from "../../shell/Page.tsx";
import { texts } from "../../texts/index.ts";
import { TryIt } from "../../tryit/TryIt.tsx";
import { Loading } from "../../ui/Loading.tsx";
import styles from "./TryItPage.module.css";

/** A conversation with an application, for whoever does not want to see how it is drawn. */
export default function TryItPage({ id }: { id: string }) {
  const { data: app, error } = useQuery({
    queryKey: ["apps", id],
    queryFn: () => take(api.GET("/orchestrator/api/apps/{app_id}/", { params: { path: { app_id: id } } })),
  });
  if (error instanceof Failure && error.status === 404) return <NotFound />;
  if (!app) return <Loading />;
  return (
    <Page
      title={texts.tryIt.with(app.name)}
      actions={<Link href={`/apps/${id}/canvas`}>{texts.tryIt.canvas}</Link>}
    >
      <div className={styles.frame}>
        <TryIt app={id} component={app.component_id} />
      </div>
    </Page>
  );
}
