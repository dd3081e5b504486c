#!/usr/bin/env python3
"""Reads the program's graphs with other tools: rdflib for the formats, pyshacl for the shapes.

The shapes and `depeche validate` have to say the same of real graphs and of broken ones.

Usage: check.py BINARY. Needs rdflib and pyshacl. Exits with 1 where something does not hold.
"""

import logging
import re
import subprocess
import sys
import tempfile
from functools import lru_cache
from pathlib import Path

from pyshacl import validate
from rdflib import RDF, RDFS, XSD, BNode, Dataset, Graph, Literal, Namespace, URIRef
from rdflib.compare import to_isomorphic
from rdflib.plugins.sparql import prepareQuery

ROOT = Path(__file__).resolve().parents[2]
DP = Namespace("https://w3id.org/depeche/ontology#")
NIF = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
ORG = Namespace("http://www.w3.org/ns/org#")
PROV = Namespace("http://www.w3.org/ns/prov#")
SCHEMA = Namespace("https://schema.org/")
LINKS = URIRef("https://w3id.org/depeche/kg/same-events")
OTHER = URIRef("https://example.org/other")
FORMATS = {"turtle": "turtle", "trig": "trig", "nquads": "nquads", "rdfxml": "xml", "jsonld": "json-ld"}
DATE = "2024-03-14"
# Has a saying with content, direct links, and a role.
SHORT = """Le ministre de l'Agriculture, Édouard Montfaucon, a rencontré Griet Vanmolder à Bruxelles.

Bastien Courtemanche a déclaré que Halvendael avait racheté la laiterie d'Orvanne.

Marcel Desrousseaux a félicité Griet Vanmolder.
"""


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


@lru_cache
def prepared(text):
    return prepareQuery(text)


def prepare_once():
    """Lets rdflib parse each query once, where pyshacl asks it anew of each node."""
    query = Graph.query
    Graph.query = lambda self, text, *rest, **named: query(self, prepared(text), *rest, **named)


def conforms(graph, shapes, ontology):
    # pyshacl takes only classes and the like from an ontology given apart; the shapes need all of it.
    ok, _, report = validate(graph + ontology, shacl_graph=shapes)
    return ok, report


