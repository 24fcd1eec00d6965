"""Next-token distributions in whole percent, for the families on sampling and entropy."""

from __future__ import annotations

from fractions import Fraction

from flashcards.problems.chance import Chance

LISTED = (
    "The only candidates for the next token have the probabilities {% for x in probabilities %}"
    "{{ (100 * x) | plain }} %{{ ', ' if not loop.last }}{% endfor %}."
)
"""The first sentence of a statement on probabilities."""

PERCENT = Fraction(1, 100)


def draw_probabilities(chance: Chance, count: int) -> tuple[Fraction, ...]:
    """Probabilities that fall off and add up to one, in no order; `are_distinct` may not hold."""
    left, shares = 100, []
    for after in range(count - 1, 0, -1):
        share = min(max(1, left * chance.step(22, 50) // 100), left - after)
        shares.append(share)
        left -= share
    shares.append(left)
    shuffled = [shares.pop(chance.below(len(shares))) for _ in range(count)]
    return tuple(share * PERCENT for share in shuffled)


def are_distinct(probabilities: tuple[Fraction, ...]) -> bool:
    """Whether no two are equal: a sampler's order of equal ones is not fixed."""
    return len(set(probabilities)) == len(probabilities)
