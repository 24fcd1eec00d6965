from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from flashcards.card import Kind
from flashcards.document import Source
from flashcards.errors import FlashcardsError
from flashcards.problems.pool import pool, pool_json
from flashcards.problems.registry import family
from flashcards.review.model import Rating
from flashcards.review.session import Scope, Sitting, Summary
from flashcards.review.terminal.app import Review
from flashcards.review.terminal.finish import Finish
from flashcards.review.terminal.foot import Grade
from flashcards.review.terminal.page import Page, Typed, Wide, Words
from tests.review.session.fakes import Clock, FakeShelf, ratings, stored

GOOD, AGAIN, HARD, EASY = Rating.GOOD, Rating.AGAIN, Rating.HARD, Rating.EASY

Drive = Callable[[Pilot[Summary], Review], Awaitable[None]]


def drive(
    shelf: FakeShelf,
    act: Drive,
    *,
    size: tuple[int, int] = (80, 24),
    clock: Clock | None = None,
    **scope: object,
) -> Review:
    """Run the program on a shelf and act on it."""
    now = clock or Clock()
    sitting = Sitting(shelf, Scope(**scope), now_ms=now())  # type: ignore[arg-type]
    app = Review(sitting, now=now, edit=lambda _: None)

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await act(pilot, app)

    asyncio.run(run())
    return app


def screen(app: Review) -> str:
    """What stands on the screen, as text."""
    width, height = app.size
    lines = app.screen._compositor.render_strips()
    assert len(lines) == height
    return "\n".join(strip.text[:width].rstrip() for strip in lines)


@pytest.fixture
def shelf() -> FakeShelf:
    return FakeShelf([stored(name, more=f"more of {name}") for name in "abc"])


@pytest.fixture(scope="module")
def made() -> str:
    kind = family("weight-memory")
    return pool_json(pool(kind, kind.asks[0], count=4))


def problem_shelf(made: str) -> FakeShelf:
    return FakeShelf([stored("p", kind=Kind.PROBLEM, extra=(("pool", made),)), stored("b")])


def test_the_answer_is_hidden_until_it_is_asked_for(shelf: FakeShelf) -> None:
    async def act(pilot: Pilot[Summary], app: Review) -> None:
        before = screen(app)
        assert "Subject of a" in before
        assert "Front of a?" in before
        assert "back of a" not in before
        assert not app.query(Grade)
        await pilot.press("space")
        await pilot.pause()
        after = screen(app)
        assert "back of a" in after
        assert "more of a" in after

    drive(shelf, act)


def test_the_interval_stands_under_each_grade(shelf: FakeShelf) -> None:
    async def act(pilot: Pilot[Summary], app: Review) -> None:
        await pilot.press("space")
        await pilot.pause()
        words, times = screen(app).split("\n")[-2:]
        assert words.split() == ["1", "Again", "2", "Hard", "3", "Good", "4", "Easy"]
        assert times.split()[:3] == ["1m", "6m", "10m"]

    drive(shelf, act)


@pytest.mark.parametrize(
    ("key", "rating"),
    [("1", AGAIN), ("2", HARD), ("3", GOOD), ("4", EASY), ("space", GOOD), ("enter", GOOD)],
)
def test_keys_grade_and_the_next_card_comes(key: str, rating: Rating, shelf: FakeShelf) -> None:
    async def act(pilot: Pilot[Summary], app: Review) -> None:
        await pilot.press("space", key)
        await pilot.pause()
        assert ratings(shelf) == [("a", rating)]
        assert "Front of b?" in screen(app)

    drive(shelf, act)


def test_a_grade_needs_the_answer_to_be_seen(shelf: FakeShelf) -> None:
    async def act(pilot: Pilot[Summary], app: Review) -> None:
        await pilot.press("3")
        await pilot.pause()
        assert "Look at the answer first" in screen(app)

    drive(shelf, act)
    assert not shelf.log


