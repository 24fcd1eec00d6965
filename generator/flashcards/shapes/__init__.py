"""Shapes of real models and formats, from the tables beside this file."""

from __future__ import annotations

import tomllib
from fractions import Fraction
from importlib.resources import files
from typing import Any

from flashcards.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Architecture:
    """What of a model decides its memory; from the configuration published with its weights.

    Attributes:
        source: the repository of weights whose `config.json` says so.
        parameters: weights in all, embeddings included.
        embedding, feed_forward, vocabulary: widths of the residual stream, of the inner layer of
            the feed-forward part, and number of tokens.
        context_length: tokens it was trained for.
        tied: the output matrix is the token embedding, counted once.
        qkv_bias: the projections to q, k and v have biases.
        called: how texts name it: family, version and billions of weights, `llama2-7`.
    """

    name: str
    source: str
    parameters: int
    layers: int
    heads: int
    kv_heads: int
    head_dimension: int
    embedding: int
    feed_forward: int
    vocabulary: int
    context_length: int
    tied: bool = False
    qkv_bias: bool = False
    called: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A tensor type's block: so many elements in so many bytes.

    `bits` is what a quantised weight takes by its name alone; `scale_bytes` of the block are
    scales and minimums.
    """

    name: str
    elements: int
    size_bytes: int
    bits: int
    scale_bytes: int

    @property
    def bits_per_weight(self) -> Fraction:
        """Exactly, scales included."""
        return Fraction(8 * self.size_bytes, self.elements)

    @property
    def layout(self) -> str:
        """`18 bytes for 32 weights`."""
        plural = "s" if self.elements > 1 else ""
        return f"{self.size_bytes} bytes for {self.elements} weight{plural}"


def _table(name: str) -> Any:
    text = files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


ARCHITECTURES = tuple(
    Architecture(**{**row, "called": tuple(row["called"])})
    for row in _table("architectures")["architecture"]
)
ARCHITECTURE = {one.name: one for one in ARCHITECTURES}
BLOCKS = tuple(Block(**row) for row in _table("formats")["block"])
BLOCK = {one.name: one for one in BLOCKS}

CACHE_TYPES = tuple(BLOCK[name] for name in ("F16", "Q8_0", "Q4_0"))
"""What `--cache-type-k` and `--cache-type-v` most often name (there in lower case)."""
