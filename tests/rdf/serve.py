"""Has clients of others use the server: rdflib's SPARQLStore, SPARQLWrapper, curl, `depeche load --endpoint`, and schemathesis
by the server's own description.

Usage: serve.py PROGRAM

Needs rdflib, SPARQLWrapper and schemathesis (PyPI), and curl.
"""

import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import urllib.parse

import rdflib
from common import ROOT, output, run
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
TOKEN = "a token for tests only"
ARTICLES = [("examples/articles/election-en-sarnie.txt", "2024-03-18"), ("examples/articles/usine-de-brecourt.txt", "2023-09-14")]
FACTS = "SELECT ?fact ?status { ?fact <https://w3id.org/depeche/ontology#status> ?status } ORDER BY ?fact"


class Server:
    """The server of a store, until the end of the block."""

    def __init__(self, store, *options):
        command = [str(PROGRAM), "serve", "--store", str(store), "--bind", "127.0.0.1:0", *options]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "DEPECHE_SERVE_TOKEN": TOKEN})
        line = self.process.stderr.readline()
        assert "http://127.0.0.1:" in line, line
        self.url = next(word for word in line.split() if word.startswith("http://")).rstrip("/")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(timeout=60) == 0, "the server did not stop as it should"


def clients(url, expected):
    """The same question by three clients, each in forms of its own."""
    store = SPARQLStore(f"{url}/sparql")
    assert len(list(store.query(FACTS))) == expected
    graph = rdflib.Graph(SPARQLStore(f"{url}/sparql", returnFormat="json", method="POST"))
    assert len(list(graph.query(FACTS))) == expected
    wrapper = SPARQLWrapper(f"{url}/sparql")
    wrapper.setQuery(FACTS)
    for method in ("GET", POST):
        wrapper.setMethod(method)
        wrapper.setReturnFormat(JSON)
        assert len(wrapper.queryAndConvert()["results"]["bindings"]) == expected
        wrapper.setReturnFormat(XML)
        assert len(wrapper.queryAndConvert().getElementsByTagName("result")) == expected
        wrapper.setReturnFormat(CSV)
        assert len(wrapper.queryAndConvert().decode().splitlines()) == expected + 1
    wrapper.setQuery("CONSTRUCT { ?s a ?c } { ?s a ?c }")
    wrapper.setReturnFormat(TURTLE)
    built = rdflib.Graph().parse(data=wrapper.queryAndConvert(), format="turtle")
    assert len(built) > expected
    listed = output("curl", "-sSf", "--get", "--data-urlencode", f"query={FACTS}", "-H", "Accept: text/csv", f"{url}/sparql")
    assert len(listed.splitlines()) == expected + 1
    packed = output("curl", "-sSf", "--compressed", f"{url}/facts?limit=1000")
    assert json.loads(packed)["total"] == expected


def linked_data(url):
    """What rdflib finds where an entity of the store is shown."""
    for entity in json.loads(output("curl", "-sSf", f"{url}/entities?limit=5"))["items"]:
        graph = rdflib.Graph().parse(url + entity["path"])
        assert (rdflib.URIRef(entity["iri"]), rdflib.RDFS.label, None) in graph, entity


def written(url):
    """A graph goes in and out again by curl, articles by our own client."""
    graph = f"{url}/data?graph={urllib.parse.quote('https://example.org/new', safe='')}"
    authorized = ["-H", f"Authorization: Bearer {TOKEN}"]
    code = ["-o", os.devnull, "-w", "%{http_code}"]
    turtle = ["-X", "PUT", "-H", "Content-Type: text/turtle", "--data-binary", "<s> <p> 'o' ."]
    assert output("curl", "-sS", *code, *turtle, graph) == "401"
    assert output("curl", "-sS", *code, *turtle, *authorized, graph) == "201"
    assert "'o'" in output("curl", "-sSf", graph) or '"o"' in output("curl", "-sSf", graph)
    assert output("curl", "-sS", *code, "-X", "DELETE", *authorized, graph) == "204"
    before = len(list(SPARQLStore(f"{url}/sparql").query(FACTS)))
    article = ROOT / "tests/articles/port-trevezel/article.txt"
    run(PROGRAM, "load", article, "--date", "2024-08-05", "--endpoint", f"{url}/data", env={"DEPECHE_TOKEN": TOKEN})
    assert len(list(SPARQLStore(f"{url}/sparql").query(FACTS))) > before


def described(url, folder):
    """schemathesis asks all that the description allows, and much that it does not."""
    command = [pathlib.Path(sys.executable).parent / "schemathesis", "run", f"{url}/openapi.json", "--no-color", "--max-examples", "25"]
    # Whether a query or an address means something depends on more than its form.
    command += ["--generation-deterministic", "--continue-on-failure", "--exclude-checks", "positive_data_acceptance"]
    done = subprocess.run([str(part) for part in command], capture_output=True, cwd=folder, check=False)
    assert done.returncode == 0, done.stdout.decode()[-8000:]
    return next(line.strip() for line in done.stdout.decode().splitlines() if " generated, " in line)


def main():
    with tempfile.TemporaryDirectory() as folder:
        store = pathlib.Path(folder) / "kg.trig"
        for article, date in ARTICLES:
            run(PROGRAM, "load", ROOT / article, "--date", date, "--store", store)
        expected = len(output(PROGRAM, "query", "-e", FACTS, "--store", store, "--format", "csv").splitlines()) - 1
        assert expected > 30, expected
        before = store.read_bytes()
        with Server(store) as server:
            clients(server.url, expected)
            linked_data(server.url)
            cases = described(server.url, folder)
        assert store.read_bytes() == before, "a server that reads only has written"
        with Server(store, "--read-write") as server:
            written(server.url)
        kept = output(PROGRAM, "stats", "--store", store)
        assert "articles" in kept and store.read_bytes() != before
        print(f"serve.py: {expected} facts by five clients; {cases}")


main()
