from __future__ import annotations

from flashcards.card import Kind
from flashcards.review.session import Part, face
from tests.review.session.fakes import stored


def test_a_subject_of_its_own_is_parted_from_the_question() -> None:
    shown = face(stored("a", front="###### The *subject*\n\nWhat?\n\n- one", more="More."))
    assert (shown.subject, shown.question) == ("The *subject*", "What?\n\n- one")
    assert shown.parts == (Part(title="", markdown="More."),)


def test_without_one_the_context_is_the_subject() -> None:
    shown = face(stored("a", front="What?", context=("A *b*", "c")))
    assert (shown.subject, shown.question) == (r"A \*b\* › c", "What?")


def test_a_front_that_is_all_subject_is_asked_whole() -> None:
    assert face(stored("a", front="###### What?")).question == "###### What?"


def test_an_interview_question_shows_its_hints_one_by_one_and_all_its_parts() -> None:
    extra = {
        "meta": "15 minutes", "hints": "One\n\n***\n\nTwo", "solution": "S", "rubric": "R",
        "red_flags": "- no", "looking_for": "",
    }  # fmt: skip
    shown = face(stored("a", kind=Kind.INTERVIEW, extra=tuple(extra.items()), front="**T**\n\nP"))
    assert shown.subject == "15 minutes"
    assert shown.hints == ("One", "Two")
    assert shown.answer == "S"
    assert [part.title for part in shown.parts] == ["Red flags", "Rubric"]


def test_no_card_says_its_question_above_it() -> None:
    front = "What is `KV`?\n\nSay it."
    assert face(stored("a", front=front, context=("Caches", "What is KV?"))).subject == "Caches"
