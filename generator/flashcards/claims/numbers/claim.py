"""A number that a document states, recomputed: the verdict, and how it was reached."""

from __future__ import annotations

from dataclasses import field
from fractions import Fraction

from flashcards.relations.finding import Verdict as Verdict  # noqa: PLC0414  # shown here, too
from flashcards.shapes import Architecture
from flashcards.values import dataclass


@dataclass(frozen=True, slots=True)
class AskBlock:
    """How many bits a weight of a tensor type takes; the name as in ggml: `q4_0`."""

    type: str


@dataclass(frozen=True, slots=True)
class Shape:
    """What of a model decides its KV cache."""

    layers: int
    heads: int
    kv_heads: int
    head_dimension: int
    name: str = field(default="", compare=False)

    @classmethod
    def of(cls, published: Architecture) -> Shape:
        """That of a model that is known."""
        one = published
        return cls(one.layers, one.heads, one.kv_heads, one.head_dimension, one.name)

    def bytes_per_token(self, element: Fraction) -> Fraction:
        """Of K and V together, in elements of so many bytes."""
        return 2 * self.layers * self.kv_heads * self.head_dimension * element


@dataclass(frozen=True, slots=True)
class AskKv:
    """How many bytes the KV cache of a shape takes at a context, K and V of one type."""

    shape: Shape
    context: int
    type: str = "f16"


@dataclass(frozen=True, slots=True)
class AskFile:
    """How many bits a weight of a named architecture takes in a file type: `Q4_K_M`."""

    architecture: str
    type: str


@dataclass(frozen=True, slots=True)
class AskSoftmax:
    """What llama.cpp's temperature sampler makes of logits."""

    logits: tuple[float, ...]
    temperature: float


Ask = AskBlock | AskKv | AskFile | AskSoftmax | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One stated number.

    Attributes:
        line: 1-based.
        rule: how it was recomputed, kebab-case, stable for scripts.
        stated: as written.
        verdict: what came of it.
        expected: the right value as a person writes it; "" if undecidable.
        how: the computation, one line.
        severity: of a wrong one: `error`, or `warning` where a fair reader may see it otherwise.
        evidence: what settled it beyond arithmetic, such as a run of llama.cpp.
        follows: line of the wrong number that this one was computed from, or 0.
        ask: what llama.cpp can be asked to settle it, or nothing; see `Ask`.
    """

    line: int
    rule: str
    stated: str
    verdict: Verdict
    expected: str = ""
    how: str = ""
    severity: str = "error"
    evidence: str = ""
    follows: int = 0
    ask: Ask = None


HUGE = 10**300
"""No float holds what is larger; nobody states it."""


def plain(value: Fraction, digits: int = 4) -> str:
    """A number with so many significant digits, or exact where that takes two more at most.

    >>> plain(Fraction(17, 16)), plain(Fraction(1, 3)), plain(Fraction(2**31))
    ('1.0625', '0.3333', '2,147,483,648')
    """
    if abs(value) > HUGE:
        return "a number of more than 300 digits"
    if value.denominator == 1 and abs(value) < 10**15:
        return f"{int(value):,}"
    if abs(value) >= 10**digits:
        return f"{float(value):,.0f}" if abs(value) < 10**15 else f"{float(value):.{digits}g}"
    longer = f"{float(value):.{digits + 2}g}"
    return longer if Fraction(longer) == value else f"{float(value):.{digits}g}"
