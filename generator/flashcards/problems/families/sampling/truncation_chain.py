"""The asks of `truncation-sampling` about whole chains: the top token's probability after them.

Parameters: `probabilities` (tuple[Fraction, …], all tokens there are, in no order) or `logits`
(tuple[Fraction, …], largest first); `top_k` (int), `top_p`, `min_p`, `temperature` (Fraction).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from flashcards.problems.chance import Chance
from flashcards.problems.families.sampling.distributions import (
    LISTED,
    are_distinct,
    draw_probabilities,
)
from flashcards.problems.families.sampling.samplers import (
    chain_in_floats,
    every_sampler_cuts,
    min_p_count,
    survivors,
    top_p_count,
    total,
)
from flashcards.problems.families.sampling.softmax_temperature import softmax as uncached_softmax
from flashcards.problems.families.wrong_ways import wrong_ways
from flashcards.problems.family import TWO_PERCENT, Ask, Misconception, Oracle, Parameters
from flashcards.problems.quantity import Dimension, equals, number

TEMPERATURES = tuple(Fraction(n, 10) for n in (5, 6, 7, 8, 12, 13, 15, 20))
TOP_PS = tuple(Fraction(n, 100) for n in (60, 70, 75, 80, 85, 90, 95))
MIN_PS = tuple(Fraction(n, 100) for n in (5, 10, 15, 20, 25, 30, 35, 40))

ONE = Fraction(1)

Shares = Sequence[Fraction]


def _draw_filters(chance: Chance) -> dict[str, int | Fraction]:
    return {
        "top_k": chance.step(4, 6),
        "top_p": chance.pick(TOP_PS),
        "min_p": chance.pick(MIN_PS),
    }


def _percents(shares: Sequence[Fraction]) -> str:
    return ", ".join(number(100 * share) for share in shares)


def _filter_steps(shares: Shares, p: Parameters, kept: Shares) -> tuple[str, ...]:
    """What each sampler keeps, with the shares it sees."""
    first = shares[: p["top_k"]]
    seen = [share / sum(first) for share in first]
    count = top_p_count(first, p["top_p"])
    before, reached = total(seen[: count - 1]), total(seen[:count])
    return (
        f"Top-k {p['top_k']} keeps, in %: {_percents(first)} (sum {number(100 * total(first))})",
        (
            f"Top-p, as shares of that sum: {count - 1} tokens have {number(100 * before)} % "
            f"< {number(100 * p['top_p'])} %, {count} have {number(100 * reached)} %: "
            f"{count} are kept"
        ),
        (
            f"Min-p: at least {number(p['min_p'])} × {number(100 * shares[0])} "
            f"{_about(100 * p['min_p'] * shares[0])} %: {len(kept)} are kept"
        ),
    )


def _about(value: Fraction) -> str:
    """After its sign, exact or so coarse that it agrees with rounded factors."""
    exact = number(value, digits=6)
    return f"= {exact}" if Fraction(exact) == value else f"≈ {number(value, digits=3)}"


def _wrong_survivors(shares: Shares, p: Parameters) -> dict[str, tuple[Shares, str]]:
    """Who is left after chains that people take for llama.cpp's, and what to tell them."""
    first = shares[: p["top_k"]]
    crossing = max(top_p_count(first, p["top_p"]) - 1, 1)
    reached, stale = Fraction(0), 0
    while stale < len(first) and reached < p["top_p"]:  # running sum of the full distribution
        reached, stale = reached + first[stale], stale + 1
    second = first[: top_p_count(first, p["top_p"])]
    return {
        "crossing-dropped": (
            first[: min(crossing, min_p_count(first, p["min_p"]))],
            "You dropped the token that reaches top-p; it is kept.",
        ),
        "min-p-left-out": (second, "You left out min-p, which drops further tokens."),
        "top-k-only": (first, "You stopped after top-k; top-p and min-p drop further tokens."),
        "stale-probabilities": (
            first[: min(stale, min_p_count(first, p["min_p"]))],
            "You gave top-p the probabilities from before top-k; they are renormalised first.",
        ),
        "min-p-absolute": (
            [share for share in second if share >= p["min_p"] * sum(second)],
            "You compared with min-p itself; the threshold is min-p times the largest.",
        ),
    }


