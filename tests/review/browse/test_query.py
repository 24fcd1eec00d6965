"""What a search finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.card import Kind
from flashcards.errors import FlashcardsError
from flashcards.review.browse import parse, standing
from flashcards.review.model import CardState, Phase
from flashcards.review.store import Listed
from tests.review.session.fakes import stored

DAY = 739_000
REVIEW = CardState(phase=Phase.REVIEW, due_day=DAY + 3, lapses=2, repetitions=9)
CARDS = [
    Listed(card=stored("plain", deck="Root::Module 1"), state=CardState()),
    Listed(card=stored("gone", retired_ms=1), state=CardState()),
    Listed(card=stored("away", back="KV cache"), state=CardState(suspended=True, leech=True)),
    Listed(card=stored("put", tags=("llm::m2",)), state=CardState(buried_day=DAY)),
    Listed(card=stored("later", deck="Root::Module 10", question=7), state=REVIEW),
    Listed(card=stored("flagged", kind=Kind.PROBLEM), state=CardState(flag=2)),
    Listed(
        card=stored("now", document="two.md"),
        state=CardState(phase=Phase.REVIEW, due_day=DAY - 1),
    ),
]
ALL = {"plain", "away", "put", "later", "flagged", "now"}


def found(query: str) -> set[str]:
    holds = parse(query, day=DAY)
    return {one.card.id for one in CARDS if holds(one)}


@pytest.mark.parametrize(
    ("query", "cards"),
    [
        ("", ALL),
        ("is:retired", {"gone"}),
        ("is:suspended", {"away"}),
        ("is:leech is:suspended", {"away"}),
        ("is:buried", {"put"}),
        ("is:new -is:suspended", {"plain", "put", "flagged"}),
        ("is:due", {"now"}),
        ("due:3", {"now", "later"}),
        ("lapses:2", {"later"}),
        ("flag:2", {"flagged"}),
        ("is:flagged", {"flagged"}),
        ("kind:problem", {"flagged"}),
        ('deck:"module 1"', ALL - {"later"}),
        ("deck:module", set()),
        ("-tag:m1", {"put"}),
        ("question:7", {"later"}),
        ("doc:two", {"now"}),
        ("card:now", {"now"}),
        ("kv CACHE", {"away"}),
        ('"kv cache"', {"away"}),
        ("front-of", set()),
        ("http://x", set()),
        ('"an open quote', set()),
    ],
)
def test_terms_find_what_they_say(query: str, cards: set[str]) -> None:
    assert found(query) == cards


@pytest.mark.parametrize("query", ["is:suspnded", "flag:red", "kind:cards", "due:soon", "due:"])
def test_a_term_without_meaning_is_told_and_what_was_meant(query: str) -> None:
    with pytest.raises(FlashcardsError) as told:
        parse(query, day=DAY)
    assert told.value.hint


@given(query=st.text(max_size=40))
def test_whatever_is_typed_is_a_search_or_is_told(query: str) -> None:
    try:
        found(query)
    except FlashcardsError as error:
        assert ":" in query
        assert str(error)


def test_where_a_card_stands_is_said_in_a_word() -> None:
    assert [standing(one, day=DAY) for one in CARDS] == [
        "new", "retired", "suspended", "buried", "in 3 d", "new", "due"
    ]  # fmt: skip