def test_the_mouse_does_all_that_the_main_keys_do(shelf: FakeShelf) -> None:
    async def act(pilot: Pilot[Summary], app: Review) -> None:
        await pilot.click(".act")
        await pilot.pause()
        await pilot.click("#easy")
        await pilot.pause()
        assert ratings(shelf) == [("a", EASY)]
        assert "Front of b?" in screen(app)

    drive(shelf, act)


def test_undo_brings_the_card_back(shelf: FakeShelf) -> None:
    async def act(pilot: Pilot[Summary], app: Review) -> None:
        await pilot.press("space", "4", "u")
        await pilot.pause()
        assert "Front of a?" in screen(app)
        assert "taken back" in screen(app)
        assert ratings(shelf) == []

    drive(shelf, act)


def test_bury_suspend_and_flag(shelf: FakeShelf) -> None:
    async def act(pilot: Pilot[Summary], app: Review) -> None:
        await pilot.press("f")
        await pilot.pause()
        assert "⚑" in screen(app)
        await pilot.press("b")
        await pilot.press("s")
        await pilot.pause()
        assert "Front of c?" in screen(app)

    drive(shelf, act)
    assert shelf.state("a").flag == 1
    assert shelf.state("a").buried_day
    assert shelf.state("b").suspended


def test_hints_come_one_by_one() -> None:
    card = stored(
        "a", kind=Kind.INTERVIEW, front="**Why?**\n\nSay why.",
        extra=(("hints", "first hint\n\n***\n\nsecond hint"), ("solution", "because")),
    )  # fmt: skip

    async def act(pilot: Pilot[Summary], app: Review) -> None:
        assert "hint (2)" in screen(app)
        await pilot.press("h")
        await pilot.pause()
        assert "first hint" in screen(app)
        assert "second hint" not in screen(app)
        await pilot.press("h", "h")
        await pilot.pause()
        assert "second hint" in screen(app)
        assert "No more hints." in screen(app)

    drive(FakeShelf([card]), act, interviews=True)


def test_on_a_list_a_hint_lifts_the_next_veil_and_the_answer_all() -> None:
    card = stored("a", front="###### S\n\nWhich?\n\n- […]\n- ||one||\n- ||two||", back="zero")

    async def act(pilot: Pilot[Summary], app: Review) -> None:
        assert "one" not in screen(app)
        await pilot.press("h")
        await pilot.pause()
        assert "• one" in screen(app)
        assert "two" not in screen(app)
        await pilot.press("space")
        await pilot.pause()
        assert "• two" in screen(app)

    drive(FakeShelf([card]), act)


def test_a_typed_answer_is_graded_and_a_grade_suggested(made: str) -> None:
    shelf = problem_shelf(made)

    async def act(pilot: Pilot[Summary], app: Review) -> None:
        assert isinstance(app.focused, Typed)
        await pilot.press("x", "enter")
        await pilot.pause()
        assert not app.query(Grade), "what cannot be read is asked again"
        await pilot.press("backspace", "9", "enter")
        await pilot.pause()
        assert "A slip?" in screen(app)
        assert "It is ≈" not in screen(app), "who mistyped is not told the answer"
        await pilot.press("8", "enter")
        await pilot.pause()
        assert "It is ≈" in screen(app)
        (chosen,) = app.query(".chosen")
        assert chosen.id == "again"
        await pilot.press("enter")
        await pilot.pause()
        assert ratings(shelf) == [("p", AGAIN)]

    drive(shelf, act, size=(80, 40))


def test_a_slip_may_be_typed_again_and_suggests_hard(made: str) -> None:
    shelf = problem_shelf(made)

    async def act(pilot: Pilot[Summary], app: Review) -> None:
        assert app.sitting.turn
        assert app.sitting.turn.variant
        await pilot.press("9", "enter")
        right = app.sitting.turn.variant.target.answer.removeprefix("≈ ")
        app.query_one(Typed).value = right
        await pilot.press("enter")
        await pilot.pause()
        (chosen,) = app.query(".chosen")
        assert chosen.id == "hard"
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("space", "space", "u", "u")
        assert not app._tried

    drive(shelf, act, size=(80, 40))


