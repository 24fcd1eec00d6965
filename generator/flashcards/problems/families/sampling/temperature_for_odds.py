"""Temperature, odds of two tokens and the gap of their logits: each from the others.

Source: in one softmax the denominator cancels, so odds = e^((z_1 - z_2) / T).

Parameters: `first` and `second` (logits, Fraction, the first larger), `odds` of the first over
the second (Fraction), `probability` of the first (Fraction), `temperature` (Fraction).
"""

from __future__ import annotations

import math
from fractions import Fraction

from flashcards.problems.chance import Chance
from flashcards.problems.families.sampling.logarithms import exp, ln, turning_point
from flashcards.problems.families.sampling.odds_wrong import (
    wrong_for_share,
    wrong_gap,
    wrong_odds,
    wrong_temperature,
)
from flashcards.problems.family import TWO_PERCENT, Ask, Family, Oracle, Parameters
from flashcards.problems.quantity import Dimension, equals, number

ODDS = tuple(Fraction(n) for n in (2, 3, 4, 5, 8, 10, 15, 20, 30, 50, 100))
PROBABILITIES = tuple(Fraction(n, 100) for n in (60, 65, 70, 75, 80, 85, 90, 95, 98, 99))
TEMPERATURES = tuple(Fraction(n, 10) for n in (3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 15, 18, 20))
COLDEST, HOTTEST = Fraction(1, 5), Fraction(5, 2)
"""Nobody samples outside of these."""
MOST_ODDS = 5000

LOGITS = "Token A has the logit {{ first | plain }} and token B the logit {{ second | plain }}. "


def _draw_logits(chance: Chance) -> dict[str, Fraction]:
    first = Fraction(chance.step(80, 260), 10)
    return {"first": first, "second": first - Fraction(chance.step(4, 60), 10)}


def _is_usual(temperature: Fraction) -> bool:
    return COLDEST <= temperature <= HOTTEST


def _gap(p: Parameters) -> Fraction:
    return Fraction(p["first"] - p["second"])


def _gap_step(p: Parameters) -> str:
    shown = f"{number(p['first'])} - {number(p['second'])}"
    return f"Gap of the logits: {shown} = {number(_gap(p))}".replace(" - ", " − ")


def _share(first: float, second: float, temperature: float) -> float:
    """The first token's probability among the two, by a softmax in floats."""
    powers = [math.exp((z - first) / temperature) for z in (first, second)]
    return powers[0] / math.fsum(powers)


# The temperature from the odds


def _temperature(p: Parameters) -> Fraction:
    return _gap(p) / ln(p["odds"])


def _temperature_by_search(p: Parameters) -> float:
    odds = float(p["odds"])

    def evener(temperature: float) -> bool:
        share = _share(float(p["first"]), float(p["second"]), temperature)
        return share < odds * (1 - share)

    return turning_point(evener, 0.05, 50.0)


# The temperature from the probability


def _temperature_for_share(p: Parameters) -> Fraction:
    return _gap(p) / ln(p["probability"] / (1 - p["probability"]))


def _temperature_for_share_by_search(p: Parameters) -> float:
    wanted = float(p["probability"])
    return turning_point(
        lambda t: _share(float(p["first"]), float(p["second"]), t) < wanted, 0.05, 50.0
    )


# The gap from the odds


def _wanted_gap(p: Parameters) -> Fraction:
    return Fraction(p["temperature"] * ln(p["odds"]))


def _wanted_gap_by_search(p: Parameters) -> float:
    odds, temperature = float(p["odds"]), float(p["temperature"])

    def wide_enough(gap: float) -> bool:
        share = _share(gap, 0.0, temperature)
        return share > odds * (1 - share)

    return turning_point(wide_enough, 0.0, 100.0)


# The odds


def _odds(p: Parameters) -> Fraction:
    return exp(_gap(p) / p["temperature"])


def _odds_by_shares(p: Parameters) -> float:
    import numpy as np

    logits = np.array([float(p["first"]), float(p["second"])])
    powers = np.exp((logits - logits.max()) / float(p["temperature"]))
    shares = powers / powers.sum()
    return float(shares[0] / shares[1])


