#!/usr/bin/env python3
"""Reads the program's graphs with other tools: rdflib for the formats, pyshacl for the shapes.

Usage: check.py BINARY. Needs rdflib and pyshacl. Exits with 1 where something does not hold.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from pyshacl import validate
from rdflib import RDF, RDFS, Dataset, Graph, Literal, Namespace, URIRef
from rdflib.compare import to_isomorphic

ROOT = Path(__file__).resolve().parents[2]
DP = Namespace("https://w3id.org/depeche/ontology#")
NIF = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
PROV = Namespace("http://www.w3.org/ns/prov#")
FORMATS = {"turtle": "turtle", "trig": "trig", "nquads": "nquads", "rdfxml": "xml", "jsonld": "json-ld"}
DATE = "2024-03-14"


def convert(binary, articles, form):
    command = [binary, "convert", *map(str, articles), "--date", DATE, "--format", form]
    return subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE).stdout.decode()


def union(text, form):
    """Returns the triples of all graphs in `text`."""
    if form in ("turtle", "xml"):
        return Graph().parse(data=text, format=form)
    dataset = Dataset(default_union=True)
    dataset.parse(data=text, format=form)
    graph = Graph()
    for s, p, o, _ in dataset.quads():
        graph.add((s, p, o))
    return graph


def read_formats(binary, articles):
    """Checks that all formats hold the same triples; returns the graph."""
    graphs = {form: union(convert(binary, articles, form), name) for form, name in FORMATS.items()}
    first = graphs["turtle"]
    if not len(first):
        sys.exit("the Turtle output is empty")
    for form, graph in graphs.items():
        if to_isomorphic(graph) != to_isomorphic(first):
            extra, lacking = graph - first, first - graph
            sys.exit(f"{form} differs from turtle:\n+ {list(extra)[:3]}\n- {list(lacking)[:3]}")
    return first


def conforms(graph, shapes, ontology):
    # pyshacl takes only classes and the like from an ontology given apart; the shapes need all of it.
    ok, _, report = validate(graph + ontology, shacl_graph=shapes)
    return ok, report


def first(graph, predicate, value=None):
    return min(graph.subjects(predicate, value))


def broken(graph, ontology):
    """Yields graphs that must be refused, each with what is wrong."""

    def edit(change):
        copy = Graph()
        for triple in graph:
            copy.add(triple)
        change(copy)
        return copy

    asserted = first(graph, DP.status, DP.Asserted)
    direct = set(ontology.objects(None, DP.directProperty))
    links = [(s, p, o) for s, p, o in graph if p in direct and isinstance(o, URIRef)]
    span = first(graph, NIF.anchorOf)
    other = URIRef("https://example.org/other")
    yield "no polarity", edit(lambda g: g.remove((asserted, DP.polarity, None)))
    yield "two statuses", edit(lambda g: g.add((asserted, DP.status, DP.Claimed)))
    yield "asserted with a source", edit(lambda g: g.add((asserted, DP.source, first(graph, RDFS.label))))
    yield "no agent and no target", edit(lambda g: (g.remove((asserted, DP.agent, None)), g.remove((asserted, DP.target, None))))
    yield "link without fact", edit(lambda g: g.add((first(graph, RDFS.label), DP.kidnapped, other)))
    yield "fact without link", edit(lambda g: [g.remove(link) for link in links])
    yield "entity without label", edit(lambda g: g.remove((next(graph.objects(asserted, DP.agent)), RDFS.label, None)))
    yield "other words", edit(lambda g: g.set((span, NIF.anchorOf, Literal("autre chose", lang="fr"))))
    yield "two types", edit(lambda g: g.add((asserted, RDF.type, DP.Kidnapping)))
    yield "confidence above one", edit(lambda g: g.set((asserted, DP.confidence, Literal("1.5", datatype="http://www.w3.org/2001/XMLSchema#decimal"))))
    yield "no article", edit(lambda g: g.remove((asserted, PROV.wasDerivedFrom, None)))


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    binary = str(Path(sys.argv[1]).resolve())
    articles = sorted((ROOT / "tests/articles").glob("*/article.txt"))
    shapes = Graph().parse(ROOT / "ontology/shapes.ttl")
    ontology = Graph().parse(ROOT / "ontology/core.ttl").parse(ROOT / "ontology/facts.ttl")
    Graph().parse(ROOT / "ontology/alignments.ttl")
    for group in [*([article] for article in articles), articles]:
        graph = read_formats(binary, group)
        ok, report = conforms(graph, shapes, ontology)
        if not ok:
            sys.exit(f"{[str(a) for a in group]}: {report}")
        print(f"{len(group)} article(s): {len(graph)} triples, the same in {len(FORMATS)} formats, as the shapes ask")
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        short = Path(folder) / "short.txt"
        short.write_text(articles[0].read_text().split("\n\n")[1])
        graph = read_formats(binary, [short])
    for fault, graph in broken(graph, ontology):
        if conforms(graph, shapes, ontology)[0]:
            sys.exit(f"the shapes let pass: {fault}")
        count += 1
    print(f"{count} broken graphs refused")


if __name__ == "__main__":
    main()
