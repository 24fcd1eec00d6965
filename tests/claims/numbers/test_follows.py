"""What rests on a refuted number is refuted with it."""

from __future__ import annotations

import re

from flashcards.claims.numbers.claim import Claim, Verdict
from flashcards.claims.numbers.equations import Line
from flashcards.claims.numbers.follows import followers


def claim(line: int, stated: str, expected: str) -> Claim:
    return Claim(line=line, rule="oracle", stated=stated, verdict=Verdict.WRONG, expected=expected)


def totals(lines: list[Line]) -> list[Claim]:
    """`Total: 8 GB`, held against the lines above it."""
    values = [(line, text, float(re.findall(r"[\d.]+", text)[0])) for line, text in lines]
    *parts, (line, text, total) = values
    added = sum(value for _, _, value in parts)
    verdict = Verdict.RIGHT if abs(added - total) < 0.2 else Verdict.WRONG
    stated = text.removeprefix("- Total: ")
    return [
        Claim(line=line, rule="total", stated=stated, verdict=verdict, expected=f"{added:.3g} GB")
    ]


def followed(text: str, *refuted: Claim) -> list[tuple[int, str, str, int]]:
    """What is confirmed only because of numbers that are refuted."""
    lines = list(enumerate(text.split("\n"), start=1))
    found = followers(lines, [*totals(lines), *refuted], totals)
    return [(one.line, one.stated, one.expected, one.follows) for one in found]


LIST = "- Weights: 4.0 GB\n- Cache: ~4.0 GB\n- Total: 8.0 GB"


def test_a_right_sum_of_a_wrong_part_follows_from_it() -> None:
    wrong = claim(2, "~4.0 GB", "2 GiB (2.147 GB)")
    assert followed(LIST, wrong) == [(3, "8.0 GB", "6 GB", 2)]


def test_without_a_wrong_number_nothing_follows() -> None:
    assert not followed(LIST)


def test_a_wrong_number_that_cannot_be_put_right_is_let_be() -> None:
    assert not followed(LIST, claim(2, "~4.0 GB", "1 GB to 2 GB"))
    assert not followed(LIST, claim(2, "~4.0 GB", "impossible"))
    assert not followed(LIST, claim(2, "~4.0 GB", "3 s"))
    assert not followed(LIST, claim(9, "~4.0 GB", "2 GB"))
