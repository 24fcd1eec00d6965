"""Quantisation formats that a text names, and the bits that a weight takes in each.

A name may be a tensor type's (`Q4_K`: one block layout, exact), a file type's (`Q4_K_M`: a mix,
measured on real shapes) or both (`Q4_0`: most of the file, but not the output matrix).
"""

from __future__ import annotations

import tomllib
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files
from typing import Any

from flashcards import patterns as re
from flashcards.shapes import ARCHITECTURE, BLOCK
from flashcards.values import dataclass

# `Q4_K_M`, `IQ3_XXS`, `BF16`: as ggml and those who write of it spell them.
_NAME = re.compile(
    r"(?<![A-Za-z0-9])(?P<name>I?Q[1-8]_(?:K(?:_[SML])?|[01]|XXS|XS|NL|S|M)|TQ[12]_0|BF16|FP?16"
    r"|FP?32)(?![A-Za-z0-9]|_[A-Za-z0-9])",
    re.IGNORECASE,
)
_ALIASES = {"FP16": "F16", "FP32": "F32"}
_SHORT = {"Q5_K": "Q5_K_M", "Q4_K": "Q4_K_M", "Q3_K": "Q3_K_M"}
"""File types that `llama-quantize` takes by a shorter name, which is also a tensor type's."""

_EARLIER = {"Q2_K": (Fraction(335, 100),)}
"""Bits of files of earlier releases, which took other types: llama.cpp before January 2024."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format that a text names.

    Attributes:
        name: as ggml writes it.
        start, end: where in the text, 0-based.
    """

    name: str
    start: int
    end: int

    @property
    def block(self) -> str:
        """The tensor type of the name, or the one that most of its file has."""
        return str(_data()["files"].get(self.name, {}).get("block", self.name))

    @property
    def is_block(self) -> bool:
        """Whether the name is a tensor type's, with exact bits."""
        return self.name in _bits()

    @property
    def block_bits(self) -> Fraction:
        """Bits a weight of the tensor type, scales included."""
        return _bits()[self.block]

    @property
    def sizes(self) -> dict[str, int]:
        """Tensor bytes of whole files by the name of the shape."""
        return _sizes(self.name)

    @property
    def file_bits(self) -> tuple[Fraction, ...]:
        """Bits a weight of whole files, over the shapes measured, least first."""
        return _file_bits(self.name)

    @property
    def earlier_bits(self) -> tuple[Fraction, ...]:
        """Bits a weight of whole files as earlier releases of llama.cpp made them."""
        return _EARLIER.get(self.name, ())


@lru_cache(maxsize=4096)
def formats(text: str) -> tuple[Format, ...]:
    """The formats that a text names, left to right.

    >>> [one.name for one in formats("Q4_K_M or FP16, m-q8_0.gguf")]
    ['Q4_K_M', 'F16', 'Q8_0']
    """
    return tuple(
        Format(name=name, start=match.start(), end=match.end())
        for match in _NAME.finditer(text)
        if (name := _canonical(match["name"]))
    )


def block_bits(name: str) -> Fraction:
    """Bits a weight of a tensor type, exactly."""
    return _bits()[name]


def measured(file_type: str, architecture: str) -> int | None:
    """Tensor bytes of a file of that type and shape, from the table."""
    return _sizes(file_type).get(architecture)


def _canonical(written: str) -> str:
    name = _ALIASES.get(written.upper(), written.upper())
    return name if name in _bits() or name in _data()["files"] else ""


@lru_cache(maxsize=1)
def _bits() -> dict[str, Fraction]:
    own = {name: Fraction(8 * size, count) for name, (count, size) in _data()["blocks"].items()}
    return own | {name: block.bits_per_weight for name, block in BLOCK.items()}


@lru_cache(maxsize=64)
def _sizes(name: str) -> dict[str, int]:
    rows = _data()["files"].get(_SHORT.get(name, name), {})
    return {shape: size for shape, size in rows.items() if shape != "block"}


@lru_cache(maxsize=64)
def _file_bits(name: str) -> tuple[Fraction, ...]:
    found = (
        Fraction(8 * size, ARCHITECTURE[shape].parameters) for shape, size in _sizes(name).items()
    )
    return tuple(sorted(found))


@lru_cache(maxsize=1)
def _data() -> Any:
    path = files(__package__) / "data" / "files.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
