"""Trains the reader: one command makes it from the gold sets, `python train.py --help` tells how."""

import argparse
import json
import pathlib
import pickle
import random
import re
import time

import numpy as np
import torch
from torch.nn import functional as F

import data
import vocabulary
from base import Base, Pieces
from model import Reader, distance, parameters

LONGEST = 200
"""Pieces of a sentence that are looked at in training."""


def encode(sentence: data.Sentence, pieces: Pieces):
    """Returns the pieces of a sentence between its two marks, and of each word its first and last."""
    ids, first, last = [0], [], []
    for form, spaced in zip(sentence.forms, sentence.spaced):
        cut = pieces.cut(form, spaced)
        first.append(len(ids))
        ids.extend(cut)
        last.append(len(ids) - 1)
    return ids + [2], first, last


class Set:
    """Sentences as tensors, in batches of like length."""

    def __init__(self, sentences, pieces: Pieces, types: dict[str, int]) -> None:
        self.items = []
        for sentence in sentences:
            ids, first, last = encode(sentence, pieces)
            if len(ids) > LONGEST:
                continue
            labels = np.zeros((len(first), len(types)), np.float32)
            firmness, pairs = {}, []
            for fact in sentence.facts:
                kind = types[fact.type]
                labels[fact.words, kind] = 1
                for word in fact.words:
                    firmness[word] = fact.firmness
                    for number, mention in enumerate(sentence.mentions):
                        role = fact.roles.get(number)
                        if role is not None or fact.known:
                            pairs.append((word, *mention, kind, distance(word, *mention), 0 if role is None else role + 1, 1 / len(fact.words)))
            self.items.append((sentence, ids, first, last, labels, firmness, pairs))

    def batches(self, size: int, order: random.Random | None, share: float = 1.0):
        """Returns batches, in the order of lengths without `order`; of sentences with names alone only a `share`, others each time."""
        items = list(self.items)
        if order is not None:
            items = [item for item in items if item[0].annotated or order.random() < share]
            order.shuffle(items)
        items = [sorted(items[i : i + 50 * size], key=lambda item: len(item[1])) for i in range(0, len(items), 50 * size)]
        batches = [part[i : i + size] for part in items for i in range(0, len(part), size)]
        if order is not None:
            order.shuffle(batches)
        return batches


def tensors(batch):
    longest, words = max(len(item[1]) for item in batch), max(len(item[2]) for item in batch)
    ids = torch.ones(len(batch), longest, dtype=torch.long)
    mask = torch.zeros(len(batch), 1, 1, longest, dtype=torch.bool)
    first, last = torch.zeros(len(batch), words, dtype=torch.long), torch.zeros(len(batch), words, dtype=torch.long)
    for row, (_, pieces, begin, end, *_) in enumerate(batch):
        ids[row, : len(pieces)] = torch.tensor(pieces)
        mask[row, ..., : len(pieces)] = True
        first[row, : len(begin)], last[row, : len(end)] = torch.tensor(begin), torch.tensor(end)
    return ids, mask, first, last


