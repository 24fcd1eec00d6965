"""GGUF files for tests: good ones by package gguf, bad ones byte by byte."""

from __future__ import annotations

import struct
from pathlib import Path

from flashcards.oracles.llama import TINY, TinyModel


def tiny(path: Path, model: TinyModel = TINY) -> Path:
    from flashcards.oracles.llama.gguf_files import write_tiny

    write_tiny(path, model)
    return path


def header(
    *, magic: bytes = b"GGUF", version: int = 3, tensors: int = 0, keys: int = 0, rest: bytes = b""
) -> bytes:
    return magic + struct.pack("<IQQ", version, tensors, keys) + rest


def string(text: bytes, length: int | None = None) -> bytes:
    return struct.pack("<Q", len(text) if length is None else length) + text


def key(name: bytes, kind: int, value: bytes) -> bytes:
    return string(name) + struct.pack("<I", kind) + value


def u32(name: bytes, value: int) -> bytes:
    return key(name, 4, struct.pack("<I", value))


HUGE = (1 << 60) + 7

GARBAGE = {
    "empty": b"",
    "four bytes": b"GGUF",
    "text": b"Once upon a time there was a model.\n" * 20,
    "bad magic": header(magic=b"GGML"),
    "version 0": header(version=0),
    "version 1": header(version=1),
    "version 999": header(version=999),
    "big endian": b"GGUF" + struct.pack(">IQQ", 3, 0, 0),
    "truncated in the header": header(tensors=1, keys=3)[:17],
    "keys that are not there": header(keys=3),
    "huge key count": header(keys=HUGE),
    "negative key count": header(keys=(1 << 64) - 1),
    "huge tensor count": header(tensors=HUGE),
    "negative tensor count": header(tensors=(1 << 64) - 1),
    "huge string": header(keys=1, rest=string(b"general.name", HUGE)),
    "huge value": header(keys=1, rest=key(b"general.name", 8, string(b"x", HUGE))),
    "huge array": header(keys=1, rest=key(b"a", 9, struct.pack("<IQ", 4, HUGE))),
    "array of arrays": header(keys=1, rest=key(b"a", 9, struct.pack("<IQ", 9, 1))),
    "unknown type": header(keys=1, rest=key(b"a", 77, b"")),
    "same key twice": header(keys=2, rest=u32(b"a", 1) * 2),
    "alignment 0": header(keys=1, rest=u32(b"general.alignment", 0)),
    "alignment 3": header(keys=1, rest=u32(b"general.alignment", 3)),
    "alignment of another type": header(keys=1, rest=key(b"general.alignment", 6, b"\0" * 4)),
    "tensor of 99 dimensions": header(tensors=1, rest=string(b"t") + struct.pack("<I", 99)),
    "tensor of negative size": header(
        tensors=1, rest=string(b"t") + struct.pack("<IqIQ", 1, -5, 0, 0)
    ),
    "tensor of unknown type": header(
        tensors=1, rest=string(b"t") + struct.pack("<IqIQ", 1, 32, 200, 0)
    ),
    "tensor that overflows": header(
        tensors=1, rest=string(b"t") + struct.pack("<IqqqqIQ", 4, *[1 << 40] * 4, 0, 0)
    ),
    "tensor far away": header(
        tensors=1, rest=string(b"t") + struct.pack("<IqIQ", 1, 32, 0, 1 << 50)
    ),
}
"""Nothing of this has a GGUF header."""

NO_MODEL = {
    "no keys": header(),
    "unknown architecture": header(
        keys=1, rest=key(b"general.architecture", 8, string(b"\x1b[31mevil\n"))
    ),
    "architecture alone": header(keys=1, rest=key(b"general.architecture", 8, string(b"llama"))),
    "architecture is a number": header(keys=1, rest=u32(b"general.architecture", 5)),
}
"""GGUF, but no model."""
