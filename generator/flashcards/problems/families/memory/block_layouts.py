"""Layouts of blocks, ggml's own and others that could be, for `bits_per_weight`.

Source: the structs of llama.cpp's ggml/src/ggml-common.h.
"""

from __future__ import annotations

import struct
from fractions import Fraction

from flashcards.problems.chance import Chance
from flashcards.problems.families.memory.memory_plans import telling
from flashcards.problems.family import Misconception, Parameters, Tolerance
from flashcards.problems.quantity import number

HUNDREDTH = Tolerance(absolute=Fraction(1, 100))
"""In bits; the small parts of a block, as the 16 bits of a k-quant's scale, are six of these."""

APART = Fraction(1, 40)
"""Bits; wrong ways nearer than that to the right answer cannot be told from rounding."""

REAL: dict[str, tuple[int, int, int, int, bool, int, str]] = {
    # weights, bits, sub-blocks, bits of their scales, minimums?, bits of the block's own scale,
    # and the struct's fields in their order, as `struct` writes them
    "Q2_0": (64, 2, 0, 0, False, 16, "e16s"),
    "Q4_0": (32, 4, 0, 0, False, 16, "e16s"),
    "Q4_1": (32, 4, 0, 0, True, 16, "ee16s"),
    "Q5_0": (32, 5, 0, 0, False, 16, "e4s16s"),
    "Q5_1": (32, 5, 0, 0, True, 16, "ee4s16s"),
    "Q8_0": (32, 8, 0, 0, False, 16, "e32s"),
    "IQ4_NL": (32, 4, 0, 0, False, 16, "e16s"),
    "MXFP4": (32, 4, 0, 0, False, 8, "B16s"),
    "TQ2_0": (256, 2, 0, 0, False, 16, "64se"),
    "Q2_K": (256, 2, 16, 4, True, 16, "16s64see"),
    "Q3_K": (256, 3, 16, 6, False, 16, "32s64s12se"),
    "Q4_K": (256, 4, 8, 6, True, 16, "ee12s128s"),
    "Q5_K": (256, 5, 8, 6, True, 16, "ee12s32s128s"),
    "Q6_K": (256, 6, 16, 8, False, 16, "128s64s16se"),
    "IQ4_XS": (256, 4, 8, 6, False, 16, "eH4s128s"),
}

_LAYOUT = ("weights", "bits", "subs", "sub_bits", "minimums", "scale_bits")


def real_layout(name: str) -> Parameters:
    """The layout of ggml's type of that name."""
    return {"name": name, **dict(zip(_LAYOUT, REAL[name][:6], strict=True))}


def draw_block(chance: Chance) -> Parameters:
    """A type of ggml one time in four, else one that could be."""
    if not chance.below(4):
        return real_layout(chance.pick(sorted(REAL)))
    weights = chance.pick((16, 32, 64, 128, 256))
    subs = weights // chance.pick((16, 32)) if weights >= 128 and chance.below(3) else 0
    return {
        "name": "",
        "weights": weights,
        "bits": chance.step(2, 8),
        "subs": subs,
        "sub_bits": chance.pick((4, 6, 8)) if subs else 0,
        "minimums": chance.pick((False, True)),
        "scale_bits": 16 if chance.below(3) else chance.pick((8, 32)),
    }


def of_block(p: Parameters) -> Fraction:
    """Bits per weight: all bits of a block over its weights."""
    twice = 2 if p["minimums"] else 1
    scales = twice * (p["subs"] * p["sub_bits"] + p["scale_bits"])
    return Fraction(p["bits"] * p["weights"] + scales, p["weights"])


def by_struct(p: Parameters) -> Fraction:
    """The size of the C struct: ggml's own, or one with a field for each part."""
    if p["name"]:
        fields = REAL[p["name"]][6]
    else:
        one = {8: "B", 16: "e", 32: "f"}[p["scale_bits"]]
        parts = [(p["weights"], p["bits"])]
        parts += [(p["subs"], p["sub_bits"])] * (2 if p["minimums"] else 1)
        fields = (2 if p["minimums"] else 1) * one
        fields += "".join(f"{len(bytes(many)) * bits // 8}s" for many, bits in parts if many)
    return Fraction(struct.calcsize(f"<{fields}") * 8, p["weights"])


