"""What a model's weights take in a format, by every fair reading of the two names."""

from __future__ import annotations

from fractions import Fraction

from flashcards.claims.numbers.claim import AskFile
from flashcards.claims.numbers.filetypes import Format
from flashcards.claims.numbers.models import Model
from flashcards.claims.numbers.sizes import Reading, Sizes

RULE = "weights-size"

NEAR = Fraction(2, 100)
"""Beside a true value: rounding of rounded numbers, that nobody would call wrong."""

UNKNOWN_SHAPE = (Fraction(92, 100), Fraction(112, 100))
"""What a model of unknown shape may weigh beside its name: a `7B` has 6.5 to 7.8 billion."""

TIED = Fraction(5, 4)
"""More of a small model whose one matrix of embeddings takes more bits than the others."""


def weight_sizes(model: Model | None, format_: Format | None) -> Sizes | None:
    """The sizes that are right for a model in a format; None if the model's name tells none."""
    if model is None or format_ is None or not model.billions:
        return None
    bits, mixes = format_.block_bits, format_.file_bits
    middle = mixes[len(mixes) // 2] if mixes else bits
    exact = [
        (shape, size)
        for shape in model.shapes
        if (size := format_.sizes.get(shape.name)) is not None
    ]
    found = [Fraction(size) for _, size in exact]
    found += [
        count * each / 8
        for count in model.parameters
        for each in (middle, bits, *format_.earlier_bits)
    ]
    ask, spread = None, (1 - NEAR, 1 + NEAR)
    if exact:
        shape, size = exact[0]
        share = 8 * size / shape.parameters
        how = f"{shape.name} in {format_.name}: {shape.parameters:,} weights × {share:.4g} bits"
        ask = AskFile(shape.name, format_.name)
    else:
        how = f"{float(model.billions):g} billion weights × {float(middle):.4g} bits"
        low, high = UNKNOWN_SHAPE
        spread = low, high * TIED if any(shape.tied for shape in model.shapes) else high
    readings = tuple(Reading(bytes=one, how=how, ask=ask) for one in found)
    return Sizes(rule=RULE, readings=readings, spread=spread)
