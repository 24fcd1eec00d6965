"""Where a request's time goes, and how much faster it gets when one stage does: Amdahl's law."""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.families.speed.speedup_stages import (
    TABLE,
    by_adding_up,
    by_profiler,
    draw,
    factor_by_search,
    factor_of,
    share_of,
    speedup_of,
    stage_time,
)
from flashcards.problems.families.speed.speedup_wrong import (
    wrong_factor,
    wrong_limit,
    wrong_share,
    wrong_speedup,
)
from flashcards.problems.family import Ask, Family, Oracle, Parameters
from flashcards.problems.quantity import Dimension, equals, number


def _times(value: Fraction) -> str:
    return equals(value, "×", Dimension.FACTOR)


def _share_step(p: Parameters) -> tuple[str, ...]:
    total = sum(p["times"])
    return (
        f"Whole request: {' + '.join(f'{time:,}' for time in p['times'])} = {total:,} ms",
        f"Share: {stage_time(p):,} ÷ {total:,} {equals(share_of(p), '%', Dimension.SHARE)}",
    )


def _speedup_steps(p: Parameters) -> tuple[str, ...]:
    total, time, factor = sum(p["times"]), stage_time(p), p["factor"]
    rest, left = total - time, Fraction(time) / factor
    return (
        _share_step(p)[0],
        (
            f"The stage: {time:,} ms ÷ {number(factor)} {equals(left / 1000, 'ms')}, "
            f"the others: {rest:,} ms"
        ),
        (
            f"Old ÷ new: {total:,} ÷ ({rest:,} + {time:,} ÷ {number(factor)}) "
            f"{_times(total / (rest + left))}"
        ),
    )


def _limit_steps(p: Parameters) -> tuple[str, ...]:
    total, rest = sum(p["times"]), sum(p["times"]) - stage_time(p)
    return (
        _share_step(p)[0],
        f"What stays, however fast the stage: {total:,} − {stage_time(p):,} = {rest:,} ms",
        f"Old ÷ new: {total:,} ÷ {rest:,} {_times(Fraction(total, rest))}",
    )


def _factor_steps(p: Parameters) -> tuple[str, ...]:
    total, time, wanted = sum(p["times"]), stage_time(p), p["wanted"]
    rest = total - time
    left = total / wanted - rest
    return (
        _share_step(p)[0],
        f"May take: {total:,} ÷ {number(wanted)} {equals(total / wanted / 1000, 'ms')}",
        f"Left for the stage: {total:,} ÷ {number(wanted)} − {rest:,} {equals(left / 1000, 'ms')}",
        f"Factor: {time:,} ms ÷ what is left {_times(factor_of(p))}",
    )


def _example(*times: int) -> Parameters:
    names = ("process the prompt", "decode the answer")
    return {
        "names": names,
        "times": times,
        "stage": 1,
        "factor": Fraction(4),
        "wanted": Fraction(2),
    }


SPEEDUP_LIMIT = Family(
    name="speedup-limit",
    title="Time by stages, and the limit of a speed-up",
    questions=(17,),
    asks=(
        Ask(
            name="share",
            title="Profile: share of one stage",
            aside="one division of two numbers of a table",
            dimension=Dimension.SHARE,
            unit="%",
            difficulty="junior",
            statement=TABLE + "Which share of the whole time is “{{ names[stage] }}”?",
            parameters=draw,
            solve=share_of,
            oracles=(Oracle(name="sampling profiler", compute=by_profiler),),
            steps=_share_step,
            misconceptions=wrong_share,
            accepts=lambda p: share_of(p) >= Fraction(3, 100),
            example=lambda: _example(500, 1500),
            samples=(
                ("75 %", True),
                ("0.75", True),
                ("3/4", True),
                ("75 percent", True),
                ("25 %", False),
                ("300 %", False),
                ("50 %", False),
                ("75 ms", None),
                ("most", None),
            ),
        ),
        Ask(
            name="speedup",
            title="Amdahl: speed-up of the whole from one faster stage",
            dimension=Dimension.FACTOR,
            unit="×",
            statement=TABLE
            + "How many times as fast as before is the whole request if “{{ names[stage] }}” "
            "becomes {{ factor | plain }} times as fast?",
            parameters=draw,
            solve=lambda p: speedup_of(share_of(p), p["factor"]),
            oracles=(Oracle(name="adding up", compute=lambda p: by_adding_up(p, p["factor"])),),
            steps=_speedup_steps,
            misconceptions=wrong_speedup,
            accepts=lambda p: speedup_of(share_of(p), p["factor"]) >= Fraction(118, 100),
            example=lambda: _example(400, 1600),
            samples=(
                ("2.5", True),
                ("2.5×", True),
                ("2.5 times", True),
                ("5/2", True),
                ("4", False),
                ("5×", False),
                ("1.6", False),
                ("0.4", False),
                ("2.5 s", None),
                ("much", None),
            ),
        ),
        Ask(
            name="limit",
            title="Amdahl: the limit, however fast one stage gets",
            dimension=Dimension.FACTOR,
            unit="×",
            statement=TABLE
            + "At most how many times as fast as before can the whole request become, however "
            "fast “{{ names[stage] }}” gets?",
            parameters=draw,
            solve=lambda p: 1 / (1 - share_of(p)),
            oracles=(
                Oracle(
                    name="a stage 10¹⁵ times as fast",
                    compute=lambda p: by_adding_up(p, Fraction(10**15)),
                ),
            ),
            steps=_limit_steps,
            misconceptions=wrong_limit,
            accepts=lambda p: Fraction(15, 100) <= share_of(p) <= Fraction(97, 100),
            example=lambda: _example(100, 1900),
            samples=(
                ("20", True),
                ("20×", True),
                ("20 times", True),
                ("20x", True),
                ("1.05", False),
                ("19", False),
                ("1.95", False),
                ("20 ms", None),
                ("infinitely", None),
            ),
        ),
        Ask(
            name="factor",
            title="Amdahl: how much faster a stage must get",
            dimension=Dimension.FACTOR,
            unit="×",
            difficulty="senior",
            statement=TABLE
            + "The whole request has to become {{ wanted | plain }} times as fast as before. How "
            "many times as fast must “{{ names[stage] }}” become, if no other stage changes?",
            parameters=draw,
            solve=factor_of,
            oracles=(Oracle(name="search by halving", compute=factor_by_search),),
            steps=_factor_steps,
            misconceptions=wrong_factor,
            accepts=lambda p: (
                1 / p["wanted"] - (1 - share_of(p)) >= Fraction(1, 50) and factor_of(p) <= 30
            ),
            example=lambda: _example(400, 1600),
            samples=(
                ("2.667", True),
                ("8/3", True),
                ("2.67×", True),
                ("2.67 times", True),
                ("2", False),
                ("2.25", False),
                ("2.5", False),
                ("1.6", False),
                ("2.67 %", None),
                ("twice", None),
            ),
        ),
    ),
)
