from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from flashcards.card import Kind
from flashcards.problems.pool import pool, pool_json
from flashcards.problems.registry import family
from flashcards.review.model import Rating
from flashcards.review.session import Scope, Sitting
from flashcards.review.terminal.plain import Plain
from tests.review.session.fakes import Clock, FakeShelf, ratings, stored

GOOD, AGAIN, HARD, EASY = Rating.GOOD, Rating.AGAIN, Rating.HARD, Rating.EASY


def run(shelf: FakeShelf, lines: Iterable[str], **scope: object) -> list[str]:
    said: list[str] = []
    clock = Clock()
    Plain(Sitting(shelf, Scope(**scope), now_ms=clock()), now=clock, say=said.append).run(lines)  # type: ignore[arg-type]
    return said


def told(shelf: FakeShelf, lines: Iterable[str]) -> list[dict[str, Any]]:
    out: list[dict[str, Any]] = []
    clock = Clock()
    sitting = Sitting(shelf, Scope(), now_ms=clock())
    Plain(sitting, now=clock, say=lambda _: None, tell=out.append).run(lines)
    return out


@pytest.fixture
def shelf() -> FakeShelf:
    return FakeShelf([stored("a"), stored("b"), stored("c")])


@pytest.fixture(scope="module")
def problem() -> FakeShelf:
    kind = family("weight-memory")
    made = pool_json(pool(kind, kind.asks[0], count=4))
    return FakeShelf([stored("p", kind=Kind.PROBLEM, extra=(("pool", made),))])


def test_an_empty_line_shows_the_answer_and_then_takes_good(shelf: FakeShelf) -> None:
    said = "\n".join(run(shelf, ["", ""]))
    assert ratings(shelf) == [("a", GOOD)]
    assert said.index("Front of a?") < said.index("= back of a") < said.index("Front of b?")
    assert "3 Good (10 minutes)" in said
    assert "Stopped; what you answered is kept." in said


@pytest.mark.parametrize(
    ("line", "rating"),
    [("1", AGAIN), ("hard", HARD), ("3", GOOD), ("EASY", EASY), (":4", EASY), (" 2 ", HARD)],
)
def test_grades_are_digits_or_words_before_and_after_the_answer(line: str, rating: Rating) -> None:
    for lines in (["show", line], [line]):
        shelf = FakeShelf([stored("a"), stored("b")])
        said = run(shelf, lines)
        assert ratings(shelf) == [("a", rating)]
        assert "= back of a" in said, "the answer is shown in any case"


def test_undo_bury_suspend_and_flag(shelf: FakeShelf) -> None:
    run(shelf, ["4", "undo", "flag 3", "b", ":s", "f", "f", "q", "1"])
    assert ratings(shelf) == []
    assert shelf.state("a").flag == 3
    assert shelf.state("a").buried_day
    assert shelf.state("b").suspended
    assert shelf.state("c").flag == 0


def test_what_is_not_understood_changes_nothing(shelf: FakeShelf) -> None:
    said = run(shelf, ["5", "what", "\x1b[31mred"])
    assert not shelf.log
    assert [line for line in said if line.startswith("Not understood")] == [
        "Not understood: 5. Try ? for help.",
        "Not understood: what. Try ? for help.",
        "Not understood: red. Try ? for help.",
    ]


def test_hints_come_one_by_one() -> None:
    card = stored("a", front="###### S\n\nWhich?\n\n- […]\n- ||one||\n- ||two||")
    said = "\n".join(run(FakeShelf([card]), ["h", "hint", "h"]))
    assert said.count("(hidden)") == 2 + 1
    assert "There are no more hints." in said


def test_a_problem_takes_answers_and_suggests_the_grade(problem: FakeShelf) -> None:
    said = "\n".join(run(problem, ["hm", "3", "4", ""]))
    assert ratings(problem) == [("p", AGAIN)], (
        "3 was an answer, and a wrong one; 4 was its second try"
    )
    assert "[empty line: Again]" in said


def test_commands_of_a_problem_have_a_colon(problem: FakeShelf) -> None:
    before = len(problem.log)
    said = run(problem, ["quit", ":quit", "1"])
    assert len(problem.log) == before
    assert said[-1].startswith("Week")


def test_programs_are_told_objects(shelf: FakeShelf) -> None:
    events = told(shelf, ["show", "3", "5"])
    assert [e["event"] for e in events] == [
        "question", "answer", "graded", "question", "error", "end",
    ]  # fmt: skip
    question, answer, graded, *_, end = events
    assert question["card"] == "a"
    assert question["left"] == {"new": 3, "learning": 0, "reviews": 0}
    assert answer["answer"] == "back of a"
    assert answer["intervals"][3] == "10m"
    assert graded["interval_ms"] == 600_000
    assert (end["reason"], end["answers"]) == ("stopped", 1)


def test_documents_cannot_steer_the_terminal() -> None:
    evil = "a\x1b[2J\u202eb\x07"
    card = stored("a", front=evil, back=evil, deck=f"R::{evil}", context=(evil,))
    for line in run(FakeShelf([card]), ["", "q"]):
        assert line.isprintable(), line


def test_the_end_says_why_and_what_it_came_to(shelf: FakeShelf) -> None:
    said = run(shelf, ["4"] * 5)
    assert "Done for today." in said
    assert "Answers: 3, 3 of them new" in said
    assert "Nothing is due." in run(shelf, [])


def test_a_choice_is_answered_by_letter() -> None:
    extra = (("asked", "Which?"), ("options", "Bergen\n\n***\n\nNone of the above"), ("right", "1"))
    shelf = FakeShelf([stored("a", kind=Kind.CHOICE, extra=extra, back="None of the above")])
    said = run(shelf, ["z", "a", ""])
    assert "A) Bergen" in "\n".join(said)
    assert "Answer by letter, a to b." in said
    assert ratings(shelf) == [("a", AGAIN)]
    assert not any(line.startswith("- A)") for line in said), "the options stand in the question"


def test_a_gap_is_typed_or_known_by_heart() -> None:
    extra = (("text", "In {{c1::1914}}."), ("places", "0"))
    cards = [
        stored(name, kind=Kind.CLOZE, extra=extra, front="In […].", back="1914") for name in "ab"
    ]
    shelf = FakeShelf(cards)
    said = "\n".join(run(shelf, ["1915", "1914", "", "", ""]))
    assert "A slip?" in said
    assert [rating for _, rating in ratings(shelf)] == [Rating.HARD, Rating.GOOD]
