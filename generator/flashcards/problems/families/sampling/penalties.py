"""Repetition, frequency and presence penalties: the logit, the probability, and the inverse.

Parameters: `history` (tuple[int, …]: the tokens accepted so far, oldest first), `last_n` (int:
how many of them count, `--repeat-last-n`), `repeat`, `frequency`, `presence` (Fraction).
`logit`, `repeat-penalty`: `token` (int) and its `logit` (Fraction); `rival` (Fraction: the logit
of a token not in the history). `probability`: `candidates` (tuple[int, …], the first is asked of)
and their `logits` (tuple[Fraction, …]).
"""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.chance import Chance
from flashcards.problems.families.sampling.penalised import (
    HISTORY,
    PENALTY_VALUES,
    count,
    count_step,
    draw_history,
    draw_penalties,
    draw_token,
    draw_tokens,
    minus,
    penalised,
    penalised_all,
    penalised_in_floats,
    settings,
)
from flashcards.problems.families.sampling.penalties_wrong import (
    wrong_logit,
    wrong_probability,
)
from flashcards.problems.families.sampling.repeat_penalty import REPEAT_PENALTY
from flashcards.problems.families.sampling.softmax_temperature import softmax
from flashcards.problems.family import TWO_PERCENT, Ask, Family, Oracle, Parameters, Tolerance
from flashcards.problems.quantity import Dimension, equals, is_exact, number


def _precisely(value: Fraction) -> str:
    """After its sign, with digits enough that the next step agrees."""
    shown = number(value, digits=6)
    return f"= {shown}" if is_exact(shown, value) else f"≈ {shown}"


# The logit


def _logit(p: Parameters) -> Fraction:
    return penalised(p["logit"], count(p, p["token"]), **settings(p))


def _logit_in_floats(p: Parameters) -> float:
    return penalised_in_floats({p["token"]: float(p["logit"])}, p)[p["token"]]


def _logit_steps(p: Parameters) -> tuple[str, ...]:
    logit, repeat, times = p["logit"], p["repeat"], count(p, p["token"])
    sign, way = ("÷", "Positive, so divided") if logit > 0 else ("×", "Negative, so multiplied")
    scaled = penalised(logit, 1, repeat=repeat)
    scaling = f"{number(logit)} {sign} {number(repeat)}"
    taken = f"{times} × {number(p['frequency'])} − {number(p['presence'])}"
    return (
        count_step(p),
        minus(f"{way}: {scaling} {_precisely(scaled)}"),
        "Frequency penalty for each occurrence, presence penalty once",
        minus(f"{scaling} − {taken} {equals(_logit(p), '', Dimension.NUMBER)}"),
    )


# The probability


def _draw_candidates(chance: Chance) -> Parameters:
    tokens = draw_tokens(chance, 3)
    base = chance.step(-30, 80)
    return {
        "candidates": tokens,
        "logits": tuple(Fraction(base + chance.step(-12, 12), 10) for _token in tokens),
        **draw_history(chance, tokens),
        **draw_penalties(chance),
    }


def _probability(p: Parameters) -> Fraction:
    return softmax(penalised_all(p))[0]


def _probability_in_floats(p: Parameters) -> float:
    import numpy as np

    given = zip(p["candidates"], p["logits"], strict=True)
    after = penalised_in_floats({token: float(logit) for token, logit in given}, p)
    powers = np.exp(list(after.values()))
    return float(powers[0] / powers.sum())


def _probability_steps(p: Parameters) -> tuple[str, ...]:
    after = penalised_all(p)
    counts = [f"{token}: {count(p, token)}" for token in p["candidates"]]
    sign = {True: "÷", False: "×"}
    rows = [
        f"{token}: {number(z)} {sign[z > 0]} {number(p['repeat'])} − {count(p, token)} × "
        f"{number(p['frequency'])} − {number(p['presence'])} "
        f"{_precisely(to)}"
        for token, z, to in zip(p["candidates"], p["logits"], after, strict=True)
        if count(p, token)
    ]
    first, *_ = powers = [f"e^({number(z, digits=6)})" for z in after]
    return (
        f"Occurrences among the last {p['last_n']}: {', '.join(counts)}",
        *map(minus, rows),
        minus(
            f"Softmax: {first} ÷ ({' + '.join(powers)}) "
            f"{equals(_probability(p), '%', Dimension.SHARE)}"
        ),
    )


