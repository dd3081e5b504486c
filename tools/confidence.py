#!/usr/bin/env python3
"""Counts, for each fact type, how many of the facts read on a gold set are right, and writes model/confidence.tsv.

usage: confidence.py SCORE_PY GOLD_DIR PREDICTED_DIR > model/confidence.tsv

SCORE_PY is the scorer beside the gold set; PREDICTED_DIR holds NAME.jsonl as `depeche convert --format jsonl` writes
it. A fact is right when its type, agents and targets are (the scorer's `core`).
"""
import importlib.util
import json
import pathlib
import sys
from collections import Counter

spec = importlib.util.spec_from_file_location("score", sys.argv[1])
score = importlib.util.module_from_spec(spec)
spec.loader.exec_module(score)

read, right = Counter(), Counter()
for path in sorted(pathlib.Path(sys.argv[2]).glob("*.json")):
    gold = json.loads(path.read_text(encoding="utf8"))["facts"]
    predicted = score.load_pred(pathlib.Path(sys.argv[3]) / (path.stem + ".jsonl"))
    read.update(fact["type"] for fact in predicted)
    for i, j in score.pair_up(predicted, gold):
        p, g = score.roles(predicted[i]), score.roles(gold[j])
        right[gold[j]["type"]] += all(
            len(p[r]) == len(g[r]) == score.match_args(p[r], g[r]) for r in p
        )
print("# Facts read on the development articles, and those of them with the right type, agents and targets.")
print("# Origin: measured by this project. Refresh: tools/confidence.py. Licence: MIT OR Apache-2.0, as the code.")
print("type\tread\tright")
for name in sorted(read):
    print(f"{name}\t{read[name]}\t{right[name]}")