def loss_of(reader: Reader, batch, weight: float):
    ids, mask, first, last = tensors(batch)
    words = reader.words(reader.embedded(ids), first, last, mask)
    rows = lambda part: torch.cat([words[row, : len(item[2])][part(item)] for row, item in enumerate(batch)])
    everything = rows(lambda item: slice(None))
    labels = torch.tensor(np.concatenate([item[4] for item in batch]))
    known = torch.tensor(np.concatenate([np.full((len(item[2]), 1), item[0].annotated, np.float32) for item in batch]))
    loss = F.binary_cross_entropy_with_logits(reader.types(everything), labels, known, pos_weight=torch.tensor(weight), reduction="sum") / len(batch)
    firm = [(row, word, value) for row, item in enumerate(batch) for word, value in item[5].items()]
    if firm:
        at = words[[row for row, _, _ in firm], [word for _, word, _ in firm]]
        loss = loss + 0.3 * F.binary_cross_entropy_with_logits(reader.firmness(at), torch.tensor([v for *_, v in firm], dtype=torch.float), reduction="sum") / len(batch)
    pairs = [(row, *pair) for row, item in enumerate(batch) for pair in item[6]]
    if pairs:
        row, word, begin, end, kind, far, role, share = (list(part) for part in zip(*pairs))
        scores = reader.pairs(reader.trigger(words[row, word]), reader.first(words[row, begin]), reader.last(words[row, end]), torch.tensor(kind), torch.tensor(far))
        each = F.cross_entropy(scores, torch.tensor(role), reduction="none")
        loss = loss + (each * torch.tensor(share, dtype=torch.float)).sum() / len(batch)
    named = [(row, item[0].names) for row, item in enumerate(batch) if item[0].names is not None]
    if named:
        at = torch.cat([words[row, : len(names)] for row, names in named])
        loss = loss + 0.3 * F.cross_entropy(reader.names(at), torch.tensor(sum((names for _, names in named), [])), reduction="sum") / len(batch)
    return loss


@torch.no_grad()
def predict(reader: Reader, items, size: int = 32):
    """Yields each item with the probabilities of types, firmness and names of its words, and the vectors that roles are made of."""
    reader.eval()
    for batch in items.batches(size, None):
        ids, mask, first, last = tensors(batch)
        words = reader.words(reader.embedded(ids), first, last, mask)
        for row, item in enumerate(batch):
            own = words[row, : len(item[2])]
            yield item, torch.sigmoid(reader.types(own)).numpy(), torch.sigmoid(reader.firmness(own)).numpy(), own


def month(sentence: data.Sentence) -> str | None:
    """Returns the month of an article of Wikinews, as its name has it."""
    found = re.fullmatch(r"w(\d{6})\d\d-\d+", sentence.article)
    return found and found[1]


def names_of(labels) -> set[tuple[int, int, int]]:
    """Returns first word, end and kind of the names that labels mark."""
    found, start = set(), None
    for at, label in enumerate([*labels, 0]):
        if start is not None and label != labels[start] + 1:
            found.add((start, at, labels[start]))
            start = None
        if label % 2 == 1:
            start = at
    return found


@torch.no_grad()
def named(reader: Reader, items: Set):
    """Counts names: those read, those of the gold, those of both."""
    read = gold = both = 0
    for item, _, _, own in predict(reader, items):
        if item[0].names is not None:
            guess, right = names_of(reader.names(own).argmax(-1).tolist()), names_of(item[0].names)
            read, gold, both = read + len(guess), gold + len(right), both + len(guess & right)
    return both / max(read, 1), both / max(gold, 1), 2 * both / max(read + gold, 1)


def detected(reader: Reader, items: Set, types: list[str], threshold: float):
    """Counts facts by sentence and type: those read, those of the gold, those of both."""
    read = gold = both = 0
    roles = [0, 0, 0]
    for item, kinds, _, own in predict(reader, items):
        sentence = item[0]
        if not sentence.annotated:
            continue
        for number, name in enumerate(types):
            over = [word for word in range(len(kinds)) if kinds[word, number] >= threshold]
            runs = sum(1 for i, word in enumerate(over) if i == 0 or over[i - 1] != word - 1)
            have = sum(1 for fact in sentence.facts if fact.type == name)
            read, gold, both = read + runs, gold + have, both + min(runs, have)
        for word, begin, end, kind, far, role, share in item[6]:
            scores = reader.pairs(reader.trigger(own[word]), reader.first(own[begin]), reader.last(own[end]), torch.tensor(kind), torch.tensor(far))
            guess = int(scores.argmax())
            roles[0] += share * (guess > 0)
            roles[1] += share * (role > 0)
            roles[2] += share * (guess == role and role > 0)
    f1 = lambda a, b, c: (c / max(a, 1e-9), c / max(b, 1e-9), 2 * c / max(a + b, 1e-9))
    return f1(read, gold, both), f1(*roles)


