import { lazy, Suspense } from "react";
import { Redirect, Route, Switch } from "wouter";
import { loadCanvasPage } from "../canvas/preload.ts";
import { Loading } from "../ui/Loading.tsx";
import { Guard } from "./Broken.tsx";
import { NotFound } from "./NotFound.tsx";
import { Shell } from "./Shell.tsx";

// Each page is a file of its own that is loaded when somebody goes there.
const Applications = lazy(() => import("../pages/applications/Applications.tsx"));
const Flows = lazy(() => import("../pages/flows/Flows.tsx"));
const MiniApps = lazy(() => import("../pages/miniapps/MiniApps.tsx"));
const MiniApp = lazy(() => import("../pages/miniapps/MiniApp.tsx"));
const Dialogs = lazy(() => import("../pages/dialogs/Dialogs.tsx"));
const DialogPage = lazy(() => import("../pages/dialogs/DialogPage.tsx"));
const Overview = lazy(() => import("../pages/overview/Overview.tsx"));
const Access = lazy(() => import("../pages/access/Access.tsx"));
const Deploy = lazy(() => import("../pages/deploy/Deploy.tsx"));
const TryItPage = lazy(() => import("../pages/tryit/TryItPage.tsx"));
const CanvasPage = lazy(loadCanvasPage);

/** Which page stands at which address. */
export function Routes() {
  return (
    <Guard>
      <Suspense fallback={<Loading />}>
        <Switch>
          <Route path="/apps/:id/canvas">{({ id }) => <CanvasPage kind="app" id={id} key={id} />}</Route>
          <Route path="/flows/:id/canvas">{({ id }) => <CanvasPage kind="flow" id={id} key={id} />}</Route>
          <Route>
            <Shell>
              <Guard>
                <Suspense fallback={<Loading />}>
                  <Switch>
                    <Route path="/">
                      <Redirect to="/apps" replace />
                    </Route>
                    <Route path="/apps" component={Applications} />
                    <Route path="/apps/:id/deploy">{({ id }) => <Deploy id={id} key={id} />}</Route>
                    <Route path="/apps/:id/try">{({ id }) => <TryItPage id={id} key={id} />}</Route>
                    <Route path="/flows" component={Flows} />
                    <Route path="/miniapps" component={MiniApps} />
                    <Route path="/miniapps/:id">{({ id }) => <MiniApp id={plain(id)} key={id} />}</Route>
                    <Route path="/dialogs" component={Dialogs} />
                    <Route path="/dialogs/:id">{({ id }) => <DialogPage id={plain(id)} key={id} />}</Route>
                    <Route path="/overview" component={Overview} />
                    <Route path="/access" component={Access} />
                    <Route component={NotFound} />
                  </Switch>
                </Suspense>
              </Guard>
            </Shell>
          </Route>
        </Switch>
      </Suspense>
    </Guard>
  );
}

/** An id of an address. Most of it is decoded already; what is no escape any more stands for itself. */
function plain(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
