"""Probabilities of tokens from logits, with a temperature."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

from generator.problems.chance import Chance
from generator.problems.family import Family, Misconception, Parameters
from generator.problems.quantity import Dimension, equals

TEMPERATURES = (Fraction(1, 2), Fraction(7, 10), Fraction(4, 5), Fraction(3, 2), Fraction(2))
DIGITS = 50


def _draw(chance: Chance) -> Parameters:
    logits = [Fraction(chance.step(-20, 60), 10) for _ in range(4)]
    return {
        "logits": tuple(sorted(set(logits), reverse=True)),
        "temperature": chance.pick(TEMPERATURES),
    }


def _powers(logits: tuple[Fraction, ...], temperature: Fraction) -> list[Decimal]:
    scaled = [logit / temperature for logit in logits]
    return [(Decimal(s.numerator) / Decimal(s.denominator)).exp() for s in scaled]


def _share(logits: tuple[Fraction, ...], temperature: Fraction) -> Fraction:
    """The first logit's probability, to 50 digits."""
    with localcontext() as context:
        context.prec = DIGITS
        powers = _powers(logits, temperature)
        return Fraction(powers[0] / sum(powers))


def _solve(p: Parameters) -> Fraction:
    return _share(p["logits"], p["temperature"])


def _numeric(p: Parameters) -> float:
    from numpy import array
    from scipy.special import softmax

    logits = array([float(logit) for logit in p["logits"]])
    return float(softmax(logits / float(p["temperature"]))[0])


def _steps(p: Parameters) -> tuple[str, ...]:
    temperature = p["temperature"]
    scaled = [logit / temperature for logit in p["logits"]]
    with localcontext() as context:
        context.prec = DIGITS
        powers = _powers(p["logits"], temperature)
    return (
        "Logits ÷ temperature: " + ", ".join(f"{float(s):.4g}" for s in scaled),
        "e to each: " + ", ".join(f"{float(x):.4g}" for x in powers),
        f"First ÷ sum: {float(powers[0]):.4g} ÷ {float(sum(powers)):.4g} {equals(_solve(p), '%')}",
    )


def _wrong(p: Parameters) -> tuple[Misconception, ...]:
    logits, temperature = p["logits"], p["temperature"]
    total = sum(abs(logit) for logit in logits)
    return (
        Misconception(
            name="temperature-ignored",
            value=_share(logits, Fraction(1)),
            feedback="That is the probability at temperature 1.",
        ),
        Misconception(
            name="multiplied",
            value=_share(logits, 1 / temperature),
            feedback="You multiplied the logits by the temperature; divide them by it.",
        ),
        Misconception(
            name="probabilities-divided",
            value=_share(logits, Fraction(1)) / temperature,
            feedback="You divided the probability by the temperature; it belongs on the logits.",
        ),
        Misconception(
            name="no-exponential",
            value=abs(logits[0]) / total if total else Fraction(0),
            feedback="You took shares of the logits; e to the power of each comes first.",
        ),
    )


SOFTMAX_TEMPERATURE = Family(
    name="softmax-temperature",
    title="Softmax with temperature",
    dimension=Dimension.SHARE,
    unit="%",
    statement="The logits of the only candidates are "
    "{% for x in logits %}{{ '%g' % (x | float) }}{{ ', ' if not loop.last }}{% endfor %}. "
    "With which probability is the first of them sampled at temperature "
    "{{ '%g' % (temperature | float) }}? Within {{ tolerance }} of it.",
    parameters=_draw,
    solve=_solve,
    numeric=_numeric,
    steps=_steps,
    misconceptions=_wrong,
    questions=(9,),
)
