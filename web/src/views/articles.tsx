// The articles that were read, the newest first.

import { useEffect, useState } from "preact/hooks";
import { getArticles, type ListedArticle } from "../api";
import { setParams, usePlace } from "../navigation";
import { Day } from "../parts/day";
import { useDebounced } from "../parts/debounced";
import { ArticleLink } from "../parts/links";
import { Pager } from "../parts/pager";
import { Empty, Show } from "../parts/states";
import { useShell } from "../shell/context";
import { useLoad } from "../shell/load";
import { useTitle } from "../shell/title";

const LIMIT = 20;

export function ArticlesView() {
  const { text } = useShell();
  const { params } = usePlace();
  const words = text.articles;
  const filter = {
    q: params.get("q") ?? "",
    since: params.get("since") ?? "",
    until: params.get("until") ?? "",
    offset: Number(params.get("offset") ?? 0) || 0,
    limit: LIMIT,
  };
  const articles = useLoad(JSON.stringify(filter), (signal) => getArticles(filter, signal), { keep: true });
  const filtered = filter.q !== "" || filter.since !== "" || filter.until !== "";
  useTitle(words.title);
  return (
    <div class="page">
      <div class="page-head">
        <div>
          <h1>{words.title}</h1>
          <p class="lead">{words.lead}</p>
        </div>
        <a class="button primary" href="/view/read">
          {words.own}
        </a>
      </div>
      <div class="filters" role="search">
        <SearchBox value={filter.q} label={words.search} />
        <DateBox name="since" value={filter.since} label={text.common.since} />
        <DateBox name="until" value={filter.until} label={text.common.until} />
        {filtered && (
          <button
            type="button"
            class="button quiet"
            onClick={() => setParams({ q: "", since: "", until: "", offset: "" }, { replace: true })}
          >
            {text.common.clear}
          </button>
        )}
      </div>
      <Show of={articles}>
        {(page) => (
          <>
            <p class="muted count" aria-live="polite">
              {text.common.articles(page.total)}
            </p>
            {page.total === 0 && <Empty>{filtered ? words.empty : words.none}</Empty>}
            <ol class="article-list">
              {page.items.map((article) => (
                <Entry key={article.iri} article={article} />
              ))}
            </ol>
            <Pager total={page.total} limit={LIMIT} offset={filter.offset} />
          </>
        )}
      </Show>
    </div>
  );
}

function Entry({ article }: { article: ListedArticle }) {
  const { text } = useShell();
  const [title, start] = article.title === null ? split(article.start) : [article.title, article.start];
  return (
    <li>
      <p class="meta">
        {article.date === null ? text.common.noDate : <Day date={article.date} />}
        {article.site !== null && <span>{article.site}</span>}
        <span>{text.common.facts(article.facts)}</span>
      </p>
      <h2>
        <ArticleLink article={{ ...article, title }} />
      </h2>
      <p class="start" lang="fr">
        {start}
      </p>
    </li>
  );
}

/** The first words stand for the title of an article that has none; the text goes on where they end. */
function split(start: string): [string, string] {
  const end = start.length <= 70 ? start.length : start.lastIndexOf(" ", 70);
  if (end <= 0 || end === start.length) return [start, ""];
  return [`${start.slice(0, end)}…`, `…${start.slice(end)}`];
}

function SearchBox({ value, label }: { value: string; label: string }) {
  const { text } = useShell();
  const [typed, setTyped] = useState(value);
  const settled = useDebounced(typed);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (settled === typed && settled !== value) setParams({ q: settled, offset: "" }, { replace: true });
  }, [settled]);
  return (
    <label class="grow">
      <span>{text.common.search}</span>
      <input
        type="search"
        value={typed}
        placeholder={label}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
    </label>
  );
}

function DateBox({ name, value, label }: { name: "since" | "until"; value: string; label: string }) {
  return (
    <label>
      <span>{label}</span>
      <input
        type="date"
        value={value}
        onChange={(event) => setParams({ [name]: event.currentTarget.value, offset: "" }, { replace: true })}
      />
    </label>
  );
}
