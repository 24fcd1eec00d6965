"""The screen of all cards."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from textual.pilot import Pilot

from flashcards.document import Source
from flashcards.review.store import Store
from flashcards.review.terminal.browse import Browser, Search
from flashcards.review.terminal.history import History
from tests.review.store.making import NOW_MS, card, cards, filled, respond

Act = Callable[[Browser, "Pilot[None]"], Awaitable[None]]


def browse(store: Store, act: Act, *, query: str = "", edited: list[Source] | None = None) -> None:
    async def run() -> None:
        edits: list[Source] = [] if edited is None else edited
        app = Browser(store, query=query, now=lambda: NOW_MS + 99, edit=edits.append)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await act(app, pilot)

    asyncio.run(run())


def said(app: Browser) -> str:
    return str(app.browse.query_one("#say").render())


def test_a_card_is_suspended_and_comes_back_by_the_same_key(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", cards(5))

    async def act(app: Browser, pilot: Pilot[None]) -> None:
        await pilot.press("down", "s")
        assert store.state(card(1).id).suspended
        assert "takes it back" in said(app)
        await pilot.press("s")
        assert not store.state(card(1).id).suspended
        await pilot.press("u")
        assert store.state(card(1).id).suspended
        await pilot.press("u")
        assert not store.state(card(1).id).suspended
        await pilot.press("u")
        assert "Nothing was done here" in said(app)

    browse(store, act)


def test_what_is_marked_is_changed_together_and_undone_together(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", cards(5))

    async def act(app: Browser, pilot: Pilot[None]) -> None:
        await pilot.press("a", "f")
        assert all(state.flag for state in store.states().values())
        await pilot.press("u")
        assert not any(state.flag for state in store.states().values())

    browse(store, act)


def test_a_search_is_followed_while_it_is_typed(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", cards(20))

    async def act(app: Browser, pilot: Pilot[None]) -> None:
        await pilot.press("slash", *"meaning", "space", "1", "7", "enter")
        assert [one.card.id for one in app.browse.rows.items] == [card(17).id]
        await pilot.press("slash", "home", *"is:x ")
        assert "no card is" in said(app)
        assert isinstance(app.focused, Search)

    browse(store, act)


def test_only_what_was_done_here_is_undone_here(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", cards(3))
    respond(store, card(0).id)

    async def act(app: Browser, pilot: Pilot[None]) -> None:
        await pilot.press("u")
        assert store.state(card(0).id).repetitions == 1

    browse(store, act)


def test_a_day_is_asked_for_and_a_history_is_shown(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", cards(3))
    respond(store, card(0).id)

    async def act(app: Browser, pilot: Pilot[None]) -> None:
        await pilot.press("d", "7", "enter")
        await pilot.pause()
        await pilot.press("h")
        await pilot.pause()
        assert isinstance(app.screen, History)
        assert [row[1].split(",")[0] for row in app.screen.rows] == ["Good", "set due"]
        await pilot.press("escape", "r", "u")
        assert store.state(card(0).id).repetitions == 1

    browse(store, act)


def test_the_document_is_opened_at_the_cards_line(tmp_path: Path) -> None:
    store = filled(tmp_path / "a", cards(3))
    edited: list[Source] = []

    async def act(app: Browser, pilot: Pilot[None]) -> None:
        await pilot.press("e")
        assert "source/a.md" in said(app)  # a test's terminal cannot be left to an editor

    browse(store, act, query="meaning 1", edited=edited)