@pytest.mark.parametrize(
    "name", ["weight-memory", "bits-per-weight", "context-that-fits", "decode-speed"]
)
def test_question_own_and_right_answer_stand_together_on_80_by_24(name: str) -> None:
    kind = family(name)

    async def act(pilot: Pilot[Summary], app: Review) -> None:
        for keys in (("9", "enter"), ("8", "enter"), ("enter",)):
            if not app.query("#answer"):
                await pilot.press(*keys)
                await pilot.pause()
        await pilot.pause()
        card = app.query_one("#card").region
        assert app.query_one("#question").region.y >= card.y
        assert app.query_one(Typed).region.y > card.y
        assert app.query_one("#answer").region.bottom <= card.bottom

    drive(problem_shelf(pool_json(pool(kind, kind.asks[0], count=4))), act, size=(80, 24))


def test_the_right_answer_suggests_good(made: str) -> None:
    shelf = problem_shelf(made)

    async def act(pilot: Pilot[Summary], app: Review) -> None:
        turn = app.sitting.turn
        assert turn is not None
        assert turn.variant is not None
        app.query_one(Typed).value = turn.variant.target.answer.removeprefix("≈ ")
        await pilot.press("enter")
        await pilot.pause()
        assert "Right." in screen(app)
        await pilot.press("space")
        await pilot.pause()
        assert ratings(shelf) == [("p", GOOD)]

    drive(shelf, act, size=(80, 40))


def test_escape_frees_the_keys_while_typing(made: str) -> None:
    shelf = problem_shelf(made)

    async def act(pilot: Pilot[Summary], app: Review) -> None:
        await pilot.press("b")
        assert app.query_one(Typed).value == "b"
        await pilot.press("escape", "b")
        await pilot.pause()
        assert "Front of b?" in screen(app)

    drive(shelf, act)
    assert shelf.state("p").buried_day


def test_an_empty_answer_shows_the_solution(made: str) -> None:
    async def act(pilot: Pilot[Summary], app: Review) -> None:
        await pilot.press("enter")
        await pilot.pause()
        assert "Worked out" in screen(app)

    drive(problem_shelf(made), act, size=(80, 40))


def test_help_is_a_question_mark_away_everywhere(made: str, shelf: FakeShelf) -> None:
    async def act(pilot: Pilot[Summary], app: Review) -> None:
        await pilot.press("question_mark")
        await pilot.pause()
        assert "Again, Hard, Good, Easy" in screen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "Again, Hard, Good, Easy" not in screen(app)

    drive(shelf, act)
    drive(problem_shelf(made), act)


def test_the_summary_ends_it_and_undo_goes_on(shelf: FakeShelf) -> None:
    async def act(pilot: Pilot[Summary], app: Review) -> None:
        await pilot.press("space", "4", "space", "4")
        await pilot.pause()
        assert app.query(Finish)
        assert "2, 2 of them new" in screen(app)
        await pilot.press("u")
        await pilot.pause()
        assert "Front of b?" in screen(app)
        await pilot.press("space", "1")
        await pilot.pause()
        assert ratings(shelf) == [("a", EASY), ("b", AGAIN)]
        await pilot.press("enter")

    app = drive(shelf, act, limit=2)
    assert app.return_value is not None
    assert app.return_value.total == 2


@pytest.mark.parametrize("key", ["q", "ctrl+c", "ctrl+q"])
def test_stopping_keeps_every_answer(key: str, shelf: FakeShelf) -> None:
    async def act(pilot: Pilot[Summary], app: Review) -> None:
        await pilot.press("space", "3", "space", key)

    app = drive(shelf, act)
    assert app.return_value is not None
    assert ratings(shelf) == [("a", GOOD)]


def test_a_step_that_comes_due_takes_the_summary_s_place() -> None:
    shelf, clock = FakeShelf([stored("a")]), Clock()
    shelf.rules = shelf.rules.__class__(
        time_zone="UTC", learning_steps_ms=(60_000,), learn_ahead_ms=0
    )

    async def act(pilot: Pilot[Summary], app: Review) -> None:
        await pilot.press("space", "1")
        await pilot.pause()
        assert "the next step is in 1 minute" in screen(app)
        clock.wait(seconds=61)
        await app._tick()
        await pilot.pause()
        assert "Front of a?" in screen(app)

    drive(shelf, act, clock=clock)


