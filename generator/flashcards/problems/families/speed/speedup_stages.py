"""The stages of a request, and the speed-up of the whole by Amdahl's law and by adding up."""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.chance import Chance
from flashcards.problems.family import Parameters

STAGES = (
    ("wait for a slot", 20, 400, 20),
    ("tokenise the prompt", 5, 40, 5),
    ("process the prompt", 100, 2400, 50),
    ("decode the answer", 800, 9000, 200),
    ("sample the tokens", 50, 900, 50),
    ("detokenise and send", 20, 300, 20),
)
"""Stages of a request; the least and the most milliseconds of each, and the step between."""
TICK = 5
"""Milliseconds that divide all these times."""
FACTORS = (*tuple(Fraction(n) for n in (2, 3, 4, 5, 8, 10)), Fraction(3, 2), Fraction(5, 2))
WANTED = tuple(Fraction(n, 100) for n in (120, 125, 130, 140, 150, 160, 175, 200, 250, 300, 400))

TABLE = (
    "The stages of one request follow each other:\n\n| stage | time |\n|---|---|\n"
    "{% for name in names %}| {{ name }} | {{ times[loop.index0] | count }} ms |\n{% endfor %}\n"
)


def draw(chance: Chance) -> Parameters:
    """Stages, one of them, and by how much it or the whole gets faster."""
    dropped = chance.below(len(STAGES))
    kept = [stage for place, stage in enumerate(STAGES) if place != dropped or "decode" in stage[0]]
    times = tuple(chance.step(low, high, by) for _name, low, high, by in kept)
    return {
        "names": tuple(stage[0] for stage in kept),
        "times": times,
        "stage": chance.below(len(kept)),
        "factor": chance.pick(FACTORS),
        "wanted": chance.pick(WANTED),
    }


def stage_time(p: Parameters) -> int:
    """Milliseconds of the stage in question."""
    return int(p["times"][p["stage"]])


def share_of(p: Parameters) -> Fraction:
    """Its share of the whole time."""
    return Fraction(stage_time(p), sum(p["times"]))


def by_profiler(p: Parameters) -> Fraction:
    """A sampling profiler: at every tick of the request, which stage runs?"""
    ends, end = [], 0
    for time in p["times"]:
        end += time
        ends.append(end)
    samples = [next(i for i, last in enumerate(ends) if now < last) for now in range(0, end, TICK)]
    return Fraction(samples.count(p["stage"]), len(samples))


def speedup_of(share: Fraction, factor: Fraction) -> Fraction:
    """Source: G. Amdahl, 1967: 1 ÷ (1 − share + share ÷ factor)."""
    return 1 / (1 - share + share / factor)


def by_adding_up(p: Parameters, factor: Fraction) -> Fraction:
    """Both requests run stage by stage; the ratio of their ends."""
    before = after = Fraction(0)
    for place, time in enumerate(p["times"]):
        before += time
        after += time / factor if place == p["stage"] else time
    return before / after


def factor_of(p: Parameters) -> Fraction:
    """How many times as fast the stage must be: its time ÷ the time left for it."""
    share = share_of(p)
    return Fraction(share / (1 / p["wanted"] - (1 - share)))


def factor_by_search(p: Parameters) -> Fraction:
    """The factor with which the whole, added up, is as fast as wanted, by halving."""
    low, high = Fraction(1), Fraction(1024)
    for _halving in range(60):
        middle = (low + high) / 2
        if by_adding_up(p, middle) < p["wanted"]:
            low = middle
        else:
            high = middle
    return high
