"""The full-screen program."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import ClassVar

from textual.actions import ActionParseResult
from textual.app import App, ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.dom import DOMNode
from textual.driver import Driver
from textual.screen import Screen
from textual.scrollbar import ScrollBar
from textual.widget import Widget
from textual.widgets import Input, Static

from flashcards.errors import FlashcardsError
from flashcards.kinds import Kind, Source
from flashcards.review.model import Rating
from flashcards.review.session import Ending, Sitting, Summary, Turn
from flashcards.review.session.variant import suggested
from flashcards.review.store.store import Store
from flashcards.review.terminal.acts import at_end
from flashcards.review.terminal.asking import Ask
from flashcards.review.terminal.bars import ThinBar
from flashcards.review.terminal.foot import Act, Foot
from flashcards.review.terminal.head import Head, head
from flashcards.review.terminal.opening import opening
from flashcards.review.terminal.page import Page, Typed
from flashcards.review.terminal.paint import content
from flashcards.review.terminal.picture import NARROW, SHORT, hints_of
from flashcards.review.terminal.themes import DARK, LIGHT, begin_with
from flashcards.review.terminal.words import (
    AFTER_EDIT,
    NAMES,
    UNDONE,
    WHEN,
    WHEN_EXAMPLE,
    advice,
    ending,
    standing_lines,
    summary_lines,
)
from flashcards.safe import one_line

Clock = Callable[[], int]
Edit = Callable[[Source], None]

MORE = 10
"""New cards that one key asks for beyond the day's limit."""


AGAIN = "That is not it. A slip? Type it again; enter on an empty line shows the answer."

STEP = 8
"""Columns that a key moves a wide box by."""


