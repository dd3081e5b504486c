// Sends a query, named or own, and asks for its answer in one format or another.

import { queryString, send, type Values } from "../api";
import { answerOf, givesGraph, type Answer } from "./answer";

export type Question = { kind: "named"; name: string; values: Values } | { kind: "own"; text: string };

export interface Answered {
  answer: Answer;
  milliseconds: number;
}

export function request(question: Question, accept: string, signal?: AbortSignal): Promise<Response> {
  if (question.kind === "named") {
    const address = `/queries/${encodeURIComponent(question.name)}${queryString(question.values)}`;
    return send(address, { headers: { Accept: accept }, signal });
  }
  return send("/sparql", {
    method: "POST",
    headers: { "Content-Type": "application/sparql-query", Accept: accept },
    body: question.text,
    signal,
  });
}

export async function ask(question: Question, signal: AbortSignal): Promise<Answered> {
  const start = performance.now();
  const graph = question.kind === "own" && givesGraph(question.text);
  const response = await request(question, graph ? "application/n-triples" : "application/sparql-results+json", signal);
  const body = await response.text();
  const milliseconds = performance.now() - start;
  return { answer: answerOf(response.headers.get("Content-Type") ?? "", body), milliseconds };
}

export interface Format {
  label: string;
  accept: string;
  extension: string;
}

export const TABLE_FORMATS: readonly Format[] = [
  { label: "CSV", accept: "text/csv", extension: "csv" },
  { label: "TSV", accept: "text/tab-separated-values", extension: "tsv" },
  { label: "JSON", accept: "application/sparql-results+json", extension: "json" },
  { label: "XML", accept: "application/sparql-results+xml", extension: "xml" },
];

export const GRAPH_FORMATS: readonly Format[] = [
  { label: "Turtle", accept: "text/turtle", extension: "ttl" },
  { label: "JSON-LD", accept: "application/ld+json", extension: "jsonld" },
  { label: "RDF/XML", accept: "application/rdf+xml", extension: "rdf" },
  { label: "N-Triples", accept: "application/n-triples", extension: "nt" },
];