def objections(binary, graph, folder):
    """Returns the names of the checks by which `depeche validate` refuses `graph`, with its output."""
    file = Path(folder) / "graph.ttl"
    graph.serialize(file, format="turtle")
    run = subprocess.run([binary, "validate", file], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    names = re.findall(r"check/[\w-]+", run.stderr)
    if run.returncode not in (0, 1) or (run.returncode == 1) != bool(names):
        sys.exit(f"depeche validate ends with {run.returncode}: {run.stderr}")
    return names, run.stdout


def sound(graph):
    """Returns `graph` with the links that no single article has: two facts with one proposition, joined."""
    one, other = sorted(graph.subjects(DP.status))[:2]
    graph.set((one, DP.proposition, Literal("Visit(person/x; place/y)")))
    graph.set((other, DP.proposition, Literal("Visit(person/x; place/y)")))
    graph.add((other, DP.sameEventAs, one))
    graph.add((LINKS, RDF.type, DP.EventLinks))
    graph.add((LINKS, RDFS.label, Literal("liens", lang="fr")))
    graph.add((LINKS, DP.sameEventWindow, Literal(3)))
    return graph


def faults(graph, ontology):
    """Yields what is wrong, an edit that makes it so, and the check that has to find it."""

    def first(predicate, value=None):
        return min(graph.subjects(predicate, value))

    def typed(text, kind):
        return Literal(text, datatype=XSD[kind], normalize=False)

    def stretch(begin, end, text):
        """Returns what a span that holds other words of the article would have."""
        span = URIRef(f"{article}#char={begin},{end}")
        return span, [
            (span, RDF.type, NIF.String),
            (span, NIF.beginIndex, typed(str(begin), "integer")),
            (span, NIF.endIndex, typed(str(end), "integer")),
            (span, NIF.anchorOf, Literal(text[begin:end], lang="fr")),
            (span, NIF.referenceContext, article),
        ]

    def point(subject, predicate, begin, end):
        text = str(graph.value(article, NIF.isString))
        span, triples = stretch(begin, end, text)

        def edit(g):
            g.set((subject, predicate, span))
            for triple in triples:
                g.set(triple)

        return edit

    def rename(g, old, new):
        for s, p, o in list(g):
            if old in (s, o):
                g.remove((s, p, o))
                g.add((new if s == old else s, p, new if o == old else o))

    def strange(g):
        """Adds an article of one letter with a span; returns both."""
        span = URIRef(OTHER + "#char=0,1")
        for s, p, o in [
            (OTHER, RDF.type, SCHEMA.NewsArticle), (OTHER, RDF.type, NIF.Context), (OTHER, NIF.isString, Literal("A")),
            (OTHER, SCHEMA.inLanguage, Literal("fr")), (span, RDF.type, NIF.String), (span, NIF.anchorOf, Literal("A")),
            (span, NIF.beginIndex, typed("0", "integer")),
            (span, NIF.endIndex, typed("1", "integer")), (span, NIF.referenceContext, OTHER),
        ]:
            g.add((s, p, o))
        return span

    asserted = min(f for f in graph.subjects(DP.status, DP.Asserted) if (f, DP.target, None) in graph)
    outer, inner = min(graph.subject_objects(DP.content))
    joined, earlier = next(iter(graph.subject_objects(DP.sameEventAs)))
    stranger = min(f for f in graph.subjects(DP.status) if f not in (joined, earlier))
    direct = set(ontology.objects(None, DP.directProperty))
    links = [(s, p, o) for s, p, o in graph if p in direct and isinstance(o, URIRef)]
    article = graph.value(asserted, PROV.wasDerivedFrom)
    sentence, trigger = graph.value(asserted, DP.evidence), graph.value(asserted, DP.trigger)
    agent, target = graph.value(asserted, DP.agent), graph.value(asserted, DP.target)
    reading = graph.value(asserted, PROV.wasGeneratedBy)
    program = graph.value(reading, PROV.wasAssociatedWith)
    member = first(ORG.member)
    length = len(str(graph.value(article, NIF.isString)))
    end = int(graph.value(sentence, NIF.endIndex))
    beyond = str(length + 9)
    outside = (end + 1, end + 4) if end + 4 <= length else (0, 3)

    def no(subject, predicate):
        return lambda g: g.remove((subject, predicate, None))

    def also(subject, predicate, value):
        return lambda g: g.add((subject, predicate, value))

    def now(subject, predicate, value):
        return lambda g: g.set((subject, predicate, value))

    def both(*edits):
        return lambda g: [edit(g) for edit in edits]

    yield "no polarity", no(asserted, DP.polarity), "incomplete-fact"
    yield "no rule", no(asserted, DP.rule), "incomplete-fact"
    yield "no article", no(asserted, PROV.wasDerivedFrom), "incomplete-fact"
    yield "no reading of a fact", no(asserted, PROV.wasGeneratedBy), "incomplete-fact"
    yield "no type", no(asserted, RDF.type), "incomplete-fact"
    yield "nothing but a type", also(OTHER, RDF.type, DP.Visit), "incomplete-fact"
    yield "two statuses", also(asserted, DP.status, DP.Claimed), "ambiguous-fact"
    yield "two types", also(asserted, RDF.type, DP.Kidnapping), "ambiguous-fact"
    yield "two propositions", also(joined, DP.proposition, Literal("Visit()")), "ambiguous-fact"
    yield "two readings", both(
        lambda g: [g.add((OTHER, p, o)) for p, o in list(g.predicate_objects(reading))],
        also(asserted, PROV.wasGeneratedBy, OTHER),
    ), "ambiguous-fact"
    yield "two articles", lambda g: (strange(g), g.add((asserted, PROV.wasDerivedFrom, OTHER))), "ambiguous-fact"
    yield "a type that is none of facts", now(asserted, RDF.type, SCHEMA.Event), "unknown-type"
    yield "a family of types as type", now(asserted, RDF.type, DP.Relation), "unknown-type"
    yield "asserted with a source", also(asserted, DP.source, agent), "asserted-by-another"
    yield "asserted inside another's content", also(outer, DP.content, asserted), "asserted-by-another"
    yield "asserted and planned", now(asserted, DP.factuality, DP.Planned), "asserted-by-another"
    yield "no agent and no target", both(no(asserted, DP.agent), no(asserted, DP.target)), "no-participant"
    yield "link without fact", also(agent, DP.kidnapped, target), "link-without-fact"
    yield "link of what has no label", also(OTHER, DP.kidnapped, agent), "link-without-fact"
    yield "fact without link", lambda g: [g.remove(link) for link in links], "fact-without-link"
    yield "agents that met without link", both(
        no(asserted, DP.target),
        also(asserted, DP.agent, target),
        now(asserted, RDF.type, DP.Meeting),
        lambda g: [g.remove(link) for link in links],
    ), "fact-without-link"
    yield "entity without label", no(agent, RDFS.label), "nameless-entity"
    yield "entity without kind", no(agent, RDF.type), "nameless-entity"
    yield "entity of no known kind", now(agent, RDF.type, SCHEMA.Car), "nameless-entity"
    yield "metonymy of a nameless state", also(agent, DP.standsFor, OTHER), "nameless-entity"
    yield "confidence above one", now(asserted, DP.confidence, typed("1.5", "decimal")), "wrong-value"
    yield "confidence below zero", now(asserted, DP.confidence, typed("-0.1", "decimal")), "wrong-value"
    yield "confidence in words", now(asserted, DP.confidence, Literal("high")), "wrong-value"
    yield "time of a wrong datatype", now(asserted, DP.time, typed("2024-07-29T00:00:00", "dateTime")), "wrong-value"
    yield "time that no calendar has", now(asserted, DP.time, typed("2024-13-01", "date")), "wrong-value"
    yield "time as plain words", now(asserted, DP.time, Literal("2024")), "wrong-value"
    yield "polarity that is none", now(asserted, DP.polarity, DP.Actual), "wrong-value"
    yield "rule in a language", now(asserted, DP.rule, Literal("règle", lang="fr")), "wrong-value"
    yield "theme that is a thing", now(asserted, DP.theme, agent), "wrong-value"
    yield "offset in words", now(trigger, NIF.beginIndex, Literal("one")), "wrong-value"
    yield "dangling content", now(outer, DP.content, URIRef(outer + "-lost")), "content-without-fact"
    yield "content that is an entity", now(outer, DP.content, agent), "content-without-fact"
    yield "fact that is its own content", now(outer, DP.content, outer), "content-without-fact"
    yield "other words", now(trigger, NIF.anchorOf, Literal("autre chose", lang="fr")), "wrong-words"
    yield "evidence beyond the article", now(sentence, NIF.endIndex, typed(beyond, "integer")), "wrong-words"
    yield "end before beginning", now(trigger, NIF.endIndex, typed("0", "integer")), "wrong-words"
    yield "span without context", no(trigger, NIF.referenceContext), "incomplete-span"
    yield "span without end", no(trigger, NIF.endIndex), "incomplete-span"
    yield "span of two contexts", lambda g: (strange(g), g.add((trigger, NIF.referenceContext, OTHER))), "incomplete-span"
    yield "evidence that is no span", now(asserted, DP.evidence, agent), "incomplete-span"
    yield "evidence in another article", lambda g: g.set((asserted, DP.evidence, strange(g))), "elsewhere"
    yield "mention in another article", lambda g: g.add((asserted, DP.mention, strange(g))), "elsewhere"
    yield "trigger outside the evidence", point(asserted, DP.trigger, *outside), "trigger-outside"
    yield "article without text", no(article, NIF.isString), "incomplete-article"
    yield "article with two texts", also(article, NIF.isString, Literal("Un autre.", lang="fr")), "incomplete-article"
    yield "article without language", no(article, SCHEMA.inLanguage), "incomplete-article"
    yield "fact of what is no article", now(asserted, PROV.wasDerivedFrom, agent), "incomplete-article"
    yield "no Reading", no(reading, None), "incomplete-reading"
    yield "reading of no article", no(reading, PROV.used), "incomplete-reading"
    yield "reading by nobody", no(reading, PROV.wasAssociatedWith), "incomplete-reading"
    yield "reading by a nameless program", no(program, RDFS.label), "incomplete-reading"
    yield "reading of another article", lambda g: (strange(g), g.set((reading, PROV.used, OTHER))), "elsewhere"
    yield "membership without member", no(member, ORG.member), "incomplete-membership"
    yield "membership with two members", also(member, ORG.member, target), "incomplete-membership"
    yield "membership as nothing", both(no(member, ORG.role), no(member, ORG.organization)), "incomplete-membership"
    yield "membership of two days", both(
        also(member, DP.validOn, typed("2024-01-01", "date")), also(member, DP.validOn, typed("2024-01-02", "date")),
    ), "incomplete-membership"
    yield "membership on a day in words", now(member, DP.validOn, Literal("lundi")), "wrong-value"
    yield "membership without fact", no(member, PROV.wasDerivedFrom), "incomplete-membership"
    yield "a term that the ontology lacks", also(asserted, DP.mood, Literal("gloomy")), "undefined-term"
    yield "a class that the ontology lacks", also(OTHER, RDF.type, DP.Weather), "undefined-term"
    yield "a blank node as fact", lambda g: rename(g, asserted, BNode()), "blank-node"
    yield "a blank node as span", lambda g: rename(g, trigger, BNode()), "blank-node"
    yield "same event, another proposition", now(joined, DP.proposition, Literal("Visit(person/z)")), "same-event"
    yield "same event, no proposition", no(joined, DP.proposition), "same-event"
    yield "same event as a fact without proposition", also(joined, DP.sameEventAs, stranger), "same-event"
    yield "same event as itself", also(joined, DP.sameEventAs, joined), "same-event"
    yield "same event as no fact", both(
        also(joined, DP.sameEventAs, agent), also(agent, DP.proposition, graph.value(joined, DP.proposition))
    ), "same-event"
    yield "links without window", no(LINKS, DP.sameEventWindow), "incomplete-links"
    yield "links with two windows", also(LINKS, DP.sameEventWindow, Literal(7)), "incomplete-links"
    yield "window below zero", now(LINKS, DP.sameEventWindow, Literal(-1)), "wrong-value"
    yield "window of what is no links", no(LINKS, RDF.type), "incomplete-links"


def edited(graph, edit):
    copy = Graph()
    for triple in graph:
        copy.add(triple)
    edit(copy)
    return copy


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    binary = str(Path(sys.argv[1]).resolve())
    prepare_once()
    # One of the broken graphs has a date that is none, which rdflib would tell of.
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
    articles = sorted((ROOT / "tests/articles").glob("*/article.txt"))
    shapes = Graph().parse(ROOT / "ontology/shapes.ttl")
    ontology = Graph().parse(ROOT / "ontology/core.ttl").parse(ROOT / "ontology/facts.ttl")
    checks = {file.stem for file in (ROOT / "queries/check").glob("*.rq")}
    with tempfile.TemporaryDirectory() as folder:

        def accept(graph, what):
            ok, report = conforms(graph, shapes, ontology)
            names, table = objections(binary, graph, folder)
            if not ok or names:
                sys.exit(f"{what}: {report}\n{names}\n{table}")

        for group in [*([article] for article in articles), articles]:
            graph = read_formats(binary, group)
            accept(graph, [str(article) for article in group])
            print(f"{len(group)} article(s): {len(graph)} triples in {len(FORMATS)} formats, as shapes and checks ask")
        short = Path(folder) / "short.txt"
        short.write_text(SHORT)
        graph = sound(read_formats(binary, [short]))
        accept(graph, "links between facts")
        wrong, seen, count = [], set(), 0
        for fault, edit, check in faults(graph, ontology):
            broken = edited(graph, edit)
            if conforms(broken, shapes, ontology)[0]:
                wrong.append(f"the shapes let pass: {fault}")
            names, _ = objections(binary, broken, folder)
            if f"check/{check}" not in names:
                wrong.append(f"check/{check} lets pass: {fault}; others: {names}")
            seen.add(check)
            count += 1
        wrong += [f"no broken graph for check/{check}" for check in sorted(checks - seen)]
        if wrong:
            sys.exit("\n".join(wrong))
        print(f"{count} broken graphs refused, by the shapes and by {len(seen)} checks")


if __name__ == "__main__":
    main()
