from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from flashcards.practice.model import Difficulty, Form, Item, Option, PracticeSet, Row
from flashcards.practice.terminal import Answered, Course, Lines
from flashcards.render import blocks_of

CHOICE = Item(
    id="choice/c1", form=Form.CHOICE, title="Whisks", prompt=blocks_of("Which **whisk**?"), points=2,
    difficulty=Difficulty.MID, tags=(), source="kitchen.md:3 › Question 1: Tools", card="c1",
    answer=blocks_of("Balloon"), solution=blocks_of("A balloon whisk holds air."),
    options=(Option(text=blocks_of("Flat"), reason=blocks_of("That is for sauces.")), Option(text=blocks_of("Balloon"))), correct=1,
)  # fmt: skip
SHORT = replace(
    CHOICE, id="short/c2", form=Form.SHORT, card="c2", prompt=blocks_of("Name it."), options=(), correct=0,
    accepted=("whisk",), answer=blocks_of("whisk"), hints=(blocks_of("It beats."),),
)  # fmt: skip
LONG = replace(
    CHOICE, id="long/c3", form=Form.LONG, card="c3", prompt=blocks_of("How do you fold?"), options=(),
    correct=0, points=7, solution=blocks_of("Slowly."),
    rubric=(Row(name="Patience", levels=((0, 3, "none"), (4, 7, "much"))),), passing=(("Mid", 4),),
)  # fmt: skip


class Sat:
    """A sitting of a set in which every line takes ten seconds."""

    def __init__(
        self, lines: Iterable[str | None], *items: Item, exam: bool = False, minutes: int = 0
    ) -> None:
        self.said: list[str] = []
        self.kept: list[Answered] = []
        self.ms = 0
        practice = PracticeSet(title="t", seed=1, items=items, exam=exam, minutes=minutes)
        self.course = Course(practice, now_ms=0)

        def ticking() -> Iterable[str | None]:
            for line in lines:
                self.ms += 10_000
                yield line

        Lines(self.course, now=lambda: self.ms, say=self.said.append, keep=self.kept.append).run(
            ticking()
        )
        self.text = "\n".join(self.said)


def test_a_right_answer_is_told_and_kept_at_once() -> None:
    sat = Sat(["b"], CHOICE, SHORT)
    assert "2 points of 2. Right." in sat.text
    assert [one.item.card for one in sat.kept] == ["c1"]
    assert sat.kept[0].took_ms == 10_000


def test_a_wrong_answer_is_told_why_with_solution_and_source() -> None:
    sat = Sat(["A"], CHOICE)
    assert "0 points of 2. That is for sauces. Right is B: Balloon" in sat.text
    assert "A balloon whisk holds air." in sat.text
    assert "Source: kitchen.md:3 › Question 1: Tools" in sat.text


def test_what_cannot_be_read_is_asked_again() -> None:
    sat = Sat(["no idea", "", "b"], CHOICE)
    assert "Answer with one of A, B." in sat.text
    assert sat.kept[0].marked.correct


def test_a_skipped_item_shows_its_key_and_counts_as_not_known() -> None:
    sat = Sat([":s"], CHOICE)
    assert "= B. Balloon" in sat.text
    assert sat.kept[0].marked.correct is False


def test_hints_come_on_demand() -> None:
    sat = Sat([":hint", ":h", "whisk"], SHORT)
    assert "It beats." in sat.text
    assert "There is no hint." in sat.text
    assert sat.kept[0].hints == 1


def test_quitting_keeps_what_was_answered() -> None:
    sat = Sat(["b", ":quit", "whisk"], CHOICE, SHORT)
    assert len(sat.kept) == 1
    assert "2 of 2 points (100%), 1 of 2 questions" in sat.text


def test_the_end_of_input_ends_the_sitting() -> None:
    assert "0 of 0 points, 0 of 1 questions" in Sat([], CHOICE).text


def test_a_long_answer_is_graded_by_its_rubric_at_once() -> None:
    sat = Sat(["I fold", "gently", ":done", "9", "5"], LONG, CHOICE)
    assert "Patience" in sat.text
    assert "5 of 7 points. Passed as Mid." in sat.text
    assert sat.kept[0].text == "I fold\ngently"
    assert sat.kept[0].marked.points == 5


def test_a_long_answer_may_stay_ungraded() -> None:
    sat = Sat(["I fold", ":d", ""], LONG)
    assert sat.kept[0].marked.correct is None


def test_in_an_exam_nothing_is_told_before_the_end() -> None:
    sat = Sat(["A", "whisk"], CHOICE, SHORT, exam=True)
    before = sat.text.index("Question 2 of 2")
    assert "Right" not in sat.text[:before]
    assert "sauces" not in sat.text[:before]
    assert "Whisks: 0 of 2 points" in sat.text
    assert "2 of 4 points (50%), 2 of 2 questions" in sat.text


def test_in_an_exam_an_answer_may_be_changed_until_the_end() -> None:
    sat = Sat(["A", ":go 1", "B", ":done"], CHOICE, SHORT, exam=True)
    assert "Your answer so far: A" in sat.text
    assert [one.marked.points for one in sat.kept] == [2]


def test_in_an_exam_passing_over_an_answer_keeps_it() -> None:
    sat = Sat(["B", ":go 1", ":skip", ":done"], CHOICE, SHORT, exam=True)
    assert sat.kept[0].marked.points == 2


def test_an_exam_that_is_broken_off_counts_against_all() -> None:
    assert "2 of 4 points (50%), 1 of 2 questions" in Sat(["b"], CHOICE, SHORT, exam=True).text


def test_an_answer_after_the_time_does_not_count() -> None:
    lines = [":time"] * 5 + ["b"]
    sat = Sat(lines, CHOICE, exam=True, minutes=1)
    assert "0:10 gone, 0:50 left" in sat.text
    assert "The time is up." in sat.text
    assert not sat.kept


def test_the_time_can_be_up_before_a_line_comes() -> None:
    sat = Sat([None], CHOICE, minutes=1)
    assert "The time is up." in sat.text


def test_no_escape_sequence_of_a_document_or_an_answer_is_passed_on() -> None:
    bad = replace(
        CHOICE,
        title="a\x1b[31mb",
        prompt=blocks_of("p\x1b]0;x\x07"),
        solution=blocks_of("s\x1b[2J"),
    )
    sat = Sat(["\x1b[31mA", ":repeat", "A"], bad)
    assert "\x1b" not in sat.text


def test_a_command_that_is_none_is_said_so() -> None:
    sat = Sat([":dance", ":go 1", ":help"], CHOICE)
    assert "There is no :dance here." in sat.text
    assert "There is no :go here." in sat.text
    assert ":skip" in sat.text
