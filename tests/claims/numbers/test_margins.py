from __future__ import annotations

import pytest

from flashcards.claims.numbers.margins import margins
from tests.claims.numbers.asked import ask, right, wrong

FIT = """
Available RAM: 64 GB
Required RAM:  60.7 GB
Margin:        {} ({})
"""


@pytest.mark.parametrize("share", ["5.2%", "5%", "5.1%"], ids=["rounded", "to one digit", "cut"])
def test_a_margin_is_what_is_left_of_what_is_there(share: str) -> None:
    assert right(margins, FIT.format("3.3 GB", share)) == ["3.3 GB", share]


def test_a_margin_that_is_not_left_is_wrong() -> None:
    assert wrong(margins, FIT.format("4.3 GB", "6.7%")) == [("4.3 GB", "3.3 GB")]


def test_a_share_of_what_is_needed_is_wrong_and_says_so() -> None:
    text = FIT.format("3.3 GB", "5.4%")
    assert wrong(margins, text) == [("5.4%", "5.15625%")]
    assert ask(margins, text)[-1].how == "not of 60.7 GB: 3.3 GB of 64 GB = 5.15625%"


def test_a_share_of_nothing_near_is_wrong() -> None:
    text = FIT.format("3.3 GB", "9%")
    assert wrong(margins, text) == [("9%", "5.15625%")]


ASKED = "Will it fit in 64GB?\n\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- New total: ~49 GB ✅ (23% margin)", ["23%"]),
        ("| TOTAL | 50.7 GB |\n\nMargin: 13.3 GB (20.8%)", ["13.3 GB", "20.8%"]),
        ("Total: 58.4 GB\nOn a 64GB machine: ✅ (5.6 GB free)", ["5.6 GB"]),
        ("Total: 60 GB\n- Saves: 10 GB\n- New total: ~50 GB", ["~50 GB"]),
        ("Total: 60.7 GB\nMargin: 3.3 GB (5.2%)\n❌ Only 5% margin", ["3.3 GB", "5.2%", "5%"]),
    ],
)
def test_what_the_question_says_is_there_counts(text: str, found: list[str]) -> None:
    assert right(margins, ASKED + text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- New total: ~49 GB ✅ (33% margin)", ("33%", "23.4375%")),
        ("Total: 10.4 GB\nOn a 16GB laptop: ✅ (6.6 GB free)", ("6.6 GB", "5.6 GB")),
        ("Total: 60 GB\n- Saves: 10 GB\n- New total: ~58 GB", ("~58 GB", "50 GB")),
    ],
)
def test_what_it_does_not_leave_is_wrong(text: str, found: tuple[str, str]) -> None:
    assert wrong(margins, ASKED + text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Total RAM: 64 GB\nUsed: 40 GB\nFree: 10 GB",
        "Margin: 3 GB (5%)",
        "Model: 40 GB\nMargin: 20%",
        "fits in 16GB or fits in 24GB\nTotal: 12 GB (33% margin)",
        "Available RAM: 0 GB\nMargin: 3 GB (5%)",
        "Keep a 10% margin free",
        "Total: 40 GB\n\nDisk: 100 GB free",
    ],
    ids=["caches", "nothing known", "no amount", "two amounts", "nothing", "advice", "disk"],
)
def test_a_margin_of_what_is_not_known_is_never_refuted(text: str) -> None:
    assert not wrong(margins, text)
