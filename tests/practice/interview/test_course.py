"""How an interview goes."""

from __future__ import annotations

import json

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from flashcards.practice.interview.course import MOST_NOTES, Course, End, Stage
from tests.practice.interview.making import Clock, FakeModel, Kept, asked, begun


def to_grading(course: Course, now: int) -> None:
    while course.writing:
        course.done(now)


def test_the_answer_then_each_follow_up_then_the_rows_then_the_score() -> None:
    clock = Clock()
    course = begun(clock=clock)
    stages = [course.stage]
    for _ in range(3):
        course.done(clock())
        stages.append(course.stage)
    course.grade(3, clock())
    stages.append(course.stage)
    course.grade(4, clock())
    stages.append(course.stage)
    course.go_on(clock())
    stages.append(course.stage)
    assert stages == [
        Stage.ANSWER, Stage.FOLLOW_UP, Stage.FOLLOW_UP, Stage.GRADE, Stage.GRADE, Stage.SCORED,
        Stage.OVER,
    ]  # fmt: skip
    assert course.end is End.DONE


def test_each_text_stays_with_its_question() -> None:
    kept, clock = Kept(), Clock()
    course = begun(kept=kept, clock=clock)
    for text in ("the answer", "first", "second"):
        course.write(text, clock())
        course.done(clock())
    found = kept.last["questions"][0]
    assert found["notes"] == "the answer"
    assert [f["notes"] for f in found["follow_ups"]] == ["first", "second"]


def test_time_runs_while_answers_are_written_and_not_while_they_are_graded() -> None:
    clock = Clock()
    course = begun(clock=clock)
    clock.wait(minutes=3)
    assert course.spent_ms(clock()) == 180_000
    to_grading(course, clock())
    clock.wait(minutes=20)
    assert course.spent_ms(clock()) == 180_000


def test_a_clock_that_is_set_back_takes_no_time_away() -> None:
    clock = Clock()
    course = begun(clock=clock)
    clock.wait(minutes=-5)
    assert course.spent_ms(clock()) == 0


def test_no_further_question_begins_when_time_is_up() -> None:
    clock = Clock()
    course = begun(asked("a"), asked("b"), clock=clock, minutes=30)
    clock.wait(minutes=31)
    assert course.time_is_up(clock())
    to_grading(course, clock())
    course.grade(1, clock())
    course.grade(1, clock())
    course.go_on(clock())
    assert (course.stage, course.end, course.number) == (Stage.OVER, End.TIME, 1)


def test_a_hint_is_counted_once_and_only_while_the_question_is_open() -> None:
    clock = Clock()
    course = begun(clock=clock)
    assert [course.hint(clock()) for _ in range(3)] == [*course.question.hints, None]
    assert len(course.question.hints) == 2
    assert course.attempt.hints == 2
    course.done(clock())
    assert course.hint(clock()) is None


def test_a_row_takes_only_points_that_it_has() -> None:
    clock = Clock()
    course = begun(clock=clock)
    with pytest.raises(ValueError, match="3 points"):
        course.grade(3, clock())  # no row is open
    to_grading(course, clock())
    for points in (-1, 8):
        with pytest.raises(ValueError, match="points"):
            course.grade(points, clock())
    assert course.attempt.grades == []


def test_points_can_be_taken_back_also_from_the_score() -> None:
    clock = Clock()
    course = begun(clock=clock)
    to_grading(course, clock())
    assert not course.back(clock())
    course.grade(3, clock())
    course.grade(4, clock())
    assert course.back(clock())
    assert (course.stage, course.attempt.grades) == (Stage.GRADE, [3])


def test_a_proposal_never_becomes_a_grade() -> None:
    clock = Clock()
    course = begun(clock=clock)
    to_grading(course, clock())
    course.propose(FakeModel().found, clock())
    assert course.attempt.grades == []
    course.grade(0, clock())
    course.grade(0, clock())
    assert course.score().points == 0


def test_a_skipped_question_keeps_what_was_written() -> None:
    kept, clock = Kept(), Clock()
    course = begun(asked("a"), asked("b"), kept=kept, clock=clock)
    course.write("half", clock())
    course.skip(clock())
    assert course.number == 2
    assert kept.last["questions"][0]["skipped"] is True
    assert kept.last["questions"][0]["notes"] == "half"


def test_what_is_longer_than_any_answer_is_cut_and_said_so() -> None:
    clock = Clock()
    course = begun(clock=clock)
    assert not course.write("x" * (MOST_NOTES + 1), clock())
    assert len(course.text) == MOST_NOTES


def test_the_record_says_what_the_score_was() -> None:
    kept, clock = Kept(), Clock()
    course = begun(kept=kept, clock=clock)
    course.hint(clock())
    to_grading(course, clock())
    course.grade(7, clock())
    course.grade(3, clock())
    found = kept.last["questions"][0]
    assert (found["points"], found["of"], found["counted"], found["passed"]) == (10, 14, 9.5, True)
    assert found["passing"] == {"level": "Mid", "points": 8, "of": 14}
    assert found["grades"][0] == {"row": "Concept", "points": 7, "of": 7}


class Doing(RuleBasedStateMachine):
    """Whatever is done in whatever order, the last record holds all that was written."""

    def __init__(self) -> None:
        super().__init__()
        self.kept, self.clock = Kept(), Clock()
        self.course = begun(asked("a"), asked("b"), kept=self.kept, clock=self.clock)
        self.written: list[str] = []

    @rule(text=st.text(alphabet="ab \n", max_size=8))
    def write(self, text: str) -> None:
        if self.course.writing:
            self.course.write(text, self.clock())

    @rule()
    def done(self) -> None:
        self.course.done(self.clock())

    @rule()
    def hint(self) -> None:
        self.course.hint(self.clock())

    @rule(points=st.integers(-1, 8))
    def grade(self, points: int) -> None:
        try:
            self.course.grade(points, self.clock())
        except ValueError:
            assert self.course.row is None or points in {-1, 8}

    @rule()
    def back(self) -> None:
        self.course.back(self.clock())

    @rule()
    def go_on(self) -> None:
        if self.course.stage is Stage.SCORED:
            self.course.go_on(self.clock())

    @rule()
    def skip(self) -> None:
        if self.course.stage not in {Stage.OVER, Stage.SCORED}:
            self.course.skip(self.clock())

    @rule(minutes=st.integers(0, 9))
    def wait(self, minutes: int) -> None:
        self.clock.wait(minutes=minutes)

    @rule()
    def stop(self) -> None:
        self.course.stop(self.clock())

    @invariant()
    def the_last_record_is_what_is(self) -> None:
        saved = json.loads(json.dumps(self.kept.last))
        now = self.course.record(saved["saved_ms"])
        for record in (saved, now):  # time alone may have gone on
            for question in record["questions"]:
                question.pop("spent_ms")
        assert saved == now

    @invariant()
    def times_add_up(self) -> None:
        now = self.clock()
        parts = [a.spent_ms for a in self.course.attempts[:-1]] + [self.course.spent_ms(now)]
        assert self.course.all_ms(now) == sum(parts)
        assert all(part >= 0 for part in parts)


TestDoing = Doing.TestCase
TestDoing.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
