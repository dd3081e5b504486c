// Title, date, site and authors of an article.

import type { ComponentChildren } from "preact";
import type { Article } from "../api";
import { useShell } from "../shell/context";
import { Day } from "./day";
import { OutsideLink, titleOf } from "./links";

interface ArticleHeadingProps {
  article: Article;
  /** The title of a page, or of a part of one. */
  level?: "h1" | "h2";
  children?: ComponentChildren;
}

export function ArticleHeading({ article, level: Heading = "h1", children }: ArticleHeadingProps) {
  const shell = useShell();
  const { text } = shell;
  return (
    <div class="article-head">
      <p class="meta">
        {article.date === null ? text.common.noDate : <Day date={article.date} />}
        {article.site !== null && <span>{article.site}</span>}
        {article.authors.length > 0 && (
          <span>
            {text.article.by} <span lang={article.language}>{article.authors.join(", ")}</span>
          </span>
        )}
        {article.url !== null && <OutsideLink address={article.url}>{text.common.outside}</OutsideLink>}
      </p>
      <Heading class="article-title" lang={article.title === null ? undefined : article.language}>
        {titleOf(article, shell)}
      </Heading>
      {children}
    </div>
  );
}
