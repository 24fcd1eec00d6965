"""What a model's weights take in a format, by every fair reading of the two names."""

from __future__ import annotations

from fractions import Fraction

from flashcards.claims.numbers.claim import AskFile, Claim, Verdict
from flashcards.claims.numbers.filetypes import Format
from flashcards.claims.numbers.models import Model
from flashcards.claims.numbers.said_sizes import in_unit_of
from flashcards.claims.numbers.stated import Stated
from flashcards.values import dataclass

RULE = "weights-size"

NEAR = Fraction(2, 100)
"""Beside a true value: rounding of rounded numbers, that nobody would call wrong."""

UNKNOWN_SHAPE = (Fraction(92, 100), Fraction(112, 100))
"""What a model of unknown shape may weigh beside its name: a `7B` has 6.5 to 7.8 billion."""

TIED = Fraction(5, 4)
"""More of a small model whose one matrix of embeddings takes more bits than the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """What a model's weights may take in a format.

    Attributes:
        bytes: each reading of the model's and the format's names, the best one first.
        how: the computation of the first.
        ask: what llama.cpp can be asked.
        spread: factors on the least and the most that a fair reader would still accept.
    """

    bytes: tuple[Fraction, ...]
    how: str
    ask: AskFile | None
    spread: tuple[Fraction, Fraction] = (1 - NEAR, 1 + NEAR)


def sizes(model: Model, format_: Format) -> Sizes | None:
    """The sizes that are right for a model in a format; None if the model's name tells none."""
    if not model.billions:
        return None
    bits = format_.block_bits
    exact = [
        (shape, size)
        for shape in model.shapes
        if (size := format_.sizes.get(shape.name)) is not None
    ]
    mixes = format_.file_bits
    middle = mixes[len(mixes) // 2] if mixes else bits
    found = [Fraction(size) for _, size in exact]
    found += [
        count * each / 8
        for count in model.parameters
        for each in (middle, bits, *format_.earlier_bits)
    ]
    if exact:
        shape, size = exact[0]
        share = 8 * size / shape.parameters
        return Sizes(
            bytes=tuple(found),
            how=f"{shape.name} in {format_.name}: {shape.parameters:,} weights × {share:.4g} bits",
            ask=AskFile(shape.name, format_.name),
        )
    tied = model.shapes and any(shape.tied for shape in model.shapes)
    low, high = UNKNOWN_SHAPE
    return Sizes(
        bytes=tuple(found),
        how=f"{float(model.billions):g} billion weights × {float(middle):.4g} bits",
        ask=None,
        spread=(low, high * TIED if tied else high),
    )


def judge(said: Stated, true: Sizes, *others: Fraction) -> Verdict | None:
    """Whether a size is right; None if it lies among the values that a fair reader accepts.

    Args:
        said: the size.
        true: what it may be.
        *others: further values that the document itself gives ground for.
    """
    if any(said.means(value) for value in (*true.bytes, *others)):
        return Verdict.RIGHT
    least, most = true.spread
    low, high = min(true.bytes) * least, max(true.bytes) * most
    for scale in said.scales:
        if said.low * scale <= high and said.high * scale >= low:
            return None
    return Verdict.WRONG


def claim(line: int, said: Stated, true: Sizes, verdict: Verdict, text: str = "") -> Claim:
    """The claim of one size."""
    return Claim(
        line=line,
        rule=RULE,
        stated=text or said.text,
        verdict=verdict,
        expected=in_unit_of(true.bytes[0], said),
        how=true.how,
        ask=true.ask,
    )
