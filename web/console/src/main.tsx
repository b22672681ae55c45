import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Router } from "wouter";
import { Failure } from "./api/client.ts";
import { finishSignIn, useSession } from "./api/session.ts";
import { SessionEnded } from "./pages/signin/SessionEnded.tsx";
import { SignIn } from "./pages/signin/SignIn.tsx";
import { Routes } from "./shell/routes.tsx";
import { applyTheme, useTheme } from "./shell/theme.ts";
import { Toasts } from "./ui/toasts.tsx";
import "@fontsource-variable/inter/wght.css";
import "./ui/theme.css";

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // A server that is away comes back; what it refused, it refuses again.
      retry: (count, failure) =>
        count < 3 && (!(failure instanceof Failure) || failure.status === 0 || failure.status >= 502),
      refetchOnWindowFocus: true,
    },
  },
});

function Console() {
  const somebody = useSession((state) => state.tokens !== null);
  return (
    <>
      {somebody ? <Routes /> : <SignIn />}
      <SessionEnded />
      <Toasts />
    </>
  );
}

// What one person was shown is not for the next.
useSession.subscribe((now, before) => {
  if (now.tokens?.username !== before.tokens?.username) queries.clear();
});

applyTheme(useTheme.getState().theme);

// Somebody may just come back from signing in elsewhere.
const path = await finishSignIn().catch(() => null);
if (path) history.replaceState(null, "", path);

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Router base="/console">
        <Console />
      </Router>
    </QueryClientProvider>
  </StrictMode>,
);
