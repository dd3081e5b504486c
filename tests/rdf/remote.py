"""Loads articles into real servers over HTTP and compares what is there then with what the program writes itself.

Usage: remote.py PROGRAM

Needs the server `oxigraph` (PyPI: oxigraph), and takes `virtuoso-t` (Debian: virtuoso-opensource-7) where it is installed.
A server of our own, which refuses at first, stands for busy and guarded ones.
"""

import base64
import http.server
import json
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

from common import ROOT, run

PROGRAM = pathlib.Path(sys.argv[1]).resolve()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url, process, seconds=60):
    for _ in range(seconds * 5):
        assert process.poll() is None, f"the server for {url} has ended"
        try:
            urllib.request.urlopen(url, timeout=5).read()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{url} does not answer")


def get(url, mime):
    request = urllib.request.Request(url, headers={"Accept": mime})
    return urllib.request.urlopen(request, timeout=60).read().decode()


def canonical(data):
    with tempfile.NamedTemporaryFile("w", suffix=".nq", encoding="utf-8") as file:
        file.write(data)
        file.flush()
        return run(PROGRAM, "export", "--data", file.name, "--canonical").stdout.decode()


def graphs(endpoint, articles, mime="application/n-triples"):
    """Returns the graphs of `articles` as N-Quads, fetched by the Graph Store Protocol."""
    quads = []
    for article in articles:
        triples = get(f"{endpoint}?graph={urllib.parse.quote(article, safe='')}", mime)
        for line in triples.splitlines():
            line = line.strip()
            if line.endswith("."):
                quads.append(f"{line[:-1].strip()} <{article}> .")
    return canonical("\n".join(quads))


def check_server(name, load, store, lines, folder):
    """Loads into the endpoint `load`, reads from `store`, and asks for the same graphs as without a server."""
    articles = folder / "articles.jsonl"
    articles.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    names = [line["url"] for line in lines]
    for protocol, endpoint in load.items():
        run(PROGRAM, "load", articles, "--endpoint", endpoint, "--protocol", protocol)
        expected = canonical(run(PROGRAM, "convert", articles, "--format", "nquads").stdout.decode())
        found = graphs(store, names)
        if found != expected:
            missing = sorted(set(expected.splitlines()) - set(found.splitlines()))[:5]
            more = sorted(set(found.splitlines()) - set(expected.splitlines()))[:5]
            raise AssertionError("\n".join([f"{name}, {protocol}: graphs differ; not there:", *missing, "only there:", *more]))
        # Another text under the same address takes the place of the first.
        changed = [dict(line, text=line["text"] + " Le maire de Lyon a démissionné.") for line in lines[:3]]
        articles.write_text("\n".join(json.dumps(line) for line in changed), encoding="utf-8")
        run(PROGRAM, "load", articles, "--endpoint", endpoint, "--protocol", protocol)
        expected = canonical(run(PROGRAM, "convert", articles, "--format", "nquads").stdout.decode())
        assert graphs(store, names[:3]) == expected, f"{name}, {protocol}: an article was not replaced"
        articles.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
        print(f"{name}, {protocol}: {len(names)} articles are there as written, and replaced as a whole")


def oxigraph(lines, folder):
    port = free_port()
    server = pathlib.Path(sys.executable).parent / "oxigraph"
    program = server if server.exists() else shutil.which("oxigraph")
    assert program, "the server oxigraph is not installed (PyPI: oxigraph)"
    process = subprocess.Popen([program, "serve", "--location", folder / "oxigraph", "--bind", f"127.0.0.1:{port}"],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        base = f"http://127.0.0.1:{port}"
        wait_for(f"{base}/", process)
        check_server("Oxigraph", {"graph-store": f"{base}/store", "update": f"{base}/update"}, f"{base}/store", lines, folder)
    finally:
        process.kill()
        process.wait()


VIRTUOSO = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = {sql}
DirsAllowed = .
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = {http}
ServerRoot = {folder}
[SPARQL]
DefaultQuery = ASK {{ ?s ?p ?o }}
"""


def virtuoso(lines, folder):
    if not shutil.which("virtuoso-t"):
        print("Virtuoso is not installed and was not tried")
        return
    home = folder / "virtuoso"
    home.mkdir()
    sql, port = free_port(), free_port()
    (home / "virtuoso.ini").write_text(VIRTUOSO.format(folder=home, sql=sql, http=port), encoding="utf-8")
    process = subprocess.Popen(["virtuoso-t", "+configfile", home / "virtuoso.ini", "+foreground"], cwd=home,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        base = f"http://127.0.0.1:{port}"
        wait_for(f"{base}/sparql?query=ASK%20%7B%3Fs%20%3Fp%20%3Fo%7D", process, 120)
        # Everybody may write to this server, which is there for the length of the test and on this machine only.
        grant = "GRANT SPARQL_UPDATE TO \"SPARQL\"; DB.DBA.RDF_DEFAULT_USER_PERMS_SET('nobody', 7);"
        isql = shutil.which("isql-vt") or shutil.which("isql-v") or "isql"
        run(isql, f"127.0.0.1:{sql}", "dba", "dba", f"EXEC={grant}")
        check_server("Virtuoso", {"graph-store": f"{base}/sparql-graph-crud", "update": f"{base}/sparql"},
                     f"{base}/sparql-graph-crud", lines, folder)
    finally:
        process.kill()
        process.wait()


class Guarded(http.server.BaseHTTPRequestHandler):
    """Refuses the first requests as a busy server does, and all without the right credentials."""

    busy = 2
    wanted = ""
    log = []

    def do_PUT(self):  # noqa: N802
        self.rfile.read(int(self.headers["Content-Length"]))
        cls = type(self)
        if cls.busy > 0:
            cls.busy -= 1
            self.answer(503, {"Retry-After": "0"})
        elif self.headers.get("Authorization") != cls.wanted:
            self.answer(401)
        else:
            cls.log.append(self.path)
            self.answer(204)

    def answer(self, status, headers=None):
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def guarded(lines, folder):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Guarded)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    endpoint = f"http://127.0.0.1:{server.server_port}/data"
    articles = folder / "one.jsonl"
    articles.write_text(json.dumps(lines[0]), encoding="utf-8")
    load = (PROGRAM, "load", articles, "--endpoint", endpoint)
    Guarded.wanted = "Basic " + base64.b64encode("léa:geheim".encode()).decode()
    done = run(*load, env={"DEPECHE_USER": "léa", "DEPECHE_PASSWORD": "geheim"})
    assert done.stderr.decode().count("trying again") == 2, done.stderr
    Guarded.wanted = "Bearer abc"
    run(*load, env={"DEPECHE_TOKEN": "abc"})
    assert len(Guarded.log) == 2 and "graph=" in Guarded.log[0], Guarded.log
    refused = run(*load, code=2)
    assert b"401" in refused.stderr and b"DEPECHE_TOKEN" in refused.stderr, refused.stderr
    assert b"geheim" not in done.stderr
    Guarded.busy = 100
    given_up = run(*load, "--retries", "1", code=2)
    assert b"given up after 2 attempts" in given_up.stderr, given_up.stderr
    server.shutdown()
    server.server_close()
    gone = run(*load, "--retries", "1", code=2)
    assert b"given up after 2 attempts" in gone.stderr, gone.stderr
    print("busy, guarded and absent servers are told apart")


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        made = run(sys.executable, ROOT / "tools/generate.py", "40", "--lines").stdout.decode().splitlines()
        lines = [json.loads(line) for line in made]
        guarded(lines, folder)
        oxigraph(lines, folder)
        virtuoso(lines, folder)


if __name__ == "__main__":
    main()
