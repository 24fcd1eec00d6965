"""The asks of `gguf-header` about the padding before the tensor data.

Source: in `gguf_init_from_reader` of ggml's `src/gguf.cpp` the data begin at the end of the tensor
infos, rounded up to `general.alignment`, which is 32 if no pair says otherwise.

Parameters: `header` (str: the bytes in hexadecimal, from the file's first to the end of its last
tensor info), `dump` (str: what `hexdump -C` prints of them), `size` (int: how many they are).
"""

from __future__ import annotations

import struct
from fractions import Fraction

from flashcards.problems.chance import Chance
from flashcards.problems.families.gguf.gguf_bytes import (
    FIXED_SIZE,
    STRING,
    UINT32,
    Pair,
    Tensor,
    file_start,
    little_endian,
)
from flashcards.problems.families.gguf.gguf_counts import raw, shown
from flashcards.problems.families.wrong_ways import Way, wrong_ways
from flashcards.problems.family import EXACT, Ask, Misconception, Oracle, Parameters
from flashcards.problems.quantity import Dimension

KEY = b"general.alignment"
DEFAULT = 32
ALIGNMENTS = (16, 64, 128, 256, 512, 4096)
ARCHITECTURES = ("llama", "qwen2", "gemma", "phi3", "mamba", "bert")
VECTORS = (
    "output_norm.weight", "rope_freqs.weight", "output_norm.bias", "blk.0.attn_norm.weight",
    "blk.0.ffn_norm.weight", "cls.output.bias",
)  # fmt: skip
F32 = 0

DUMP = (
    "This is a small GGUF file from its first byte to the end of its last tensor info, as "
    "`hexdump -C` prints it:\n\n```text\n{{ dump }}\n```\n\n"
)


def _draw(chance: Chance) -> Parameters:
    pairs = [Pair("general.architecture", STRING, chance.pick(ARCHITECTURES))]
    if chance.below(3):
        pairs.append(Pair(KEY.decode(), UINT32, chance.pick(ALIGNMENTS)))
    width = 32 * chance.step(2, 128)
    return shown(file_start(pairs, [Tensor(chance.pick(VECTORS), (width,), F32, 0)]))


def _stated(p: Parameters) -> int | None:
    """The alignment that a pair states."""
    data = raw(p)
    at = data.find(KEY)
    value = at + len(KEY) + 4
    return little_endian(data[value : value + 4]) if at >= 0 else None


def _alignment(p: Parameters) -> int:
    return _stated(p) or DEFAULT