def by_packing(p: Parameters) -> Fraction:
    """A block written out as noughts and ones, all weights and scales at their largest."""
    written = ["1" * p["bits"] for _weight in range(p["weights"])]
    for _kind in ("scales", "minimums") if p["minimums"] else ("scales",):
        written += ["1" * p["sub_bits"] for _sub in range(p["subs"])]
        written.append("1" * p["scale_bits"])
    block = int("".join(written), 2)
    return Fraction(len(block.to_bytes((block.bit_length() + 7) // 8, "little")) * 8, p["weights"])


def is_whole(p: Parameters) -> bool:
    """Whether each part of the block fills whole bytes."""
    return not (p["weights"] * p["bits"] % 8 or p["subs"] * p["sub_bits"] % 8)


def block_steps(p: Parameters) -> tuple[str, ...]:
    """The worked solution, part by part."""
    twice = "2 × " if p["minimums"] else ""
    total = of_block(p) * p["weights"]
    lines = [f"Values: {p['weights']} × {p['bits']} = {p['weights'] * p['bits']:,} bits"]
    if p["subs"]:
        own = p["subs"] * p["sub_bits"] * (2 if twice else 1)
        what = "Scales and minimums of the sub-blocks" if twice else "Scales of the sub-blocks"
        lines.append(f"{what}: {twice}{p['subs']} × {p['sub_bits']} = {own} bits")
    own = p["scale_bits"] * (2 if twice else 1)
    what = "Scale and minimum" if twice else "Scale"
    sum_of = f"{twice}{p['scale_bits']} = " if twice else ""
    lines.append(f"{what} of the block: {sum_of}{own} bits")
    return (
        *lines,
        f"Per weight: {int(total):,} bits ÷ {p['weights']} = {number(of_block(p), digits=8)}",
    )


def wrong_block(p: Parameters) -> tuple[Misconception, ...]:
    """Parts of the block that people forget, and bits taken for bytes."""
    weights, bits, right = p["weights"], p["bits"], of_block(p)
    twice = 2 if p["minimums"] else 1
    subs, own = twice * p["subs"] * p["sub_bits"], twice * p["scale_bits"]
    found = [
        Misconception(
            name="scales-forgotten",
            value=Fraction(bits),
            feedback="You counted the values alone; the block's scales take bits too.",
        )
    ]
    if subs:
        found += [
            Misconception(
                name="block-scale-forgotten",
                value=bits + Fraction(subs, weights),
                feedback="You left out what is kept once for the whole block.",
            ),
            Misconception(
                name="sub-scales-forgotten",
                value=bits + Fraction(own, weights),
                feedback=f"You left out what each of the {p['subs']} sub-blocks keeps.",
            ),
        ]
    if p["minimums"]:
        found.append(
            Misconception(
                name="minimums-forgotten",
                value=bits + Fraction(subs + own, 2 * weights),
                feedback="You counted the scales alone; there are as many minimums.",
            )
        )
    return telling(
        right,
        (
            *found,
            Misconception(
                name="scale-a-weight",
                value=Fraction(bits + (twice * p["sub_bits"] if subs else own)),
                feedback="You gave each weight a scale of its own; many weights share one.",
            ),
            Misconception(
                name="bytes-for-bits",
                value=right / 8,
                feedback="You counted bytes per weight; a byte has 8 bits.",
            ),
            Misconception(
                name="bits-for-bytes",
                value=bits + Fraction(8 * (subs + own), weights),
                feedback="You counted the bits of the scales as bytes.",
            ),
        ),
        apart=APART,
    )


STATEMENT = (
    "{% if name %}A block of ggml's **{{ name }}**{% else %}A block of a quantised tensor"
    "{% endif %} holds {{ weights }} weights as values of {{ bits }} bits each, "
    "{% if subs %}{{ subs }} sub-block scales{% if minimums %} and {{ subs }} sub-block minimums"
    "{% endif %} of {{ sub_bits }} bits each, {% endif %}and one {{ scale_bits }}-bit scale"
    "{% if minimums %} and one {{ scale_bits }}-bit minimum{% endif %} for the whole block. "
    "How many bits does a weight take?"
)
