#!/usr/bin/env python3
"""Learns how sure the program may be of a fact: weights of the signs that `depeche score --signs FILE` writes.

usage: confidence.py SIGNS_FILE... > model/confidence-both.tsv
       confidence.py --check SIGNS_FILE...
       confidence.py --told SIGNS_FILE...

A fact is stated when the gold facts have one of its type there, and right when agents and targets agree as well. Two
logistic regressions with a penalty on large weights; the signs must come from articles that the readers have not
learned from. With --check nothing is written: five times, weights learned from four fifths of the articles are tried
on the last fifth, and a table of ten bins tells how well what was foretold agrees with what is right. With --told the
table is made of the confidence that the program itself has given.
"""
import argparse
import math
import pathlib
import sys
from collections import Counter

# How strongly weights are drawn to nothing; those of single types more.
PENALTY, PENALTY_OF_TYPES = 0.5, 2.0
ROUNDS = 12
FOLDS = 5
FEWEST = 8


def read(paths):
    facts = []
    for path in paths:
        for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines()[1:]:
            article, stated, right, told, signs = line.split("\t")
            pairs = (sign.rsplit("=", 1) for sign in signs.split(" "))
            facts.append((article, int(stated), int(right), {name: float(value) for name, value in pairs}, float(told)))
    return facts


def solve(matrix, vector):
    """Solves a symmetric positive definite system (Cholesky)."""
    size = len(vector)
    lower = [[0.0] * size for _ in range(size)]
    for i in range(size):
        row = lower[i]
        for j in range(i + 1):
            other = lower[j]
            rest = matrix[i][j] - sum(row[k] * other[k] for k in range(j))
            row[j] = math.sqrt(rest) if i == j else rest / other[j]
    for i in range(size):
        vector[i] = (vector[i] - sum(lower[i][k] * vector[k] for k in range(i))) / lower[i][i]
    for i in reversed(range(size)):
        vector[i] = (vector[i] - sum(lower[k][i] * vector[k] for k in range(i + 1, size))) / lower[i][i]
    return vector


def probability(weights, signs):
    total = sum(weights.get(name, 0.0) * value for name, value in signs.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def fit(facts, outcome):
    """Returns the weights of the signs for the outcome in this column (Newton's method)."""
    counts = Counter(name for fact in facts for name in fact[3])
    names = sorted(name for name, count in counts.items() if count >= FEWEST)
    number = {name: i for i, name in enumerate(names)}
    penalty = [0.0 if n == "one" else PENALTY_OF_TYPES if n.startswith("type:") else PENALTY for n in names]
    rows = [([(number[n], v) for n, v in fact[3].items() if n in number], fact[outcome]) for fact in facts]
    weights = [0.0] * len(names)
    for _ in range(ROUNDS):
        slope = [-p * w for p, w in zip(penalty, weights)]
        bend = [[0.0] * len(names) for _ in names]
        for i, p in enumerate(penalty):
            bend[i][i] = p + 1e-6
        for row, y in rows:
            total = sum(weights[i] * v for i, v in row)
            p = 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
            for i, v in row:
                slope[i] += (y - p) * v
                line, part = bend[i], p * (1 - p) * v
                for j, w in row:
                    line[j] += part * w
        step = solve(bend, slope)
        weights = [w + s for w, s in zip(weights, step)]
        if max(map(abs, step)) < 1e-6:
            break
    return dict(zip(names, weights))


def bins(foretold, name):
    print(f"{name}\tfacts\tforetold\ttrue")
    error = 0.0
    for low in range(10):
        own = [(p, y) for p, y in foretold if min(int(p * 10), 9) == low]
        if own:
            mean, share = sum(p for p, _ in own) / len(own), sum(y for _, y in own) / len(own)
            error += abs(mean - share) * len(own)
            print(f"{low / 10:.1f}-{low / 10 + 0.1:.1f}\t{len(own)}\t{mean:.3f}\t{share:.3f}")
    loss = -sum(math.log(max(p if y else 1 - p, 1e-9)) for p, y in foretold) / len(foretold)
    print(f"mean distance {error / len(foretold):.3f}, log loss {loss:.3f}, facts {len(foretold)}")


def check(facts):
    articles = sorted({fact[0] for fact in facts})
    part = {article: i % FOLDS for i, article in enumerate(articles)}
    for column, name in ((1, "stated"), (2, "right")):
        foretold = []
        for fold in range(FOLDS):
            weights = fit([fact for fact in facts if part[fact[0]] != fold], column)
            foretold += [(probability(weights, fact[3]), fact[column]) for fact in facts if part[fact[0]] == fold]
        bins(foretold, name)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="measure by five folds and write nothing")
    parser.add_argument("--told", action="store_true", help="measure what the program has told and write nothing")
    parser.add_argument("files", nargs="+", metavar="SIGNS_FILE")
    args = parser.parse_args()
    facts = read(args.files)
    if not facts:
        sys.exit("no facts in these files")
    if args.told:
        bins([(fact[4], fact[2]) for fact in facts], "right")
        return
    if args.check:
        check(facts)
        return
    stated, right = fit(facts, 1), fit(facts, 2)
    print("# What speaks for and against a fact, and how much.")
    print("# Origin: measured by this project. Refresh: tools/confidence.py. Licence: MIT OR Apache-2.0, as the code.")
    print("sign\tstated\tright")
    for name in sorted(stated):
        print(f"{name}\t{stated[name]:.4f}\t{right[name]:.4f}")


if __name__ == "__main__":
    main()
