"""The network: the base encoder, trained on, with a layer for words and heads for types, firmness, names and roles."""

import math

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from base import Base
from data import NAMES, ROLES

PAIR = 160
"""Width of the layer in which a word and a mention meet."""
MATCH = 96
"""Numbers of each that are multiplied with each other."""
STEPS = [1, 2, 3, 4, 6, 9, 15, 25]
"""Distances between a word and a mention that count apart, before it and behind it."""


def distance(word: int, first: int, last: int) -> int:
    """Returns the index of the distance from `word` to the mention from `first` to `last`, in words; 0 where it lies inside."""
    if first <= word <= last:
        return 0
    ahead, gap = (True, first - word) if first > word else (False, word - last)
    step = sum(gap >= least for least in STEPS)
    return step if ahead else len(STEPS) + step


class Layer(nn.Module):
    def __init__(self, hidden: int, heads: int, inner: int, eps: float) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.ao = (nn.Linear(hidden, hidden) for _ in range(4))
        self.fi, self.fo = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.aln, self.oln = nn.LayerNorm(hidden, eps), nn.LayerNorm(hidden, eps)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x, mask):
        batch, length, hidden = x.shape
        split = lambda y: y.view(batch, length, self.heads, hidden // self.heads).transpose(1, 2)
        q, k, v = split(self.q(x)), split(self.k(x)), split(self.v(x))
        if mask is None:
            weights = torch.softmax(q @ k.transpose(2, 3) / math.sqrt(hidden // self.heads), dim=-1)
            found = weights @ v
        else:
            found = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.aln(x + self.dropout(self.ao(found.transpose(1, 2).reshape(batch, length, hidden))))
        return self.oln(x + self.dropout(self.fo(F.gelu(self.fi(x)))))


class Reader(nn.Module):
    """`kept` are the pieces of the base encoder that this reader knows, in its own order."""

    def __init__(self, base: Base, kept: list[int], types: list[str], layers: int) -> None:
        super().__init__()
        hidden = base.hidden
        self.word = nn.Embedding.from_pretrained(torch.tensor(base.weights["emb.word"][kept]), freeze=False)
        place = base.weights["emb.pos"] + base.weights["emb.type"][:hidden]
        self.place = nn.Embedding.from_pretrained(torch.tensor(place), freeze=False)
        self.eln = nn.LayerNorm(hidden, base.eps)
        self.layers = nn.ModuleList(Layer(hidden, base.heads, base.inner, base.eps) for _ in range(layers))
        self.dropout = nn.Dropout(0.1)
        self.join = nn.Linear(2 * hidden, hidden)
        self.types = nn.Linear(hidden, len(types))
        self.firmness = nn.Linear(hidden, 4)
        self.names = nn.Linear(hidden, len(NAMES))
        self.trigger = nn.Linear(hidden, PAIR + MATCH)
        self.first = nn.Linear(hidden, PAIR + MATCH, bias=False)
        self.last = nn.Linear(hidden, PAIR + MATCH, bias=False)
        self.kind = nn.Embedding(len(types), PAIR)
        self.distance = nn.Embedding(2 * len(STEPS) + 1, PAIR)
        self.role = nn.Linear(PAIR, len(ROLES) + 1)
        self.match = nn.Linear(MATCH, len(ROLES) + 1, bias=False)
        for table in (self.kind, self.distance):
            nn.init.normal_(table.weight, std=0.1)
        # Few words state a fact of a type.
        nn.init.constant_(self.types.bias, -6.0)
        nn.init.constant_(self.firmness.bias, -2.0)
        with torch.no_grad():
            load = lambda target, name: target.copy_(torch.tensor(base.weights[name]))
            load(self.eln.weight, "emb.ln.w"), load(self.eln.bias, "emb.ln.b")
            for number, layer in enumerate(self.layers):
                for name in ("q", "k", "v", "ao", "fi", "fo", "aln", "oln"):
                    part = getattr(layer, name)
                    load(part.weight, f"l{number}.{name}.w"), load(part.bias, f"l{number}.{name}.b")

    def embedded(self, ids):
        return self.word(ids) + self.place(torch.arange(ids.shape[1], device=ids.device))

    def words(self, embedded, first, last, mask=None):
        """Returns a vector for each word from its first and last piece."""
        x = self.dropout(self.eln(embedded))
        for layer in self.layers:
            x = layer(x, mask)
        pick = lambda at: torch.gather(x, 1, at.unsqueeze(-1).expand(-1, -1, x.shape[2]))
        return self.dropout(F.gelu(self.join(torch.cat([pick(first), pick(last)], dim=-1))))

    def pairs(self, trigger, first, last, kind, distance):
        """Returns the roles of a mention, given the rows of its first and last word, for a word of a type."""
        mention = first + last
        layer = trigger[..., :PAIR] + mention[..., :PAIR] + self.kind(kind) + self.distance(distance)
        return self.role(F.gelu(layer)) + self.match(trigger[..., PAIR:] * mention[..., PAIR:])


class Exported(nn.Module):
    """What the program runs: one sentence, whose pieces it has looked up already."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, embedded, first, last):
        reader = self.reader
        words = reader.words(embedded, first, last)
        heads = [reader.types, reader.firmness, reader.names, reader.trigger, reader.first, reader.last]
        return tuple(head(words)[0] for head in heads)


def parameters(reader: Reader, rate: float, heads_rate: float):
    fresh = ("join", "types", "firmness", "names", "trigger", "first", "last", "kind", "distance", "role", "match")
    own = [p for name, p in reader.named_parameters() if name.split(".")[0] in fresh]
    base = [p for name, p in reader.named_parameters() if name.split(".")[0] not in fresh]
    return [{"params": base, "lr": rate}, {"params": own, "lr": heads_rate}]


def as_array(tensor) -> np.ndarray:
    return tensor.detach().float().numpy()
