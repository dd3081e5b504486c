import { OutsideLink, OwnLink } from "../parts/links";
import { pathOf } from "../route";
import { baseIri, useShell } from "../shell/context";
import { shorten } from "../text/prefixes";
import type { Term } from "./answer";

/** A term of an answer: things of this collection lead to their pages, other addresses out of it. */
export function Cell({ term }: { term: Term | null | undefined }) {
  const base = baseIri(useShell());
  if (!term) return null;
  if (term.type === "bnode") return <code>_:{term.value}</code>;
  if (term.type === "literal") return <span lang={term.language}>{term.value}</span>;
  const short = shorten(term.value, base);
  const path = pathOf(base, term.value);
  if (path !== null) {
    return (
      <OwnLink path={path}>
        <span class="iri">{short}</span>
      </OwnLink>
    );
  }
  // Terms of ontologies are names rather than places to go to.
  if (short !== term.value && !short.startsWith("wd:")) return <span class="iri">{short}</span>;
  return (
    <OutsideLink address={term.value}>
      <span class="iri">{short}</span>
    </OutsideLink>
  );
}
