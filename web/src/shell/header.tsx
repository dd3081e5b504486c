import type { Language } from "../api";
import { dictionaries } from "../i18n/language";
import type { Route } from "../route";
import { useShell } from "./context";
import type { Theme } from "./theme";

interface HeaderProps {
  route: Route;
  onLanguage: (language: Language) => void;
  onTheme: (theme: Theme) => void;
}

export function Header({ route, onLanguage, onTheme }: HeaderProps) {
  const { text, language, theme } = useShell();
  const links = [
    ["articles", "/"],
    ["read", "/view/read"],
    ["graph", "/view/graph"],
    ["timeline", "/view/timeline"],
    ["query", "/view/query"],
    ["about", "/view/about"],
  ] as const;
  return (
    <header class="masthead">
      <div class="masthead-inner">
        <p class="brand">
          <a href="/">depeche</a>
          <span class="tagline">{text.tagline}</span>
        </p>
        <nav aria-label={text.nav.label}>
          <ul>
            {links.map(([view, href]) => (
              <li key={view}>
                <a href={href} aria-current={route.view === view ? "page" : undefined}>
                  {text.nav[view]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="switches">
          <div role="group" aria-label={text.language} class="language">
            {(["fr", "en"] as const).map((one) => (
              <button
                key={one}
                type="button"
                lang={one}
                aria-pressed={language === one}
                aria-label={`${one.toUpperCase()} – ${dictionaries[one].name}`}
                onClick={() => onLanguage(one)}
              >
                {one.toUpperCase()}
              </button>
            ))}
          </div>
          <button
            type="button"
            class="icon-button theme"
            aria-label={theme === "dark" ? text.theme.toLight : text.theme.toDark}
            title={theme === "dark" ? text.theme.toLight : text.theme.toDark}
            onClick={() => onTheme(theme === "dark" ? "light" : "dark")}
          >
            <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
              <circle cx="10" cy="10" r="7" fill="none" stroke="currentColor" stroke-width="1.6" />
              <path d="M10 3a7 7 0 0 1 0 14z" fill="currentColor" />
            </svg>
          </button>
        </div>
      </div>
    </header>
  );
}
