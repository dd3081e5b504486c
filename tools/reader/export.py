"""Writes what the program runs: the network in 8 bits (model/reader.onnx) and its pieces and tables (model/reader.bin).

The form of reader.bin, little-endian: `DPR1`; a line of JSON with its length before it (u32); the pieces as UTF-8, each with its
length before it (u8); their scores (f32); their vectors, each as a scale (f32) and 384 numbers (i8); the vectors of places (f32);
for roles the vectors of types and distances, the weights and addends, and the weights of what is multiplied (f32).
"""

import argparse
import json
import pathlib
import struct
import tempfile

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from base import Base
from data import NAMES, ROLES
from model import MATCH, PAIR, STEPS, Exported, Reader, as_array

WINDOW = 256
"""Pieces that are looked at at once."""
OUTPUTS = ["types", "firmness", "names", "trigger", "first_word", "last_word"]


def rows_in_8_bits(table: np.ndarray) -> bytes:
    scale = np.abs(table).max(axis=1) / 127
    scale[scale == 0] = 1
    small = np.rint(table / scale[:, None]).astype(np.int8)
    return b"".join(struct.pack("<f", s) + row.tobytes() for s, row in zip(scale.astype(np.float32), small))


def tables(reader: Reader, base: Base, kept: list[int], types: list[str]) -> bytes:
    pieces = [base.pieces[i].encode() for i in kept]
    about = {
        "hidden": base.hidden, "pieces": len(kept), "window": WINDOW, "pair": PAIR, "match": MATCH, "steps": STEPS, "types": types, "roles": ROLES,
        "names": NAMES, "unknown": kept.index(base.unknown), "begin": kept.index(base.bos), "end": kept.index(base.eos),
    }
    head = json.dumps(about, ensure_ascii=False).encode()
    parts = [b"DPR1", struct.pack("<I", len(head)), head]
    parts += [struct.pack("<B", len(piece)) + piece for piece in pieces]
    parts.append(base.scores[kept].astype("<f4").tobytes())
    parts.append(rows_in_8_bits(as_array(reader.word.weight)))
    for table in (reader.place.weight[:WINDOW], reader.kind.weight, reader.distance.weight, reader.role.weight, reader.role.bias, reader.match.weight):
        parts.append(as_array(table).astype("<f4").tobytes())
    return b"".join(parts)


def network(reader: Reader, out: pathlib.Path, bits: int) -> None:
    embedded = torch.randn(1, 12, reader.word.weight.shape[1])
    first, last = torch.arange(1, 9).unsqueeze(0), torch.arange(2, 10).unsqueeze(0)
    axes = {"embedded": {1: "pieces"}, "first": {1: "words"}, "last": {1: "words"}} | {name: {0: "words"} for name in OUTPUTS}
    with tempfile.TemporaryDirectory() as folder:
        whole = pathlib.Path(folder) / "whole.onnx"
        torch.onnx.export(
            Exported(reader), (embedded, first, last), whole, input_names=["embedded", "first", "last"], output_names=OUTPUTS,
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )
        if bits == 32:
            out.write_bytes(whole.read_bytes())
        else:
            quantize_dynamic(whole, out, weight_type=QuantType.QInt8, per_channel=True, reduce_range=False)


def load(path: pathlib.Path, base: Base) -> tuple[Reader, list[int], list[str]]:
    saved = torch.load(path, weights_only=True)
    reader = Reader(base, saved["kept"], saved["types"], saved["layers"])
    reader.load_state_dict(saved["state"])
    return reader.eval(), saved["kept"], saved["types"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=pathlib.Path)
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("model"))
    parser.add_argument("--bits", type=int, default=8, choices=[8, 32])
    args = parser.parse_args()
    base = Base()
    reader, kept, types = load(args.weights, base)
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "reader.bin").write_bytes(tables(reader, base, kept, types))
    network(reader, args.out / "reader.onnx", args.bits)
    for name in ("reader.bin", "reader.onnx"):
        print(name, (args.out / name).stat().st_size, "bytes")


if __name__ == "__main__":
    main()
