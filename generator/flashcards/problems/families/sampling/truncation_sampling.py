"""Top-k, top-p and min-p: who survives, and with which probability.

Parameters: `probabilities` (tuple[Fraction, …], all tokens there are, in no order) or `logits`
(tuple[Fraction, …], largest first); `top_k` (int), `top_p`, `min_p`, `temperature` (Fraction).
The asks on whole chains stand in `truncation_chain`, those on min-p's logits in `min_p_logits`.

Every draw keeps away from ties and thresholds, so that llama.cpp in float32 decides alike.
"""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.families.sampling.distributions import (
    LISTED,
    are_distinct,
    draw_probabilities,
)
from flashcards.problems.families.sampling.min_p_logits import MIN_P_LOGIT_ASKS
from flashcards.problems.families.sampling.samplers import (
    is_clear_of_min_p,
    is_clear_of_top_p,
    min_p_count,
    top_p_count,
    total,
)
from flashcards.problems.families.sampling.truncation_chain import CHAIN, FILTERS
from flashcards.problems.families.wrong_ways import wrong_ways
from flashcards.problems.family import (
    EXACT,
    Ask,
    Family,
    Misconception,
    Oracle,
    Parameters,
)
from flashcards.problems.quantity import Dimension, number, show

TOP_PS = tuple(Fraction(n, 100) for n in (50, 60, 70, 75, 80, 85, 90, 95))
MIN_PS = tuple(Fraction(n, 100) for n in (2, 5, 8, 10, 15, 20, 25, 30))


def _descending(p: Parameters) -> list[Fraction]:
    return sorted(p["probabilities"], reverse=True)


def _percents(shares: list[Fraction], sign: str = ", ") -> str:
    return sign.join(number(100 * share) for share in shares)


# Top-p


def _top_p(p: Parameters) -> Fraction:
    return Fraction(top_p_count(_descending(p), p["top_p"]))


def _top_p_by_numpy(p: Parameters) -> float:
    import numpy as np

    reached = np.cumsum(-np.sort([-float(x) for x in p["probabilities"]]))
    return float(np.searchsorted(reached, float(p["top_p"]))) + 1


def _top_p_steps(p: Parameters) -> tuple[str, ...]:
    shares, count, top_p = _descending(p), int(_top_p(p)), number(100 * p["top_p"])
    before, kept = shares[: count - 1], shares[:count]
    first = f"The first {count - 1}: {_percents(before, ' + ')} = {number(100 * total(before))}"
    if count == 2:
        first = f"The first: {number(100 * shares[0])}"
    return (
        f"Largest first, in %: {_percents(shares)}",
        f"{first} < {top_p}",
        f"The first {count}: {_percents(kept, ' + ')} = {number(100 * total(kept))} ≥ {top_p}",
        f"The one that reaches {top_p} % is kept: {show(Fraction(count), 'tokens')}",
    )


def _top_p_wrong(p: Parameters) -> tuple[Misconception, ...]:
    shares, top_p, right = _descending(p), p["top_p"], _top_p(p)
    as_listed = top_p_count(list(p["probabilities"]), top_p)
    return wrong_ways(
        right,
        ("crossing-dropped", right - 1, "You dropped the token that reaches p; it is kept."),
        ("unsorted", as_listed, "You added them as listed; top-p takes the largest first."),
        (
            "one-too-many",
            right + 1,
            "You went on after p was reached; the token that reaches it is the last one kept.",
        ),
        (
            "min-p",
            min_p_count(shares, 1 - top_p),
            "You compared each token with the largest, as min-p does; top-p adds them up.",
        ),
        ("all", len(shares), "You kept all tokens; top-p drops those after p is reached."),
        (
            "share-each",
            sum(share >= 1 - top_p for share in shares),
            "You compared each token alone with 1 − p; top-p adds them up.",
        ),
    )


# Min-p


def _min_p(p: Parameters) -> Fraction:
    return Fraction(min_p_count(_descending(p), p["min_p"]))


def _min_p_by_logits(p: Parameters) -> float:
    import numpy as np

    logits = np.log([float(x) for x in p["probabilities"]])
    return float((logits >= logits.max() + np.log(float(p["min_p"]))).sum())


