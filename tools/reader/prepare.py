"""Makes the sentences to learn from, and chooses the pieces that the reader knows."""

import argparse
import pathlib
import pickle
import re

import data
import vocabulary
from base import Base


def types_of(guide: pathlib.Path) -> list[str]:
    """Returns the fact types of the annotation guide's tables."""
    rows = re.findall(r"^\| ((?:`\w+` ?)+) \|", guide.read_text(encoding="utf-8"), re.M)
    return sorted({name for row in rows for name in re.findall(r"`([A-Z]\w+)`", row)})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", default="target/release/depeche", help="the program, for sentences, words and mentions")
    parser.add_argument("--shared", type=pathlib.Path, default=pathlib.Path("../shared"))
    parser.add_argument("--project", type=pathlib.Path, default=pathlib.Path())
    parser.add_argument("--out", type=pathlib.Path, required=True)
    args = parser.parse_args()
    gold, own, texts = args.shared / "gold", args.project / "tests/gold", args.shared / "wikinews/text"
    sets = {
        "train": data.read_folder(args.program, gold / "wikinews/train"),
        "open": data.read_folder(args.program, gold / "wikinews/open"),
        "news": data.read_folder(args.program, own / "wikinews", texts),
        "dev": data.read_folder(args.program, gold / "dev"),
        "own": data.read_folder(args.program, own / "open"),
        "sentences": data.read_folder(args.program, own / "sentences"),
    }
    covered = {sentence.article for name in ("train", "open", "news") for sentence in sets[name]}
    sets["names"] = data.read_names(args.program, texts, args.shared / "wikinews/names.tsv", covered)
    for name in ("train", "open", "news", "names"):
        data.add_names(sets[name], args.shared / "wikinews/names.tsv")
    base = Base()
    kept, share = vocabulary.choose(base, sorted(texts.glob("*.txt")), sorted((args.shared / "text").glob("*.gz")))
    print(f"{len(kept)} pieces, {share:.4f} of the running ones")
    args.out.write_bytes(pickle.dumps(sets | {"kept": kept, "types": types_of(gold / "GUIDE.md")}))


if __name__ == "__main__":
    main()
