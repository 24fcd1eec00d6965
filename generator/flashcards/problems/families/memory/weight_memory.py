"""Memory of a model's weights."""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.chance import Chance
from flashcards.problems.family import Ask, Family, Misconception, Oracle, Parameters
from flashcards.problems.quantity import Dimension, equals, number
from flashcards.shapes import ARCHITECTURE, ARCHITECTURES, BLOCK, BLOCKS, Block

TYPES = tuple(block for block in BLOCKS if block.name != "F32")
BUDGETS_GIB = (3, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 28, 32, 36, 40, 48, 56, 64, 80, 96)
SUPERBLOCK = 256
"""Weights that blocks of every type divide."""


def _draw(chance: Chance) -> Parameters:
    model = chance.pick(ARCHITECTURES)
    return {
        "model": model,
        "count": model.parameters // 10**6 * 10**6,
        "type": chance.pick(TYPES),
    }


def _size(p: Parameters) -> Fraction:
    kind: Block = p["type"]
    return Fraction(p["count"] * kind.bits_per_weight, 8)


def _by_blocks(p: Parameters) -> Fraction:
    """Whole superblocks, each made up of the type's blocks, and the rest by its share of one."""
    kind: Block = p["type"]
    whole, rest = divmod(p["count"], SUPERBLOCK)
    superblock = sum(kind.size_bytes for _block in range(SUPERBLOCK // kind.elements))
    return Fraction(whole * superblock) + Fraction(rest * superblock, SUPERBLOCK)


def _steps(p: Parameters) -> tuple[str, ...]:
    kind, size = p["type"], _size(p)
    bits = number(kind.bits_per_weight, digits=6)
    return (
        f"Bits per weight: 8 × {kind.size_bytes} ÷ {kind.elements} = {bits}",
        (
            f"Bytes: {p['count'] // 10**6:,} million × {bits} ÷ 8 "
            f"{equals(size, 'MB', Dimension.BYTES)}"
        ),
        f"In GB: ÷ 1,000 {equals(size, 'GB', Dimension.BYTES)}",
    )


def _wrong(p: Parameters) -> tuple[Misconception, ...]:
    size, kind, count = _size(p), p["type"], p["count"]
    found = [
        Misconception(
            name="bits-for-bytes", value=size * 8, feedback="You left out ÷ 8: bits are no bytes."
        ),
        Misconception(
            name="binary-for-decimal",
            value=size * 10**9 / 2**30,
            feedback="That is the number of GiB; a GB is 10⁹ bytes.",
        ),
        Misconception(
            name="f32-weights",
            value=Fraction(count * 4),
            feedback="You counted 4 bytes a weight, as for F32.",
        ),
    ]
    if kind.elements > 1:
        found.insert(
            0,
            Misconception(
                name="scales-forgotten",
                value=Fraction(count * kind.bits, 8),
                feedback="You left out the blocks' scales: "
                f"{kind.name} takes {number(kind.bits_per_weight, digits=6)} bits a weight.",
            ),
        )
        found.append(
            Misconception(
                name="f16-weights",
                value=Fraction(count * 2),
                feedback="You counted 2 bytes a weight, as for F16.",
            )
        )
    return tuple(found)


def _wrong_count(p: Parameters) -> tuple[Misconception, ...]:
    kind: Block = p["type"]
    right = (p["budget"] << 33) / kind.bits_per_weight / 10**9
    found = [
        Misconception(
            name="bytes-for-bits",
            value=right / 8,
            feedback="You divided bytes by bits: the budget has 8 bits a byte.",
        ),
        Misconception(
            name="decimal-for-binary",
            value=right * 10**9 / 2**30,
            feedback="You counted a GiB as 10⁹ bytes; it is 2³⁰.",
        ),
        Misconception(
            name="byte-a-weight",
            value=Fraction(p["budget"] << 30, 10**9),
            feedback="You counted one byte a weight.",
        ),
        Misconception(
            name="f32-weights",
            value=Fraction(p["budget"] << 30, 4 * 10**9),
            feedback="You counted 4 bytes a weight, as for F32.",
        ),
    ]
    if kind.elements > 1:
        found.insert(
            0,
            Misconception(
                name="scales-forgotten",
                value=right * kind.bits_per_weight / kind.bits,
                feedback="You left out the blocks' scales: "
                f"{kind.name} takes {number(kind.bits_per_weight, digits=6)} bits a weight.",
            ),
        )
    return tuple(found)


WEIGHT_MEMORY = Family(
    name="weight-memory",
    title="Memory of the weights",
    questions=(3, 6, 12, 16),
    asks=(
        Ask(
            name="size",
            title="Weights: memory in a tensor type",
            dimension=Dimension.BYTES,
            unit="GB",
            statement="**{{ model.name }}** has {{ (count // 1000000) | count }} million weights. "
            "How much memory do they take if every tensor is in **{{ type.name }}** "
            "({{ type.layout }})?",
            parameters=_draw,
            solve=_size,
            oracles=(Oracle(name="block by block", compute=_by_blocks),),
            steps=_steps,
            misconceptions=_wrong,
            example=lambda: {
                "model": ARCHITECTURE["LLaMA-2 7B"],
                "count": 6_738_000_000,
                "type": BLOCK["Q4_0"],
            },
            samples=(
                ("3.79 GB", True),
                ("3.53 GiB", True),
                ("3790 MB", True),
                ("3.37 GB", False),
                ("30.3 GB", False),
                ("3.53 GB", False),
                ("3.79 Gb", None),
                ("3790", None),
                ("lots", None),
            ),
        ),
        Ask(
            name="weights",
            title="Weights: how many fit a memory budget",
            dimension=Dimension.COUNT,
            unit="billion weights",
            statement="How many weights fit into {{ budget }} GiB if every tensor is in "
            "**{{ type.name }}** ({{ type.layout }})?",
            parameters=lambda c: {
                "budget": c.pick(BUDGETS_GIB),
                "type": c.pick(TYPES),
            },
            solve=lambda p: (p["budget"] << 30) * 8 / p["type"].bits_per_weight / 10**9,
            oracles=(
                Oracle(
                    name="block by block",
                    compute=lambda p: Fraction(
                        (p["budget"] << 30) * p["type"].elements, p["type"].size_bytes * 10**9
                    ),
                ),
            ),
            steps=lambda p: (
                (
                    f"Bits per weight: 8 × {p['type'].size_bytes} ÷ {p['type'].elements} = "
                    f"{number(p['type'].bits_per_weight, digits=6)}"
                ),
                f"Bits in the budget: {p['budget']} × 2³⁰ × 8 = {p['budget'] << 33:,}",
                "Divided: ≈ "
                + number((p["budget"] << 33) / p["type"].bits_per_weight / 10**9)
                + " billion",
            ),
            misconceptions=_wrong_count,
            example=lambda: {"budget": 8, "type": BLOCK["Q8_0"]},
            samples=(
                ("8.08", True),
                ("8.08 billion weights", True),
                ("8.08 billion", True),
                ("64.7", False),
                ("8.59", False),
                ("8 GiB", None),
                ("?", None),
            ),
        ),
    ),
)
