#!/usr/bin/env python3
"""Trains and times UDPipe 1, so that the speed of this program's tagger and parser can be compared at known quality.

Usage: udpipe.py train --out MODEL [--data FILE... --heldout FILE...]
       udpipe.py time --model MODEL --text FILE...
       udpipe.py score --model MODEL --conllu FILE

Needs Python's package ufal.udpipe. Run it on one core (`taskset -c 1 udpipe.py …`); UDPipe itself uses one thread.

`train` learns from Sequoia train, GSD dev and the part of GSD train that is there (the rest could not be had); the best
iteration is chosen by Sequoia dev. `depeche train` learns from these four, and from questions and speech besides.
Options are UDPipe's own (form embeddings of 50 numbers, learned with the parser; hidden layer of 200) but for fewer
iterations: half an hour on a slow core, where its 100 for the tokenizer, 20 for the tagger and 10 for the parser would
take nearly two. They change how well the model reads, not how fast: it has the same form. `--tokenizer`, `--tagger`
and `--parser` take options in UDPipe's form, as `--tagger "iterations=20;models=2"`; `default` stands for its own.

`time` reads each file into words first; a file *.conllu gives its gold words, any other is text. Then, after a round
that is not counted, it tags and parses all sentences in each round. Seconds are the median of the rounds.
The parser keeps five states, UDPipe's default; `--beam 1` is several times as fast and reads a little worse.

`score` tags and parses the gold words and compares: UPOS, UAS and LAS as in the CoNLL 2018 shared task (punctuation
counts, subtypes of relations do not).
"""

import argparse
import statistics
import sys
import time
from pathlib import Path

TREEBANKS = Path(__file__).resolve().parents[1] / "../shared/ud"
TRAIN = ["fr_sequoia-ud-train.conllu", "fr_gsd-ud-dev.conllu", "fib_gsdtrain_part.conllu"]
HELDOUT = ["fr_sequoia-ud-dev.conllu"]

try:
    from ufal import udpipe
except ImportError:
    udpipe = None


class Failure(Exception):
    """What went wrong, for the person who called."""


def sentences(reader, text, name):
    """Yields the sentences that UDPipe's reader finds in the text."""
    error = udpipe.ProcessingError()
    reader.setText(text)
    sentence = udpipe.Sentence()
    while reader.nextSentence(sentence, error):
        yield sentence
        sentence = udpipe.Sentence()
    if error.occurred():
        raise Failure(f"{name}: {error.message}")


def text_of(path):
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Failure(f"cannot read {path}: {error}") from error


def treebank(path):
    return sentences(udpipe.InputFormat.newConlluInputFormat(), text_of(path), path)


def load(path):
    model = udpipe.Model.load(str(path))
    if model is None:
        raise Failure(f"cannot load {path}: no such file, or no UDPipe model")
    return model


def words(sentence):
    """Returns how many words the sentence has; UDPipe counts the root among them."""
    return len(sentence.words) - 1


def tag(model, sentence, error):
    if not model.tag(sentence, model.DEFAULT, error):
        raise Failure(f"tagging: {error.message}")


def parse(model, sentence, options, error):
    if not model.parse(sentence, options, error):
        raise Failure(f"parsing: {error.message}")


def train(options):
    data, heldout = udpipe.Sentences(), udpipe.Sentences()
    left_out = 0
    for paths, held in (options.data, data), (options.heldout, heldout):
        for path in paths:
            for sentence in treebank(path):
                # UDPipe takes no word without head, and says so only after the tagger: GSD train's part has some.
                if all(word.head >= 0 for word in list(sentence.words)[1:]):
                    held.append(sentence)
                else:
                    left_out += 1
    # An hour's work must not be lost to a folder that cannot be written.
    part = options.out.with_name(options.out.name + ".part")
    try:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(b"")
    except OSError as error:
        raise Failure(f"cannot write {part}: {error}") from error
    print(f"{sum(map(words, data))} words to learn from, {sum(map(words, heldout))} held out; "
          f"{left_out} sentences with a word without head are left out", file=sys.stderr)
    parts = ["" if o == "default" else o for o in (options.tokenizer, options.tagger, options.parser)]
    error = udpipe.ProcessingError()
    start = time.perf_counter()
    model = udpipe.Trainer.train("morphodita_parsito", data, heldout, *parts, error)
    if error.occurred():
        part.unlink()
        raise Failure(f"training: {error.message}")
    part.write_bytes(model)
    part.replace(options.out)
    print(f"{options.out}: {len(model)} bytes after {time.perf_counter() - start:.0f} s", file=sys.stderr)


