from __future__ import annotations

import pytest

from flashcards.claims.numbers.conversions import conversions
from tests.claims.numbers.asked import ask, right, wrong


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("HDD: 400 seconds (6.7 min)", "6.7 min"),
        ("a file of 39 GB (41.9 × 10^9 bytes)", "41.9 × 10^9 bytes"),
        ("4 GB (4096 MB)", "4096 MB"),
        ("4 GB (4000 MB)", "4000 MB"),
        ("2048 MiB (2 GiB)", "2 GiB"),
        ("24 bytes (192 bits)", "192 bits"),
        ("125 MB/s (1 Gbit/s)", "1 Gbit/s"),
        ("90 minutes (about 1.5 hours)", "1.5 hours"),
    ],
)
def test_the_same_in_another_unit_is_right(text: str, stated: str) -> None:
    assert right(conversions, text) == [stated]


@pytest.mark.parametrize(
    ("text", "stated", "expected"),
    [
        ("400 seconds (7.6 min)", "7.6 min", "6.667 min"),
        ("4 GB (400 MB)", "", ""),
        ("4 GB (4 MB)", "4 MB", "4,000 MB"),
        ("100 MB (80 Mbit/s)", "", ""),
        ("13.5 GB (16.2 GiB)", "16.2 GiB", "12.57 GiB"),
    ],
    ids=["minutes", "another thing", "a prefix off", "another dimension", "binary"],
)
def test_something_near_it_in_another_unit_is_wrong(text: str, stated: str, expected: str) -> None:
    assert wrong(conversions, text) == ([(stated, expected)] if stated else [])


@pytest.mark.parametrize(
    "text",
    [
        "13.8 GB (15 GB with cache)",
        "a mean of 2 s (2 ms)",
        "p50 12.5 s (300 ms)",
        "1 Gbps (100 MB/s)",
        "8 GB (1 TB SSD)",
        "64 GB (5.4%)",
        "Q4_K_M (4 GB)",
        "5 min (10 s timeout)",
    ],
)
def test_what_is_another_thing_is_passed_over(text: str) -> None:
    assert not wrong(conversions, text)


def test_a_line_without_parentheses_says_nothing() -> None:
    assert not ask(conversions, "400 seconds, 6.7 min")
