// An answer as a network: triples, or rows that hold two IRIs or more.

import type { Kind } from "../api";
import type { NetLink, NetNode, Network } from "../graph/network";
import { pathOf } from "../route";
import { shorten } from "../text/prefixes";
import type { Answer, Term } from "./answer";

const RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

export function networkOfAnswer(answer: Answer, base: string): Network {
  const nodes = new Map<string, NetNode>();
  const links = new Map<string, NetLink>();
  if (answer.kind === "boolean") return { nodes, links: [] };
  const node = (iri: string) => {
    const there = nodes.get(iri);
    if (there !== undefined) there.weight += 1;
    else nodes.set(iri, { iri, path: pathOf(base, iri), name: nameOf(iri, base), kind: kindOf(iri, base), weight: 1 });
  };
  const link = (from: string, to: string, words: string) => {
    const id = `${from} ${to} ${words}`;
    if (from === to || links.has(id)) return;
    node(from);
    node(to);
    links.set(id, { id, from, to, type: words, claimed: false, directed: true, facts: [] });
  };
  for (const row of answer.rows) {
    if (answer.kind === "graph") {
      const [subject, predicate, object] = row;
      if (!isIri(subject) || !isIri(predicate) || !isIri(object) || predicate.value === RDF_TYPE) continue;
      link(subject.value, object.value, shorten(predicate.value, base));
    } else {
      const iris = row.filter(isIri);
      const [first, second] = iris;
      if (first !== undefined && second !== undefined) link(first.value, second.value, "");
    }
  }
  return { nodes, links: [...links.values()] };
}

const isIri = (term: Term | null | undefined): term is Term => term?.type === "uri";

/** The last part of an IRI of this collection says enough. */
function nameOf(iri: string, base: string): string {
  const short = shorten(iri, base);
  return iri.startsWith(base) ? short.slice(short.lastIndexOf("/") + 1).replace(/^[a-z]+:/, "") : short;
}

const KINDS = new Set<string>(["person", "organization", "place", "event", "work", "role"]);

function kindOf(iri: string, base: string): Kind {
  if (!iri.startsWith(base)) return "thing";
  const parts = iri.slice(base.length).split("/");
  const kind = parts.find((part) => KINDS.has(part));
  if (kind !== undefined) return kind as Kind;
  return parts[0] === "article" && parts.length === 2 ? "article" : "thing";
}
