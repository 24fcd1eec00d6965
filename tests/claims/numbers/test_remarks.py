from __future__ import annotations

import pytest

from flashcards.claims.numbers.claim import Verdict
from flashcards.claims.numbers.remarks import listing_claims


def said(code: str) -> list[tuple[int, str, str]]:
    """Line, number and verdict of all that comments say."""
    return [
        (claim.line, claim.stated, claim.verdict.value)
        for claim in listing_claims(code, {}, first_line=1)
    ]


def refuted(code: str) -> list[tuple[str, str]]:
    claims = listing_claims(code, {}, first_line=1)
    return [(one.stated, one.expected) for one in claims if one.verdict is Verdict.WRONG]


LOOP = """probs = [0.57452, 0.42548]
for token, prob in zip(['A', 'B'], probs):
    print(f"  {{token}}: {{prob:.3f}} ({{prob*100:.{}f}}%)")

# Output:
# A: {} ({})
# B: 0.425 (42.5%)
"""


def test_what_a_loop_prints_may_stand_below_an_empty_line() -> None:
    assert said(LOOP.format(1, "0.575", "57.5%")) == [
        (6, "0.575", "right"),
        (6, "57.5%", "right"),
        (7, "0.425", "right"),
        (7, "42.5%", "right"),
    ]
    assert refuted(LOOP.format(1, "0.572", "57.2%")) == [("0.572", "0.575"), ("57.2%", "57.5%")]


def test_a_comment_finer_than_the_print_is_held_against_the_value() -> None:
    assert not refuted(LOOP.format(0, "0.575", "57.45%"))
    assert refuted(LOOP.format(0, "0.575", "57.48%")) == [("57.48%", "57.4520%")]


def test_each_number_of_a_row_is_judged_alone() -> None:
    code = "import numpy as np\nrow = np.array([2.0, 1.0])\nhalf = row / 2  # [1.0, 0.6]"
    assert said(code) == [(3, "1.0", "right"), (3, "0.6", "wrong")]


MARGIN = 'have = 16\nneed = 8\nprint(f"Margin: {{have - need}} GB")\n# Margin: {} ({})'


@pytest.mark.parametrize(
    ("size", "share", "found"),
    [
        ("8 GB", "50%", []),
        ("6 GB", "37.5%", [("37.5%", "50%"), ("6 GB", "8 GB")]),
        ("8 GB", "100%", [("100%", "50%")]),
    ],
)
def test_the_share_of_a_printed_margin_is_of_what_there_is(
    size: str, share: str, found: list[tuple[str, str]]
) -> None:
    assert sorted(refuted(MARGIN.format(size, share))) == found


def test_a_comment_far_below_speaks_of_something_else() -> None:
    assert not said("print(f'{4.0} GB')\n\n# The default is 5 GB")
