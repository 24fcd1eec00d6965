"""Bits per weight: of a block's layout, of a mix of tensor types, of a file.

Source: the structs of llama.cpp's ggml/src/ggml-common.h; a block of n weights that takes b bytes
has 8·b/n bits per weight, and a file has the mean over its weights.
"""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.chance import Chance
from flashcards.problems.families.memory.block_layouts import (
    APART,
    HUNDREDTH,
    STATEMENT,
    block_steps,
    by_packing,
    by_struct,
    draw_block,
    is_whole,
    of_block,
    real_layout,
    wrong_block,
)
from flashcards.problems.families.memory.memory_plans import telling
from flashcards.problems.family import Ask, Family, Misconception, Oracle, Parameters
from flashcards.problems.quantity import Dimension, equals, number
from flashcards.shapes import ARCHITECTURE, ARCHITECTURES, BLOCK, Architecture, Block

PAIRS = (
    ("Q4_K", "Q6_K"), ("Q5_K", "Q6_K"), ("Q3_K", "Q5_K"), ("Q2_K", "Q4_K"), ("Q4_0", "Q6_K"),
    ("Q4_K", "Q8_0"), ("Q6_K", "Q8_0"), ("IQ4_XS", "Q5_K"),
)  # fmt: skip
"""The type of most tensors, and a larger one for those that suffer most."""


def larger_share(model: Architecture, quarters: int) -> Fraction:
    """The share of weights in the output matrix and, in some quarters of the layers, V and down.

    These are the tensors that the mixes of src/llama-quant.cpp give more bits.
    """
    output = model.vocabulary * model.embedding
    v = model.embedding * model.kv_heads * model.head_dimension
    down = model.feed_forward * model.embedding
    layers = model.layers * quarters // 4
    return Fraction(output + layers * (v + down), model.parameters)


def _draw_mix(chance: Chance) -> Parameters:
    model = chance.pick(ARCHITECTURES)
    low, high = chance.pick(PAIRS)
    share = Fraction(round(1000 * larger_share(model, chance.below(5))), 10)
    return {"model": model, "low": BLOCK[low], "high": BLOCK[high], "share": share}


def _of_mix(p: Parameters) -> Fraction:
    low, high = p["low"].bits_per_weight, p["high"].bits_per_weight
    return Fraction(low + (high - low) * p["share"] / 100)


def _by_adding_up(p: Parameters) -> Fraction:
    """The bytes of a thousand stretches of 256 weights, each in its type's blocks."""
    many = p["share"] * 10
    total = 0
    for stretch in range(1000):
        kind: Block = p["high"] if stretch < many else p["low"]
        total += 256 // kind.elements * kind.size_bytes
    return Fraction(total * 8, 256 * 1000)


def _mix_steps(p: Parameters) -> tuple[str, ...]:
    share, rest = number(p["share"]), number(100 - p["share"])
    low, high = (number(kind.bits_per_weight, digits=8) for kind in (p["low"], p["high"]))
    return (
        f"{p['high'].name}: 8 × {p['high'].size_bytes} ÷ {p['high'].elements} = {high} bits",
        f"{p['low'].name}: 8 × {p['low'].size_bytes} ÷ {p['low'].elements} = {low} bits",
        f"Weighted: ({share} × {high} + {rest} × {low}) ÷ 100 = {number(_of_mix(p), digits=8)}",
    )


def _wrong_mix(p: Parameters) -> tuple[Misconception, ...]:
    low, high, share = p["low"], p["high"], p["share"] / 100
    right = _of_mix(p)
    mean = (low.bits_per_weight + high.bits_per_weight) / 2
    return telling(
        right,
        (
            Misconception(
                name="base-type-alone",
                value=low.bits_per_weight,
                feedback=f"You counted all weights as {low.name}; some are in {high.name}.",
            ),
            Misconception(
                name="scales-forgotten",
                value=low.bits + (high.bits - low.bits) * share,
                feedback="You took the bits from the names; the blocks' scales come on top.",
            ),
            Misconception(
                name="unweighted",
                value=mean,
                feedback="You took the mean of the two types; weight it by their shares.",
            ),
            Misconception(
                name="shares-swapped",
                value=2 * mean - right,
                feedback=f"You swapped the shares; {number(p['share'])} % are in {high.name}.",
            ),
            Misconception(
                name="bytes-for-bits",
                value=right / 8,
                feedback="You counted bytes per weight; a byte has 8 bits.",
            ),
        ),
        apart=APART,
    )


SIZES = tuple(Fraction(n, 100) for n in (298, 344, 391, 425, 450, 484, 550, 568, 656, 850, 1600))
_UNIT_BYTES = {"GB": 10**9, "GiB": 2**30}


def _draw_file(chance: Chance) -> Parameters:
    model, unit = chance.pick(ARCHITECTURES), chance.pick(("GB", "GiB"))
    size = model.parameters * chance.pick(SIZES) / 8 / _UNIT_BYTES[unit]
    return {
        "model": model,
        "count": round(model.parameters / 10**6),
        "size": Fraction(round(size * 100), 100),
        "unit": unit,
    }


def _of_file(p: Parameters) -> Fraction:
    return Fraction(8 * p["size"] * _UNIT_BYTES[p["unit"]], p["count"] * 10**6)


