// Which language the interface speaks: the chosen one, else that of the browser.

import type { Language } from "../api";
import { remembered, remember } from "../shell/memory";
import { en } from "./en";
import { fr, type Dictionary } from "./fr";

export const dictionaries: Record<Language, Dictionary> = { fr, en };

const KEY = "depeche.language";

export function firstLanguage(): Language {
  const chosen = remembered(KEY);
  if (chosen === "fr" || chosen === "en") return chosen;
  return navigator.language.toLowerCase().startsWith("fr") ? "fr" : "en";
}

export const rememberLanguage = (language: Language) => remember(KEY, language);
