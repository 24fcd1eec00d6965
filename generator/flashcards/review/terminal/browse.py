"""All cards on the screen: searched, looked at, and what can be done with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath
from typing import ClassVar

from textual.app import App, ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.driver import Driver
from textual.screen import Screen
from textual.widgets import Input, Static

from flashcards.errors import FlashcardsError
from flashcards.kinds import Source
from flashcards.review.browse import Act, event, parse, standing
from flashcards.review.browse.acts import SAID
from flashcards.review.model import Event
from flashcards.review.schedule.days import calendar
from flashcards.review.session.face import face
from flashcards.review.store.model import Listed
from flashcards.review.store.store import Store
from flashcards.review.terminal.asking import Ask
from flashcards.review.terminal.foot import Act as Key
from flashcards.review.terminal.help import BROWSING, Help
from flashcards.review.terminal.history import History
from flashcards.review.terminal.page import shown
from flashcards.review.terminal.rows import Rows
from flashcards.review.terminal.text import plain
from flashcards.review.terminal.themes import DARK, LIGHT
from flashcards.review.terminal.words import AFTER_EDIT, plural
from flashcards.safe import one_line

SETTLED_S = 0.08
"""After so long on one card it is laid out; while one runs through a list, none is."""


class Search(Input):
    """Where the search is typed; enter and the arrows lead to the list."""

    BINDINGS: ClassVar[list[BindingType]] = [("enter,down,escape", "leave", "To the list")]

    def action_leave(self) -> None:
        """To the list."""
        self.screen.query_one(Rows).focus()


class Browse(Screen[None]):
    """A search, the cards that it finds, and the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "Search"),
        Binding("space", "mark", "Mark"),
        Binding("a", "mark_all", "Mark all"),
        Binding("s", "suspend", "Suspend, bring back"),
        Binding("b", "bury", "Bury, unbury"),
        Binding("f", "flag", "Flag"),
        Binding("r", "reset", "Reset"),
        Binding("d", "due", "Set due"),
        Binding("h", "history", "History"),
        Binding("e", "edit", "Edit"),
        Binding("u", "undo", "Undo"),
        Binding("enter", "larger", "Larger"),
        Binding("shift+up", "look(-1)", "Up"),
        Binding("shift+down", "look(1)", "Down"),
        Binding("question_mark", "help", "Help"),
        Binding("q,escape", "leave", "Back"),
    ]

    def __init__(
        self,
        store: Store,
        *,
        query: str = "",
        card: str = "",
        now: Callable[[], int],
        edit: Callable[[Source], None],
    ) -> None:
        """The screen.

        Args:
            store: all cards.
            query: what is searched for at first.
            card: where the cursor is at first, if that is found.
            now: tells the time, in milliseconds since the epoch.
            edit: opens an editor at a card's line.
        """
        super().__init__()
        self.first = card
        self.store = store
        self.asked = query
        self.now = now
        self.editor = edit
        self.day = calendar(store.settings()).day_of(now())
        self.cards = list(store.listed())
        self.done: list[list[Event]] = []
        self._texts: dict[str, str] = {}
        self._drawn = ""

    def compose(self) -> ComposeResult:
        """Search, list, card, keys."""
        with Horizontal(id="seek"):
            yield Search(self.asked, placeholder="search: words  deck:…  is:suspended  (? helps)")
            yield Static(id="count")
        yield Rows(front=self._said, day=self.day)
        yield Static(id="about")
        yield VerticalScroll(id="look", can_focus=False)
        yield Static(id="say")
        with Vertical(id="foot"), Horizontal(classes="acts"):
            yield Key("s", "suspend/back", "suspend", classes="first")
            yield Key("f", "flag", "flag", classes="spare")
            yield Key("h", "history", "history", classes="spare")
            yield Key("u", "undo", "undo")
            yield Key("/", "search", "search", classes="spare")
            yield Key("q", "back", "leave")
            yield Key("?", "help", "help", classes="last")

    def _said(self, one: Listed) -> str:
        """A card in a line: what it asks, without the lists below it, and what is right."""
        card = one.card
        said = self._texts.get(card.id)
        if said is None:
            asked = [line for line in plain(card.front).split("\n") if line.strip()][:2]
            said = f"{one_line(' '.join(asked))} → {one_line(plain(card.back))}"
            self._texts[card.id] = said
        return said

    def on_mount(self) -> None:
        """Find what was asked for."""
        self.rows.focus()
        self._find(self.asked)
        places = {one.card.id: place for place, one in enumerate(self.rows.items)}
        self.rows.action_move(places.get(self.first, 0))

    @property
    def rows(self) -> Rows:
        """The list."""
        return self.query_one(Rows)

    def _say(self, text: str) -> None:
        said = self.query_one("#say", Static)
        said.update(Content(one_line(text)))
        said.display = bool(text)

    # --- searching --------------------------------------------------------------------------------

    def on_input_changed(self, changed: Input.Changed) -> None:
        """Find what is typed."""
        self._find(changed.value)

    def _find(self, query: str) -> None:
        try:
            holds = parse(query, day=self.day)
        except FlashcardsError as error:
            self._say(f"{error.message}. {error.hint or ''}")
            return
        self._say("")
        found = [one for one in self.cards if holds(one)]
        self.rows.fill(found)
        self.query_one("#count", Static).update(f"{len(found):,} of {len(self.cards):,}")

    def on_rows_moved(self) -> None:
        """Another card is under the cursor."""
        one = self.rows.current
        self.query_one("#about", Static).update(self._about(one) if one else Content(""))
        self.set_timer(SETTLED_S, self._settled)

    def _about(self, one: Listed) -> Content:
        card, state = one.card, one.state
        parts = [
            standing(one, day=self.day),
            " › ".join(card.deck.split("::")[1:] or [card.deck]),
            *([plural(state.repetitions, "answer")] if state.repetitions else []),
            *([plural(state.lapses, "lapse")] if state.lapses else []),
            *(["leech"] if state.leech else []),
            str(card.source),
        ]
        return Content.styled(one_line(" · ".join(parts)), "$faint")

    async def _settled(self) -> None:
        one = self.rows.current
        drawn = one.card.id if one else ""
        if drawn == self._drawn:
            return
        self._drawn = drawn
        look = self.query_one("#look", VerticalScroll)
        await look.remove_children()
        if one is None:
            await look.mount(Static("Nothing is found.", classes="aside"))
            return
        said = face(one.card)
        parts = [
            *shown(said.question, first="bold"),
            Static(classes="rule"),
            *shown(said.answer),
            *(widget for part in said.parts for widget in shown(part.markdown)),
        ]
        await look.mount(*parts)
        look.scroll_home(animate=False)

    # --- acting -----------------------------------------------------------------------------------

    def _do(self, act: Act, *, value: int = 0, said: str = "") -> None:
        now, day = self.now(), calendar(self.store.settings()).day_of(self.now())
        events = [event(act, one, now_ms=now, day=day, value=value) for one in self.rows.chosen]
        changes = [(one, None) for one in events if one is not None]
        if not changes:
            self._say("It stands so already.")
            return
        try:
            recorded = self.store.append_many(changes)
        except FlashcardsError as error:
            self._say(f"Not done. {error}")
            return
        self.done.append([one.event for one in recorded])
        self._reload({one.event.card for one in recorded})
        what = said or SAID[act]
        what = (
            what[:1].upper() + what[1:] if len(recorded) == 1 else f"{len(recorded)} cards: {what}"
        )
        self._say(f"{what}. u takes it back.")

    def _reload(self, ids: set[str]) -> None:
        now = {card: self.store.state(card) for card in ids}
        self.cards = [
            replace(one, state=now[one.card.id]) if one.card.id in now else one
            for one in self.cards
        ]
        self.rows.put([one for one in self.cards if one.card.id in ids])

    def action_suspend(self) -> None:
        """Suspend, or bring back: all that are chosen as the first of them is not."""
        if chosen := self.rows.chosen:
            self._do(Act.UNSUSPEND if chosen[0].state.suspended else Act.SUSPEND)

    def action_bury(self) -> None:
        """Put off until tomorrow, or not."""
        if chosen := self.rows.chosen:
            self._do(Act.UNBURY if chosen[0].state.buried_day == self.day else Act.BURY)

    def action_flag(self) -> None:
        """Flag, or take the flag off."""
        if chosen := self.rows.chosen:
            number = int(not chosen[0].state.flag)
            self._do(Act.FLAG, value=number, said="flagged" if number else "no flag")

    def action_reset(self) -> None:
        """Make new; the log keeps the answers, and undo brings all back."""
        if self.rows.chosen:
            self._do(Act.RESET)

    def action_due(self) -> None:
        """Make due in so many days, which are asked for."""

        def given(text: str | None) -> None:
            if text is None or not text.strip():
                return
            if not text.strip().isascii() or not text.strip().isdecimal():
                self._say(f"{text!r} is no number of days.")
                return
            self._do(Act.DUE, value=int(text.strip()[:6]), said=f"due in {int(text)} days")

        if self.rows.chosen:
            self.app.push_screen(Ask("Due in how many days? 0 is today."), given)

    def action_undo(self) -> None:
        """Take back what was done last on this screen."""
        if not self.done:
            self._say("Nothing was done here that could be taken back.")
            return
        events = self.done[-1]
        now = self.now()
        day = calendar(self.store.settings()).day_of(now)
        try:
            self.store.undo_many(events, at_ms=now, day=day)
        except FlashcardsError as error:
            self._say(f"Not done. {error}")
            return
        self.done.pop()
        self._reload({one.card for one in events})
        self._say(f"Taken back: {events[0].kind} of {len(events)}.")

    def action_history(self) -> None:
        """All that happened to the card."""
        if one := self.rows.current:
            self.app.push_screen(History(one, self.store.events(one.card.id)))

    def action_edit(self) -> None:
        """Open the document at the card's line."""
        one = self.rows.current
        if one is None:
            return
        try:
            with self.app.suspend():
                self.editor(one.card.source)
        except SuspendNotSupported:
            self._say(f"Edit {one.card.source}. {AFTER_EDIT}")
            return
        except FlashcardsError as error:
            self._say(str(error))
            return
        self.app.refresh()
        self._say(AFTER_EDIT)

    # --- moving -----------------------------------------------------------------------------------

    def action_search(self) -> None:
        """To the search."""
        self.query_one(Search).focus()

    def action_mark(self) -> None:
        """Mark the card."""
        self.rows.mark()

    def action_mark_all(self) -> None:
        """Mark all."""
        self.rows.mark_all()

    def action_larger(self) -> None:
        """The card alone, or the list again."""
        self.toggle_class("-large")

    def action_look(self, lines: int) -> None:
        """Scroll the card."""
        self.query_one("#look").scroll_relative(y=lines * 3, animate=False)

    def action_help(self) -> None:
        """The keys."""
        self.app.push_screen(Help(BROWSING))

    def action_leave(self) -> None:
        """From the card alone to the list; else back."""
        if self.has_class("-large"):
            self.remove_class("-large")
        else:
            self.dismiss()


class Browser(App[None]):
    """Browsing by itself."""

    CSS_PATH: ClassVar[str | PurePath] = "review.tcss"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (56, "-wide")]  # noqa: RUF012 - as Textual has it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (26, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "theme", "Light or dark"),
        Binding("ctrl+c,ctrl+q", "quit", "Stop", priority=True),
    ]

    def __init__(
        self,
        store: Store,
        *,
        query: str,
        now: Callable[[], int],
        edit: Callable[[Source], None],
        light: bool = False,
        driver: type[Driver] | None = None,
    ) -> None:
        super().__init__(driver_class=driver)
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = LIGHT.name if light else DARK.name
        self.browse = Browse(store, query=query, now=now, edit=edit)
        self.failure: FlashcardsError | None = None

    def on_mount(self) -> None:
        """Straight to the list."""
        self.push_screen(self.browse, lambda _: self.exit())

    def action_theme(self) -> None:
        """Light or dark."""
        self.theme = DARK.name if self.theme == LIGHT.name else LIGHT.name