def _by_halving(p: Parameters) -> float:
    """The bits per weight at which the weights are as large as the file, found by halving."""
    kilo = 1024.0 if "i" in p["unit"] else 1000.0
    file = float(p["size"]) * kilo * kilo * kilo
    low, high = 0.0, 64.0
    for _halving in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if p["count"] * 125_000 * middle < file else (low, middle)
    return low


def _file_steps(p: Parameters) -> tuple[str, ...]:
    size = p["size"] * _UNIT_BYTES[p["unit"]]
    scale = "10⁹" if p["unit"] == "GB" else "2³⁰"
    return (
        f"Bytes: {number(p['size'], digits=6)} × {scale} {equals(size, 'B', Dimension.BYTES)}",
        f"Bits: × 8 {equals(8 * size, '', Dimension.NUMBER)}",
        f"Per weight: ÷ {p['count']:,} million {equals(_of_file(p), '', Dimension.NUMBER)}",
    )


def _wrong_file(p: Parameters) -> tuple[Misconception, ...]:
    right, unit = _of_file(p), p["unit"]
    other = 10**9 + 2**30 - _UNIT_BYTES[unit]
    scale = "10⁹" if unit == "GB" else "2³⁰"
    return telling(
        right,
        (
            Misconception(
                name="other-gigabyte",
                value=right * other / _UNIT_BYTES[unit],
                feedback=f"You took the wrong gigabyte: a {unit} is {scale} bytes.",
            ),
            Misconception(
                name="bytes-for-bits",
                value=right / 8,
                feedback="You counted bytes per weight; a byte has 8 bits.",
            ),
            Misconception(
                name="weights-per-byte",
                value=8 / right,
                feedback="You divided weights by bytes; bits over weights are asked for.",
            ),
            Misconception(
                name="whole-bits",
                value=Fraction(round(right)),
                feedback="You rounded to whole bits; scales and larger tensors make an odd mean.",
            ),
        ),
        apart=APART,
    )


BITS_PER_WEIGHT = Family(
    name="bits-per-weight",
    title="Bits per weight",
    questions=(3, 6, 12),
    asks=(
        Ask(
            name="block",
            title="Bits per weight: from a block's layout",
            dimension=Dimension.BITS,
            unit="bits per weight",
            difficulty="junior",
            tolerance=HUNDREDTH,
            statement=STATEMENT,
            parameters=draw_block,
            solve=of_block,
            oracles=(
                Oracle(name="C struct", compute=by_struct),
                Oracle(name="bit packing", compute=by_packing),
            ),
            steps=block_steps,
            misconceptions=wrong_block,
            accepts=is_whole,
            example=lambda: real_layout("Q6_K"),
            samples=(
                ("6.5625 bits per weight", True),
                ("6.5625 bpw", True),
                ("6.56", True),
                ("6,5625 bits", True),
                ("0.8203125 bytes per weight", True),
                ("6", False),
                ("6.5 bits", False),
                ("0.82 bits", False),
                ("0.8203125", None),
                ("6.5625 GiB", None),
                ("six", None),
            ),
        ),
        Ask(
            name="mix",
            title="Bits per weight: average of a file of two tensor types",
            dimension=Dimension.BITS,
            unit="bits per weight",
            tolerance=HUNDREDTH,
            statement="In a quantised file of **{{ model.name }}**, {{ share | plain }} % of the "
            "weights are in **{{ high.name }}** ({{ high.layout }}) and all others in "
            "**{{ low.name }}** ({{ low.layout }}). How many bits does a weight take on average?",
            parameters=_draw_mix,
            solve=_of_mix,
            oracles=(Oracle(name="adding up blocks", compute=_by_adding_up),),
            steps=_mix_steps,
            misconceptions=_wrong_mix,
            example=lambda: {
                "model": ARCHITECTURE["LLaMA-2 7B"],
                "low": BLOCK["Q4_K"],
                "high": BLOCK["Q6_K"],
                "share": Fraction(50),
            },
            samples=(
                ("5.53125 bits per weight", True),
                ("5.53", True),
                ("5.53 bpw", True),
                ("4.5", False),
                ("5 bits per weight", False),
                ("0.69 bits", False),
                ("0.6914", None),
                ("5.53 GB", None),
                ("", None),
            ),
        ),
        Ask(
            name="file",
            title="Bits per weight: from a file's size",
            dimension=Dimension.BITS,
            unit="bits per weight",
            tolerance=HUNDREDTH,
            statement="The {{ count | count }} million weights of **{{ model.name }}** take "
            "{{ size | plain }} {{ unit }} of a GGUF file (1 {{ unit }} = "
            "{{ '10⁹' if unit == 'GB' else '2³⁰' }} bytes). How many bits does a weight take on "
            "average?",
            parameters=_draw_file,
            solve=_of_file,
            oracles=(Oracle(name="search by halving", compute=_by_halving),),
            steps=_file_steps,
            misconceptions=_wrong_file,
            example=lambda: {
                "model": ARCHITECTURE["LLaMA-2 7B"],
                "count": 6738,
                "size": Fraction(408, 100),
                "unit": "GB",
            },
            samples=(
                ("4.844 bits per weight", True),
                ("4.84", True),
                ("4.84 bpw", True),
                ("0.6055 bytes per weight", True),
                ("5.2", False),
                ("0.61 bits", False),
                ("4", False),
                ("0.6055", None),
                ("4.84 GB", None),
                ("?", None),
            ),
        ),
    ),
)
