// What every view needs to know: language and words, theme, the inventory of fact types, what the server is.

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { About, FactType, Group, Language } from "../api";
import type { Dictionary } from "../i18n/fr";
import type { Theme } from "./theme";

export interface Shell {
  language: Language;
  text: Dictionary;
  theme: Theme;
  about: About;
  types: ReadonlyMap<string, FactType>;
}

export const ShellContext = createContext<Shell | null>(null);

export function useShell(): Shell {
  const shell = useContext(ShellContext);
  if (shell === null) throw new Error("There is no shell around this part.");
  return shell;
}

export const labelOf = (shell: Shell, type: string): string =>
  shell.types.get(type)?.label[shell.language] ?? type;

/** Types that the inventory lacks count as relations. */
export const groupOf = (shell: Shell, type: string): Group => shell.types.get(type)?.group ?? "relation";

export const baseIri = (shell: Shell): string => shell.about.base;