def train(sets, held, base, kept, types, args, seed):
    torch.manual_seed(seed)
    pieces = Pieces([base.pieces[i] for i in kept], base.scores[kept], kept.index(base.unknown))
    numbers = {name: i for i, name in enumerate(types)}
    learned, checked = Set(sets, pieces, numbers), {name: Set(part, pieces, numbers) for name, part in held.items()}
    reader = Reader(base, kept, types, args.layers)
    if args.start:
        reader.load_state_dict(torch.load(args.start, weights_only=False)["state"])
    optimizer = torch.optim.AdamW(parameters(reader, args.rate, args.heads_rate), weight_decay=0.01)
    order = random.Random(seed)
    steps = args.epochs * len(learned.batches(args.batch, random.Random(0), args.names_share))
    warm = max(1, steps // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / warm, max(0.02, (steps - s) / (steps - warm))))
    for epoch in range(args.epochs):
        reader.train()
        start, total, count = time.time(), 0.0, 0
        for batch in learned.batches(args.batch, order, args.names_share):
            optimizer.zero_grad()
            loss = loss_of(reader, batch, args.weight)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach()) * len(batch)
            count += len(batch)
        line = f"epoch {epoch + 1}: {time.time() - start:.0f} s, loss {total / count:.3f}"
        if epoch + 1 == args.epochs or (epoch + 1) % args.check == 0:
            for name, part in checked.items():
                (p, r, f), (rp, rr, rf) = detected(reader, part, types, 0.5)
                line += f"; {name} types {p:.3f} {r:.3f} {f:.3f}, roles {rp:.3f} {rr:.3f} {rf:.3f}"
                line += ", names {:.3f} {:.3f} {:.3f}".format(*named(reader, part))
        print(line, flush=True)
        torch.save({"state": reader.state_dict(), "kept": kept, "types": types, "layers": args.layers}, args.out)
    return reader


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, required=True, help="sentences that prepare.py has written")
    parser.add_argument("--learn", nargs="+", required=True, help="sets to learn from")
    parser.add_argument("--hold", nargs="*", default=[], help="sets to measure on")
    parser.add_argument("--out", type=pathlib.Path, required=True, help="file for the weights")
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--layers", type=int, default=12)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=1.2e-4)
    parser.add_argument("--heads-rate", type=float, default=1e-3)
    parser.add_argument("--weight", type=float, default=2.0, help="weight of words that state a fact")
    parser.add_argument("--check", type=int, default=1, help="measure after each such number of epochs")
    parser.add_argument("--names-share", type=float, default=0.25, help="share of the sentences with names alone that an epoch learns from")
    parser.add_argument("--folds", type=int, default=1, help="parts into which the months of Wikinews are dealt out")
    parser.add_argument("--fold", type=int, default=0, help="the part that is held back and measured")
    parser.add_argument("--names-fold", action="store_true", help="hold back only articles of which names alone are known")
    parser.add_argument("--start", type=pathlib.Path, help="weights to go on from; else those of the base encoder")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    sets = pickle.loads(args.data.read_bytes())
    types, kept = sets["types"], sets["kept"]
    base = Base()
    learned = [sentence for name in args.learn for sentence in sets[name]]
    held = {name: sets[name] for name in args.hold}
    if args.folds > 1:
        months = sorted({month(sentence) for part in sets.values() for sentence in part if isinstance(sentence, data.Sentence)} - {None})
        back = {m for i, m in enumerate(months) if i % args.folds == args.fold}
        left_out = lambda sentence: month(sentence) in back and not (args.names_fold and sentence.annotated)
        held["fold"] = [sentence for sentence in learned if left_out(sentence)]
        learned = [sentence for sentence in learned if not left_out(sentence)]
    train(learned, held, base, kept, types, args, args.seed)


if __name__ == "__main__":
    main()
