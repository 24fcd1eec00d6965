"""A card's parts, taken apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from flashcards.card import Card, Kind
from flashcards.document import Source
from flashcards.facts import extract
from flashcards.practice.interview.question import FollowUp, question
from flashcards.practice.model import Difficulty
from flashcards.render import markdown
from flashcards.review.store import StoredCard
from flashcards.written import written
from tests.practice.interview.making import asked, card
from tests.understood import read_once

ROOT = Path(__file__).resolve().parents[3]


def told(one: FollowUp) -> tuple[str, str]:
    return markdown(one.question), markdown(one.looking_for)


def test_hints_follow_ups_and_time_are_taken_apart() -> None:
    found = asked(minutes="10-15 minutes")
    assert [*map(markdown, found.hints)] == [
        "**First** — think of *keys*", "**Second** — and of values",
    ]  # fmt: skip
    assert [*map(told, found.follow_ups)] == [
        ("How much is `100`?", "a hundred"),
        ("And why?", "counting"),
    ]
    assert found.minutes == 15  # the upper end
    assert found.levels == (Difficulty.MID,)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("45 min", 45), ("1 hour", 60), ("1.5 hours", 90), ("20+ minutes", 20), ("soon", 15),
     ("15–20 minutes", 20), ("0 minutes", 1)],
)  # fmt: skip
def test_minutes_in_other_words(text: str, minutes: int) -> None:
    assert asked(minutes=text).minutes == minutes


def test_a_level_that_the_meta_does_not_say_is_in_the_tags() -> None:
    assert asked(meta="Time: 20 minutes").levels == (Difficulty.MID,)


def test_follow_ups_may_be_paragraphs() -> None:
    found = asked(follow_ups="What then?\n\nThat is all.")
    assert [*map(told, found.follow_ups)] == [("What then?", "")]


def test_a_card_without_parts_is_asked_by_its_front_and_answered_by_its_back() -> None:
    bare = dict.fromkeys(("prompt", "meta", "hints", "solution", "rubric", "follow_ups"), "")
    found = asked(**bare)
    assert markdown(found.prompt) == "**Title of q1**"
    assert markdown(found.solution) == "- the outline"
    assert (found.hints, found.follow_ups, found.minutes) == ((), (), 15)
    assert not found.rubric.stated


def test_a_card_of_the_database_gives_the_same_question() -> None:
    made = card()
    fact, texts = made.fact, written(made.fact)
    stored = StoredCard(
        id=made.id, note=made.note, slot=1, kind=Kind.INTERVIEW, deck=fact.deck, root="Root",
        document=fact.document, question=fact.question, title=fact.question_title,
        front=texts.front, back=texts.back, more=texts.more, context=fact.context, tags=fact.tags,
        extra=texts.extra, source=Source(path="source/one.md", line=7), modified=0, position=0,
    )  # fmt: skip
    assert question(stored) == question(made)


def test_every_question_of_the_projects_document_has_rubric_hints_and_follow_ups() -> None:
    path = ROOT / "source" / "module-1-foundations.md"
    document = read_once(path).document
    facts = [f for f in extract(document, tag_root="llm").facts if f.kind is Kind.INTERVIEW]
    found = [
        question(Card(id=str(f.question), note="n", slot=1, modified=0, fact=f)) for f in facts
    ]
    assert len(found) == 20
    for each in found:
        assert each.rubric.stated
        assert (each.rubric.points, len(each.rubric.rows)) == (35, 5)
        assert [p.of for p in each.rubric.passing] == [35, 35, 35]
        assert each.hints
        assert len(each.follow_ups) >= 4
        assert all(f.looking_for for f in each.follow_ups)
        assert each.levels
