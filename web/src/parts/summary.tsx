// A fact in one line: who, to whom, what.

import type { Fact, Participant } from "../api";

const names = (participants: readonly Participant[]): string =>
  participants.map((participant) => participant.name).join(", ");

/** A short theme says more than the places; a long one is in the quotation anyway. */
export function Summary({ fact }: { fact: Fact }) {
  const theme = fact.theme ?? "";
  return (
    <span class="summary" lang="fr">
      {fact.agent.length > 0 && <b>{names(fact.agent)}</b>}
      {fact.target.length > 0 && (
        <>
          <span class="arrow" aria-hidden="true">
            {" → "}
          </span>
          <b>{names(fact.target)}</b>
        </>
      )}
      {theme !== "" && <span class="theme">{theme}</span>}
    </span>
  );
}