def test_what_cannot_be_written_is_told_and_may_be_tried_again(shelf: FakeShelf) -> None:
    def fail(*_: object) -> None:
        raise FlashcardsError("the disk is full")

    record = shelf.record
    shelf.record = fail  # type: ignore[assignment, method-assign]

    async def act(pilot: Pilot[Summary], app: Review) -> None:
        await pilot.press("space", "3")
        await pilot.pause()
        assert "Not done. the disk is full" in screen(app)
        assert "back of a" in screen(app)
        shelf.record = record  # type: ignore[method-assign]
        await pilot.press("3")
        await pilot.pause()
        assert "Front of b?" in screen(app)

    drive(shelf, act)
    assert ratings(shelf) == [("a", GOOD)]


def test_the_editor_gets_the_card_s_line(shelf: FakeShelf) -> None:
    asked: list[Source] = []

    async def act(pilot: Pilot[Summary], app: Review) -> None:
        await pilot.press("e")
        await pilot.pause()
        assert "source/one.md:7" in screen(app), "no terminal to give away: it is told"
        assert "flashcards build" in screen(app)

    drive(shelf, act)
    assert asked == []


WIDE = "```diagram\n" + "┌" + "─" * 120 + "┐ the end\n```"
RICH = f"Some `code` and **bold**.\n\n| a | b | c |\n|---|---|---|\n| one | two | three |\n\n{WIDE}\n\n```python\nprint(1)\n```\n\n\\(\\frac{{a}}{{b}}\\)"


@pytest.mark.parametrize("size", [(30, 12), (40, 20), (60, 20), (100, 30), (200, 60)])
def test_it_fits_every_terminal(size: tuple[int, int]) -> None:
    card = stored(
        "a", front=f"###### {'long subject ' * 9}\n\nWhat?\n\n{RICH}", back=RICH, more=RICH
    )

    async def act(pilot: Pilot[Summary], app: Review) -> None:
        for keys in ("space", "right", "down", "pagedown", "end"):
            await pilot.press(keys)
            await pilot.pause()
            for words in app.query(Words):
                assert words.region.right <= app.size.width
        assert {wide.scroll_x for wide in app.query(Wide) if wide.max_scroll_x} in (set(), {8.0})
        assert app.query_one("#foot").region.bottom == app.size.height
        assert screen(app).count("Again") == 1

    drive(FakeShelf([card]), act, size=size)


def test_light_and_dark_are_a_key_apart(shelf: FakeShelf) -> None:
    async def act(pilot: Pilot[Summary], app: Review) -> None:
        assert app.current_theme.dark
        await pilot.press("t")
        assert not app.current_theme.dark

    drive(shelf, act)


def test_no_markup_of_textual_is_read_in_documents() -> None:
    card = stored("a", front="[red]x[/] [@click=app.quit]y[/]", back="[b]", deck="R::[b]deck")

    async def act(pilot: Pilot[Summary], app: Review) -> None:
        await pilot.press("space")
        await pilot.pause()
        for text in ("[red]x[/] [@click=app.quit]y[/]", "[b]deck"):
            assert text in screen(app)

    drive(FakeShelf([card]), act)


def test_the_head_counts_down(shelf: FakeShelf) -> None:
    async def act(pilot: Pilot[Summary], app: Review) -> None:
        assert "3 new" in screen(app).split("\n")[0]
        await pilot.press("space", "4")
        await pilot.pause()
        assert "2 new" in screen(app).split("\n")[0]
        assert str(app.query_one("#bar", Static).render()).startswith("━" * 26)

    drive(shelf, act)


