import { getArticle } from "../api";
import { iriOf } from "../route";
import { ArticleHeading } from "../parts/article-heading";
import { Downloads } from "../parts/downloads";
import { titleOf } from "../parts/links";
import { Reader } from "../parts/reader";
import { Show } from "../parts/states";
import { baseIri, useShell } from "../shell/context";
import { useLoad } from "../shell/load";
import { useTitle } from "../shell/title";

export function ArticlePage({ path }: { path: string }) {
  const shell = useShell();
  const iri = iriOf(baseIri(shell), path);
  const view = useLoad(iri, (signal) => getArticle(iri, signal));
  useTitle(view.state === "done" ? titleOf(view.value.article, shell) : shell.text.nav.articles);
  return (
    <div class="page wide">
      <Show of={view}>
        {(value) => (
          <>
            <ArticleHeading article={value.article}>
              <Downloads path={path} />
            </ArticleHeading>
            <Reader view={value} />
          </>
        )}
      </Show>
    </div>
  );
}
