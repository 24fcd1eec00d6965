"""The interview on the whole screen, driven as a person drives it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from flashcards.practice.interview.course import Stage
from flashcards.practice.interview.question import Question
from flashcards.practice.interview.screen.app import InterviewApp
from flashcards.practice.interview.screen.pages import Answer, Grading
from flashcards.practice.proposals.model import Proposals
from tests.practice.interview.making import Clock, FakeModel, Kept, asked, begun

Act = Callable[[Pilot[None], InterviewApp], Awaitable[None]]


def sat(
    act: Act,
    *questions: Question,
    size: tuple[int, int] = (100, 36),
    minutes: int = 30,
    **more: Any,
) -> tuple[InterviewApp, Kept]:
    """Run the program, do something in it, and give it back as it is then."""
    kept, clock = Kept(), Clock()
    course = begun(*questions, kept=kept, clock=clock, minutes=minutes)
    options = {"edit": lambda text: text, **more}
    app = InterviewApp(course, kept, now=clock, **options)  # type: ignore[arg-type]

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await act(pilot, app)
            await pilot.pause()

    asyncio.run(run())
    return app, kept


def stage_of(app: InterviewApp) -> Stage:
    return app.course.stage


def text_of(app: InterviewApp) -> str:
    """All that is on the screen in static texts."""
    return "\n".join(str(static.visual) for static in app.query(Static))


async def to_grading(pilot: Pilot[None]) -> None:
    await pilot.press(*"keys", "f4", "f4", "f4", "f4", "f4")


def test_one_writes_at_once_and_f4_goes_on_to_the_follow_ups() -> None:
    async def act(pilot: Pilot[None], app: InterviewApp) -> None:
        await pilot.press(*"keys", "enter", *"too", "f4")
        assert stage_of(app) is Stage.FOLLOW_UP
        await pilot.press(*"hundred", "f4")
        assert app.query_one(Answer).text == ""

    _, kept = sat(act)
    found = kept.last["questions"][0]
    assert found["notes"] == "keys\ntoo"
    assert found["follow_ups"][0]["notes"] == "hundred"


def test_a_whole_interview_by_keys() -> None:
    async def act(pilot: Pilot[None], app: InterviewApp) -> None:
        await pilot.press("f2")
        await to_grading(pilot)
        await pilot.press("7", "enter", "x", "3", "enter")
        assert stage_of(app) is Stage.SCORED
        assert "10 of 14 points, less 5 % for 1 hint: 9.5. Passes Mid (8/14)." in text_of(app)
        await pilot.press("space")

    app, kept = sat(act)
    assert stage_of(app) is Stage.OVER
    assert (kept.last["ended"], kept.last["questions"][0]["counted"]) == ("done", 9.5)


def test_letters_are_keys_only_when_nobody_writes() -> None:
    async def act(pilot: Pilot[None], app: InterviewApp) -> None:
        await pilot.press("h")
        assert app.course.attempt.hints == 0
        await pilot.press("escape", "h", "tab", "h")
        assert app.course.attempt.hints == 1
        assert app.query_one(Answer).text == "hh"

    sat(act)


def test_no_key_does_anything_beneath_the_list_of_keys() -> None:
    async def act(pilot: Pilot[None], app: InterviewApp) -> None:
        await pilot.press("f1", "f2", "f4", "f4", "ctrl+q", "ctrl+q", "escape", "a")
        assert (app.course.stage, app.course.attempt.hints) == (Stage.ANSWER, 0)
        assert app.query_one(Answer).text == "a"

    sat(act)


def test_an_answer_without_a_word_is_asked_for_once_more() -> None:
    async def act(pilot: Pilot[None], app: InterviewApp) -> None:
        await pilot.press("f4")
        assert stage_of(app) is Stage.ANSWER
        await pilot.press("f4")
        assert stage_of(app) is Stage.FOLLOW_UP

    sat(act)


def test_stopping_and_skipping_are_done_when_asked_twice_within_a_while() -> None:
    async def act(pilot: Pilot[None], app: InterviewApp) -> None:
        await pilot.press(*"half", "f6", "ctrl+q")
        assert (app.course.number, app.course.stage) == (1, Stage.ANSWER)
        app.now.wait(minutes=1)  # type: ignore[attr-defined]
        await pilot.press("ctrl+q")
        assert stage_of(app) is Stage.ANSWER
        await pilot.press("f6", "f6")
        assert app.course.number == 2
        await pilot.press("ctrl+c", "ctrl+c")

    _, kept = sat(act, asked("a"), asked("b"))
    assert kept.last["ended"] == "stopped"
    assert kept.last["questions"][0]["notes"] == "half"


def test_what_is_typed_is_kept_within_a_second_without_a_key() -> None:
    async def act(pilot: Pilot[None], app: InterviewApp) -> None:
        await pilot.press(*"keys")
        await app._tick()

    _, kept = sat(act)
    assert kept.last["questions"][0]["notes"] == "keys"


def test_the_editors_text_stands_in_the_answer() -> None:
    # No terminal can be given to an editor in a test; the message says so, and nothing is lost.
    async def act(pilot: Pilot[None], app: InterviewApp) -> None:
        await pilot.press(*"keys", "f3")
        assert "An editor cannot be opened from here." in text_of(app)

    _, kept = sat(act, edit=lambda text: text + " more")
    assert kept.last["questions"][0]["notes"] == "keys"


def test_points_outside_of_the_row_are_refused_and_others_taken_back() -> None:
    async def act(pilot: Pilot[None], app: InterviewApp) -> None:
        await to_grading(pilot)
        await pilot.press("9", "enter")
        assert "This row has 0 to 7 points." in text_of(app)
        await pilot.press("backspace", "5", "enter", "f5")
        assert app.course.attempt.grades == []
        await pilot.press("enter")  # an empty line is no grade

    app, _ = sat(act)
    assert app.course.attempt.grades == []


def test_a_proposal_comes_when_it_is_ready_and_is_marked() -> None:
    model = FakeModel(is_ready=False)

    async def act(pilot: Pilot[None], app: InterviewApp) -> None:
        await to_grading(pilot)
        assert "The model is still reading your answer" in text_of(app)
        await pilot.press("4")
        model.is_ready = True
        await app._tick()
        await pilot.pause()
        assert "fake.gguf (proposal, not counted): 6 points; “keys and values”" in text_of(app)
        assert app.course.attempt.grades == []
        await pilot.press("enter")  # what was typed meanwhile is still there

    app, kept = sat(act, proposer=model)
    assert app.course.attempt.grades == [4]
    assert kept.last["questions"][0]["proposals"]["rows"][0]["points"] == 6


def test_a_model_that_fails_is_told_and_the_interview_goes_on() -> None:
    async def act(pilot: Pilot[None], app: InterviewApp) -> None:
        await to_grading(pilot)
        assert "No proposals by m.gguf: it was killed." in text_of(app)
        await pilot.press("4", "enter", "4", "enter")

    app, _ = sat(act, proposer=FakeModel(Proposals(model="m.gguf", failed="it was killed")))
    assert stage_of(app) is Stage.SCORED


EVIL = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202eevil\x00"


def test_no_document_steers_the_terminal() -> None:
    evil = asked(
        **dict.fromkeys(("prompt", "hints", "solution", "red_flags", "title"), f"{EVIL} text"),
        rubric=f"| {EVIL} | Poor (0-1) | Good (2-3) |\n|-|-|-|\n| a{EVIL} | {EVIL} | {EVIL} |",
        follow_ups=f"1. **{EVIL}**\n   *Looking for*: {EVIL}",
    )

    async def act(pilot: Pilot[None], app: InterviewApp) -> None:
        await pilot.press("f2", "x", "f4", "x", "f4")
        assert app.query(Grading)
        for sign in "\x1b\x07\x9b\u202e\x00":
            assert sign not in text_of(app)
            assert sign not in app.export_screenshot()

    sat(act, evil, proposer=FakeModel(Proposals(model=EVIL, notes=(EVIL,), failed=EVIL)))


@pytest.mark.parametrize("size", [(20, 6), (240, 70)])
def test_it_is_drawn_on_any_size(size: tuple[int, int]) -> None:
    async def act(pilot: Pilot[None], app: InterviewApp) -> None:
        await pilot.press("f2", "f1", "escape")
        await to_grading(pilot)
        await pilot.press("1", "enter", "2", "enter", "space", "t")

    app, _ = sat(act, size=size, proposer=FakeModel())
    assert stage_of(app) is Stage.OVER
