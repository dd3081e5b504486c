// A fact as an entry of a list: what it says, its quotation, and where that stands. It opens into its card.

import { useState } from "preact/hooks";
import type { Fact } from "../api";
import { useShell } from "../shell/context";
import { StatusBadge, TypeBadge } from "./badges";
import { Day } from "./day";
import { FactCard } from "./fact-card";
import { ArticleLink, EntityLinks, OwnLink } from "./links";
import { Quote } from "./quote";
import { Summary } from "./summary";

export function Story({ fact, withDay = true }: { fact: Fact; withDay?: boolean }) {
  const { text } = useShell();
  const [open, setOpen] = useState(false);
  if (open) return <FactCard fact={fact} withArticle onClose={() => setOpen(false)} />;
  return (
    <article class="card story">
      <header>
        <TypeBadge type={fact.type} />
        <StatusBadge fact={fact} />
        <button
          type="button"
          class="icon-button more"
          aria-expanded={false}
          aria-label={text.common.more}
          title={text.common.more}
          onClick={() => setOpen(true)}
        >
          +
        </button>
      </header>
      <p class="story-line">
        <OwnLink path={fact.path}>
          <Summary fact={fact} />
        </OwnLink>
      </p>
      <Quote fact={fact} />
      <p class="meta">
        {withDay && fact.day !== null && <Day date={fact.day} />}
        {fact.source.length > 0 && (
          <span>
            {text.fact.says} : <EntityLinks entities={fact.source} />
          </span>
        )}
        <ArticleLink article={fact.article} />
      </p>
    </article>
  );
}