def test_the_answer_comes_into_view_on_a_small_screen() -> None:
    card = stored("a", front="###### S\n\n" + "word " * 150, back="here it is", more="long " * 200)

    async def act(pilot: Pilot[Summary], app: Review) -> None:
        await pilot.press("space")
        for _ in range(100):  # it scrolls once it is laid out, which a busy machine does later
            await pilot.pause(0.01)
            if "here it is" in screen(app):
                break
        assert "here it is" in screen(app)
        assert app.query_one(Page).scroll_y > 0

    drive(FakeShelf([card]), act, size=(40, 20))


# --- the first screen and the last --------------------------------------------------------------


def test_a_sitting_begins_with_how_things_stand_and_its_time_from_the_first_card(
    shelf: FakeShelf,
) -> None:
    clock = Clock()

    async def run() -> None:
        sitting = Sitting(shelf, Scope(), now_ms=clock())
        app = Review(sitting, now=clock, edit=lambda _: None, start=True)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            for text in ("3 new cards", "begins today", "0 of 3 cards", "space begin"):
                assert text in screen(app)
            assert "Front of a" not in screen(app)
            clock.wait(seconds=600)
            await pilot.press("space")
            await pilot.pause()
            assert "Front of a" in screen(app)
            assert sitting.began_ms == clock()

    asyncio.run(run())


def test_the_last_screen_says_what_changed_and_gives_ten_more(shelf: FakeShelf) -> None:
    shelf.rules = replace(shelf.rules, new_per_day=1)

    async def act(pilot: Pilot[Summary], app: Review) -> None:
        await pilot.press("space", "4")
        await pilot.pause()
        for text in ("Done for today", "1 of 3 cards", "1 day", "m ten more new"):
            assert text in screen(app)
        await pilot.press("m")
        await pilot.pause()
        assert "2 more new cards." in screen(app)
        assert "Front of b" in screen(app)

    drive(shelf, act)


def test_a_card_says_where_it_comes_from_once_it_is_answered(shelf: FakeShelf) -> None:
    async def act(pilot: Pilot[Summary], app: Review) -> None:
        assert "source/one.md:7" not in screen(app)
        await pilot.press("space")
        await pilot.pause()
        assert "source/one.md:7" in screen(app)

    drive(shelf, act, size=(80, 40))


def test_cramming_shows_no_intervals(shelf: FakeShelf) -> None:
    async def act(pilot: Pilot[Summary], app: Review) -> None:
        await pilot.press("space")
        await pilot.pause()
        for grade in app.query(Grade):
            assert str(grade.render()).split("\n")[1] == ""

    drive(shelf, act, cram=True)


def test_a_listing_is_as_wide_as_the_terminal_and_text_is_not() -> None:
    line = "x" * 130
    card = stored("a", front="###### S\n\nWhat?", back=f"```\n{line}\n```\n\n" + "word " * 60)

    async def act(pilot: Pilot[Summary], app: Review) -> None:
        await pilot.press("space")
        await pilot.pause()
        assert line in screen(app)
        assert max(words.region.width for words in app.query(Words)) <= 86

    drive(FakeShelf([card]), act, size=(150, 40))


@pytest.mark.parametrize("key", ["s", "b", "f", "e", "o"])
def test_before_the_first_card_is_shown_nothing_is_done_to_it(key: str, shelf: FakeShelf) -> None:
    clock, edited = Clock(), list[Source]()
    sitting = Sitting(shelf, Scope(), now_ms=clock())
    sitting.next(clock())
    app = Review(sitting, now=clock, edit=edited.append, start=True)

    async def run() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await pilot.press(key)
            await pilot.pause()
            assert "No card is shown yet" in screen(app)
            await pilot.press("space")
            await pilot.pause()
            assert "Front of a?" in screen(app)

    asyncio.run(run())
    assert not edited
    assert not shelf.log


def test_esc_frees_the_keys_and_says_so(made: str) -> None:
    async def act(pilot: Pilot[Summary], app: Review) -> None:
        await pilot.press("escape")
        await pilot.pause()
        assert "tab goes back to typing" in screen(app)
        await pilot.press("tab", "7")
        await pilot.pause()
        assert app.query_one(Typed).value == "7"
        assert "tab goes back" not in screen(app)

    drive(problem_shelf(made), act)
