"""The perplexity of a text from its tokens' probabilities or their logarithms.

Source: perplexity = e^(−Σ ln p_i ÷ n), as llama.cpp's `tools/perplexity/perplexity.cpp` computes
it from the logits.

Parameters: `probabilities` (tuple[Fraction, …]: of each token), or `log_probabilities`
(tuple[Fraction, …]: their natural logarithms).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction

from flashcards.problems.families.sampling.entropy import about
from flashcards.problems.families.wrong_ways import wrong_ways
from flashcards.problems.family import Ask, Misconception, Oracle, Parameters
from flashcards.problems.logarithms import (
    LN_10,
    exp,
    exp2,
    ln,
    log2,
    turning_point,
)
from flashcards.problems.quantity import Dimension, equals, number

LEAST_PRODUCT = Fraction(1, 10**5)
"""No text is asked for that is less probable."""
SHARES = tuple(Fraction(n, 100) for n in (5, 10, 15, 20, 25, 30, 40, 50, 60, 70, 75, 80, 90, 95))
"""Probabilities of single tokens."""


def _product(shares: tuple[Fraction, ...]) -> Fraction:
    return math.prod(shares, start=Fraction(1))


def _total(values: Iterable[Fraction]) -> Fraction:
    return sum(values, Fraction(0))


def _mean(values: Sequence[Fraction]) -> Fraction:
    return _total(values) / len(values)


# From probabilities


def _perplexity(p: Parameters) -> Fraction:
    return exp(-ln(_product(p["probabilities"])) / len(p["probabilities"]))


def _perplexity_by_search(p: Parameters) -> float:
    """The number that, multiplied onto each probability, makes the product 1."""
    shares = [float(x) for x in p["probabilities"]]
    return turning_point(lambda x: math.prod(x * share for share in shares) >= 1, 1.0, 1e3)


def _perplexity_steps(p: Parameters) -> tuple[str, ...]:
    shares, product = p["probabilities"], _product(p["probabilities"])
    count = len(shares)
    return (
        f"Product: {' × '.join(number(x) for x in shares)} {about(product)}",
        (
            f"1 ÷ its root of degree {count}: ({number(product, digits=5)})^(−1 ÷ {count}) "
            f"{equals(_perplexity(p), '', Dimension.NUMBER)}"
        ),
    )


def _perplexity_wrong(p: Parameters) -> tuple[Misconception, ...]:
    shares, right = p["probabilities"], _perplexity(p)
    count = len(shares)
    return wrong_ways(
        right,
        ("no-root", 1 / _product(shares), f"You left out the root: there are {count} tokens."),
        (
            "mean-probability",
            count / _total(shares),
            "You took the plain mean of the probabilities; the geometric one counts.",
        ),
        (
            "mean-inverse",
            _total(1 / x for x in shares) / count,
            "You took the plain mean of 1 ÷ p; the geometric one counts.",
        ),
        ("not-inverted", 1 / right, "You gave the geometric mean; perplexity is 1 ÷ that."),
        ("entropy", ln(right), "You gave the loss in nats; perplexity is e to that power."),
        ("bits", log2(right), "You gave the bits per token; perplexity is 2 to that power."),
    )


# From log-probabilities


def _from_logs(p: Parameters) -> Fraction:
    return exp(-_mean(p["log_probabilities"]))


def _from_logs_by_search(p: Parameters) -> float:
    shares = [math.exp(float(x)) for x in p["log_probabilities"]]
    return turning_point(lambda x: math.prod(x * share for share in shares) >= 1, 1.0, 1e3)


def _from_logs_steps(p: Parameters) -> tuple[str, ...]:
    logs = p["log_probabilities"]
    total, count = _total(logs), len(logs)
    return (
        f"Sum: {number(total)}".replace("-", "−"),
        f"Loss per token: {number(-total)} ÷ {count} {about(-total / count)}",
        f"e^({number(-total)} ÷ {count}) {equals(_from_logs(p), '', Dimension.NUMBER)}",
    )


def _from_logs_wrong(p: Parameters) -> tuple[Misconception, ...]:
    logs, right = p["log_probabilities"], _from_logs(p)
    loss = -_mean(logs)
    return wrong_ways(
        right,
        ("sum", exp(loss * len(logs)), f"You left out the mean: there are {len(logs)} tokens."),
        ("power-of-two", exp2(loss), "You took 2 to the power; these logarithms need e."),
        ("loss", loss, "You gave the loss per token; perplexity is e to that power."),
        ("sign", 1 / right, "You left the sign negative: perplexity is never below 1."),
        ("power-of-ten", exp(loss * LN_10), "You took 10 to the power; natural logarithms need e."),
        (
            "mean-probability",
            1 / _mean([exp(x) for x in logs]),
            "You took the mean of the probabilities; the logarithms are averaged.",
        ),
    )


TEXT_ASKS = (
    Ask(
        name="perplexity",
        title="Perplexity from the tokens' probabilities",
        dimension=Dimension.NUMBER,
        statement="A model gives the {{ probabilities | length }} tokens of a text the "
        "probabilities {% for x in probabilities %}{{ x | plain }}{{ ', ' if not loop.last }}"
        "{% endfor %}. What is the text's perplexity?",
        parameters=lambda c: {
            "probabilities": tuple(c.pick(SHARES) for _token in range(c.step(3, 5)))
        },
        accepts=lambda p: (
            _product(p["probabilities"]) >= LEAST_PRODUCT and len(set(p["probabilities"])) > 2
        ),
        solve=_perplexity,
        oracles=(Oracle(name="search by halving", compute=_perplexity_by_search),),
        steps=_perplexity_steps,
        misconceptions=_perplexity_wrong,
        # By hand: the product is 1/64, its cube root 1/4.
        example=lambda: {"probabilities": (Fraction(1, 2), Fraction(1, 4), Fraction(1, 8))},
        samples=(
            ("4", True),
            ("4.0", True),
            ("≈ 4.02", True),
            ("64", False),
            ("0.25", False),
            ("3.43", False),
            ("2", False),
            ("4 bits", None),
            ("four", None),
        ),
    ),
    Ask(
        name="perplexity-from-log-probabilities",
        title="Perplexity from the tokens' log-probabilities",
        dimension=Dimension.NUMBER,
        statement="A model gives the {{ log_probabilities | length }} tokens of a text the "
        "log-probabilities {% for x in log_probabilities %}{{ x | plain }}"
        "{{ ', ' if not loop.last }}{% endfor %} (natural logarithms). What is the text's "
        "perplexity?",
        parameters=lambda c: {
            "log_probabilities": tuple(
                Fraction(-c.step(5, 350, 5), 100) for _token in range(c.step(3, 6))
            )
        },
        solve=_from_logs,
        oracles=(Oracle(name="search by halving", compute=_from_logs_by_search),),
        steps=_from_logs_steps,
        misconceptions=_from_logs_wrong,
        # By hand: the mean is −1.
        example=lambda: {
            "log_probabilities": (Fraction(-1, 2), Fraction(-1), Fraction(-3, 2)),
        },
        samples=(
            ("2.718", True),
            ("2.72", True),
            ("2,718", True),
            ("20.1", False),
            ("2", False),
            ("1", False),
            ("0.368", False),
            ("e", None),
            ("2.72 nats", None),
        ),
    ),
)
