// Which facts a reader wants to see, and who speaks in a fact.

import type { Entity, Fact } from "../api";

export interface Choice {
  type: string;
  status: string;
  speaker: string;
  /** Least confidence. */
  least: string;
}

/** Who says a fact: its source and who relays it, and for a saying also the one who acts. */
export function speakersOf(fact: Fact): Entity[] {
  const sayers = fact.family === "Communication" ? fact.agent : [];
  return unique([...fact.source, ...fact.via, ...sayers]);
}

export function unique<Thing extends { iri: string }>(things: readonly Thing[]): Thing[] {
  return [...new Map(things.map((thing) => [thing.iri, thing])).values()];
}

export const matches = (fact: Fact, choice: Choice): boolean =>
  (choice.type === "" || fact.type === choice.type) &&
  (choice.least === "" || (fact.confidence ?? 0) >= Number(choice.least)) &&
  (choice.status === "" || fact.status === choice.status) &&
  (choice.speaker === "" || speakersOf(fact).some((speaker) => speaker.iri === choice.speaker));

/** Everybody and everything that takes part in a fact, once each. */
export const participantsOf = (fact: Fact): Entity[] =>
  unique([...fact.agent, ...fact.target, ...fact.place, ...fact.source, ...fact.via]);

/** The last part of a fact's IRI, by which an address of the page names it within its article. */
export const keyOf = (fact: Fact): string => fact.iri.slice(fact.iri.lastIndexOf("/") + 1);