PENALTIES = Family(
    name="penalties",
    title="Repetition, frequency and presence penalties",
    questions=(9, 19),
    asks=(
        Ask(
            name="logit",
            title="Penalties: a repeated token's logit",
            dimension=Dimension.NUMBER,
            statement=HISTORY
            + PENALTY_VALUES
            + "Token {{ token }} has the logit {{ logit | plain }}. "
            "What is it after the penalties?",
            parameters=draw_token,
            accepts=lambda p: bool(p["logit"]) and count(p, p["token"]) > 1 and bool(_logit(p)),
            solve=_logit,
            oracles=(Oracle(name="token by token", compute=_logit_in_floats),),
            steps=_logit_steps,
            misconceptions=wrong_logit,
            tolerance=Tolerance(absolute=Fraction(1, 100)),
            signed=True,
            # By hand: 4.4 ÷ 1.1 = 4, minus 2 × 0.5 and 0.4.
            example=lambda: {
                "token": 42,
                "logit": Fraction(44, 10),
                "history": (42, 7, 42, 9, 11, 42),
                "last_n": 4,
                "repeat": Fraction(11, 10),
                "frequency": Fraction(5, 10),
                "presence": Fraction(4, 10),
            },
            samples=(
                ("2.6", True),
                ("2.60", True),
                ("+2.6", True),
                ("≈ 2.605", True),
                ("3.44", False),
                ("3.1", False),
                ("2.2", False),
                ("2.1", False),
                ("-2.6", False),
                ("2.6 %", None),
                ("less", None),
            ),
        ),
        Ask(
            name="probability",
            title="Penalties: a token's probability after them",
            dimension=Dimension.SHARE,
            unit="%",
            statement=HISTORY + PENALTY_VALUES + "The only candidates for the next token are "
            "{% for t in candidates %}{{ t }} (logit {{ logits[loop.index0] | plain }})"
            "{{ ', ' if not loop.last }}{% endfor %}. With which probability is token "
            "{{ candidates[0] }} sampled at temperature 1?",
            parameters=_draw_candidates,
            accepts=lambda p: (
                all(p["logits"])
                and all(penalised_all(p))
                and count(p, p["candidates"][0]) > 0
                # One more is penalised and one is not: else presence alone would change nothing.
                and sorted(count(p, token) > 0 for token in p["candidates"]) == [False, True, True]
                and 0.03 < _probability_in_floats(p) < 0.97
            ),
            solve=_probability,
            oracles=(Oracle(name="token by token", compute=_probability_in_floats),),
            steps=_probability_steps,
            misconceptions=wrong_probability,
            tolerance=TWO_PERCENT,
            # By hand: 42 becomes 2.2 ÷ 1.1 − 0.5 − 0.5 = 1, 7 likewise 0, 9 stays at 1: of
            # e + 1 + e that is 42.2 %.
            example=lambda: {
                "candidates": (42, 7, 9),
                "logits": (Fraction(22, 10), Fraction(11, 10), Fraction(1)),
                "history": (9, 42, 7, 105, 106, 107),
                "last_n": 5,
                "repeat": Fraction(11, 10),
                "frequency": Fraction(5, 10),
                "presence": Fraction(5, 10),
            },
            samples=(
                ("42.2 %", True),
                ("0.422", True),
                ("42%", True),
                (".4223", True),
                ("61.9 %", False),
                ("0.56", False),
                ("1", False),
                ("42.2 tokens", None),
                ("some", None),
            ),
            difficulty="senior",
        ),
        REPEAT_PENALTY,
    ),
)
