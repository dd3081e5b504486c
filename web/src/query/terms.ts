// What the editor completes: the classes and properties of the ontology, and of others that the graph uses.

import type { FactType } from "../api";
import { prefixesOf } from "../text/prefixes";

const DP = "https://w3id.org/depeche/ontology#";
const SCHEMA = "https://schema.org/";
const RDFS = "http://www.w3.org/2000/01/rdf-schema#";
const NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#";

const names = (start: string, list: string): string[] => list.split(" ").map((name) => start + name);

const PROPERTIES: readonly string[] = [
  ...names(DP, "agent target theme content place time timeText source via polarity factuality status confidence"),
  ...names(DP, "evidence trigger mention refersTo rule proposition sameEventAs standsFor"),
  ...names(NIF, "anchorOf beginIndex endIndex isString referenceContext"),
  ...names(SCHEMA, "datePublished headline url inLanguage author publisher"),
  ...names(RDFS, "label comment subClassOf"),
  "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
  "http://www.w3.org/2002/07/owl#sameAs",
  "http://www.w3.org/2004/02/skos/core#altLabel",
  "http://www.w3.org/ns/prov#wasDerivedFrom",
  ...names("http://www.w3.org/ns/org#", "member organization role"),
];

const CLASSES: readonly string[] = [
  ...names(DP, "Fact Communication Interaction PublicLife Relation EventLinks Reading"),
  ...names(SCHEMA, "Person Organization Place Event CreativeWork NewsArticle Thing"),
  "http://www.w3.org/ns/org#Membership",
];

export interface Terms {
  classes: readonly string[];
  properties: readonly string[];
  prefixes: readonly string[];
}

export function termsOf(types: Iterable<FactType>, base: string): Terms {
  return {
    classes: [...[...types].map((type) => type.iri), ...CLASSES].sort(),
    properties: [...PROPERTIES].sort(),
    prefixes: Object.entries(prefixesOf(base))
      .map(([prefix, start]) => `${prefix}: <${start}>`)
      .sort(),
  };
}

/** A query to begin with. */
export const FIRST_QUERY = `PREFIX dp: <${DP}>
PREFIX rdfs: <${RDFS}>

SELECT ?who ?type ?whom ?status {
  ?fact a ?type ;
    dp:agent/rdfs:label ?who ;
    dp:target/rdfs:label ?whom ;
    dp:status ?status .
} LIMIT 100
`;
