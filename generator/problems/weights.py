"""Memory of a model's weights."""

from __future__ import annotations

from fractions import Fraction

from generator.problems.architectures import ARCHITECTURES, WEIGHT_TYPES, Block
from generator.problems.family import Family, Misconception, Parameters
from generator.problems.quantity import Dimension, equals


def _size(p: Parameters) -> Fraction:
    kind: Block = p["type"]
    count: int = p["count"]
    return count * kind.bits_per_weight / 8


def _by_blocks(p: Parameters) -> float:
    """Whole blocks of 256 weights, and the rest by its share of one."""
    count: int = p["count"]
    blocks, rest = divmod(count, 256)
    kind: Block = p["type"]
    per_block = 256 // kind.elements * kind.size_bytes
    return float(blocks * per_block) + rest / 256 * per_block


def _steps(p: Parameters) -> tuple[str, ...]:
    kind = p["type"]
    bits = f"{float(kind.bits_per_weight):g}"
    return (
        f"Bits per weight: 8 × {kind.size_bytes} ÷ {kind.elements} = {bits}",
        f"Bytes: {p['count'] // 10**6:,} million × {bits} ÷ 8 {equals(_size(p), 'MB')}",
        f"In GB: ÷ 1,000 {equals(_size(p), 'GB')}",
    )


def _wrong(p: Parameters) -> tuple[Misconception, ...]:
    size, bits = _size(p), p["type"].bits_per_weight
    found = [
        Misconception(
            name="bits-for-bytes", value=size * 8, feedback="You left out ÷ 8: bits are no bytes."
        ),
        Misconception(
            name="f32-weights",
            value=Fraction(p["count"] * 4),
            feedback="You counted 4 bytes a weight.",
        ),
        Misconception(
            name="binary-for-decimal",
            value=size * 10**9 / 2**30,
            feedback="That is the number of GiB; a GB is 10⁹ bytes.",
        ),
    ]
    if p["type"].elements > 1:
        found.append(
            Misconception(
                name="scales-forgotten",
                value=Fraction(p["count"] * int(bits), 8),
                feedback="You left out the blocks' scales: "
                f"{p['type'].name} takes {float(bits):g} bits a weight.",
            )
        )
    return tuple(found)


WEIGHT_MEMORY = Family(
    name="weight-memory",
    title="Memory of the weights",
    dimension=Dimension.BYTES,
    unit="GB",
    statement="**{{ model }}** has {{ '{:,}'.format(count // 1000000) }} million weights. How many "
    "GB do they take if every tensor is in **{{ type.name }}**, {{ type.size_bytes }} bytes "
    "for {{ type.elements }} weight{{ 's' if type.elements > 1 }}? Within {{ tolerance }}.",
    parameters=lambda c: {
        "model": (model := c.pick(ARCHITECTURES)).name,
        "count": model.parameters // 10**6 * 10**6,
        "type": c.pick(WEIGHT_TYPES),
    },
    solve=_size,
    numeric=_by_blocks,
    steps=_steps,
    misconceptions=_wrong,
    questions=(3, 12, 16),
)
