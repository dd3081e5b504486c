"""Chooses the pieces that the reader knows: those that running French text is made of, and all single signs."""

import collections
import gzip
import pathlib
import re

from base import META, Base, Pieces

WORD = re.compile(r"\w+['’]?|[^\w\s]")
LEAST = 2
"""How often a piece of the large texts must occur."""
SINGLE = re.compile("[\u0020-\u024f\u0370-\u04ff\u2010-\u203a\u20ac\u2116\u2122]")


def counted(base: Base, texts: list[pathlib.Path], limit: int) -> collections.Counter:
    """Counts the pieces of `texts`, of each at most `limit` letters."""
    pieces = Pieces(base.pieces, base.scores, base.unknown)
    words: collections.Counter = collections.Counter()
    for path in texts:
        opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
        with opened as file:
            text = file.read(limit)
        for found in WORD.finditer(text):
            words[(found[0], found.start() == 0 or text[found.start() - 1].isspace())] += 1
    count: collections.Counter = collections.Counter()
    for (word, spaced), times in words.items():
        for piece in pieces.cut(word, spaced):
            count[piece] += times
    return count


def choose(base: Base, news: list[pathlib.Path], large: list[pathlib.Path], limit: int = 12_000_000) -> tuple[list[int], float]:
    """Returns the kept pieces, special ones first, and the share of the running pieces of `news` and `large` that they are."""
    often, seen = counted(base, large, limit), counted(base, news, limit)
    single = {i for i, piece in enumerate(base.pieces) if SINGLE.fullmatch(piece.removeprefix(META)) or piece == META}
    special = [base.bos, base.pad, base.eos, base.unknown]
    chosen = {piece for piece, times in often.items() if times >= LEAST} | set(seen) | single
    kept = special + sorted(chosen - set(special))
    whole = often + seen
    known = set(kept)
    share = sum(times for piece, times in whole.items() if piece in known) / sum(whole.values())
    return kept, share