class Review(App[Summary]):
    """A sitting on the whole screen; returns what it came to."""

    CSS_PATH: ClassVar[str | PurePath] = "review.tcss"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-wide")]  # noqa: RUF012 - as Textual has it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (SHORT, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "go_on", "Go on"),
        *(Binding(str(r.value), f"grade({r.value})", NAMES[r]) for r in Rating),
        Binding("h", "hint", "Hint"),
        Binding("u", "undo", "Undo"),
        Binding("b", "bury", "Bury"),
        Binding("s", "suspend", "Suspend"),
        Binding("f", "flag", "Flag"),
        Binding("e", "edit", "Edit"),
        Binding("o", "drilled", "The question it drills"),
        Binding("m", "more", "Ten more new"),
        Binding("slash", "browse", "Browse"),
        Binding("t", "theme", "Light or dark"),
        Binding("question_mark", "help", "Help"),
        Binding("up,k", "scroll(-1)", "Up"),
        Binding("down,j", "scroll(1)", "Down"),
        Binding("pageup", "page(-1)", "Page up"),
        Binding("pagedown", "page(1)", "Page down"),
        Binding("home", "edge(0)", "To the top"),
        Binding("end", "edge(1)", "To the end"),
        Binding("left", f"sideways(-{STEP})", "Left"),
        Binding("right", f"sideways({STEP})", "Right"),
        Binding("tab", "type", "Type"),
        Binding("q", "stop", "Stop"),
        Binding("ctrl+c,ctrl+q", "stop", "Stop", priority=True),
    ]

    def __init__(
        self,
        sitting: Sitting,
        *,
        now: Clock,
        edit: Edit,
        light: bool = False,
        store: Store | None = None,
        start: bool = False,
        ask: bool = False,
        driver: type[Driver] | None = None,
    ) -> None:
        """The program.

        Args:
            sitting: the sitting.
            now: tells the time, in milliseconds since the epoch.
            edit: opens an editor at a card's line.
            light: whether the terminal is light.
            store: all cards, for browsing; None leaves that out.
            start: whether to begin with how things stand, and not with the first card.
            ask: whether to ask, before that, when all should be known.
            driver: of the terminal; None for Textual's own.
        """
        super().__init__(driver_class=driver)
        ScrollBar.renderer = ThinBar
        self.sitting = sitting
        self.now = now
        self.editor = edit
        self._parsed_for = begin_with(self, LIGHT if light else DARK)
        self.store = store
        self._suggestion: Rating | None = None
        self._tried = False
        self._starting = start
        self._asks = ask
        self._ended = False
        self._said: Head | None = None

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002
        """Parse the style sheet for another theme; for the first one it is parsed already."""
        if self._parsed_for != self.theme:
            self._parsed_for = ""
            super().refresh_css(animate=animate)

    def get_default_screen(self) -> Screen[object]:
        """The screen, with the classes of its size: set later, all would be styled once more."""
        size = self.size
        fitting = (
            max((least, name) for least, name in points if least <= length)[1]
            for points, length in (
                (self.HORIZONTAL_BREAKPOINTS, size.width),
                (self.VERTICAL_BREAKPOINTS, size.height),
            )
        )
        screen = super().get_default_screen()
        screen.set_classes(fitting)
        return screen

    def compose(self) -> ComposeResult:
        """Head, card, foot; the first card is there with the first picture."""
        yield Horizontal(Static(id="deck"), Static(id="left"), id="top")
        yield Static(id="bar")
        card, foot = self._parts()
        with Vertical(id="card"):
            yield card
        yield Static(id="say")
        with Vertical(id="foot"):
            yield foot

    def on_mount(self) -> None:
        """The head, and the clock."""
        self._head()
        self._focus()
        self.set_interval(1, self._tick)
        if self._asks:
            self.push_screen(Ask(WHEN, example=WHEN_EXAMPLE), self._exam)

    async def _exam(self, text: str | None) -> None:
        """Plan by the date that was given, and say what that takes; ask again if it is none."""
        if self.store is None:
            return
        from flashcards.review.session.planned import asked_once, planned

        if not text or not text.strip():
            asked_once(self.store)
            return
        try:
            said = planned(self.store, text, now_ms=self.now())
        except FlashcardsError as error:
            asked = Ask(f"{error.message}. {WHEN}", example=WHEN_EXAMPLE)
            self.push_screen(asked, self._exam)
            return
        self.sitting.reconsider(self.now())
        await self._next(said)

    # --- drawing ----------------------------------------------------------------------------------

    @property
    def page(self) -> Page | None:
        """The card that is shown."""
        return next(iter(self.query(Page)), None)

    def _shown(self) -> Turn | None:
        """The card that something can be done to: at first one is ready, but nobody saw it."""
        if self._starting:
            self._say("No card is shown yet: space begins.")
            return None
        return self.sitting.turn

    def _parts(self) -> tuple[Widget, Foot | Horizontal]:
        """What is shown now, and its foot: how things stand, a card, or the end."""
        if self._starting:
            return self._start()
        shown = self.sitting.next(self.now())
        if isinstance(shown, Turn):
            return Page(shown.face, source=_source(shown)), self._acts(shown)
        return self._finish(shown), self._last_acts()

    def _acts(self, turn: Turn) -> Foot:
        page = self.page
        hints = 0
        if page is not None and page.face is turn.face:
            hints = page.hints_in_all - page.hints
        elif not turn.face.typed:
            hints = hints_of(turn.face)
        return Foot(typed=turn.face.typed, hints=hints)

    def _finish(self, why: Ending) -> Widget:
        from flashcards.review.terminal.finish import Finish

        self._ended = True
        now = self.now()
        summary = self.sitting.summary(now)
        wakes = self.sitting.wakes_ms()
        said = ending(
            why,
            wakes_in_ms=None if wakes is None else wakes - now,
            answered=bool(summary.total),
        )
        view = self.sitting.overview(now)
        return Finish(
            said,
            summary_lines(summary),
            standing_lines(view, waits=why is not Ending.DONE, tomorrow=summary.tomorrow),
            advice=advice(view, after=bool(summary.total)),
        )

    def _last_acts(self) -> Horizontal:
        more, browse = bool(self.sitting.spare_new), self.store is not None
        return Horizontal(*map(Act.of, at_end(more=more, browse=browse)), classes="acts")

    def _start(self) -> tuple[Widget, Horizontal]:
        from flashcards.review.terminal.finish import Finish

        shown = opening(self.sitting, now_ms=self.now(), browse=self.store is not None)
        page = Finish(shown.heading, *shown.groups, advice=shown.advice)
        return page, Horizontal(*map(Act.of, shown.acts), classes="acts")

    def _head(self) -> None:
        """Where we are; drawn again only where it says something else."""
        sitting = self.sitting
        said = head(
            None if self._starting else sitting.turn,  # at first a card is ready, and not shown
            sitting.counts(),
            sitting.scope,
            minutes=(self.now() - sitting.began_ms) // 60_000,
            answers=sitting.answers,
            width=self.size.width,
        )
        if said == self._said:
            return
        self._said = said
        for name, spans in (("#deck", said.place), ("#left", said.figures), ("#bar", said.bar)):
            self.query_one(name, Static).update(content(spans))

    def _say(self, text: str) -> None:
        said = self.query_one("#say", Static)
        said.update(Content(text))
        said.display = bool(text)

    async def _put_foot(self, foot: Foot | Horizontal) -> None:
        place = self.query_one("#foot")
        await place.remove_children()
        await place.mount(foot)

    async def _next(self, said: str = "") -> None:
        """Show the next card, or the summary."""
        self._suggestion = None
        self._tried = False
        self._ended = False
        card, foot = self._parts()
        with self.batch_update():
            place = self.query_one("#card")
            await place.remove_children()
            await place.mount(card)
            await self._put_foot(foot)
            self._head()
            self._say(said)
        self._focus()

    def _focus(self) -> None:
        typed = self.query(Typed)
        ready = typed.first() if typed and not typed.first().disabled else None
        self.screen.set_focus(ready, scroll_visible=False)

    async def _tick(self) -> None:
        if not self.screen_stack or not self.query("#deck"):
            return  # the program is ending, and its screen is gone
        if self.screen is not self.screen_stack[0]:
            return
        self._head()
        if not self._ended or self._starting:
            return
        try:
            due = isinstance(self.sitting.next(self.now()), Turn)
        except FlashcardsError as error:
            self._say(one_line(str(error)))
            return
        if due:
            await self._next()

    def on_resize(self) -> None:
        """The head is as wide as the screen."""
        self.call_after_refresh(self._head)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """What cannot be done is told, and the card stays: try again, or stop.

        Nothing is half done then: an answer is written before anything else happens.
        """
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except FlashcardsError as error:
            self._say(f"Not done. {one_line(str(error))}")
            return False

    # --- acting -----------------------------------------------------------------------------------

    async def action_go_on(self) -> None:
        """Show the answer, or take the grade that is set off."""
        page = self.page
        if self._starting:
            self._starting = False
            self.sitting.pause(self.now() - self.sitting.began_ms)
            await self._next()
        elif page is None:
            if self._ended:
                self.action_stop()
        elif page.revealed:
            await self.action_grade(self._suggestion or Rating.GOOD)
        else:
            await self.action_reveal()

    async def action_reveal(self) -> None:
        """Show the answer and the grades."""
        page = self.page
        if page is None or page.revealed:
            return
        if page.face.typed:
            self.query_one(Typed).disabled = True
            if self._suggestion is None and not page.face.by_heart:
                self._suggestion = Rating.AGAIN
        self._say("")
        await page.reveal()
        self.screen.set_focus(None)
        await self._put_foot(
            Foot(
                grades=self.sitting.previews(self.now()),
                chosen=self._suggestion or Rating.GOOD,
                timed=not self.sitting.scope.cram,
            )
        )

    async def action_wanted(self) -> None:
        """Show what may be known by heart; say how any other typed answer is seen."""
        if self.page is not None and self.page.face.by_heart:
            await self.action_reveal()
        else:
            self._say("Type the answer; enter on an empty line shows it.")

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Check what was typed."""
        if isinstance(event.input, Typed):
            await self._check(event.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """What is typed is seen; what was said of how to type is heard."""
        if isinstance(event.input, Typed):
            self._say("")
            event.input.scroll_visible(animate=False)

    async def action_submit(self) -> None:
        """The same, by a click."""
        await self._check(self.query_one(Typed).value)

    async def _check(self, text: str) -> None:
        page = self.page
        if page is None or page.revealed:
            return
        if not text.strip():
            await self.action_reveal()
            return
        grade = self.sitting.mark(text)
        if grade.correct is False and not self._tried and not page.face.choices:
            # The mistake is not told yet: who only mistyped should not be helped by it.
            self._tried = True
            self.query_one(Typed).action_select_all()
            page.feedback(AGAIN, kind="wrong")
            return
        kind = "unread" if grade.correct is None else "right" if grade.correct else "wrong"
        page.feedback(one_line(grade.feedback), kind=kind)
        if grade.correct is not None:
            hinted = page.hints > 0 or self._tried
            self._suggestion = suggested(correct=grade.correct, hinted=hinted)
            await self.action_reveal()

    async def action_grade(self, number: int) -> None:
        """Grade the card; written down before the next one is shown."""
        page = self.page
        if page is None or not page.revealed:
            self._say("Look at the answer first: space." if page else "")
            return
        rating = Rating(number)
        outcome = self.sitting.answer(rating, self.now())
        leech = outcome.state.leech and rating is Rating.AGAIN
        said = "A leech: forgotten again and again. Better reword it (e)." if leech else ""
        await self._next(said)

    async def action_hint(self) -> None:
        """Show the next hint."""
        page, turn = self.page, self.sitting.turn
        if page is None or page.revealed or turn is None:
            return
        if not page.hint():
            self._say("No more hints." if page.hints else "This card has no hints.")
            return
        await self._put_foot(self._acts(turn))

    async def action_undo(self) -> None:
        """Take back what was done last."""
        event = self.sitting.undo(self.now())
        if event is None:
            self._say("There is nothing to undo.")
            return
        await self._next(UNDONE.get(event.kind, "Undone."))

    async def action_more(self) -> None:
        """Ten more new cards today."""
        if self.page is not None:
            return
        found = self.sitting.more_new(MORE, self.now())
        if not found:
            self._say("There are no more new cards.")
            return
        self._starting = False
        await self._next(f"{found} more new cards.")

    def action_browse(self) -> None:
        """All cards; what is done there counts here at once."""
        if self.store is None:
            return
        from flashcards.review.terminal.browse import Browse

        began = self.now()

        async def back(_: None) -> None:
            now = self.now()
            self.sitting.pause(now - began)
            before = self.sitting.turn
            self.sitting.reconsider(now, done=(event for act in browse.done for event in act))
            if self.sitting.turn is None or before is None:
                await self._next()
            else:
                self._head()

        turn = None if self._starting else self.sitting.turn
        card = turn.card.id if turn else ""
        browse = Browse(self.store, card=card, now=self.now, edit=self.editor)
        self.push_screen(browse, back)

    async def action_bury(self) -> None:
        """Put the card off."""
        if self._shown():
            self.sitting.bury(self.now())
            await self._next("Put off until tomorrow. u takes it back.")

    async def action_suspend(self) -> None:
        """Take the card out."""
        if self._shown():
            self.sitting.suspend(self.now())
            await self._next("Suspended. u takes it back; later, / finds it by is:suspended.")

    def action_flag(self) -> None:
        """Set the flag, or take it off."""
        turn = self._shown()
        if turn:
            self.sitting.flag(0 if turn.state.flag else 1, self.now())
            self._head()
            self._say("No flag." if turn.state.flag else "Flagged.")

    def action_edit(self) -> None:
        """Open the document at the card's line; the screen comes back when the editor ends."""
        turn = self._shown()
        if turn is None:
            return
        began = self.now()
        try:
            with self.suspend():
                self.editor(turn.card.source)
        except SuspendNotSupported:
            self._say(f"Edit {one_line(str(turn.card.source))}. {AFTER_EDIT}")
            return
        except FlashcardsError as error:
            self._say(one_line(str(error)))
            return
        finally:
            self.sitting.pause(self.now() - began)
        self.refresh()
        self._say(AFTER_EDIT)

    def action_drilled(self) -> None:
        """The questions that a computed problem drills."""
        turn = self._shown()
        if turn is None or turn.card.kind is not Kind.PROBLEM or self.store is None:
            return
        from flashcards.review.terminal.drilled import Drilled, drilled

        found = drilled(turn.card, self.store.cards())
        if found:
            self.push_screen(Drilled(found))
        else:
            self._say("The question that it drills is not among these cards.")

    def action_theme(self) -> None:
        """Light or dark."""
        self.theme = DARK.name if self.theme == LIGHT.name else LIGHT.name

    def action_help(self) -> None:
        """All keys."""
        from flashcards.review.terminal.help import Help

        self.push_screen(Help())

    def action_leave(self) -> None:
        """From typing to the card's own keys."""
        self.screen.set_focus(None)
        self._say("esc: the keys of ? work now; tab goes back to typing.")

    def action_type(self) -> None:
        """Back to typing."""
        self._say("")
        self._focus()

    def action_scroll(self, lines: int) -> None:
        """Move the card."""
        for page in self.query("Page, Finish"):
            page.scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Move the card by a screenful."""
        for page in self.query("Page, Finish"):
            page.scroll_relative(y=pages * max(page.size.height - 2, 1), animate=False)

    def action_edge(self, end: int) -> None:
        """To the top or the end of the card."""
        for page in self.query("Page, Finish"):
            (page.scroll_end if end else page.scroll_home)(animate=False)

    def action_sideways(self, columns: int) -> None:
        """Move wide boxes."""
        if self.page:
            self.page.sideways(columns)

    def action_stop(self) -> None:
        """End the sitting."""
        self.exit(self.sitting.summary(self.now()))


def _source(turn: Turn) -> str:
    """Where the card comes from; a computed problem has its question instead."""
    card = turn.card
    if card.kind is Kind.PROBLEM:
        return "o: the question that it drills" if dict(card.extra).get("drills") else ""
    return one_line(str(card.source))
