// The whole page: what all views share around the view that the address names.

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { getAbout, getTypes, type About, type FactType, type Language } from "../api";
import { dictionaries, firstLanguage, rememberLanguage } from "../i18n/language";
import { followLinks, usePlace } from "../navigation";
import { routeOf, type Route } from "../route";
import { Failure } from "../parts/states";
import { AboutView } from "../views/about";
import { ArticlesView } from "../views/articles";
import { ArticlePage } from "../views/article";
import { EntityPage } from "../views/entity";
import { FactPage } from "../views/fact";
import { GraphPage } from "../views/graph";
import { NotFound } from "../views/not-found";
import { QueryPage } from "../views/query";
import { ReadPage } from "../views/read";
import { TimelinePage } from "../views/timeline";
import { ShellContext, type Shell } from "./context";
import { Header } from "./header";
import { useLoad } from "./load";
import { chooseTheme, chosenTheme, onSystemTheme, systemTheme, type Theme } from "./theme";

const NOTHING: About = {
  name: "depeche",
  version: "",
  base: "",
  writable: false,
  articles: 0,
  quads: 0,
  limits: { seconds: 0, rows: 0 },
};

const NO_TYPES: ReadonlyMap<string, FactType> = new Map();

export function App() {
  const place = usePlace();
  const route = routeOf(place.path);
  const [language, setLanguage] = useState<Language>(firstLanguage);
  const [theme, setTheme] = useState<Theme>(() => chosenTheme() ?? systemTheme());
  const start = useLoad("start", loadStart);

  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  useEffect(() => onSystemTheme(() => setTheme(chosenTheme() ?? systemTheme())), []);

  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    // A new view is announced by moving the focus to it, as a new page would.
    if (first.current) first.current = false;
    else main.current?.focus({ preventScroll: true });
  }, [place.path]);

  const shell = useMemo<Shell>(
    () => ({
      language,
      text: dictionaries[language],
      theme,
      about: start.state === "done" ? start.value.about : NOTHING,
      types: start.state === "done" ? start.value.types : NO_TYPES,
    }),
    [language, theme, start],
  );

  return (
    <ShellContext.Provider value={shell}>
      <div class="shell" onClick={followLinks}>
        <a class="skip" href="#main">
          {shell.text.skip}
        </a>
        <Header
          route={route}
          onLanguage={(chosen) => {
            rememberLanguage(chosen);
            setLanguage(chosen);
          }}
          onTheme={(chosen) => {
            chooseTheme(chosen);
            setTheme(chosen);
          }}
        />
        <main id="main" ref={main} tabIndex={-1}>
          {start.state === "failed" && (
            <div class="page narrow">
              <h1>depeche</h1>
              <Failure error={start.error} retry={start.retry} />
            </div>
          )}
          {start.state === "loading" && <p class="loading">{shell.text.state.loading}</p>}
          {start.state === "done" && <View route={route} />}
        </main>
      </div>
    </ShellContext.Provider>
  );
}

async function loadStart(signal: AbortSignal) {
  const [about, types] = await Promise.all([getAbout(signal), getTypes(signal)]);
  return { about, types: new Map(types.items.map((type) => [type.name, type])) };
}

function View({ route }: { route: Route }) {
  switch (route.view) {
    case "articles":
      return <ArticlesView />;
    case "read":
      return <ReadPage />;
    case "graph":
      return <GraphPage />;
    case "query":
      return <QueryPage />;
    case "timeline":
      return <TimelinePage />;
    case "about":
      return <AboutView />;
    case "article":
      return <ArticlePage key={route.path} path={route.path} />;
    case "entity":
      return <EntityPage key={route.path} path={route.path} />;
    case "fact":
      return <FactPage key={route.path} path={route.path} />;
    case "missing":
      return <NotFound />;
  }
}