TEMPERATURE_FOR_ODDS = Family(
    name="temperature-for-odds",
    title="Temperature and odds",
    questions=(9,),
    asks=(
        Ask(
            name="temperature",
            title="Sampling: the temperature for wanted odds",
            dimension=Dimension.NUMBER,
            statement=LOGITS + "Temperature is the only sampler. At which temperature is A exactly "
            "{{ odds }} times as likely as B?",
            parameters=lambda c: {**_draw_logits(c), "odds": c.pick(ODDS)},
            accepts=lambda p: _is_usual(_temperature(p)),
            solve=_temperature,
            oracles=(Oracle(name="search by halving", compute=_temperature_by_search),),
            steps=lambda p: (
                "Odds of A over B: e^(gap ÷ T), so T = gap ÷ ln(odds)",
                _gap_step(p),
                f"ln {number(p['odds'])} ≈ {number(ln(p['odds']), digits=5)}",
                (
                    f"T = {number(_gap(p))} ÷ ln {number(p['odds'])} "
                    f"{equals(_temperature(p), '', Dimension.NUMBER)}"
                ),
            ),
            misconceptions=wrong_temperature,
            example=lambda: {"first": Fraction(2), "second": Fraction(1), "odds": Fraction(4)},
            samples=(
                ("0.721", True),
                (".7213", True),
                ("T = 0.72", None),
                ("≈ 0.72", True),
                ("0,721", True),
                ("1.66", False),
                ("0.25", False),
                ("1.386", False),
                ("ln 4", None),
                ("", None),
            ),
        ),
        Ask(
            name="temperature-for-probability",
            title="Sampling: the temperature for a wanted probability",
            dimension=Dimension.NUMBER,
            statement="Only two tokens are left: A with the logit {{ first | plain }} and B with "
            "{{ second | plain }}. At which temperature is A sampled with a probability of "
            "{{ (100 * probability) | plain }} %?",
            parameters=lambda c: {**_draw_logits(c), "probability": c.pick(PROBABILITIES)},
            accepts=lambda p: _is_usual(_temperature_for_share(p)),
            solve=_temperature_for_share,
            oracles=(Oracle(name="search by halving", compute=_temperature_for_share_by_search),),
            steps=lambda p: (
                _gap_step(p),
                (
                    f"Odds of A over B: {number(100 * p['probability'])} ÷ "
                    f"{number(100 * (1 - p['probability']))} "
                    f"{equals(p['probability'] / (1 - p['probability']), '', Dimension.NUMBER)}"
                ),
                (
                    f"T = gap ÷ ln(odds) = {number(_gap(p))} ÷ ln("
                    f"{number(100 * p['probability'])} ÷ {number(100 * (1 - p['probability']))}) "
                    f"{equals(_temperature_for_share(p), '', Dimension.NUMBER)}"
                ),
            ),
            misconceptions=wrong_for_share,
            # e^(1 ÷ T) = 4, as in the example above.
            example=lambda: {
                "first": Fraction(2),
                "second": Fraction(1),
                "probability": Fraction(4, 5),
            },
            samples=(
                ("0.721", True),
                ("0.7213", True),
                ("~0.72", True),
                ("4.48", False),
                ("0.621", False),
                ("1.661", False),
                ("1.386", False),
                ("0.721 %", None),
                ("warm", None),
            ),
            difficulty="senior",
        ),
        Ask(
            name="logit-gap",
            title="Sampling: the gap of logits for wanted odds",
            dimension=Dimension.NUMBER,
            statement="At temperature {{ temperature | plain }}, by how much must the logit of "
            "token A exceed that of token B so that A is {{ odds }} times as likely?",
            parameters=lambda c: {
                "odds": Fraction(c.step(2, 100)),
                "temperature": c.pick(TEMPERATURES),
            },
            solve=_wanted_gap,
            oracles=(Oracle(name="search by halving", compute=_wanted_gap_by_search),),
            steps=lambda p: (
                "Odds of A over B: e^(gap ÷ T), so gap = T × ln(odds)",
                f"ln {number(p['odds'])} ≈ {number(ln(p['odds']), digits=5)}",
                (
                    f"Gap: {number(p['temperature'])} × ln {number(p['odds'])} "
                    f"{equals(_wanted_gap(p), '', Dimension.NUMBER)}"
                ),
            ),
            misconceptions=wrong_gap,
            example=lambda: {"odds": Fraction(10), "temperature": Fraction(1, 2)},
            samples=(
                ("1.151", True),
                ("1.15", True),
                ("+1.1513", True),
                ("4.605", False),
                ("2.303", False),
                ("0.5", False),
                ("5", False),
                ("wide", None),
                ("1.151 logits", None),
            ),
        ),
        Ask(
            name="odds",
            title="Sampling: the odds of two tokens at a temperature",
            dimension=Dimension.FACTOR,
            unit="×",
            statement=LOGITS + "At temperature {{ temperature | plain }}, how many times as likely "
            "as B is A?",
            parameters=lambda c: {**_draw_logits(c), "temperature": c.pick(TEMPERATURES)},
            accepts=lambda p: _odds(p) <= MOST_ODDS,
            solve=_odds,
            oracles=(Oracle(name="numpy softmax", compute=_odds_by_shares),),
            steps=lambda p: (
                _gap_step(p),
                "Odds of A over B: e^(gap ÷ T)",
                (
                    f"e^({number(_gap(p))} ÷ {number(p['temperature'])}) "
                    f"{equals(_odds(p), '×', Dimension.FACTOR)}"
                ),
            ),
            misconceptions=wrong_odds,
            tolerance=TWO_PERCENT,
            example=lambda: {
                "first": Fraction(2),
                "second": Fraction(1),
                "temperature": Fraction(1, 2),
            },
            samples=(
                ("7.39", True),
                ("7.4 times", True),
                ("7.39x", True),
                ("7,39", True),
                ("2.718", False),
                ("1.65", False),
                ("2", False),
                ("5.44", False),
                ("7.39 %", None),
                ("very", None),
            ),
            difficulty="junior",
        ),
    ),
)
