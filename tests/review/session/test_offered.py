"""Choices are asked by letter in changing order, gaps by their words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flashcards.card import Choice, Gap, Kind, Option
from flashcards.review.session import face
from flashcards.review.session.offered import Offered, offered
from flashcards.review.session.typed import mark_choice, mark_gap
from flashcards.review.store.model import StoredCard
from flashcards.tree import parse_blocks
from flashcards.tree.nodes import Cloze, Paragraph, Text
from flashcards.written import parts
from tests.review.session.fakes import stored

NORWAY = ("Bergen", "Oslo", "Narvik")


def choice(*right: str, options: tuple[str, ...] = NORWAY, more: str = "") -> StoredCard:
    ask = Choice(
        asked=parse_blocks("Which is the capital?"),
        options=tuple(Option(text=(Text(one),), right=one in right) for one in options),
    )
    back = ", ".join(right)
    return stored(
        "a", kind=Kind.CHOICE, extra=parts(ask), front="###### Geo\n\nWhich?", back=back, more=more
    )


def gap(hidden: str) -> StoredCard:
    text = (Paragraph((Text("The cell has "), Cloze((Text(hidden),), number=1))),)
    ask = Gap(hidden=((Text(hidden),),), text=text, places=(0,))
    return stored("g", kind=Kind.CLOZE, extra=parts(ask), front="The cell has […]", back=hidden)


def shown(card: StoredCard, repetitions: int = 0) -> Offered:
    made = offered(card, repetitions=repetitions)
    assert made is not None
    return made


def test_the_options_come_in_another_order_and_the_right_ones_stay_right() -> None:
    card = choice("Oslo")
    orders = {shown(card, n).options for n in range(12)}
    assert len(orders) > 2
    for n in range(12):
        made = shown(card, n)
        assert [made.options[place] for place in made.right] == ["Oslo"]


@pytest.mark.parametrize(
    ("options", "more"),
    [
        (("Bergen", "Oslo", "None of the above"), ""),
        (("Bergen", "Oslo", "A and B"), ""),
        (NORWAY, "Option A is a port."),
    ],
)
def test_the_order_stays_where_places_or_letters_are_spoken_of(
    options: tuple[str, ...], more: str
) -> None:
    assert {shown(choice("Oslo", options=options, more=more), n).options for n in range(9)} == {
        options
    }


def test_the_face_shows_letters_and_answers_by_them() -> None:
    card = choice("Oslo")
    made = shown(card)
    said = face(card, options=made)
    assert said.subject == "Geo"
    assert all(f"{letter}) " in said.question for letter in "ABC")
    assert said.answer.endswith("Oslo")
    assert said.typed


def test_a_question_that_is_a_heading_is_said_once() -> None:
    card = choice("Oslo")
    extra = dict(card.extra) | {"asked": "###### What does it print?\n\n`print(1)`"}
    card = replace(card, front=extra["asked"], extra=tuple(extra.items()))
    said = face(card, options=shown(card))
    assert said.subject == "What does it print?"
    assert said.question.startswith("`print(1)`")


def test_a_choice_without_its_options_is_asked_as_it_was() -> None:
    assert offered(stored("a", kind=Kind.CHOICE), repetitions=0) is None


BOTH = Offered(options=("4", "5", "6", "7"), right=frozenset((1, 3)))
ONE = Offered(options=("Bergen", "Oslo", "Narvik"), right=frozenset((1,)))


@pytest.mark.parametrize(
    ("asked", "text", "correct"),
    [
        (ONE, "b", True), (ONE, "B)", True), (ONE, "Answer: B", True), (ONE, "oslo", True), (ONE, "a", False),
        (ONE, "a b", False), (ONE, "d", None), (ONE, "I do not know", None), (ONE, "", None),
        (BOTH, "b d", True), (BOTH, "BD", True), (BOTH, "d, b", True), (BOTH, "b and d", True), (BOTH, "b", None),
        (BOTH, "a c", False), (BOTH, "b c", False), (BOTH, "bb", None),
    ],
)  # fmt: skip
def test_letters_are_graded_as_a_fair_teacher_would(
    asked: Offered, text: str, correct: bool | None
) -> None:
    assert mark_choice(asked, text).correct is correct


@pytest.mark.parametrize(
    ("hidden", "text", "correct"),
    [
        (["mitochondria"], "Mitochondria.", True), (["mitochondria"], "mitochondira", None), (["mitochondria"], "nucleus", False),
        (["1914"], "1914", True), (["1914"], "1915", False), (["alkane"], "alkene", None), (["DNA"], "RNA", False),
        (["Oslo", "Lima"], "oslo, lima", True), (["Oslo", "Lima"], "lima, oslo", False), (["−3 °C"], "-3 °C", True),
    ],
)  # fmt: skip
def test_words_in_gaps_are_graded_as_a_fair_teacher_would(
    hidden: list[str], text: str, correct: bool | None
) -> None:
    assert mark_gap(hidden, text).correct is correct


def test_short_words_are_typed_into_a_gap_and_may_be_known_by_heart() -> None:
    said = face(gap("membranes"))
    assert (said.typed, said.by_heart, said.gaps) == (True, True, ("membranes",))


def test_the_text_with_its_gaps_filled_is_no_subject() -> None:
    card = replace(
        gap("membranes"), title="It has membranes", context=("Cells", "It has membranes")
    )
    assert face(card).subject == "Cells"


@pytest.mark.parametrize("hidden", ["a membrane that keeps it from what is outside of it"])
def test_what_is_long_is_not_typed(hidden: str) -> None:
    assert not face(gap(hidden)).typed