# On probabilities


def _filtered(p: Parameters) -> Fraction:
    kept = survivors(p["probabilities"], p)
    return kept[0] / sum(kept)


def _filtered_by_logits(p: Parameters) -> float:
    return chain_in_floats([math.log(share) for share in p["probabilities"]], p)


def _filtered_steps(p: Parameters) -> tuple[str, ...]:
    shares = sorted(p["probabilities"], reverse=True)
    kept = survivors(shares, p)
    return (
        *_filter_steps(shares, p, kept),
        (
            f"Renormalised: {number(100 * kept[0])} ÷ ({_percents(kept).replace(', ', ' + ')}) "
            f"{equals(_filtered(p), '%', Dimension.SHARE)}"
        ),
    )


def _filtered_wrong(p: Parameters) -> tuple[Misconception, ...]:
    shares = sorted(p["probabilities"], reverse=True)
    ways = _wrong_survivors(shares, p)
    return wrong_ways(
        _filtered(p),
        ("not-renormalised", shares[0], "You did not renormalise: survivors add up to 100 %."),
        *((name, kept[0] / sum(kept), told) for name, (kept, told) in ways.items() if kept),
    )


FILTERS = Ask(
    name="filtered-probability",
    title="Sampling: the top token's probability after top-k, top-p and min-p",
    dimension=Dimension.SHARE,
    unit="%",
    statement=f"{LISTED} llama.cpp applies top-k "
    "{{ top_k }}, then top-p {{ top_p | plain }} (the token that reaches p is kept), then min-p "
    "{{ min_p | plain }}, each to what the one before it left, renormalised; temperature is 1. "
    "With which probability is the most likely token sampled?",
    parameters=lambda c: {"probabilities": draw_probabilities(c, c.step(6, 8)), **_draw_filters(c)},
    accepts=lambda p: (
        are_distinct(p["probabilities"]) and every_sampler_cuts(p["probabilities"], p)
    ),
    solve=_filtered,
    oracles=(Oracle(name="llama.cpp's steps in numpy", compute=_filtered_by_logits),),
    steps=_filtered_steps,
    misconceptions=_filtered_wrong,
    # By hand: of 95 %, 45 + 25 are 74 % and + 15 are 89 %, so three; 0.5 × 45 = 22.5: two are
    # left, 45 ÷ 70.
    example=lambda: {
        "probabilities": tuple(Fraction(n, 100) for n in (25, 5, 45, 15, 10)),
        "top_k": 4,
        "top_p": Fraction(17, 20),
        "min_p": Fraction(1, 2),
    },
    samples=(
        ("64.3 %", True),
        ("0.643", True),
        ("9/14", True),
        ("64,29 %", True),
        ("45 %", False),
        ("52.9 %", False),
        ("47.4 %", False),
        ("100 %", False),
        ("64.3 tokens", None),
        ("half", None),
    ),
    difficulty="senior",
)


# On logits, temperature last


@lru_cache(maxsize=64)
def softmax(logits: tuple[Fraction, ...], temperature: Fraction = ONE) -> tuple[Fraction, ...]:
    """As in `softmax_temperature`; solution, steps and wrong ways of a variant share it."""
    return tuple(uncached_softmax(logits, temperature))


def _rough_softmax(logits: tuple[Fraction, ...]) -> Shares:
    """To nine decimals: enough to see whether a draw keeps clear of thresholds, and quick."""
    powers = [math.exp(logit - logits[0]) for logit in logits]
    return [Fraction(round(power / sum(powers) * 10**9), 10**9) for power in powers]


def _sampled(p: Parameters) -> Fraction:
    kept = len(survivors(softmax(p["logits"]), p))
    return softmax(p["logits"][:kept], p["temperature"])[0]


