"""The asks of `gguf-header` about its fixed part: version, tensors, pairs.

Parameters: `header` (str: the bytes in hexadecimal, from the file's first to the end of its first
key-value pair), `dump` (str: what `hexdump -C` prints of them), `size` (int: how many they are).
"""

from __future__ import annotations

import struct
from fractions import Fraction

from flashcards.problems.chance import Chance
from flashcards.problems.families.gguf.gguf_bytes import (
    FIXED_SIZE,
    Pair,
    as_decimal,
    big_endian,
    header,
    hexdump,
    little_endian,
)
from flashcards.problems.families.gguf.gguf_pairs import draw_any
from flashcards.problems.families.wrong_ways import Way, wrong_ways
from flashcards.problems.family import EXACT, Ask, Misconception, Oracle, Parameters
from flashcards.problems.quantity import Dimension

DUMP = (
    "These are the first {{ size }} bytes of a little-endian GGUF file, up to the end of its first "
    "key-value pair, as `hexdump -C` prints them:\n\n```text\n{{ dump }}\n```\n\n"
)


def shown(data: bytes) -> dict[str, str | int]:
    """The bytes as parameters."""
    return {"header": data.hex(), "dump": hexdump(data), "size": len(data)}


def draw_fixed(chance: Chance, version: int = 3) -> bytes:
    """A fixed part with counts of real models: 9 tensors a layer, and 2 or 3 others."""
    tensors = 9 * chance.step(12, 80) + chance.step(2, 3)
    return header(version, tensors, chance.step(18, 44))


def raw(p: Parameters) -> bytes:
    """The bytes of the parameters."""
    return bytes.fromhex(p["header"])


def draw_start(chance: Chance) -> Parameters:
    """The first bytes of a file: version 3, or the older 2, which llama.cpp reads too."""
    return shown(draw_fixed(chance, chance.step(2, 3)) + draw_any(chance).to_bytes())


def reading(name: str, data: bytes) -> str:
    """The step that reads a little-endian number."""
    number = little_endian(data)
    return f"{name}, lowest byte first: {data.hex(' ')} → 0x{number:x} = {number:,}"


def wrong_readings(data: bytes) -> tuple[Way, ...]:
    """Wrong ways to read a little-endian number."""
    decimal = as_decimal(data)
    first = Fraction(data[0])
    return (
        ("big-endian", big_endian(data), "You read the bytes as big-endian; the lowest is first."),
        *(
            [("decimal", decimal, "You read the digits as decimal; they are hexadecimal.")]
            if decimal
            else []
        ),
        ("first-byte", first, "You read the first byte alone; the others count too."),
        (
            "two-bytes-as-written",
            big_endian(data[:2]),
            "You read the first two bytes as written; the lower one is first.",
        ),
    )


def _version(p: Parameters) -> Fraction:
    return Fraction(little_endian(raw(p)[4:8]))


def _tensors(p: Parameters) -> Fraction:
    return Fraction(little_endian(raw(p)[8:16]))


def _pairs(p: Parameters) -> Fraction:
    return Fraction(little_endian(raw(p)[16:24]))


def _unpacked(p: Parameters) -> tuple[int, ...]:
    magic, *numbers = struct.unpack_from("<4sIqq", raw(p))
    return tuple(numbers) if magic == b"GGUF" else (-1, -1, -1)


def _wrong_version(p: Parameters) -> tuple[Misconception, ...]:
    data = raw(p)
    return wrong_ways(
        _version(p),
        *wrong_readings(data[4:8])[:1],
        ("magic", little_endian(data[:4]), "You read the magic; the version follows it."),
        ("tensors", _tensors(p), "You read the number of tensors; the version is before it."),
        (
            "eight-bytes",
            little_endian(data[4:12]),
            "You read eight bytes; the version has four.",
        ),
        ("pairs", _pairs(p), "You read the number of pairs; the version follows the magic."),
    )


