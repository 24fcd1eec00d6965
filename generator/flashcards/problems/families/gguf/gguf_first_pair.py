"""The asks of `gguf-header` about its first key-value pair: key, value type, value.

Parameters: `header`, `dump`, `size` as in `gguf_counts`; of `first-key` the dump is that of
`od -A x -t x1`, for `hexdump -C` would show the key, and `options` (tuple[str, …]) are keys.
"""

from __future__ import annotations

import struct
from fractions import Fraction

from flashcards.problems.chance import Chance
from flashcards.problems.families.gguf.gguf_bytes import (
    FIXED_SIZE,
    STRING,
    TYPE_NAMES,
    UINT16,
    Pair,
    header,
    little_endian,
    octal_dump,
)
from flashcards.problems.families.gguf.gguf_counts import (
    DUMP,
    draw_fixed,
    raw,
    reading,
    shown,
    wrong_readings,
)
from flashcards.problems.families.gguf.gguf_pairs import draw_any, draw_number, draw_options
from flashcards.problems.families.wrong_ways import wrong_ways
from flashcards.problems.family import EXACT, Ask, Misconception, Oracle, Parameters
from flashcards.problems.quantity import Dimension

TYPES = tuple(TYPE_NAMES.values())
KEY_AT = FIXED_SIZE + 8
"""Where the first key's characters begin: after its length."""


def _key_length(p: Parameters) -> int:
    return little_endian(raw(p)[FIXED_SIZE:KEY_AT])


def _type_bytes(p: Parameters) -> bytes:
    end = KEY_AT + _key_length(p)
    return raw(p)[end : end + 4]


def _value_bytes(p: Parameters) -> bytes:
    """The rest: the dump ends where the first pair does."""
    return raw(p)[KEY_AT + _key_length(p) + 4 :]


def _unpacked(p: Parameters) -> tuple[str, int, int]:
    """Key, number of the type, offset of the value."""
    data = raw(p)
    (length,) = struct.unpack_from("<Q", data, FIXED_SIZE)
    key, kind = struct.unpack_from(f"<{length}sI", data, KEY_AT)
    return key.decode(), kind, KEY_AT + struct.calcsize(f"<{length}sI")


def _key_step(p: Parameters) -> str:
    return reading("Bytes 24 to 31, the key's length", raw(p)[FIXED_SIZE:KEY_AT])


def _type_steps(p: Parameters) -> tuple[str, ...]:
    end = KEY_AT + _key_length(p)
    return (
        _key_step(p),
        f"The key: bytes {KEY_AT} to {end - 1}, without a terminating zero",
        reading(f"Bytes {end} to {end + 3}, the value's type", _type_bytes(p)),
    )


# The key


def _draw_key(chance: Chance) -> Parameters:
    pair = draw_any(chance)
    return _with_options(draw_fixed(chance) + pair.to_bytes(), draw_options(chance, pair.key, 5))


def _with_options(data: bytes, options: tuple[str, ...]) -> Parameters:
    return {**shown(data), "dump": octal_dump(data), "options": options}


def _key(p: Parameters) -> Fraction:
    characters = raw(p)[KEY_AT : KEY_AT + _key_length(p)]
    key = "".join(map(chr, characters))
    return Fraction(p["options"].index(key))


def _wrong_keys(p: Parameters) -> tuple[Misconception, ...]:
    length = _key_length(p)
    return wrong_ways(
        _key(p),
        *(
            (
                option,
                index,
                f"You took a key of {len(option)} characters; the length before it says {length}.",
            )
            for index, option in enumerate(p["options"])
        ),
    )


# The type


def _type(p: Parameters) -> Fraction:
    return Fraction(TYPES.index(TYPE_NAMES[little_endian(_type_bytes(p))]))


def _wrong_types(p: Parameters) -> tuple[Misconception, ...]:
    kind = little_endian(_type_bytes(p))
    rows = [(TYPES.index(name), number, name) for number, name in TYPE_NAMES.items()]
    return wrong_ways(
        _type(p),
        *(
            (
                name.lower(),
                index,
                "You gave the form of the key, which is always a string; the value's type "
                f"follows the key and says {kind}."
                if number == STRING
                else f"You took type {number}; the four bytes after the key say {kind}.",
            )
            for index, number, name in rows
        ),
    )


# The value


def _draw_value(chance: Chance) -> Parameters:
    return shown(draw_fixed(chance) + draw_number(chance).to_bytes())


