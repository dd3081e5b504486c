// The prefixes that the server declares already, to shorten IRIs and to complete queries.

const OWN_KINDS = ["person", "organization", "place", "event", "work", "role", "thing"];

const SHARED: Record<string, string> = {
  dp: "https://w3id.org/depeche/ontology#",
  dc: "http://purl.org/dc/elements/1.1/",
  nif: "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
  org: "http://www.w3.org/ns/org#",
  owl: "http://www.w3.org/2002/07/owl#",
  prov: "http://www.w3.org/ns/prov#",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  schema: "https://schema.org/",
  skos: "http://www.w3.org/2004/02/skos/core#",
  wd: "http://www.wikidata.org/entity/",
  xsd: "http://www.w3.org/2001/XMLSchema#",
};

export function prefixesOf(base: string): Record<string, string> {
  const own = Object.fromEntries(OWN_KINDS.map((kind) => [kind, `${base}${kind}/`]));
  return { ...SHARED, ...own };
}

/** An IRI by its longest prefix; what has none loses the base of this collection. */
export function shorten(iri: string, base: string): string {
  let best: [string, string] | null = null;
  for (const [prefix, start] of Object.entries(prefixesOf(base))) {
    if (iri.startsWith(start) && start.length > (best?.[1].length ?? 0)) best = [prefix, start];
  }
  if (best !== null) return `${best[0]}:${iri.slice(best[1].length)}`;
  return iri.startsWith(base) ? iri.slice(base.length) : iri;
}
