// Everything about one fact.

import type { ComponentChildren } from "preact";
import type { Fact } from "../api";
import type { Dictionary } from "../i18n/fr";
import { pathOf } from "../route";
import { baseIri, useShell } from "../shell/context";
import { capital, formatShare } from "../text/format";
import { StatusBadge, TypeBadge } from "./badges";
import { Day } from "./day";
import { ArticleLink, EntityLinks, OwnLink } from "./links";
import { Quote } from "./quote";
import { TurtleOf } from "./turtle";

interface FactCardProps {
  fact: Fact;
  /** The name of the article is left out beside the article itself. */
  withArticle?: boolean;
  withPage?: boolean;
  onClose?: () => void;
}

export function FactCard({ fact, withArticle = false, withPage = true, onClose }: FactCardProps) {
  const { text, language } = useShell();
  const words = text.fact;
  return (
    <article class="card fact-card">
      <header>
        <TypeBadge type={fact.type} />
        <StatusBadge fact={fact} />
        {onClose && (
          <button type="button" class="icon-button close" onClick={onClose} aria-label={text.common.close}>
            ×
          </button>
        )}
      </header>
      <Quote fact={fact} />
      <dl class="details">
        <Row name={words.who} when={fact.agent.length > 0}>
          <EntityLinks entities={fact.agent} />
        </Row>
        <Row name={words.whom} when={fact.target.length > 0}>
          <EntityLinks entities={fact.target} />
        </Row>
        <Row name={words.what} when={fact.theme !== null}>
          <span lang="fr">{fact.theme}</span>
        </Row>
        <Row name={words.where} when={fact.place.length > 0}>
          <EntityLinks entities={fact.place} />
        </Row>
        <Row name={words.when} when={fact.day !== null || fact.timeText !== null}>
          <When fact={fact} />
        </Row>
        <Row name={words.says}>
          {fact.source.length > 0 ? <EntityLinks entities={fact.source} /> : words.articleItself}
        </Row>
        <Row name={words.relayed} when={fact.via.length > 0}>
          <EntityLinks entities={fact.via} />
        </Row>
        <Row name={words.certainty}>
          {`${capital(certaintyOf(fact, text))}. `}
          <span class="muted">{fact.status === "Asserted" ? text.status.AssertedLong : text.status.ClaimedLong}</span>
        </Row>
        <Row name={words.content} when={fact.content.length > 0}>
          <Numbered iris={fact.content} label={words.contentLink} stored={fact.path !== null} />
        </Row>
        <Row name={words.sameEvent} when={fact.sameEventAs.length > 0}>
          <Numbered iris={fact.sameEventAs} label={words.sameEventLink} stored={fact.path !== null} />
        </Row>
        <Row name={words.confidence} when={fact.confidence !== null}>
          <span title={words.confidenceNote}>{formatShare(fact.confidence ?? 0, language)}</span>{" "}
          <span class="muted">({words.confidenceNote})</span>
        </Row>
        <Row name={words.rule} when={fact.rule !== null}>
          <code>{fact.rule}</code>
          {fact.reader !== undefined && <span class="muted"> ({words.reader[fact.reader]})</span>}
        </Row>
        <Row name={words.article} when={withArticle}>
          <ArticleLink article={fact.article} />
          {fact.article.date !== null && (
            <>
              {", "}
              <Day date={fact.article.date} />
            </>
          )}
        </Row>
      </dl>
      <TurtleOf fact={fact} />
      {withPage && fact.path !== null && (
        <p class="card-foot">
          <OwnLink path={fact.path}>{words.page}</OwnLink>
        </p>
      )}
    </article>
  );
}

/** What is denied is not also said to be real. */
function certaintyOf(fact: Fact, text: Dictionary): string {
  const denied = fact.polarity === "Negative" ? [text.status.denied] : [];
  const firm = denied.length > 0 && fact.factuality === "Actual" ? [] : [text.factuality[fact.factuality]];
  return [...denied, ...firm].join(", ");
}

function Row({ name, when = true, children }: { name: string; when?: boolean; children: ComponentChildren }) {
  if (!when) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function When({ fact }: { fact: Fact }) {
  const { text } = useShell();
  return (
    <>
      {fact.time !== null ? <Day date={fact.time} /> : fact.day !== null && <Day date={fact.day} />}
      {fact.timeText !== null && <span lang="fr">{` (« ${fact.timeText} »)`}</span>}
      {fact.time === null && fact.day !== null && <span class="muted">{` (${text.fact.day})`}</span>}
    </>
  );
}

interface NumberedProps {
  iris: readonly string[];
  label: (number: number) => string;
  /** Facts of a text that is not stored have no pages. */
  stored: boolean;
}

function Numbered({ iris, label, stored }: NumberedProps) {
  const shell = useShell();
  return (
    <>
      {iris.map((iri, index) => (
        <span key={iri}>
          {index > 0 && ", "}
          <OwnLink path={stored ? pathOf(baseIri(shell), iri) : null}>{label(index + 1)}</OwnLink>
        </span>
      ))}
    </>
  );
}
