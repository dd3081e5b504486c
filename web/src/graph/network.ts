// Facts as a network: entities are nodes, and what facts say between two of them are links.

import type { Entity, Fact } from "../api";

export interface NetNode extends Entity {
  /** How many facts link it. */
  weight: number;
}

export interface NetLink {
  id: string;
  from: string;
  to: string;
  /** The type of the facts, or the words on an edge that comes from elsewhere. */
  type: string;
  claimed: boolean;
  directed: boolean;
  facts: Fact[];
}

export interface Network {
  nodes: Map<string, NetNode>;
  links: NetLink[];
}

interface Pair {
  from: Entity;
  to: Entity;
  directed: boolean;
}

export function networkOf(facts: readonly Fact[]): Network {
  const byIri = new Map(facts.map((fact) => [fact.iri, fact]));
  const nodes = new Map<string, NetNode>();
  const links = new Map<string, NetLink>();
  const count = (entity: Entity) => {
    const node = nodes.get(entity.iri);
    if (node !== undefined) node.weight += 1;
    else {
      const { iri, path, name, kind } = entity;
      nodes.set(iri, { iri, path, name, kind, weight: 1 });
    }
  };
  for (const fact of byIri.values()) {
    const claimed = fact.status === "Claimed";
    for (const { from, to, directed } of pairsOf(fact, byIri)) {
      count(from);
      count(to);
      const id = [from.iri, to.iri, fact.type, claimed ? "claimed" : "asserted"].join(" ");
      const link = links.get(id);
      if (link !== undefined) link.facts.push(fact);
      else links.set(id, { id, from: from.iri, to: to.iri, type: fact.type, claimed, directed, facts: [fact] });
    }
  }
  return { nodes, links: [...links.values()] };
}

/**
 * Agents lead to targets. Without a target the agents are joined with each other, else lead to the places, else to
 * whom they speak of; and what has only an agent hangs on who says it.
 */
function pairsOf(fact: Fact, byIri: ReadonlyMap<string, Fact>): Pair[] {
  const direct = cross(fact.agent, fact.target);
  if (direct.length > 0) return direct;
  const together = fact.agent.flatMap((from, index) =>
    fact.agent.slice(index + 1).map((to) => ({ from, to, directed: false })),
  );
  if (together.length > 0) return together;
  const places = cross(fact.agent, fact.place);
  if (places.length > 0) return places;
  const spokenOf = fact.content.flatMap((iri) => byIri.get(iri)?.agent ?? []);
  const said = cross(fact.agent, spokenOf);
  return said.length > 0 ? said : cross(fact.source, fact.agent);
}

const cross = (from: readonly Entity[], to: readonly Entity[]): Pair[] =>
  from.flatMap((one) =>
    to.filter((other) => other.iri !== one.iri).map((other) => ({ from: one, to: other, directed: true })),
  );

/** The part of a network with the nodes that most facts link; `first` comes before all others. */
export function most(network: Network, count: number, first: ReadonlySet<string> = new Set()): Network {
  if (network.nodes.size <= count) return network;
  const rank = (node: NetNode) => (first.has(node.iri) ? Infinity : node.weight);
  const kept = [...network.nodes.values()].sort((a, b) => rank(b) - rank(a) || (a.iri < b.iri ? -1 : 1)).slice(0, count);
  const names = new Set(kept.map((node) => node.iri));
  const links = network.links.filter((link) => names.has(link.from) && names.has(link.to));
  // A node whose partners are all left out would stand there without any link.
  const linked = new Set(links.flatMap((link) => [link.from, link.to]));
  return {
    nodes: new Map(kept.filter((node) => linked.has(node.iri) || first.has(node.iri)).map((node) => [node.iri, node])),
    links,
  };
}
