// Links to things of the graph, and out of the page.

import type { ComponentChildren } from "preact";
import type { ArticleHead, Entity } from "../api";
import { outsideAddress } from "../route";
import { useShell, type Shell } from "../shell/context";
import { formatDate } from "../text/format";

/** A path of this server; anything else, such as `//elsewhere`, gives no link. */
const ownPath = (path: string | null): string | null =>
  path !== null && /^\/(?!\/)/.test(path) ? path : null;

export function OwnLink({ path, children }: { path: string | null; children: ComponentChildren }) {
  const href = ownPath(path);
  return href === null ? <span>{children}</span> : <a href={href}>{children}</a>;
}

export function EntityLink({ entity }: { entity: Entity }) {
  const { text } = useShell();
  return (
    <OwnLink path={entity.path}>
      <span lang="fr">{entity.name || text.common.unnamed}</span>
    </OwnLink>
  );
}

export function EntityLinks({ entities }: { entities: readonly Entity[] }) {
  return (
    <>
      {entities.map((entity, index) => (
        <span key={entity.iri}>
          {index > 0 && ", "}
          <EntityLink entity={entity} />
        </span>
      ))}
    </>
  );
}

/** What an article is called: by its date if it has no title. */
export function titleOf(article: ArticleHead, { text, language }: Shell): string {
  if (article.title !== null) return article.title;
  return article.date === null ? text.common.noTitle : text.common.articleOf(formatDate(article.date, language));
}

export function ArticleLink({ article }: { article: ArticleHead }) {
  const shell = useShell();
  return (
    <OwnLink path={article.path}>
      {article.title === null ? titleOf(article, shell) : <span lang="fr">{article.title}</span>}
    </OwnLink>
  );
}

/** A link out of the page if the address is of the web; else the words alone. */
export function OutsideLink({ address, children }: { address: string; children: ComponentChildren }) {
  const href = outsideAddress(address);
  if (href === null) return <span>{children}</span>;
  return (
    <a href={href} rel="noopener noreferrer" data-outside="" class="outside">
      {children}
    </a>
  );
}
