"""Wrong ways to `concurrent_sequences`."""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.families.memory.cache_shapes import (
    per_token,
)
from flashcards.problems.families.memory.memory_plans import (
    GIB,
    PAD,
    file_bytes,
    large_slips,
    padded,
    telling,
)
from flashcards.problems.family import Misconception, Parameters


def room_of(p: Parameters) -> Fraction:
    """Bytes beside weights and buffers."""
    return Fraction((p["memory"] - p["buffers"]) * GIB - file_bytes(p))


def quotient_of(p: Parameters) -> Fraction:
    """Sequences that fit, not yet rounded."""
    return room_of(p) / (per_token(p) * padded(p["context"]))


def count_of(p: Parameters) -> Fraction:
    """Whole sequences that fit."""
    return Fraction(quotient_of(p) // 1)


def wrong_count(p: Parameters) -> tuple[Misconception, ...]:
    """Wrong numbers of sequences."""
    room, each, cells = room_of(p), per_token(p), padded(p["context"])
    one, right = each * cells, count_of(p)
    main = (
        *large_slips(p, lambda size: Fraction(room // (size * cells))),
        Misconception(
            name="rounded-up",
            value=right + 1,
            feedback="You rounded up; the last one would not fit whole.",
        ),
        Misconception(
            name="weights-forgotten",
            value=Fraction((room + file_bytes(p)) // one),
            feedback="You left out the weights; they are kept once, beside all caches.",
        ),
    )
    minor = (
        Misconception(
            name="weights-each",
            value=Fraction((p["memory"] - p["buffers"]) * GIB // (one + file_bytes(p))),
            feedback="You gave each sequence weights of its own; all share one copy.",
        ),
        Misconception(
            name="buffers-forgotten",
            value=Fraction((room + p["buffers"] * GIB) // one),
            feedback="You left out the buffers.",
        ),
        Misconception(
            name="not-padded",
            value=Fraction(room // (each * p["context"])),
            feedback=f"You counted {p['context']:,} tokens each; {cells:,} are set aside, "
            "the next multiple of 256.",
        ),
        Misconception(
            name="decimal-for-binary",
            value=Fraction((room - p["file"] * (GIB - 10**9)) // one),
            feedback="You counted the weights' GB as GiB; a GB is 10⁹ bytes.",
        ),
    )
    return tuple(w for w in (*main, *telling(right, minor)) if w.value > 0)


def each_of(p: Parameters) -> Fraction:
    """Tokens of context that each slot gets."""
    return Fraction(padded(padded(p["total"]) // p["slots"]))


def wrong_each(p: Parameters) -> tuple[Misconception, ...]:
    """Wrong contexts of a slot."""
    total, slots, right = p["total"], p["slots"], each_of(p)
    share = total // slots
    return telling(
        right,
        (
            Misconception(
                name="whole-context",
                value=Fraction(total),
                feedback="You gave every slot the whole context; they divide it.",
            ),
            Misconception(
                name="not-padded",
                value=Fraction(share),
                feedback="You divided, but did not round up to a multiple of 256.",
            ),
            Misconception(
                name="rounded-down",
                value=Fraction(share // PAD * PAD),
                feedback="You rounded down to a multiple of 256; it is rounded up.",
            ),
            Misconception(
                name="power-of-two",
                value=Fraction(1 << (share - 1).bit_length()),
                feedback="You rounded to a power of two; a multiple of 256 is enough.",
            ),
            Misconception(
                name="whole-padded",
                value=Fraction(padded(total)),
                feedback="You rounded the whole context alone; each slot gets a share of it.",
            ),
        ),
    )


def cache_of(p: Parameters) -> Fraction:
    """Bytes of all KV caches together."""
    return Fraction(per_token(p) * padded(p["context"]) * p["sequences"])


def wrong_cache(p: Parameters) -> tuple[Misconception, ...]:
    """Wrong sizes of all KV caches together."""
    right, many, cells = cache_of(p), p["sequences"], padded(p["context"])
    minor = (
        Misconception(
            name="not-padded",
            value=per_token(p) * p["context"] * many,
            feedback=f"You counted {p['context']:,} tokens each; {cells:,} are set aside, "
            "the next multiple of 256.",
        ),
    )
    return (
        Misconception(
            name="one-sequence",
            value=right / many,
            feedback=f"You counted one sequence; each of the {many} has cells of its own.",
        ),
        *large_slips(p, lambda each: each * cells * many),
        *telling(right, minor, apart=right / 49),
        Misconception(
            name="decimal-for-binary",
            value=right * GIB / 10**9,
            feedback="You divided by 10⁹; a GiB is 2³⁰ bytes.",
        ),
    )
