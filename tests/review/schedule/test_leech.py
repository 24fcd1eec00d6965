"""Leeches: at the threshold and every half of it after."""

from __future__ import annotations

import pytest

from flashcards.review.schedule.leech import is_leech


@pytest.mark.parametrize(
    ("threshold", "lapses"),
    [
        (8, [8, 12, 16, 20]),
        (3, [3, 5, 7, 9, 11, 13, 15, 17, 19]),
        (5, [5, 8, 11, 14, 17, 20]),
        (1, list(range(1, 21))),
        (0, []),
        (-1, []),
    ],
)
def test_leeches_are_made_at_the_threshold_and_at_every_half_of_it_after(
    threshold: int, lapses: list[int]
) -> None:
    assert [count for count in range(21) if is_leech(count, threshold)] == lapses