def _rounded_up(number: int, alignment: int) -> int:
    return -(-number // alignment) * alignment


def _offset(p: Parameters) -> Fraction:
    return Fraction(_rounded_up(p["size"], _alignment(p)))


def _padding(p: Parameters) -> Fraction:
    return Fraction(_offset(p) - p["size"])


def _offset_by_reading(p: Parameters) -> int:
    """All parts read one after the other, then byte after byte until one is aligned."""
    data, alignment = raw(p), DEFAULT
    tensors, pairs = struct.unpack_from("<QQ", data, 8)
    at = FIXED_SIZE
    for _pair in range(pairs):
        (length,) = struct.unpack_from("<Q", data, at)
        key, kind = struct.unpack_from(f"<{length}sI", data, at + 8)
        at += 8 + length + 4
        (number,) = struct.unpack_from("<Q" if kind == STRING else "<I", data, at)
        at += 8 + number if kind == STRING else 4
        alignment = number if key == KEY else alignment
    for _tensor in range(tensors):
        (length,) = struct.unpack_from("<Q", data, at)
        (dimensions,) = struct.unpack_from("<I", data, at + 8 + length)
        at += 8 + length + 4 + 8 * dimensions + 4 + 8
    while at % alignment:
        at += 1
    return at


def _steps(p: Parameters) -> tuple[str, ...]:
    stated, size, alignment = _stated(p), p["size"], _alignment(p)
    return (
        f"The tensor infos end at 0x{size:x} = {size:,}",
        f"`general.alignment` says {stated:,}" if stated else "No `general.alignment`: it is 32",
        (
            f"Rounded up: ⌈{size:,} ÷ {alignment:,}⌉ × {alignment:,} = "
            f"{-(-size // alignment):,} × {alignment:,} = {int(_offset(p)):,}"
        ),
    )


def _wrong_alignments(p: Parameters) -> tuple[tuple[Way, int], ...]:
    """Wrong ways to the offset of the data, and the end of the tensor infos they go by."""
    size, alignment, stated = p["size"], _alignment(p), _stated(p)
    digits = f"{size:x}"
    found: list[tuple[Way, int]] = []
    if stated:
        told = f"You took the default of 32; `general.alignment` says {stated:,}."
        found.append((("default", _rounded_up(size, DEFAULT), told), size))
    else:
        told = "You rounded up to 64; without `general.alignment` it is 32."
        found.append((("other-default", _rounded_up(size, 64), told), size))
    if digits.isdecimal():
        told = f"You read {digits} as decimal; `hexdump` gives offsets in hexadecimal."
        found.append((("decimal", _rounded_up(int(digits), alignment), told), int(digits)))
    return tuple(found)


def _wrong_offset(p: Parameters) -> tuple[Misconception, ...]:
    size, alignment = p["size"], _alignment(p)
    return wrong_ways(
        _offset(p),
        *(way for way, _ in _wrong_alignments(p)),
        ("unpadded", size, "You left out the padding: data begin at a multiple of the alignment."),
        (
            "rounded-down",
            size // alignment * alignment,
            "You rounded down; tensor infos end later.",
        ),
        ("added", size + alignment, "You added the alignment; the end is rounded up to it."),
        ("in-data", 0, "You gave the tensor's offset in the data part, not in the file."),
        (
            "one-more",
            _offset(p) + alignment,
            "You went one multiple too far; the first after the end is right.",
        ),
    )


def _wrong_padding(p: Parameters) -> tuple[Misconception, ...]:
    size, alignment = p["size"], _alignment(p)
    return wrong_ways(
        _padding(p),
        *((name, int(to) - end, told) for (name, to, told), end in _wrong_alignments(p)),
        (
            "remainder",
            size % alignment,
            "You gave what is past the last multiple; what is missing to the next is asked.",
        ),
        ("none", 0, "You left out the padding: data begin at a multiple of the alignment."),
        ("whole", alignment, "You took the whole alignment; only what is missing is padded."),
        ("offset", _offset(p), "You gave where the data begin; the gap before them is asked."),
    )


def _is_telling(p: Parameters) -> bool:
    """Whether there is padding, and a stated alignment makes a difference."""
    is_other = _stated(p) is None or _rounded_up(p["size"], DEFAULT) != _offset(p)
    return bool(_padding(p)) and is_other


def _example() -> Parameters:
    """By hand: 24 + 45 + 33 + 50 = 152 bytes, so data begin at 192, after 40 bytes."""
    pairs = [Pair("general.architecture", STRING, "llama"), Pair(KEY.decode(), UINT32, 64)]
    return shown(file_start(pairs, [Tensor("output_norm.weight", (4096,), F32, 0)]))


ALIGNMENT_ASKS = (
    Ask(
        name="data-offset",
        title="GGUF file: where the tensor data begin",
        dimension=Dimension.COUNT,
        unit="bytes",
        statement=DUMP + "At which byte offset from the start of the file (in decimal) do the "
        "tensor data begin?",
        parameters=_draw,
        accepts=_is_telling,
        solve=_offset,
        oracles=(Oracle(name="read through", compute=_offset_by_reading),),
        steps=_steps,
        misconceptions=_wrong_offset,
        tolerance=EXACT,
        example=_example,
        samples=(
            ("192", True),
            ("192 bytes", True),
            ("192 B", True),
            ("152", False),
            ("160", False),
            ("128", False),
            ("216", False),
            ("0xc0", True),
            ("at the end", None),
        ),
        difficulty="senior",
    ),
    Ask(
        name="padding",
        title="GGUF file: padding before the tensor data",
        aside="reading one more field of a hex dump teaches nothing new",
        dimension=Dimension.COUNT,
        unit="bytes",
        statement=DUMP + "How many bytes of padding follow, up to the tensor data?",
        parameters=_draw,
        accepts=_is_telling,
        solve=_padding,
        oracles=(Oracle(name="read through", compute=lambda p: _offset_by_reading(p) - p["size"]),),
        steps=lambda p: (
            *_steps(p),
            f"Padding: {int(_offset(p)):,} − {p['size']:,} = {int(_padding(p)):,}",
        ),
        misconceptions=_wrong_padding,
        tolerance=EXACT,
        example=_example,
        samples=(
            ("40", True),
            ("40 bytes", True),
            ("40 B", True),
            ("8", False),
            ("24", False),
            ("64", False),
            ("0", False),
            ("192", False),
            ("0x28", True),
            ("some", None),
        ),
        difficulty="senior",
    ),
)
