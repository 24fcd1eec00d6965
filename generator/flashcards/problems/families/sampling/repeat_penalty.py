"""The ask of `penalties` for the repeat penalty that draws two tokens level.

Parameters: as in `penalties`, without `repeat`: that is asked for.
"""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.chance import Chance
from flashcards.problems.families.sampling.penalised import (
    HISTORY,
    count,
    count_step,
    draw_token,
    minus,
    penalised_in_floats,
)
from flashcards.problems.families.sampling.penalties_wrong import repeat_for, wrong_repeat
from flashcards.problems.family import Ask, Oracle, Parameters
from flashcards.problems.logarithms import turning_point
from flashcards.problems.quantity import Dimension, equals, number

LEAST_REPEAT, MOST_REPEAT = Fraction(102, 100), Fraction(2)
"""Repeat penalties outside of these are off, or spoil any text."""


def _draw_rival(chance: Chance) -> Parameters:
    drawn = dict(draw_token(chance))
    del drawn["repeat"]
    return {**drawn, "rival": drawn["logit"] - Fraction(chance.step(3, 40), 10)}


def _level(p: Parameters) -> Fraction:
    """What the repeat penalty must leave of the logit."""
    return Fraction(p["rival"] + count(p, p["token"]) * p["frequency"] + p["presence"])


def _repeat(p: Parameters) -> Fraction:
    return repeat_for(p["logit"], _level(p))


def _repeat_by_search(p: Parameters) -> float:
    token, rival = p["token"], float(p["rival"])

    def is_level(repeat: float) -> bool:
        after = penalised_in_floats({token: float(p["logit"])}, {**p, "repeat": repeat})
        return after[token] <= rival

    return turning_point(is_level, 1.0, 3.0)


def _repeat_steps(p: Parameters) -> tuple[str, ...]:
    logit, level, times = p["logit"], _level(p), count(p, p["token"])
    taken = f"{times} × {number(p['frequency'])} + {number(p['presence'])}"
    over, under = (logit, level) if logit > 0 else (level, logit)
    way = "Positive, so divided" if logit > 0 else "Negative, so multiplied"
    return (
        count_step(p),
        minus(f"Before these are subtracted: {number(p['rival'])} + {taken} = {number(level)}"),
        minus(
            f"{way}: {number(over)} ÷ {number(under)} {equals(_repeat(p), '', Dimension.NUMBER)}"
        ),
    )


REPEAT_PENALTY = Ask(
    name="repeat-penalty",
    title="Penalties: the repeat penalty that draws two tokens level",
    aside="nobody sets a penalty so",
    dimension=Dimension.NUMBER,
    statement=HISTORY + "a frequency penalty of {{ frequency | plain }} and a presence penalty of "
    "{{ presence | plain }}. Token {{ token }} has the logit {{ logit | plain }}; its rival "
    "has {{ rival | plain }} and is not among them. At which repeat penalty are the two "
    "equally likely?",
    parameters=_draw_rival,
    accepts=lambda p: (
        bool(p["logit"])
        and count(p, p["token"]) > 1
        and LEAST_REPEAT <= _repeat(p) <= MOST_REPEAT
        and (p["logit"] > 0) is (_level(p) > 0)
    ),
    solve=_repeat,
    oracles=(Oracle(name="search by halving", compute=_repeat_by_search),),
    steps=_repeat_steps,
    misconceptions=wrong_repeat,
    # By hand: 6 ÷ r − 2 × 0.5 − 0.5 = 3.5.
    example=lambda: {
        "token": 42,
        "logit": Fraction(6),
        "rival": Fraction(35, 10),
        "history": (42, 7, 42, 9, 11, 42),
        "last_n": 4,
        "frequency": Fraction(5, 10),
        "presence": Fraction(5, 10),
    },
    samples=(
        ("1.2", True),
        ("1.20", True),
        ("1,2", True),
        ("6/5", True),
        ("1.714", False),
        ("1.333", False),
        ("0.833", False),
        ("2.5", False),
        ("1.2 %", None),
        ("strong", None),
    ),
    difficulty="senior",
)