def _sampled_in_floats(p: Parameters) -> float:
    return chain_in_floats([float(logit) for logit in p["logits"]], p)


def _sampled_steps(p: Parameters) -> tuple[str, ...]:
    shares = softmax(p["logits"])
    kept = survivors(shares, p)
    below = [p["logits"][0] - logit for logit in p["logits"][1 : len(kept)]]
    powers = " + ".join(f"e^(−{number(gap)} ÷ {number(p['temperature'])})" for gap in below)
    return (
        f"Softmax at temperature 1, in %: {_percents(shares)}",
        *_filter_steps(shares, p, kept),
        f"Temperature on these: 1 ÷ (1 + {powers}) {equals(_sampled(p), '%', Dimension.SHARE)}",
    )


def _sampled_wrong(p: Parameters) -> tuple[Misconception, ...]:
    logits, temperature = p["logits"], p["temperature"]
    shares = softmax(logits)
    kept = len(survivors(shares, p))
    early = len(survivors(softmax(logits, temperature), p))
    ways = _wrong_survivors(shares, p)
    return wrong_ways(
        _sampled(p),
        (
            "temperature-first",
            softmax(logits[:early], temperature)[0],
            "You applied temperature before the filters; llama.cpp applies it last.",
        ),
        (
            "temperature-ignored",
            softmax(logits[:kept])[0],
            "You left temperature out: the survivors' logits are divided by it.",
        ),
        (
            "filters-ignored",
            softmax(logits, temperature)[0],
            "You left out top-k, top-p and min-p: only survivors share the probability.",
        ),
        (
            "multiplied",
            softmax(logits[:kept], 1 / temperature)[0],
            "You multiplied the logits by the temperature; divide them by it.",
        ),
        *(
            (name, softmax(logits[: len(left)], temperature)[0], told)
            for name, (left, told) in ways.items()
            if left
        ),
    )


def _draw_falling(chance: Chance) -> Parameters:
    logit, logits = Fraction(chance.step(120, 260), 10), []
    for _token in range(chance.step(6, 7)):
        logits.append(logit)
        logit -= Fraction(chance.step(2, 14), 10)
    return {"logits": tuple(logits), **_draw_filters(chance)}


CHAIN = Ask(
    name="chain-probability",
    title="Sampling: the top token's probability after llama.cpp's whole chain",
    dimension=Dimension.SHARE,
    unit="%",
    statement="The only candidates for the next token have the logits "
    "{% for x in logits %}{{ x | plain }}{{ ', ' if not loop.last }}{% endfor %}. llama.cpp's "
    "default order is used: top-k {{ top_k }}, top-p {{ top_p | plain }} (the token that reaches "
    "p is kept), min-p {{ min_p | plain }}, and temperature {{ temperature | plain }} last; all "
    "other samplers are off. With which probability is the first token sampled?",
    parameters=lambda c: {**_draw_falling(c), "temperature": c.pick(TEMPERATURES)},
    accepts=lambda p: every_sampler_cuts(_rough_softmax(p["logits"]), p),
    solve=_sampled,
    oracles=(Oracle(name="llama.cpp's steps in numpy", compute=_sampled_in_floats),),
    steps=_sampled_steps,
    misconceptions=_sampled_wrong,
    tolerance=TWO_PERCENT,
    # Of question 9's four tokens, A and B are left; odds e^(1 ÷ 0.5): 1 ÷ (1 + e^-2) = 88.08 %.
    example=lambda: {
        "logits": (Fraction(2), Fraction(1), Fraction(1, 2), Fraction(1, 10)),
        "top_k": 3,
        "top_p": Fraction(4, 5),
        "min_p": Fraction(3, 10),
        "temperature": Fraction(1, 2),
    },
    samples=(
        ("88.1 %", True),
        ("0.881", True),
        (".8808", True),
        ("88,1%", True),
        ("73.1 %", False),
        ("62.2 %", False),
        ("0.8", False),
        ("hot", None),
        ("", None),
    ),
    difficulty="staff",
)
