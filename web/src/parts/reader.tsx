// An article beside its facts: what both the view of a stored article and the reading of a pasted text show.

import { useEffect, useMemo, useRef } from "preact/hooks";
import type { ArticleView, Fact } from "../api";
import { keyOf, matches } from "../facts/filter";
import { setParams, usePlace } from "../navigation";
import { useShell } from "../shell/context";
import { CodePoints } from "../text/codepoints";
import { paragraphs } from "../text/cut";
import { FactCard } from "./fact-card";
import { FactFilters, useChoice } from "./fact-filters";
import { FactList } from "./fact-list";
import { Legend } from "./legend";
import { EntityLink } from "./links";
import { MarkedText } from "./marked-text";
import { Empty } from "./states";

export function Reader({ view }: { view: ArticleView }) {
  const { text } = useShell();
  const { params } = usePlace();
  const choice = useChoice();
  const cards = useRef<HTMLDivElement>(null);
  const returnTo = useRef<HTMLElement | null>(null);
  const points = useMemo(() => new CodePoints(view.article.text), [view]);
  const stretches = useMemo(() => paragraphs(view.article.text), [view]);
  const facts = useMemo(
    () => view.facts.filter((fact) => matches(fact, choice)),
    [view, choice.type, choice.status, choice.speaker, choice.least],
  );
  const keys = (params.get("fact") ?? "").split(",").filter((key) => key !== "");
  const chosen = keys.flatMap((key) => view.facts.filter((fact) => keyOf(fact) === key));

  const choose = (picked: readonly Fact[]) => {
    returnTo.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    setParams({ fact: picked.map(keyOf).join(",") });
  };
  const close = () => {
    setParams({ fact: "" });
    returnTo.current?.focus();
  };

  useEffect(() => {
    if (chosen.length > 0) cards.current?.scrollTo(0, 0);
  }, [params.get("fact")]);

  useEffect(() => {
    const escape = (event: KeyboardEvent) => {
      if (event.key === "Escape" && params.get("fact") !== null) close();
    };
    addEventListener("keydown", escape);
    return () => removeEventListener("keydown", escape);
  });

  return (
    <div class="reader">
      <div class="reader-text">
        <p class="hint muted">{view.facts.length === 0 ? text.article.noFacts : text.article.hint}</p>
        <MarkedText
          points={points}
          paragraphs={stretches}
          facts={facts}
          chosen={chosen}
          language={view.article.language}
          onChoose={choose}
        />
        <Legend />
        {view.problems.length > 0 && (
          <section class="notice">
            <h2>{text.article.problems}</h2>
            <ul>
              {view.problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          </section>
        )}
        {view.entities.length > 0 && (
          <section class="article-entities">
            <h2>{text.article.entities}</h2>
            <ul class="tags">
              {view.entities.map((entity) => (
                <li key={entity.iri}>
                  <EntityLink entity={entity} /> <span class="muted">{entity.facts}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
      <aside class="reader-side" aria-label={text.article.facts}>
        {chosen.length > 0 && (
          <div class="chosen-cards" ref={cards} role="region" aria-live="polite" aria-label={text.article.here(chosen.length)}>
            <div class="chosen-head">
              <span>{text.article.here(chosen.length)}</span>
              <button type="button" class="icon-button" onClick={close} aria-label={text.common.close}>
                ×
              </button>
            </div>
            {chosen.map((fact) => (
              <FactCard key={fact.iri} fact={fact} />
            ))}
          </div>
        )}
        <h2>{text.article.facts}</h2>
        <FactFilters facts={view.facts} withSpeaker />
        <p class="muted count" aria-live="polite">
          {text.filters.shown(facts.length, view.facts.length)}
        </p>
        {facts.length === 0 && view.facts.length > 0 && <Empty>{text.article.noneLeft}</Empty>}
        <FactList facts={facts} chosen={chosen} onChoose={(fact) => choose([fact])} />
      </aside>
    </div>
  );
}