def _min_p_steps(p: Parameters) -> tuple[str, ...]:
    shares, count = _descending(p), int(_min_p(p))
    limit = p["min_p"] * shares[0]
    dropped = shares[count:]
    return (
        (
            f"Threshold: {number(p['min_p'])} × {number(100 * shares[0])} % = "
            f"{number(100 * limit, digits=6)} %"
        ),
        f"At least that, in %: {_percents(shares[:count])}",
        f"Below it: {_percents(dropped)}" if dropped else "Below it: none",
        f"Kept: {show(Fraction(count), 'tokens')}",
    )


def _min_p_wrong(p: Parameters) -> tuple[Misconception, ...]:
    shares, min_p, right = _descending(p), p["min_p"], _min_p(p)
    return wrong_ways(
        right,
        (
            "absolute",
            sum(share >= min_p for share in shares),
            "You compared with min-p itself; the threshold is min-p times the largest.",
        ),
        ("dropped", len(shares) - right, "You counted the tokens that are dropped."),
        ("top-left-out", right - 1, "You left out the most likely token; it always survives."),
        (
            "top-p",
            top_p_count(shares, 1 - min_p),
            "You added probabilities up to 1 − min-p; min-p compares each with the largest.",
        ),
        ("all", len(shares), "You kept all tokens, also those below min-p times the largest."),
        ("one-too-many", right + 1, "You kept one token below min-p times the largest."),
    )


TRUNCATION_SAMPLING = Family(
    name="truncation-sampling",
    title="Top-k, top-p and min-p",
    questions=(9, 19),
    asks=(
        Ask(
            name="top-p-count",
            title="Sampling: tokens that top-p keeps",
            dimension=Dimension.COUNT,
            unit="tokens",
            statement=f"{LISTED} How many of them "
            "does top-p {{ top_p | plain }} keep? As in llama.cpp, the token that reaches p is "
            "kept.",
            parameters=lambda c: {
                "probabilities": draw_probabilities(c, c.step(6, 9)),
                "top_p": c.pick(TOP_PS),
            },
            accepts=lambda p: (
                are_distinct(p["probabilities"])
                and is_clear_of_top_p(_descending(p), p["top_p"])
                and 1 < _top_p(p) < len(p["probabilities"])
            ),
            solve=_top_p,
            oracles=(Oracle(name="numpy cumsum", compute=_top_p_by_numpy),),
            steps=_top_p_steps,
            misconceptions=_top_p_wrong,
            tolerance=EXACT,
            # Two of A 57.45 %, B 21.14 %, C 12.82 %, D 8.59 % reach 0.75, as question 9 says.
            example=lambda: {
                "probabilities": tuple(Fraction(n, 10000) for n in (5745, 2114, 1282, 859)),
                "top_p": Fraction(3, 4),
            },
            samples=(
                ("2", True),
                ("2 tokens", True),
                ("2.0", True),
                ("1", False),
                ("3", False),
                ("4 tokens", False),
                ("75 %", None),
                ("A and B", None),
                ("2k", False),
            ),
        ),
        Ask(
            name="min-p-count",
            title="Sampling: tokens that min-p keeps",
            dimension=Dimension.COUNT,
            unit="tokens",
            statement=f"{LISTED} How many of them does min-p {{{{ min_p | plain }}}} keep?",
            parameters=lambda c: {
                "probabilities": draw_probabilities(c, c.step(6, 9)),
                "min_p": c.pick(MIN_PS),
            },
            accepts=lambda p: (
                are_distinct(p["probabilities"])
                and is_clear_of_min_p(_descending(p), p["min_p"])
                and 1 < _min_p(p) < len(p["probabilities"])
            ),
            solve=_min_p,
            oracles=(Oracle(name="logits in numpy", compute=_min_p_by_logits),),
            steps=_min_p_steps,
            misconceptions=_min_p_wrong,
            tolerance=EXACT,
            # A, B and C of the same distribution survive min-p 0.2, as question 9 says.
            example=lambda: {
                "probabilities": tuple(Fraction(n, 10000) for n in (5745, 2114, 1282, 859)),
                "min_p": Fraction(1, 5),
            },
            samples=(
                ("3", True),
                ("3 tokens", True),
                ("about 3", True),
                ("2", False),
                ("1 token", False),
                ("4", False),
                ("20 %", None),
                ("three", None),
            ),
        ),
        FILTERS,
        CHAIN,
        *MIN_P_LOGIT_ASKS,
    ),
)
