"""The bytes of a GGUF file's first parts, written as package gguf does, and shown as dumps.

Format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md (version 3, little-endian):
magic, version (uint32), tensor count and pair count (uint64); then pairs: key, value type
(uint32), value; then tensor infos: name, number of dimensions (uint32), dimensions (uint64),
type (uint32), offset (uint64). A string is its length (uint64) and its bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from flashcards.values import dataclass

MAGIC = b"GGUF"
FIXED_SIZE = 24
"""Bytes before the first pair."""

UINT16, UINT32, INT32, FLOAT32, BOOL, STRING, ARRAY = 2, 4, 5, 6, 7, 8, 9
TYPE_NAMES = {
    UINT16: "UINT16", UINT32: "UINT32", INT32: "INT32", FLOAT32: "FLOAT32", BOOL: "BOOL",
    STRING: "STRING", ARRAY: "ARRAY",
}  # fmt: skip
"""The value types that occur here, by number: `enum gguf_type` in ggml's `gguf.h`."""

_FORMS = {UINT16: "<H", UINT32: "<I", INT32: "<i", FLOAT32: "<f", BOOL: "<?"}

Value = int | float | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A key with a value of one type."""

    key: str
    kind: int
    value: Value

    def to_bytes(self) -> bytes:
        """As in a file."""
        head = _text(self.key) + struct.pack("<I", self.kind)
        if isinstance(self.value, str):
            return head + _text(self.value)
        if isinstance(self.value, tuple):
            items = b"".join(map(_text, self.value))
            return head + struct.pack("<IQ", STRING, len(self.value)) + items
        return head + struct.pack(_FORMS[self.kind], self.value)


@dataclass(frozen=True, slots=True)
class Tensor:
    """A tensor's info: name, dimensions (columns first), type number, offset in the data part."""

    name: str
    dimensions: tuple[int, ...]
    kind: int
    offset: int

    def to_bytes(self) -> bytes:
        """As in a file."""
        count = len(self.dimensions)
        return _text(self.name) + struct.pack(
            f"<I{count}QIQ", count, *self.dimensions, self.kind, self.offset
        )


def header(version: int, tensors: int, pairs: int) -> bytes:
    """The fixed part."""
    return MAGIC + struct.pack("<IQQ", version, tensors, pairs)


def file_start(pairs: Sequence[Pair], tensors: Sequence[Tensor]) -> bytes:
    """All of a file before the padding."""
    parts = [header(3, len(tensors), len(pairs))]
    parts += [pair.to_bytes() for pair in pairs]
    parts += [tensor.to_bytes() for tensor in tensors]
    return b"".join(parts)


def hexdump(data: bytes) -> str:
    """What `hexdump -C` prints.

    >>> print(hexdump(b"GGUF"))
    00000000  47 47 55 46                                       |GGUF|
    00000004
    """
    rows = []
    for at in range(0, len(data), 16):
        row = data[at : at + 16]
        halves = f"{row[:8].hex(' '):23}  {row[8:].hex(' '):23}"
        shown = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in row)
        rows.append(f"{at:08x}  {halves}  |{shown}|")
    return "\n".join([*rows, f"{len(data):08x}"])


def octal_dump(data: bytes) -> str:
    """What `od -A x -t x1` prints: no column of characters.

    >>> print(octal_dump(b"GGUF"))
    000000 47 47 55 46
    000004
    """
    rows = [f"{at:06x} {data[at : at + 16].hex(' ')}" for at in range(0, len(data), 16)]
    return "\n".join([*rows, f"{len(data):06x}"])


def _text(text: str) -> bytes:
    data = text.encode()
    return struct.pack("<Q", len(data)) + data


def little_endian(data: bytes) -> int:
    """The number in these bytes, the last of them the most significant.

    >>> little_endian(bytes([0x23, 0x01, 0, 0]))
    291
    """
    number = 0
    for place, byte in enumerate(data):
        number |= byte << (8 * place)
    return number


def big_endian(data: bytes) -> int:
    """The number that those read who take the first byte for the most significant."""
    return little_endian(data[::-1])


def as_decimal(data: bytes) -> int | None:
    """The number that those read who take the hexadecimal digits for decimal ones, if they can."""
    digits = data[::-1].hex()
    return int(digits) if digits.isdecimal() else None