def _wrong_tensors(p: Parameters) -> tuple[Misconception, ...]:
    data = raw(p)
    return wrong_ways(
        _tensors(p),
        ("pairs", _pairs(p), "You read the number of pairs, which comes after it."),
        *wrong_readings(data[8:16]),
        ("version", _version(p), "You read the version; the number of tensors follows it."),
    )


def _wrong_pairs(p: Parameters) -> tuple[Misconception, ...]:
    data = raw(p)
    return wrong_ways(
        _pairs(p),
        ("tensors", _tensors(p), "You read the number of tensors, which comes before it."),
        *wrong_readings(data[16:24]),
        (
            "key-length",
            little_endian(data[FIXED_SIZE : FIXED_SIZE + 8]),
            "You read the length of the first key, which comes after it.",
        ),
    )


def _example() -> Parameters:
    """LLaMA-2 7B: 291 tensors, as llama.cpp says when it loads it."""
    return shown(header(3, 291, 36) + Pair("general.architecture", 8, "llama").to_bytes())


COUNT_ASKS = (
    Ask(
        name="version",
        title="GGUF header: the version",
        aside="reading one more field of a hex dump teaches nothing new",
        dimension=Dimension.NUMBER,
        statement=DUMP + "Which version of the format is it?",
        parameters=draw_start,
        solve=_version,
        oracles=(Oracle(name="struct", compute=lambda p: Fraction(_unpacked(p)[0])),),
        steps=lambda p: (
            "Bytes 0 to 3: the magic, `GGUF`",
            reading("Bytes 4 to 7, the version", raw(p)[4:8]),
        ),
        misconceptions=_wrong_version,
        tolerance=EXACT,
        example=_example,
        samples=(
            ("3", True),
            ("3.0", True),
            ("50331648", False),
            ("2", False),
            ("291", False),
            ("1179993927", False),
            ("v3", None),
            ("GGUF", None),
        ),
        difficulty="junior",
    ),
    Ask(
        name="tensors",
        title="GGUF header: the number of tensors",
        aside="reading one more field of a hex dump teaches nothing new",
        dimension=Dimension.COUNT,
        unit="tensors",
        statement=DUMP + "How many tensors does the file hold?",
        parameters=draw_start,
        solve=_tensors,
        oracles=(Oracle(name="struct", compute=lambda p: Fraction(_unpacked(p)[1])),),
        steps=lambda p: (
            "Bytes 0 to 7: the magic and the version (uint32)",
            reading("Bytes 8 to 15, the number of tensors", raw(p)[8:16]),
        ),
        misconceptions=_wrong_tensors,
        tolerance=EXACT,
        example=_example,
        samples=(
            ("291", True),
            ("291 tensors", True),
            ("291.0", True),
            ("36", False),
            ("123", False),
            ("35", False),
            ("8961", False),
            ("0x123", True),
            ("291 pairs", None),
            ("many", None),
        ),
        difficulty="junior",
    ),
    Ask(
        name="pairs",
        title="GGUF header: the number of key-value pairs",
        dimension=Dimension.COUNT,
        unit="pairs",
        statement=DUMP + "How many key-value pairs does the file hold?",
        parameters=draw_start,
        solve=_pairs,
        oracles=(Oracle(name="struct", compute=lambda p: Fraction(_unpacked(p)[2])),),
        steps=lambda p: (
            "Bytes 0 to 15: magic, version (uint32), number of tensors (uint64)",
            reading("Bytes 16 to 23, the number of pairs", raw(p)[16:24]),
        ),
        misconceptions=_wrong_pairs,
        tolerance=EXACT,
        example=_example,
        samples=(
            ("36", True),
            ("36 pairs", True),
            ("~36", True),
            ("24", False),
            ("291", False),
            ("20", False),
            ("35", False),
            ("0x24", True),
            ("36 tensors", None),
            ("", None),
        ),
        difficulty="junior",
    ),
)
