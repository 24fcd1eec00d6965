"""Live routes to GGUF headers: the variant's own bytes, made a whole file, read by ggml."""

from __future__ import annotations

import struct
from fractions import Fraction

from flashcards.oracles.live.memory import BYTES
from flashcards.oracles.live.route import Live, each
from flashcards.oracles.live.session import Session
from flashcards.oracles.llama import Header
from flashcards.problems import Variant

FIXED = struct.Struct("<4sIQQ")
"""Magic, version, tensors, pairs: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md."""

ALIGNMENT, ALIGNMENT_KEY = 32, b"general.alignment"
UINT32, F32 = 4, 0


def whole(start: bytes) -> bytes:
    """A file that begins so: its first pair is there, and what its counts promise is added."""
    _, _, tensors, pairs = FIXED.unpack_from(start)
    more = [_pair(f"filler.{number}") for number in range(1, pairs)]
    step = _alignment(start)
    infos = [_tensor(f"t{number}", number * step) for number in range(tensors)]
    body = b"".join((start, *more, *infos))
    return body + bytes(-len(body) % step + tensors * step)


def _alignment(start: bytes) -> int:
    """What the first pair says, if it is about the alignment."""
    value = start.find(ALIGNMENT_KEY) + len(ALIGNMENT_KEY) + 4
    return int(struct.unpack_from("<I", start, value)[0]) if ALIGNMENT_KEY in start else ALIGNMENT


def _text(text: str) -> bytes:
    return struct.pack("<Q", len(text)) + text.encode()


def _pair(key: str) -> bytes:
    return _text(key) + struct.pack("<II", UINT32, 0)


def _tensor(name: str, offset: int) -> bytes:
    """A vector of one float."""
    return _text(name) + struct.pack("<IQIQ", 1, 1, F32, offset)


def header(session: Session, variant: Variant) -> Header:
    """What ggml reads in the file that the variant shows the start of."""
    start = bytes.fromhex(variant.parameters["header"])
    return session.once(("header", start), lambda: session.llama.header(whole(start)))


def data_offset(session: Session, variant: Variant) -> Fraction:
    """Where ggml finds the tensor data of a file shown up to its last tensor info."""
    start = bytes.fromhex(variant.parameters["header"])
    # Zeros in plenty: padding, and the data of one tensor.
    file = start + bytes(1 << 16)
    found = session.once(("offset", start), lambda: session.llama.header(file))
    return Fraction(found.data_offset)


def first_key(session: Session, variant: Variant) -> Fraction:
    """Which of the options the first pair's key is."""
    options: tuple[str, ...] = variant.parameters["options"]
    return Fraction(options.index(next(iter(header(session, variant).values))))


def first_value(session: Session, variant: Variant) -> Fraction:
    """The first pair's number."""
    value = next(iter(header(session, variant).values.values()))
    return Fraction(value) if isinstance(value, int) else Fraction(-1)


_READER = "ggml's reader"

ROUTES = {
    ("gguf-header", "version"): Live(
        name=_READER,
        compute=each(lambda session, v: Fraction(header(session, v).version)),
        agreement=BYTES,
    ),
    ("gguf-header", "tensors"): Live(
        name=_READER,
        compute=each(lambda session, v: Fraction(header(session, v).tensors)),
        agreement=BYTES,
    ),
    ("gguf-header", "pairs"): Live(
        name=_READER,
        compute=each(lambda session, v: Fraction(header(session, v).keys)),
        agreement=BYTES,
    ),
    ("gguf-header", "first-key"): Live(name=_READER, compute=each(first_key), agreement=BYTES),
    ("gguf-header", "first-value"): Live(name=_READER, compute=each(first_value), agreement=BYTES),
    ("gguf-header", "data-offset"): Live(name=_READER, compute=each(data_offset), agreement=BYTES),
    ("gguf-header", "padding"): Live(
        name=_READER,
        compute=each(lambda session, v: data_offset(session, v) - v.parameters["size"]),
        agreement=BYTES,
    ),
}
"""Family and ask → the route."""