def read(model, path):
    """Returns the sentences of a file: gold words of a treebank, or what the model's tokenizer finds in a text."""
    if path.suffix == ".conllu":
        return list(treebank(path))
    tokenizer = model.newTokenizer(model.DEFAULT)
    if tokenizer is None:
        raise Failure("the model has no tokenizer: give *.conllu files")
    return list(sentences(tokenizer, text_of(path), path))


def time_model(options):
    model = load(options.model)
    start = time.perf_counter()
    read_in = [sentence for path in options.text for sentence in read(model, path)]
    count = sum(map(words, read_in))
    if not count:
        raise Failure("no words in the given files")
    seconds = time.perf_counter() - start
    print(f"{len(options.text)} files, {len(read_in)} sentences, read in {seconds:.2f} s, not counted", file=sys.stderr)
    beam = f"beam_search={options.beam}"
    error = udpipe.ProcessingError()
    rounds = []
    for _ in range(options.rounds + 1):
        start = time.perf_counter()
        for sentence in read_in:
            tag(model, sentence, error)
        tagged = time.perf_counter()
        for sentence in read_in:
            parse(model, sentence, beam, error)
        parsed = time.perf_counter()
        rounds.append((tagged - start, parsed - tagged, parsed - start))
    print("step\twords\tseconds\twords/s")
    for step, seconds in zip(("tagging", "parsing", "both"), zip(*rounds[1:])):
        median = statistics.median(seconds)
        print(f"{step}\t{count}\t{median:.3f}\t{count / median:.0f}")


def relation(word):
    return word.deprel.split(":")[0]


def score(options):
    model = load(options.model)
    beam = f"beam_search={options.beam}"
    error = udpipe.ProcessingError()
    count = upos = uas = las = 0
    for sentence in treebank(options.conllu):
        gold = [(word.upostag, word.head, relation(word)) for word in sentence.words][1:]
        tag(model, sentence, error)
        parse(model, sentence, beam, error)
        for (gold_upos, head, name), word in zip(gold, list(sentence.words)[1:]):
            count += 1
            upos += word.upostag == gold_upos
            uas += word.head == head
            las += word.head == head and relation(word) == name
    if not count:
        raise Failure(f"no words in {options.conllu}")
    print("words\tUPOS\tUAS\tLAS")
    print(f"{count}\t{100 * upos / count:.2f}\t{100 * uas / count:.2f}\t{100 * las / count:.2f}")


def positive(text):
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    verb = verbs.add_parser("train", help="learn a model from treebanks")
    verb.add_argument("--out", type=Path, required=True)
    verb.add_argument("--data", type=Path, nargs="+", default=[TREEBANKS / name for name in TRAIN])
    verb.add_argument("--heldout", type=Path, nargs="*", default=[TREEBANKS / name for name in HELDOUT])
    verb.add_argument("--tokenizer", default="epochs=5")
    verb.add_argument("--tagger", default="iterations=5")
    verb.add_argument("--parser", default="iterations=4")
    verb.set_defaults(run=train)
    verb = verbs.add_parser("time", help="measure how fast a model tags and parses")
    verb.add_argument("--text", type=Path, nargs="+", required=True)
    verb.add_argument("--rounds", type=positive, default=5)
    verb.set_defaults(run=time_model)
    verbs.add_parser("score", help="measure how well a model reads gold words").set_defaults(run=score)
    verbs.choices["score"].add_argument("--conllu", type=Path, required=True)
    for name in "time", "score":
        verbs.choices[name].add_argument("--model", type=Path, required=True)
        verbs.choices[name].add_argument("--beam", type=positive, default=5, help="states the parser keeps (default 5)")
    options = parser.parse_args()
    try:
        if udpipe is None:
            raise Failure("the package ufal.udpipe is missing: pip install ufal.udpipe")
        options.run(options)
    except Failure as failure:
        print(f"udpipe.py: {failure}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