def _value(p: Parameters) -> Fraction:
    return Fraction(little_endian(_value_bytes(p)))


def _unpacked_value(p: Parameters) -> Fraction:
    _, kind, at = _unpacked(p)
    (value,) = struct.unpack_from("<H" if kind == UINT16 else "<I", raw(p), at)
    return Fraction(value)


def _wrong_values(p: Parameters) -> tuple[Misconception, ...]:
    return wrong_ways(
        _value(p),
        *wrong_readings(_value_bytes(p)),
        (
            "type",
            little_endian(_type_bytes(p)),
            "You read the number of the type; the value follows it.",
        ),
        ("key-length", _key_length(p), "You read the length of the key, which is before it."),
        (
            "type-and-value",
            little_endian(_type_bytes(p) + _value_bytes(p)),
            "You read the type as part of the value; it takes the four bytes before it.",
        ),
    )


FIRST_PAIR_ASKS = (
    Ask(
        name="first-key",
        title="GGUF header: the first key",
        aside="reading one more field of a hex dump teaches nothing new",
        dimension=Dimension.CHOICE,
        statement=DUMP.replace("hexdump -C", "od -A x -t x1") + "Which key has the first pair?",
        parameters=_draw_key,
        solve=_key,
        oracles=(
            Oracle(name="struct", compute=lambda p: Fraction(p["options"].index(_unpacked(p)[0]))),
        ),
        steps=lambda p: (
            _key_step(p),
            (
                f"Bytes {KEY_AT} to {KEY_AT + _key_length(p) - 1} in ASCII: "
                f"`{p['options'][int(_key(p))]}`"
            ),
        ),
        misconceptions=_wrong_keys,
        tolerance=EXACT,
        choices=lambda p: p["options"],
        example=lambda: _with_options(
            header(3, 291, 36) + Pair("general.architecture", STRING, "llama").to_bytes(),
            ("general.alignment", "general.architecture", "general.name", "split.count"),
        ),
        samples=(
            ("general.architecture", True),
            ("General.Architecture", True),
            ("`general.architecture`", True),
            ("general.name", False),
            ("general.alignment", False),
            ("split.count", False),
            ("20", None),
            ("the first", None),
            ("", None),
        ),
    ),
    Ask(
        name="value-type",
        title="GGUF header: the type of the first value",
        aside="reading one more field of a hex dump teaches nothing new",
        dimension=Dimension.CHOICE,
        statement=DUMP
        + "Of which type is the first pair's value? ("
        + ", ".join(f"{number} = {name}" for number, name in TYPE_NAMES.items())
        + ".)",
        parameters=lambda c: shown(draw_fixed(c) + draw_any(c).to_bytes()),
        solve=_type,
        oracles=(
            Oracle(
                name="struct",
                compute=lambda p: Fraction(TYPES.index(TYPE_NAMES[_unpacked(p)[1]])),
            ),
        ),
        steps=lambda p: (*_type_steps(p), f"That is {TYPES[int(_type(p))]}"),
        misconceptions=_wrong_types,
        tolerance=EXACT,
        choices=lambda _: TYPES,
        example=lambda: shown(
            header(3, 291, 36) + Pair("general.architecture", STRING, "llama").to_bytes()
        ),
        samples=(
            ("STRING", True),
            ("string", True),
            (" String. ", True),
            ("UINT32", False),
            ("uint16", False),
            ("ARRAY", False),
            ("float32", False),
            ("8", None),
            ("text", None),
        ),
    ),
    Ask(
        name="first-value",
        title="GGUF header: the first value",
        aside="reading one more field of a hex dump teaches nothing new",
        dimension=Dimension.NUMBER,
        statement=DUMP + "Which number is the first pair's value?",
        parameters=_draw_value,
        solve=_value,
        oracles=(Oracle(name="struct", compute=_unpacked_value),),
        steps=lambda p: (
            *_type_steps(p),
            reading("The bytes after it, the value", _value_bytes(p)),
        ),
        misconceptions=_wrong_values,
        tolerance=EXACT,
        example=lambda: shown(
            header(3, 291, 36) + Pair("llama.context_length", 4, 4096).to_bytes()
        ),
        samples=(
            ("4096", True),
            ("4,096", True),
            ("2^12", True),
            ("1000", False),
            ("1048576", False),
            ("16", False),
            ("4", False),
            ("20", False),
            ("0x1000", True),
            ("llama", None),
        ),
    ),
)
