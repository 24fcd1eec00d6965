"""The probability of a token from logits and a temperature."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

from flashcards.problems.chance import Chance
from flashcards.problems.family import (
    TWO_PERCENT,
    Ask,
    Family,
    Misconception,
    Oracle,
    Parameters,
)
from flashcards.problems.logarithms import DIGITS
from flashcards.problems.quantity import Dimension, equals, number

TEMPERATURES = tuple(Fraction(n, 10) for n in (5, 6, 7, 8, 12, 15, 20))


def draw_logits(chance: Chance, count: int = 4) -> tuple[Fraction, ...]:
    """Different logits with one decimal, largest first."""
    logits: set[Fraction] = set()
    while len(logits) < count:
        logits.add(Fraction(chance.step(-20, 60), 10))
    return tuple(sorted(logits, reverse=True))


def softmax(logits: tuple[Fraction, ...], temperature: Fraction = Fraction(1)) -> list[Fraction]:
    """Probabilities at a temperature, to 50 decimal digits.

    Source: p_i = e^(z_i/T) / Σ e^(z_j/T).
    """
    powers = exponentials(logits, temperature)
    total = sum(powers)
    return [power / total for power in powers]


def exponentials(logits: tuple[Fraction, ...], temperature: Fraction) -> list[Fraction]:
    """E to each logit over the temperature, to 50 decimal digits."""
    with localcontext() as context:
        context.prec = DIGITS
        scaled = [logit / temperature for logit in logits]
        return [Fraction((Decimal(s.numerator) / s.denominator).exp()) for s in scaled]


def _draw(chance: Chance) -> Parameters:
    return {"logits": draw_logits(chance), "temperature": chance.pick(TEMPERATURES)}


def _solve(p: Parameters) -> Fraction:
    return softmax(p["logits"], p["temperature"])[0]


def _numpy(p: Parameters) -> float:
    from numpy import array, exp

    logits = array([float(logit) for logit in p["logits"]])
    powers = exp((logits - logits.max()) / float(p["temperature"]))
    return float(powers[0] / powers.sum())


def _steps(p: Parameters) -> tuple[str, ...]:
    temperature = p["temperature"]
    powers = exponentials(p["logits"], temperature)
    return (
        "Logits ÷ temperature: " + ", ".join(number(z / temperature) for z in p["logits"]),
        "e to each: " + ", ".join(number(x) for x in powers),
        (
            f"First ÷ sum: {number(powers[0])} ÷ {number(sum(powers, Fraction(0)))} "
            f"{equals(_solve(p), '%', Dimension.SHARE)}"
        ),
    )


def _wrong(p: Parameters) -> tuple[Misconception, ...]:
    logits, temperature = p["logits"], p["temperature"]
    plain = softmax(logits)
    tempered = [share / temperature for share in plain]
    return (
        Misconception(
            name="temperature-ignored",
            value=plain[0],
            feedback="That is the probability at temperature 1.",
        ),
        Misconception(
            name="multiplied",
            value=softmax(logits, 1 / temperature)[0],
            feedback="You multiplied the logits by the temperature; divide them by it.",
        ),
        Misconception(
            name="probabilities-divided",
            value=tempered[0],
            feedback="You divided the probability by the temperature; it belongs on the logits.",
        ),
        Misconception(
            name="no-exponential",
            value=abs(logits[0]) / sum(abs(logit) for logit in logits),
            feedback="You took shares of the logits; e to the power of each comes first.",
        ),
    )


SOFTMAX_TEMPERATURE = Family(
    name="softmax-temperature",
    title="Softmax with temperature",
    questions=(9,),
    asks=(
        Ask(
            name="probability",
            title="Sampling: a token's probability at a temperature",
            dimension=Dimension.SHARE,
            unit="%",
            statement="The only candidates for the next token have the logits "
            "{% for x in logits %}{{ x | plain }}{{ ', ' if not loop.last }}{% endfor %}. "
            "With which probability is the first of them sampled at temperature "
            "{{ temperature | plain }}?",
            parameters=_draw,
            solve=_solve,
            oracles=(Oracle(name="numpy float64", compute=_numpy),),
            steps=_steps,
            misconceptions=_wrong,
            tolerance=TWO_PERCENT,
            example=lambda: {
                "logits": (Fraction(2), Fraction(1), Fraction(0)),
                "temperature": Fraction(1),
            },
            samples=(
                ("66.5%", True),
                ("0.665", True),
                (".6652", True),
                ("66,5 %", True),
                ("66.5", True),
                ("0.9", False),
                ("24.5 %", False),
                ("likely", None),
                ("66.5 GiB", None),
            ),
        ),
    ),
)
