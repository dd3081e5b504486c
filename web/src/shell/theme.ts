// Dark or light: the chosen theme, else that of the system.

import { remembered, remember } from "./memory";

export type Theme = "light" | "dark";

const KEY = "depeche.theme";
const systemDark = matchMedia("(prefers-color-scheme: dark)");

export function chosenTheme(): Theme | null {
  const chosen = remembered(KEY);
  return chosen === "light" || chosen === "dark" ? chosen : null;
}

export const systemTheme = (): Theme => (systemDark.matches ? "dark" : "light");

export function onSystemTheme(changed: () => void): () => void {
  systemDark.addEventListener("change", changed);
  return () => systemDark.removeEventListener("change", changed);
}

export function chooseTheme(theme: Theme): void {
  remember(KEY, theme);
  showTheme(theme);
}

export function showTheme(theme: Theme | null): void {
  if (theme === null) delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}
