#!/usr/bin/env python3
"""Rebuilds lexicon/noun-kinds.tsv from a hand-kept list and the supersenses of FrSemCor.

    tools/noun_kinds.py FRSEMCOR_FILE

Takes the common nouns of the training part (all but the held-out sentences that no list may see) that
bear a clear majority of one supersense. The hand-kept list wins. The same inputs give the same bytes.
"""

import collections
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
OUT = HERE.parent / "lexicon" / "noun-kinds.tsv"
KINDS = {
    "Person": "person", "Institution": "organization", "Event": "event", "Act": "event",
    "GroupxPerson": "person", "Artifact": "thing", "Cognition": "thing", "Substance": "thing", "Time": "thing",
    "State": "thing", "Attribute": "thing", "Possession": "thing", "Body": "thing", "Quantity": "thing",
    "Object": "thing", "Feeling": "thing", "Phenomenon": "event", "Animal": "thing", "Communication": "thing",
}
# Every tenth sentence stays unseen, as in the training of the name model.
HELD_OUT = 10


def hand_kept():
    table = {}
    for line in (HERE / "noun_kinds" / "nouns.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith(("#", "kind\t")):
            kind, gender, collective, lemmas = line.split("\t")
            for lemma in lemmas.split(" "):
                table.setdefault(lemma, (kind, gender, collective))
    return table


def annotated(path):
    counts = collections.defaultdict(collections.Counter)
    genders = collections.defaultdict(collections.Counter)
    sentence = -1
    for line in open(path, encoding="utf-8"):
        cells = line.rstrip("\n").split("\t")
        if line.startswith("# sent_id"):
            sentence += 1
        if len(cells) != 6 or cells[3] != "NC" or sentence % HELD_OUT == 0:
            continue
        if cells[5] in KINDS and cells[2].isalpha() and cells[2].islower() and len(cells[2]) > 2:
            counts[cells[2]][cells[5]] += 1
            for feature in cells[4].split("|"):
                if feature.startswith("g="):
                    genders[cells[2]][feature[2:]] += 1
    for lemma, senses in counts.items():
        sense, times = min(senses.items(), key=lambda item: (-item[1], item[0]))
        if times * 3 >= 2 * sum(senses.values()):
            ranked = sorted(genders[lemma].items(), key=lambda item: (-item[1], item[0]))
            yield lemma, KINDS[sense], ranked[0][0] if ranked else "", "1" if sense == "GroupxPerson" else ""


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    table = hand_kept()
    for lemma, kind, gender, collective in annotated(sys.argv[1]):
        table.setdefault(lemma, (kind, gender, collective))
    with open(OUT, "w", encoding="utf-8", newline="\n") as file:
        file.write("# What sort of thing a common noun means: lemma, kind, gender, 1 where a singular means several.\n"
                   "# By hand, and from the supersenses of FrSemCor, LGPL-LR. Made by tools/noun_kinds.py.\n"
                   "lemma\tkind\tgender\tcollective\n")
        for lemma, cells in sorted(table.items()):
            file.write("\t".join((lemma, *cells)) + "\n")


if __name__ == "__main__":
    main()
