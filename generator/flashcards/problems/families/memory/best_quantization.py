"""The largest of several tensor types whose weights fit beside the KV cache.

Source: the formula of `weight_memory` and `kv_cache`; bits per weight of the blocks in
llama.cpp's ggml/src/ggml-common.h.
"""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.chance import Chance
from flashcards.problems.families.memory.cache_shapes import (
    CACHE,
    MODEL,
    per_token,
    per_token_by_blocks,
)
from flashcards.problems.families.memory.memory_plans import (
    GIB,
    cache_bytes,
    draw_plan,
    large_slips,
    telling,
)
from flashcards.problems.family import EXACT, Ask, Family, Misconception, Oracle, Parameters
from flashcards.problems.quantity import Dimension, equals, number, show
from flashcards.shapes import ARCHITECTURE, BLOCK, Block

OPTIONS = tuple(BLOCK[name] for name in ("F16", "Q8_0", "Q6_K", "Q5_K", "Q4_K", "Q3_K", "Q2_K"))
"""From the largest to the smallest."""

BITS = tuple(option.bits_per_weight for option in OPTIONS)

MEMORIES = (2, 3, 4, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 64, 80, 96)
"""GiB of phones, cards and machines."""

NEAREST = Fraction(1, 50)
"""Share of the room by which every option must miss it or fit it: no quarrel about rounding."""

FEWEST_SLIPS = 2
"""Different types that wrong sums lead to; with fewer, the KV cache would hardly matter."""


def _draw(chance: Chance) -> Parameters:
    plan = dict(draw_plan(chance))
    del plan["file"]
    plan["count"] = plan["model"].parameters // 10**6
    plan["reserve"] = Fraction(chance.step(1, 8), 2)
    need = cache_bytes(plan) + plan["reserve"] * GIB
    largest, *_, smallest = (_weights(plan, option) for option in OPTIONS)
    fitting = [size for size in MEMORIES if smallest <= size * GIB - need < largest]
    return {**plan, "memory": chance.pick(fitting or MEMORIES)}


def _first_below(bits: Fraction) -> int | None:
    """The largest option with at most so many bits per weight."""
    found = (n for n, each in enumerate(BITS) if each <= bits)
    return next(found, None)


def _room(p: Parameters) -> Fraction:
    return Fraction((p["memory"] - p["reserve"]) * GIB - cache_bytes(p))


def _weights(p: Parameters, option: Block) -> Fraction:
    return Fraction(p["count"] * 10**6 * option.bits_per_weight, 8)


def _best(p: Parameters) -> Fraction:
    index = _first_below(_room(p) * 8 / (p["count"] * 10**6))
    return Fraction(-1 if index is None else index)


def _by_trying(p: Parameters) -> int:
    """Lay out the model in one option after the other, the smallest first, while it fits."""
    best = len(OPTIONS)
    used = per_token_by_blocks(p) * p["context"] + int(p["reserve"] * 2) * 512 * 2**20
    for option in sorted(OPTIONS, key=lambda one: one.size_bytes / one.elements):
        superblock = 256 // option.elements * option.size_bytes
        if used + Fraction(p["count"] * 10**6, 256) * superblock <= p["memory"] * 2**30:
            best -= 1
    return best


def _is_clear(p: Parameters) -> bool:
    """Whether some types fit and some do not, none nearly, and wrong sums choose others."""
    room = _room(p)
    sizes = [_weights(p, option) for option in OPTIONS]
    return (
        sizes[-1] <= room < sizes[0]
        and all(abs(size - room) >= NEAREST * room for size in sizes)
        and len({slip.value for slip in _slips(p)}) >= FEWEST_SLIPS
    )


def _steps(p: Parameters) -> tuple[str, ...]:
    index, room = int(_best(p)), _room(p)
    fits, above = OPTIONS[index], OPTIONS[index - 1]
    cache = cache_bytes(p)
    return (
        (
            f"KV cache: {number(per_token(p))} bytes a token × {p['context']:,} "
            f"{equals(cache, 'GiB', Dimension.BYTES)}"
        ),
        (
            f"Left for weights: {p['memory']} GiB − {number(p['reserve'])} GiB − cache "
            f"{equals(room, 'GiB', Dimension.BYTES)}"
        ),
        *(
            f"{option.name}: {p['count']:,} million × {number(option.bits_per_weight, digits=6)} "
            f"÷ 8 {equals(_weights(p, option), 'GiB', Dimension.BYTES)}: {verdict}"
            for option, verdict in ((above, "too large"), (fits, "fits"))
        ),
    )


