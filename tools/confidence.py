#!/usr/bin/env python3
"""Counts, for each fact type, how many of the facts read on gold sets are right, and writes model/confidence.tsv.

usage: confidence.py SCORE_PY GOLD_DIR=PREDICTED_DIR... > model/confidence.tsv
       confidence.py --check SCORE_PY GOLD_DIR=PREDICTED_DIR...

SCORE_PY is the scorer beside the gold set; PREDICTED_DIR holds NAME.jsonl as `depeche convert --format jsonl` writes
it. A fact is right when its type, agents and targets are (the scorer's `core`).

With --check nothing is written: each article's facts get the confidence that the other articles give (leave one out),
and the table shows, for each band of confidence, how many facts there are and how many of them are right.
"""
import importlib.util
import json
import pathlib
import sys
from collections import Counter

# The same as in src/fact/rule.rs: how many facts of the average kind stand behind each type.
PRIOR = 5.0


def counts(score, pairs):
    """Yields, for each article, the types of the facts read and whether each is right."""
    for pair in pairs:
        gold_dir, predicted_dir = pair.split("=", 1)
        for path in sorted(pathlib.Path(gold_dir).glob("*.json")):
            gold = json.loads(path.read_text(encoding="utf8"))["facts"]
            predicted = score.load_pred(pathlib.Path(predicted_dir) / (path.stem + ".jsonl"))
            right = [False] * len(predicted)
            for i, j in score.pair_up(predicted, gold):
                p, g = score.roles(predicted[i]), score.roles(gold[j])
                right[i] = all(len(p[r]) == len(g[r]) == score.match_args(p[r], g[r]) for r in p)
            yield [(fact["type"], ok) for fact, ok in zip(predicted, right)]


def shares(articles):
    read, right = Counter(), Counter()
    for article in articles:
        for name, ok in article:
            read[name] += 1
            right[name] += ok
    return read, right


def check(articles):
    bands = {}
    for left_out, article in enumerate(articles):
        read, right = shares(a for i, a in enumerate(articles) if i != left_out)
        base = sum(right.values()) / sum(read.values())
        for name, ok in article:
            confidence = (right[name] + PRIOR * base) / (read[name] + PRIOR)
            band = bands.setdefault(min(int(confidence * 10), 9), [0, 0, 0.0])
            band[0] += 1
            band[1] += ok
            band[2] += confidence
    print("confidence\tfacts\tmean\tright")
    error = total = 0
    for band, (number, right, confidence) in sorted(bands.items()):
        print(f"{band / 10:.1f}-{band / 10 + 0.1:.1f}\t{number}\t{confidence / number:.3f}\t{right / number:.3f}")
        error += abs(confidence - right)
        total += number
    print(f"mean distance of confidence and share of right facts: {error / total:.3f}")


def main():
    arguments = sys.argv[1:]
    checking = arguments[:1] == ["--check"]
    arguments = arguments[checking:]
    if len(arguments) < 2:
        sys.exit(__doc__)
    spec = importlib.util.spec_from_file_location("score", arguments[0])
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    articles = list(counts(score, arguments[1:]))
    if checking:
        check(articles)
        return
    read, right = shares(articles)
    print("# Facts read on gold articles, and those of them with the right type, agents and targets.")
    print("# Origin: measured by this project. Refresh: tools/confidence.py. Licence: MIT OR Apache-2.0, as the code.")
    print("type\tread\tright")
    for name in sorted(read):
        print(f"{name}\t{read[name]}\t{right[name]}")


if __name__ == "__main__":
    main()
