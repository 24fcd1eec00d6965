"""The brake: what retires many cards is stopped, and says where they stood."""

from __future__ import annotations

import pytest

from flashcards.card import Kind
from flashcards.errors import FlashcardsError
from flashcards.ledger import Entry, Ledger
from flashcards.loss import COUNT, stop_at_loss


def entry(number: int, *, question: str = "What is bread?", label: str = "Flour") -> Entry:
    return Entry(
        id=f"card{number}", note=f"note{number}", slot=1, kind=Kind.TERM, document="bread.md",
        question=1, question_title=question, place=("solution", label), group="g",
        key=(str(number),), front="", back="", more="", shown="", created=0, modified=0,
    )  # fmt: skip


def test_a_small_loss_is_an_ordinary_edit() -> None:
    cards = [entry(number) for number in range(COUNT)]
    stop_at_loss(Ledger(entries=tuple(cards)), cards)


def test_a_small_share_of_many_cards_is_an_ordinary_edit() -> None:
    cards = [entry(number) for number in range(COUNT * 20)]
    stop_at_loss(Ledger(entries=tuple(cards)), cards[: COUNT + 1])


def test_the_heading_that_lost_most_is_named() -> None:
    gone = [entry(number, label="Yeast") for number in range(COUNT + 5)]
    rest = [entry(100 + number, question="What is cheese?") for number in range(COUNT)]
    with pytest.raises(FlashcardsError) as caught:
        stop_at_loss(Ledger(entries=(*gone, *rest)), gone)
    assert "25 of 45 cards would be retired" in caught.value.message
    assert "25 of 25 of bread.md, “What is bread?”, “Yeast”" in caught.value.message
    assert "--retire" in (caught.value.hint or "")


def test_a_loss_all_over_a_document_names_the_document_alone() -> None:
    gone = [entry(number, question=f"Question {number}?") for number in range(COUNT + 5)]
    with pytest.raises(FlashcardsError) as caught:
        stop_at_loss(Ledger(entries=tuple(gone)), gone)
    assert "of bread.md;" in caught.value.message