def _slips(p: Parameters) -> tuple[Misconception, ...]:
    """What people choose who get the sum wrong."""
    right, weights = int(_best(p)), p["count"] * 10**6
    reserve = p["reserve"] * GIB

    def chosen(name: str, room: Fraction, said: str) -> Misconception:
        index = _first_below(room * 8 / weights)
        value = Fraction(right if index is None else index)  # none at all is no answer
        return Misconception(name=name, value=value, feedback=said)

    room = _room(p)
    nominal = next((n for n, o in enumerate(OPTIONS) if weights * o.bits <= room * 8), right)
    slips = (
        chosen("cache-forgotten", room + cache_bytes(p), "You left out the KV cache."),
        *(
            chosen(slip.name, slip.value, slip.feedback)
            for slip in large_slips(
                p, lambda each: p["memory"] * GIB - reserve - each * p["context"]
            )
        ),
        Misconception(
            name="scales-forgotten",
            value=Fraction(nominal),
            feedback="You took the bits from the name; the blocks' scales come on top.",
        ),
        chosen("reserve-forgotten", room + reserve, "You left out the reserve."),
    )
    return telling(Fraction(right), slips)


def _wrong(p: Parameters) -> tuple[Misconception, ...]:
    """First those who get the sum wrong, then whatever else is chosen."""
    right, room, rest = int(_best(p)), _room(p), []
    for index, option in enumerate(OPTIONS):
        size = show(_weights(p, option), "GiB", Dimension.BYTES).removeprefix("≈ ")
        left = show(room, "GiB", Dimension.BYTES).removeprefix("≈ ")
        said = (
            f"{option.name} does not fit: its weights take {size}, and {left} are left for them."
            if index < right
            else f"{option.name} fits with its {size}, but so does {OPTIONS[right].name}."
        )
        name = "too-large" if index < right else "too-small"
        rest.append(
            Misconception(
                name=f"{name}-{option.name.lower()}", value=Fraction(index), feedback=said
            )
        )
    return (*_slips(p), *telling(Fraction(right), rest))


_TABLE = (
    "\n\n| Type | Bits per weight |\n|---|---|\n"
    + "\n".join(f"| {o.name} | {number(o.bits_per_weight, digits=6)} |" for o in OPTIONS)
    + "\n\n"
)

BEST_QUANTIZATION = Family(
    name="best-quantization",
    title="Best quantisation that fits",
    questions=(3, 6, 12),
    asks=(
        Ask(
            name="type",
            title="Quantisation: the largest type that fits",
            dimension=Dimension.CHOICE,
            tolerance=EXACT,
            statement=MODEL + "It has {{ count | count }} million weights and shall run in "
            "{{ memory }} GiB, {{ reserve | plain }} GiB of them reserved for buffers and "
            "other programs, with a KV cache of {{ context | count }} tokens, "
            f"{CACHE}.{_TABLE}Which is the largest type that fits, if every tensor is in it?",
            parameters=_draw,
            solve=_best,
            choices=lambda _: tuple(option.name for option in OPTIONS),
            oracles=(Oracle(name="trying each", compute=_by_trying),),
            steps=_steps,
            misconceptions=_wrong,
            accepts=_is_clear,
            example=lambda: {
                "model": ARCHITECTURE["LLaMA-2 13B"],
                "cache": BLOCK["F16"],
                "context": 4096,
                "count": 13_015,
                "reserve": Fraction(1),
                "memory": 24,
            },
            samples=(
                ("Q8_0", True),
                ("q8_0", True),
                ("q8 0", True),
                ("Q80.", True),
                ("F16", False),
                ("Q6_K", False),
                ("Q2_K", False),
                ("Q4_K_M", None),
                ("8.5", None),
                ("", None),
            ),
        ),
    ),
)
