import { create } from "zustand";

export type Theme = "system" | "light" | "dark";

const KEY = "baton.theme";

function kept(): Theme {
  const theme = localStorage.getItem(KEY);
  return theme === "light" || theme === "dark" ? theme : "system";
}

export const useTheme = create<{ theme: Theme }>(() => ({ theme: kept() }));

/** The style sheet has both; this says which counts. */
export function applyTheme(theme: Theme) {
  if (theme === "system") {
    delete document.documentElement.dataset.theme;
    localStorage.removeItem(KEY);
  } else {
    document.documentElement.dataset.theme = theme;
    localStorage.setItem(KEY, theme);
  }
  useTheme.setState({ theme });
}
