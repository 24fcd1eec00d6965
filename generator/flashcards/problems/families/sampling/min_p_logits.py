"""The asks of `truncation-sampling` about min-p on logits, as llama.cpp compares them.

Source: `llama_sampler_min_p_apply` in llama.cpp's `src/llama-sampler.cpp`: a token is kept if its
logit ≥ the largest + ln(min-p).

Parameters: `largest` and `other` (logits, Fraction), `min_p` (Fraction).
"""

from __future__ import annotations

import math
from fractions import Fraction

from flashcards.problems.chance import Chance
from flashcards.problems.families.wrong_ways import wrong_ways
from flashcards.problems.family import (
    TWO_PERCENT,
    Ask,
    Misconception,
    Oracle,
    Parameters,
    Tolerance,
)
from flashcards.problems.logarithms import (
    LN_10,
    exp,
    exp2,
    ln,
    log2,
    log10,
    turning_point,
)
from flashcards.problems.quantity import Dimension, equals, number


def _limit(p: Parameters) -> Fraction:
    return Fraction(p["largest"] + ln(p["min_p"]))


def _limit_by_search(p: Parameters) -> float:
    """The logit whose token is `min_p` times as likely, from the weights of a softmax."""
    top, min_p = float(p["largest"]), float(p["min_p"])
    return turning_point(lambda z: math.exp(z) >= min_p * math.exp(top), top - 20, top)


def _limit_wrong(p: Parameters) -> tuple[Misconception, ...]:
    top, min_p = p["largest"], p["min_p"]
    return wrong_ways(
        _limit(p),
        ("scaled", top * min_p, "You multiplied the logit by min-p; probabilities are compared."),
        ("subtracted", top - min_p, "You subtracted min-p from the logit; add ln(min-p)."),
        ("decimal-logarithm", top + log10(min_p), "You took log₁₀ of min-p; softmax has ln."),
        ("binary-logarithm", top + log2(min_p), "You took log₂ of min-p; softmax has ln."),
        ("other-share", top + ln(1 - min_p), "You took ln(1 − min-p); the limit is min-p itself."),
        ("sign", top - ln(min_p), "You subtracted ln(min-p), which is negative: add it."),
    )


def _draw_two(chance: Chance) -> Parameters:
    largest = Fraction(chance.step(80, 260), 10)
    return {"largest": largest, "other": largest - Fraction(chance.step(5, 50), 10)}


def _largest_min_p(p: Parameters) -> Fraction:
    return exp(p["other"] - p["largest"])


def _largest_min_p_by_search(p: Parameters) -> float:
    """The min-p at which llama.cpp's comparison of logits first drops the token."""
    top, other = float(p["largest"]), float(p["other"])
    return turning_point(lambda m: other < top + math.log(m), 1e-9, 1.0)


def _largest_min_p_wrong(p: Parameters) -> tuple[Misconception, ...]:
    top, other = p["largest"], p["other"]
    ratio = _largest_min_p(p)
    # Of unlikely tokens nobody could tell the share of the two from their ratio.
    of_two = ratio / (1 + ratio) if top - other <= 2 else ratio
    return wrong_ways(
        ratio,
        ("ratio-of-logits", other / top, "You divided the logits; e^(their difference) counts."),
        (
            "share-of-two",
            of_two,
            "You divided by the sum of both; min-p compares with the largest alone.",
        ),
        (
            "power-of-ten",
            exp((other - top) * LN_10),
            "You took a power of 10; softmax has powers of e.",
        ),
        (
            "power-of-two",
            exp2(other - top),
            "You took a power of 2; softmax has powers of e.",
        ),
        ("complement", 1 - ratio, "You took what is missing to 1; min-p is the ratio itself."),
    )


MIN_P_LOGIT_ASKS = (
    Ask(
        name="min-p-logit",
        title="Sampling: the logit below which min-p drops",
        dimension=Dimension.NUMBER,
        statement="The largest logit is {{ largest | plain }}. Min-p {{ min_p | plain }} runs "
        "before temperature, as llama.cpp does. Below which logit does it drop tokens?",
        parameters=lambda c: {
            "largest": Fraction(c.step(80, 260), 10),
            "min_p": Fraction(c.step(1, 40), 100),
        },
        solve=_limit,
        oracles=(Oracle(name="search by halving", compute=_limit_by_search),),
        steps=lambda p: (
            "Kept: e^z ≥ min-p × e^largest, so z ≥ largest + ln(min-p)",
            f"ln {number(p['min_p'])} ≈ {number(ln(p['min_p']), digits=5)}".replace("-", "−"),
            (
                f"{number(p['largest'])} + ln {number(p['min_p'])} "
                f"{equals(_limit(p), '', Dimension.NUMBER)}"
            ),
        ),
        misconceptions=_limit_wrong,
        tolerance=Tolerance(absolute=Fraction(2, 100)),
        example=lambda: {"largest": Fraction(20), "min_p": Fraction(1, 20)},
        samples=(
            ("17", True),
            ("17.004", True),
            ("17,00", True),
            ("1", False),
            ("19.95", False),
            ("18.7", False),
            ("23", False),
            ("17 tokens", None),
            ("low", None),
        ),
        difficulty="senior",
    ),
    Ask(
        name="largest-min-p",
        title="Sampling: the largest min-p that keeps a token",
        dimension=Dimension.SHARE,
        unit="%",
        statement="The largest logit is {{ largest | plain }}. Up to which min-p does a token "
        "with the logit {{ other | plain }} survive, if min-p runs before temperature?",
        parameters=_draw_two,
        solve=_largest_min_p,
        oracles=(Oracle(name="search by halving", compute=_largest_min_p_by_search),),
        steps=lambda p: (
            "It survives while its probability ÷ the largest ≥ min-p",
            "That ratio: e^(the difference of the logits)",
            (
                f"e^({number(p['other'])} − {number(p['largest'])}) = "
                f"e^(−{number(p['largest'] - p['other'])}) "
                f"{equals(_largest_min_p(p), '%', Dimension.SHARE)}"
            ),
        ),
        misconceptions=_largest_min_p_wrong,
        tolerance=TWO_PERCENT,
        # 5 % is llama.cpp's default: ln 0.05 ≈ −3.
        example=lambda: {"largest": Fraction(20), "other": Fraction(17)},
        samples=(
            ("0.0498", True),
            ("4.98 %", True),
            ("5%", True),
            ("85 %", False),
            ("12.5 %", False),
            ("0.95", False),
            ("0.001", False),
            ("e^-3", None),
            ("17", False),
        ),
    ),
)
