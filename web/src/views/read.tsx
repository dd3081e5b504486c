// Reads a text that somebody pastes; nothing is stored.

import { useRef, useState } from "preact/hooks";
import { convert, type ArticleView, type Entity, type Reading } from "../api";
import { setParams } from "../navigation";
import { ArticleHeading } from "../parts/article-heading";
import { Reader } from "../parts/reader";
import { Failure } from "../parts/states";
import { useShell } from "../shell/context";
import { useTitle } from "../shell/title";
import { save } from "../text/save";
import { EXAMPLE } from "./read-example";

/** What was read last stays while one looks at other views. */
let last: { reading: Reading; view: ArticleView } | null = null;

const today = () => new Date().toISOString().slice(0, 10);

export function ReadPage() {
  const { text } = useShell();
  const words = text.read;
  const [reading, setReading] = useState<Reading>(
    last?.reading ?? { body: "", html: false, date: today(), title: "" },
  );
  const [view, setView] = useState<ArticleView | null>(last?.view ?? null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const result = useRef<HTMLDivElement>(null);
  useTitle(words.title);

  const change = (changes: Partial<Reading>) => setReading({ ...reading, ...changes });
  const run = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      const answer = withoutPages((await (await convert(reading, "application/json")).json()) as ArticleView);
      last = { reading, view: answer };
      setParams({ fact: "", type: "", status: "", speaker: "" }, { replace: true });
      setView(answer);
      setTimeout(() => result.current?.scrollIntoView({ block: "start" }));
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };

  return (
    <div class="page wide">
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <form class="read-form" onSubmit={run}>
        <label class="block">
          <span>{words.text}</span>
          <textarea
            rows={view === null ? 12 : 5}
            lang="fr"
            required
            placeholder={words.placeholder}
            value={reading.body}
            onInput={(event) => change({ body: event.currentTarget.value })}
          />
        </label>
        <div class="filters">
          <label title={words.dateNote}>
            <span>
              {words.date} <span class="muted">({words.dateNote})</span>
            </span>
            <input
              type="date"
              value={reading.date}
              onInput={(event) => change({ date: event.currentTarget.value })}
            />
          </label>
          <label class="grow">
            <span>
              {words.articleTitle} <span class="muted">({words.optional})</span>
            </span>
            <input
              type="text"
              value={reading.title}
              onInput={(event) => change({ title: event.currentTarget.value })}
            />
          </label>
          <label>
            <span>{words.format}</span>
            <select
              value={reading.html ? "html" : "text"}
              onChange={(event) => change({ html: event.currentTarget.value === "html" })}
            >
              <option value="text">{words.plain}</option>
              <option value="html">{words.html}</option>
            </select>
          </label>
          <button type="submit" class="button primary" disabled={busy}>
            {busy ? words.running : words.run}
          </button>
          <button type="button" class="button" onClick={() => setReading({ ...EXAMPLE })}>
            {words.example}
          </button>
        </div>
      </form>
      <div aria-live="polite" class="hidden">
        {view !== null && !busy && words.done(view.facts.length)}
      </div>
      {error !== null && <Failure error={error} />}
      {view !== null && (
        <div ref={result} class="read-result">
          <ArticleHeading article={view.article} level="h2">
            <RdfDownloads onError={setError} />
          </ArticleHeading>
          <Reader view={view} />
        </div>
      )}
    </div>
  );
}

/** Nothing of this text is stored, so that its things have no pages to lead to. */
function withoutPages(view: ArticleView): ArticleView {
  const bare = <Thing extends Entity>(things: readonly Thing[]) => things.map((thing) => ({ ...thing, path: null }));
  return {
    ...view,
    entities: bare(view.entities),
    facts: view.facts.map((fact) => ({
      ...fact,
      path: null,
      agent: bare(fact.agent),
      target: bare(fact.target),
      place: bare(fact.place),
      source: bare(fact.source),
      via: bare(fact.via),
    })),
  };
}

function RdfDownloads({ onError }: { onError: (error: unknown) => void }) {
  const { text } = useShell();
  const fetchRdf = async (accept: string, name: string) => {
    if (last === null) return;
    try {
      save(name, await (await convert(last.reading, accept)).blob());
    } catch (problem) {
      onError(problem);
    }
  };
  return (
    <p class="downloads">
      <span class="muted">{text.read.rdf}</span>
      <button type="button" class="link" onClick={() => fetchRdf("text/turtle", "article.ttl")}>
        Turtle
      </button>
      <button type="button" class="link" onClick={() => fetchRdf("application/ld+json", "article.jsonld")}>
        JSON-LD
      </button>
    </p>
  );
}
