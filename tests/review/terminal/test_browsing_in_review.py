"""Browsing from a sitting, the question of an exam, the question that a problem drills."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from flashcards.card import Card, Kind
from flashcards.review.session import Scope, Sitting, Summary
from flashcards.review.store import Store
from flashcards.review.terminal.app import Review
from flashcards.review.terminal.asking import Ask
from flashcards.review.terminal.browse import Browse
from flashcards.review.terminal.drilled import Drilled
from tests.review.session.fakes import UTC
from tests.review.store.making import NOW_MS, card, cards, filled
from tests.typed import retold

Drive = Callable[[Pilot[Summary], Review], Awaitable[None]]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = filled(tmp_path / "a", cards(40))
    store.set_settings(UTC)
    return store


def drive(store: Store, act: Drive, *, start: bool = False, ask: bool = False) -> None:
    async def run() -> None:
        app = Review(
            Sitting(store, Scope(), now_ms=NOW_MS),
            now=lambda: NOW_MS,
            edit=lambda _: None,
            store=store,
            start=start,
            ask=ask,
        )
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await act(pilot, app)

    asyncio.run(run())


def test_a_card_that_is_suspended_while_browsing_is_not_shown_any_more(store: Store) -> None:
    async def act(pilot: Pilot[Summary], app: Review) -> None:
        assert app.sitting.turn
        await pilot.press("space", "4")
        await pilot.pause()
        first = app.sitting.turn.card.id
        await pilot.press("slash")
        await pilot.pause()
        assert isinstance(app.screen, Browse)
        await pilot.press("s", "q")
        await pilot.pause()
        assert store.state(first).suspended
        assert app.sitting.turn.card.id != first
        await pilot.press("u")
        assert store.state(first).suspended is False, "the day's last act, of this scope"

    drive(store, act)


def test_an_exam_is_asked_for_once_and_plans_the_pace(store: Store) -> None:
    async def act(pilot: Pilot[Summary], app: Review) -> None:
        assert isinstance(app.screen, Ask)
        app.screen.query_one(Input).value = "soon"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Ask), "what is no date is asked again"
        assert "no value of exam" in app.screen.question
        app.screen.query_one(Input).value = "17d"
        await pilot.press("enter")
        await pilot.pause()
        settings = store.settings()
        assert settings.exam_day - 17 == app.sitting.overview(NOW_MS).day
        assert app.sitting.counts().new == 4
        said = str(app.query_one("#say").render())
        assert "4 new cards a day" in said
        assert "minutes a day" in said

    drive(store, act, start=True, ask=True)


def test_no_date_leaves_the_pace_as_it_was(store: Store) -> None:
    async def act(pilot: Pilot[Summary], app: Review) -> None:
        await pilot.press("enter")
        await pilot.pause()
        assert store.settings() == UTC
        assert app.sitting.counts().new == 20

    drive(store, act, start=True, ask=True)


def test_the_question_that_a_problem_drills_opens(tmp_path: Path) -> None:
    def made(number: int, **values: object) -> Card:
        one = card(number)
        return replace(one, fact=retold(one.fact, **values))

    problem = made(
        1, kind=Kind.PROBLEM, extra=(("drills", "- Question 9: How \\*much\\* memory?"),)
    )  # without a pool it is shown as it is
    question = made(
        2, kind=Kind.INTERVIEW, question=16, question_title="How *much* memory?",
        extra=(("solution", "the whole of it"),),
    )  # fmt: skip
    store = filled(tmp_path / "b", [problem, question])
    store.set_settings(UTC)

    async def act(pilot: Pilot[Summary], app: Review) -> None:
        await pilot.press("o")
        await pilot.pause()
        assert isinstance(app.screen, Drilled)
        assert [one.id for one in app.screen.cards] == [question.id]
        await pilot.press("escape")
        assert not isinstance(app.screen, Drilled)

    drive(store, act)
