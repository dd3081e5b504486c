import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "../modules.mjs";

const { svgOf } = await load("graph/svg.ts");
const { networkOf, most } = await load("graph/network.ts");
const { answerOf, givesGraph, numberOf } = await load("query/answer.ts");

const COLOURS = { ground: "#fff", ink: "#000", node: "#eee", border: "#333" };

test("a picture has its nodes, and claims are dashed with hollow arrows", () => {
  const a = { x: 0, y: 0, radius: 10, label: "A & B <x>", kind: "person" };
  const b = { x: 100, y: 0, radius: 10, label: "C", kind: "place" };
  const link = { from: a, to: b, label: "dit", colour: "#00f", claimed: true, directed: true };
  const svg = svgOf([a, b], [link, { ...link, claimed: false }], COLOURS);
  assert.match(svg, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="-70 -70 240 140"/);
  assert.match(svg, /A &amp; B &lt;x&gt;/);
  assert.equal(svg.match(/stroke-dasharray/g).length, 1);
  assert.equal(svg.match(/points="88,0 80,4 80,-4" fill="#fff"/g).length, 1);
  assert.equal(svg.match(/points="88,0 80,4 80,-4" fill="#00f"/g).length, 1);
});

const entity = (name) => ({ iri: `urn:${name}`, path: null, name, kind: "person", mentions: [] });
const fact = (iri, type, roles, status = "Asserted") => ({
  iri, type, status, agent: [], target: [], place: [], source: [], via: [], content: [], ...roles,
});

test("facts become links: agents to targets, else agents with each other, else from who says it", () => {
  const [a, b, c] = ["a", "b", "c"].map(entity);
  const { nodes, links } = networkOf([
    fact("1", "Accusation", { agent: [a], target: [b] }),
    fact("2", "Accusation", { agent: [a], target: [b] }),
    fact("3", "Accusation", { agent: [a], target: [b], source: [c] }, "Claimed"),
    fact("4", "Meeting", { agent: [a, c] }),
    fact("5", "Departure", { agent: [b], source: [c] }, "Claimed"),
    fact("6", "Age", { agent: [a] }),
  ]);
  assert.equal(nodes.size, 3);
  assert.deepEqual(
    links.map((link) => [link.from, link.to, link.facts.length, link.claimed, link.directed]),
    [
      ["urn:a", "urn:b", 2, false, true],
      ["urn:a", "urn:b", 1, true, true],
      ["urn:a", "urn:c", 1, false, false],
      ["urn:c", "urn:b", 1, true, true],
    ],
  );
});

test("a saying leads to whom it speaks of", () => {
  const [a, b] = ["a", "b"].map(entity);
  const { links } = networkOf([
    fact("1", "Statement", { agent: [a], content: ["2"] }),
    fact("2", "Departure", { agent: [b], source: [] }, "Claimed"),
  ]);
  assert.deepEqual(links.map((link) => [link.from, link.to]), [["urn:a", "urn:b"]]);
});

test("of a large network the most linked nodes are kept, and the wanted one", () => {
  const hub = entity("hub");
  const facts = Array.from({ length: 50 }, (_, i) => fact(String(i), "Visit", { agent: [hub], target: [entity(`n${i}`)] }));
  const part = most(networkOf(facts), 10, new Set(["urn:n40"]));
  assert.equal(part.nodes.size, 10);
  assert.ok(part.nodes.has("urn:hub") && part.nodes.has("urn:n40"));
  assert.equal(part.links.length, 9);
});

test("answers of both kinds become rows", () => {
  const json = { head: { vars: ["a", "n"] }, results: { bindings: [{ a: { type: "uri", value: "urn:x" } }] } };
  const rows = answerOf("application/sparql-results+json", JSON.stringify(json));
  assert.deepEqual(rows.rows[0].map((term) => term?.value ?? null), ["urn:x", null]);
  const graph = answerOf("application/n-triples", '<urn:a> <urn:b> "l\\u00e9 \\"x\\""@fr .\n_:b <urn:b> "1"^^<urn:int> .\n');
  assert.deepEqual(graph.rows.map((row) => row[2].value), ['lé "x"', "1"]);
  assert.equal(answerOf("application/sparql-results+json", '{"head":{},"boolean":true}').value, true);
});

test("the form of a query is told from its first keyword", () => {
  assert.equal(givesGraph("# SELECT\nPREFIX select: <http://x/SELECT#> CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"), true);
  assert.equal(givesGraph("SELECT ('CONSTRUCT' AS ?x) {}"), false);
  assert.equal(givesGraph("describe <urn:x>"), true);
});

test("only what looks like a number is one", () => {
  assert.equal(numberOf({ type: "literal", value: "12.5" }), 12.5);
  assert.equal(numberOf({ type: "literal", value: "2024-01-01" }), null);
  assert.equal(numberOf({ type: "uri", value: "12" }), null);
});
