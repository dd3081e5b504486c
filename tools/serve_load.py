#!/usr/bin/env python3
"""Measures the server under load: 200 clients that ask small queries for a minute, while others ask what would take hours.

Usage: serve_load.py PROGRAM [--articles 2000] [--clients 200] [--seconds 60]

Needs wrk (Debian: wrk). Prints requests, errors, latencies by wrk, what became of the long queries, and the memory of the server.
"""

import argparse
import json
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

TOOLS = pathlib.Path(__file__).resolve().parent
PREFIX = "PREFIX dp: <https://w3id.org/depeche/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
SMALL = [
    "SELECT * { <%s> ?property ?value } LIMIT 20",
    "SELECT ?fact ?type { ?fact dp:agent <%s> ; a ?type } LIMIT 20",
    "ASK { ?fact dp:target <%s> ; dp:status dp:Claimed }",
    "SELECT ?name (COUNT(*) AS ?facts) { ?fact dp:agent <%s> ; dp:target ?whom . ?whom rdfs:label ?name } GROUP BY ?name LIMIT 20",
]
LONG = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def memory(process):
    for line in pathlib.Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def script(entities):
    """A script for wrk that asks each small query of each entity in turn."""
    queries = [urllib.parse.quote(PREFIX + small % entity, safe="") for entity in entities for small in SMALL]
    paths = ",\n".join(f'"/sparql?query={query}"' for query in queries)
    return f"local paths = {{\n{paths}\n}}\nlocal n = 0\nrequest = function()\n  n = n + 1\n  return wrk.format('GET', paths[n % #paths + 1])\nend\n"


def long_queries(url, until, told):
    while time.time() < until:
        start = time.time()
        try:
            urllib.request.urlopen(f"{url}/sparql?query={urllib.parse.quote(LONG)}", timeout=120).read()
            told.append(("answered", time.time() - start))
        except urllib.error.HTTPError as error:
            told.append((json.load(error)["error"], time.time() - start))


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("program", type=pathlib.Path)
    arguments.add_argument("--articles", type=int, default=2000)
    arguments.add_argument("--clients", type=int, default=200)
    arguments.add_argument("--seconds", type=int, default=60)
    args = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        subprocess.run([sys.executable, TOOLS / "generate.py", str(args.articles), "--folder", folder / "articles"], check=True, stdout=subprocess.DEVNULL)
        store = folder / "kg.trig"
        subprocess.run([args.program, "load", folder / "articles", "--store", store], check=True, stderr=subprocess.DEVNULL)
        # A time limit within which several long queries begin and end.
        command = [args.program, "serve", "--store", store, "--bind", "127.0.0.1:0", "--time-limit", "10"]
        server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        url = next(word for word in server.stderr.readline().split() if word.startswith("http://")).rstrip("/")
        items = json.load(urllib.request.urlopen(f"{url}/entities?limit=200"))["items"]
        lua = folder / "mix.lua"
        lua.write_text(script([item["iri"] for item in items[100:]]))
        told, seen, until = [], [], time.time() + args.seconds - 12
        asking = threading.Thread(target=long_queries, args=(url, until, told))
        asking.start()
        wrk = ["wrk", "-t1", f"-c{args.clients}", f"-d{args.seconds}s", "--latency", "-s", lua, url]
        load = subprocess.Popen(wrk, stdout=subprocess.PIPE, text=True)
        while load.poll() is None:
            seen.append(memory(server))
            time.sleep(1)
        print(load.stdout.read())
        asking.join()
        for what, seconds in told:
            print(f"long query: {seconds:5.1f} s, {what}")
        quarter = max(1, len(seen) // 4)
        means = [sum(part) / len(part) for part in (seen[i * quarter : (i + 1) * quarter] for i in range(4)) if part]
        print("memory by quarters of the time, MB:", ", ".join(f"{mean:.0f}" for mean in means), f"; at most {max(seen):.0f}")
        server.send_signal(signal.SIGTERM)
        print("the server ended with", server.wait(timeout=60))


main()
