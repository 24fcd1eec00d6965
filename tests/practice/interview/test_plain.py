"""The interview in lines: what is said, and what each line does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.practice.interview.plain import Plain
from flashcards.practice.interview.question import Question
from flashcards.practice.proposals.model import Proposals
from tests.practice.interview.making import Clock, FakeModel, Kept, asked, begun

TO_GRADING = [":done", ":done", ":done"]


class Run:
    """An interview that was run over some lines."""

    def __init__(
        self, lines: Iterable[str], *questions: Question, minutes: int = 30, **more: Any
    ) -> None:
        self.kept, self.clock = Kept(), Clock()
        self.course = begun(*questions, kept=self.kept, clock=self.clock, minutes=minutes)
        self.said: list[str] = []
        Plain(self.course, self.kept, now=self.clock, say=self.said.append, **more).run(lines)  # type: ignore[arg-type]
        self.text = "\n".join(self.said)

    @property
    def found(self) -> dict[str, Any]:
        question: dict[str, Any] = self.kept.last["questions"][0]
        return question


def events(lines: Iterable[str], *questions: Question, **more: Any) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = []
    Run(lines, *questions, tell=told.append, **more)
    return told


def test_lines_are_the_answer_and_a_colon_makes_a_command() -> None:
    run = Run(["keys", "", "  and values", "::done is a command", ":done", "a hundred"])
    assert run.found["notes"] == "keys\n\n  and values\n:done is a command"
    assert run.found["follow_ups"] == [{"question": "How much is `100`?", "notes": "a hundred"}]


def test_a_whole_interview() -> None:
    run = Run(["keys", ":hint", *TO_GRADING, "7", "3"])
    assert (run.found["hints"], run.found["counted"], run.found["passed"]) == (1, 9.5, True)
    assert "10 of 14 points, less 5 % for 1 hint: 9.5. Passes Mid (8/14)." in run.text
    assert "Out of 14 points; passing scores: 5/14 (Entry), 8/14 (Mid), 11/14 (Senior)." in run.text
    assert run.kept.last["ended"] == "done"


def test_the_seed_and_the_cost_of_hints_are_said_at_the_beginning() -> None:
    assert "seed 7. Each hint takes 5 % off the points you reach." in Run([]).said[0]


def test_the_solution_and_the_points_looked_for_are_not_said_before_the_answer_is_done() -> None:
    before = Run(["x", ":hint", ":repeat", ":notes", ":time", ":help", ":done"]).text
    for secret in ("The solution of q1.", "sense", "a hundred", "counting", "Excellent"):
        assert secret not in before
    after = Run(["x", *TO_GRADING]).text
    for secret in ("The solution of q1.", "sense", "a hundred", "counting", "Excellent"):
        assert secret in after


def test_the_end_of_input_ends_the_interview_and_what_was_written_is_kept() -> None:
    run = Run(["half an ans"])
    assert (run.kept.last["ended"], run.found["notes"]) == ("stopped", "half an ans")


@pytest.mark.parametrize("line", ["", "  ", "8", "-1", "3.5", "five", "99999", "٣", "7 "])
def test_what_is_no_grade_is_told_and_the_row_stays_open(line: str) -> None:
    run = Run([*TO_GRADING, line])
    assert run.course.attempt.grades == ([7] if line == "7 " else [])


def test_an_empty_line_never_takes_a_proposal() -> None:
    run = Run(["keys and values", *TO_GRADING, "", "", ""], proposer=FakeModel())
    assert run.course.attempt.grades == []


def test_points_are_taken_back() -> None:
    run = Run([*TO_GRADING, "back", "1", ":b", "2", "3"])
    assert run.course.attempt.grades == [2, 3]
    assert "This is the first row." in run.text


def test_undo_takes_the_last_line_back() -> None:
    assert Run(["one", "two", ":undo", ":undo", ":undo", "three"]).found["notes"] == "three"


def test_time_is_told_when_it_is_asked_for_and_when_it_is_up() -> None:
    clock = Clock()
    course = begun(clock=clock, minutes=10)
    said: list[str] = []

    def lines() -> Iterable[str]:
        clock.wait(minutes=4)
        yield ":time"
        clock.wait(minutes=7)
        yield "late"
        yield "later"

    Plain(course, Kept(), now=clock, say=said.append).run(lines())  # type: ignore[arg-type]
    assert "4:00 of 15:00 on this question, 4:00 of 10:00 in all." in said
    assert sum(line.startswith("Time is up: finish") for line in said) == 1


def test_a_skipped_question_is_followed_by_the_next() -> None:
    run = Run([":skip", "text"], asked("a"), asked("b"))
    assert run.course.number == 2
    assert run.course.attempt.notes == "text"


def test_the_editor_opens_what_is_written_and_gives_back_what_it_became() -> None:
    run = Run(["keys", ":edit"], edit=lambda text: text + " and values")
    assert run.found["notes"] == "keys and values"
    assert "no terminal for an editor" in Run([":edit"]).text


def test_a_proposal_is_marked_as_one_and_quotes_the_answer() -> None:
    run = Run(["keys and values", *TO_GRADING], proposer=FakeModel())
    assert "fake.gguf (proposal, not counted): 6 points; “keys and values”" in run.text
    assert "1 quote is left out: not in your answer." in run.text


def test_a_model_that_fails_is_told_and_the_interview_goes_on() -> None:
    model = FakeModel(Proposals(model="m.gguf", failed="llama.cpp ended while it worked: SIGSEGV"))
    run = Run(["x", *TO_GRADING, "1", "2"], proposer=model)
    assert "No proposals by m.gguf: llama.cpp ended while it worked: SIGSEGV." in run.text
    assert run.kept.last["ended"] == "done"


def test_the_model_is_asked_once_a_question_with_the_answer_alone() -> None:
    model = FakeModel()
    Run(["keys", ":done", "other", ":done", ":done"], proposer=model)
    assert model.started == ["keys"]


def test_as_json_every_event_is_an_object_and_nothing_is_said() -> None:
    found = events(["keys and values", ":hint", *TO_GRADING, "9", "1", "2"], proposer=FakeModel())
    assert [e["event"] for e in found] == [
        "interview", "question", "hint", "follow-up", "follow-up", "solution", "note", "row",
        "error", "row", "score", "end",
    ]  # fmt: skip
    row = found[7]
    assert (row["row"], row["least"], row["most"]) == ("Concept", 0, 7)
    assert row["proposal"] == {
        "model": "fake.gguf", "points": 6, "quotes": ["keys and values"], "counted": False,
    }  # fmt: skip
    assert found[9]["proposal"] is None
    assert (found[10]["points"], found[10]["counted"], found[10]["passed"]) == (3, 2.85, False)


EVIL = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202eevil\x00"


def test_no_document_steers_the_terminal() -> None:
    parts = ("prompt", "hints", "solution", "looking_for", "green_flags", "red_flags", "title")
    evil = asked(
        **dict.fromkeys(parts, f"{EVIL}- {EVIL}text"),
        rubric=f"| {EVIL} | Poor (0-1) | {EVIL}Good (2-3) |\n|-|-|-|\n| a{EVIL} | {EVIL} | {EVIL} |"
        f"\n\nPassing Score: 1/3 (Mid{EVIL})",
        follow_ups=f"1. **{EVIL}**\n   *Looking for*: {EVIL}",
        level=f"Mid{EVIL}",
    )
    evil = replace(evil, source=replace(evil.source, path=EVIL))
    model = FakeModel(Proposals(model=EVIL, notes=(EVIL,), failed=EVIL))
    run = Run([EVIL, ":hint", f":{EVIL}", ":repeat", ":notes", ":done", EVIL, ":done", EVIL, "1",
               "solution", "1"], evil, proposer=model)  # fmt: skip
    for sign in "\x1b\x07\x9b\u202e\x00":
        assert sign not in run.text
    assert "evil" in run.text


@given(st.lists(st.text(max_size=12) | st.sampled_from(
    [":done", ":hint", ":undo", ":skip", ":time", ":notes", "back", "1", "7", "solution", ":?"]
), max_size=25))  # fmt: skip
@settings(deadline=None, max_examples=60)
def test_no_lines_whatever_end_in_an_error(lines: list[str]) -> None:
    run = Run(lines, asked("a"), asked("b"))
    assert run.kept.last["ended"] in {"done", "time", "stopped"}
    assert run.said[-1].startswith("Kept in")
