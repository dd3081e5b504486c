"""Checks that words are cut into the pieces that the library `tokenizers` cuts them into (its unigram model).

Writes the words of so many sentences of ../shared/text with their pieces, for the test `pieces_are_those_of_the_library`:

    DEPECHE_PIECES=words.tsv cargo test --release --lib pieces_are_those -- --ignored
"""

import argparse
import gzip
import itertools
import pathlib
import pickle
import re
import unicodedata

from base import META, Base, Pieces
from tokenizers import Tokenizer, models


def sentences(folder: pathlib.Path):
    for path in sorted(folder.glob("*.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield from (part for part in re.split(r"(?<=[.!?])\s", line.strip()) if part)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, required=True, help="what prepare.py has written")
    parser.add_argument("--text", type=pathlib.Path, default=pathlib.Path("../shared/text"))
    parser.add_argument("--sentences", type=int, default=100_000)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    args = parser.parse_args()
    base = Base()
    kept = pickle.loads(args.data.read_bytes())["kept"]
    names, scores, unknown = [base.pieces[i] for i in kept], base.scores[kept], kept.index(base.unknown)
    own = Pieces(names, scores, unknown)
    library = Tokenizer(models.Unigram([(name, float(score)) for name, score in zip(names, scores)], unk_id=unknown))
    longest = 64  # letters that the program looks at, src/learned/pieces.rs
    words = set()
    for sentence in itertools.islice(sentences(args.text), args.sentences):
        words.update((m[0], m.start() == 0 or sentence[m.start() - 1].isspace()) for m in re.finditer(r"\w+['’]?|[^\w\s]", sentence) if len(m[0]) < longest)
    different = 0
    with args.out.open("w", encoding="utf-8") as out:
        for word, spaced in sorted(words):
            text = (META if spaced else "") + unicodedata.normalize("NFKC", word)
            expected = library.encode(text).ids
            found = own.cut(word, spaced)
            # The library makes one of several unknown signs side by side.
            joined = [piece for i, piece in enumerate(found) if piece != unknown or i == 0 or found[i - 1] != unknown]
            different += joined != expected
            out.write(f"{word}\t{int(spaced)}\t{' '.join(map(str, found))}\n")
    print(f"{len(words)} different words, {different} of them cut otherwise than by the library")


if __name__ == "__main__":
    main()
