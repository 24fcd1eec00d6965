"""The ask of `batch-pipeline` on a static batch: slots that wait for the longest answer."""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.chance import Chance
from flashcards.problems.family import Ask, Misconception, Oracle, Parameters
from flashcards.problems.quantity import Dimension, equals


def _useful(p: Parameters) -> Fraction:
    lengths = p["lengths"]
    return Fraction(sum(lengths), len(lengths) * max(lengths))


def _useful_by_steps(p: Parameters) -> Fraction:
    """Step by step: which slots still decode?"""
    useful = steps = 0
    left = list(p["lengths"])
    while any(left):
        useful += sum(1 for tokens in left if tokens)
        steps += 1
        left = [max(tokens - 1, 0) for tokens in left]
    return Fraction(useful, steps * len(left))


def _wrong_useful(p: Parameters) -> tuple[Misconception, ...]:
    lengths, right = p["lengths"], _useful(p)
    ordered = sorted(lengths)
    middle = Fraction(ordered[len(ordered) // 2] + ordered[(len(ordered) - 1) // 2], 2)
    return (
        Misconception(
            name="idle",
            value=1 - right,
            feedback="That is the share that is wasted.",
        ),
        Misconception(
            name="without-the-longest",
            value=Fraction(sum(lengths) - max(lengths), (len(lengths) - 1) * max(lengths)),
            feedback="You left out the longest answer; its slot is busy and counts too.",
        ),
        Misconception(
            name="shortest-by-longest",
            value=Fraction(min(lengths), max(lengths)),
            feedback="You divided the shortest answer by the longest; take all slots.",
        ),
        Misconception(
            name="median-by-longest",
            value=middle / max(lengths),
            feedback="You took the median answer; the mean one counts.",
        ),
        Misconception(
            name="longest-by-sum",
            value=Fraction(max(lengths), sum(lengths)),
            feedback="You divided the longest by the sum; divide the sum by slots × longest.",
        ),
    )


def _draw_lengths(chance: Chance) -> Parameters:
    return {
        "lengths": tuple(chance.step(20, 600, 10) for _slot in range(chance.pick((3, 4, 5, 6))))
    }


STATIC = Ask(
    name="static-batch",
    title="Batch: use of the slots of a static batch",
    dimension=Dimension.SHARE,
    unit="%",
    statement="A static batch of {{ lengths | length }} requests generates answers of "
    "{% for n in lengths %}{{ n }}{{ ', ' if loop.revindex > 2 else ' and ' if "
    "loop.revindex == 2 }}{% endfor %} tokens, one step a token; a slot that is done stays "
    "idle until the longest answer is done. Which share of the slots' steps is useful?",
    parameters=_draw_lengths,
    solve=_useful,
    oracles=(Oracle(name="step by step", compute=_useful_by_steps),),
    steps=lambda p: (
        f"Useful: {' + '.join(str(n) for n in p['lengths'])} = {sum(p['lengths']):,}",
        (
            f"In all: {len(p['lengths'])} slots × {max(p['lengths'])} steps = "
            f"{len(p['lengths']) * max(p['lengths']):,}"
        ),
        (
            f"Share: {sum(p['lengths']):,} ÷ {len(p['lengths']) * max(p['lengths']):,} "
            f"{equals(_useful(p), '%', Dimension.SHARE)}"
        ),
    ),
    misconceptions=_wrong_useful,
    accepts=lambda p: Fraction(2, 10) <= _useful(p) <= Fraction(9, 10),
    example=lambda: {"lengths": (50, 100, 150, 500)},
    samples=(
        ("40 %", True),
        ("0.4", True),
        ("2/5", True),
        ("40 percent", True),
        ("60 %", False),
        ("20 %", False),
        ("10 %", False),
        ("25 %", False),
        ("800 tokens", None),
        ("less than half", None),
    ),
)
