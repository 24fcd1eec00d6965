"""The card on the screen: subject, question, hints, what is typed, answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import ScrollableContainer, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Input, Static

from flashcards.review.session import Face
from flashcards.review.terminal.blocks import Block, Box, blocks, veils
from flashcards.review.terminal.layout import Line, lines
from flashcards.review.terminal.paint import boxed, painted
from flashcards.review.terminal.picture import AROUND, TEXT_WIDTH, hints_of, widest
from flashcards.tree.nodes import Blocks


class Words(Widget):
    """Blocks of text and tables, laid out for whatever width there is."""

    def __init__(self, found: Sequence[Block], *, base: str = "", classes: str = "") -> None:
        super().__init__(classes=classes)
        self.found = tuple(found)
        self.base = base
        self.lifted = 0
        self._laid: tuple[int, int] = (-1, -1)
        self._lines: list[Line] = []

    def lift(self, count: int) -> None:
        """Take so many veils off."""
        self.lifted = count
        self.refresh(layout=True)

    def _at(self, width: int) -> list[Line]:
        if self._laid != (width, self.lifted):
            self._laid = (width, self.lifted)
            self._lines = self.laid(max(width, 1))
        return self._lines

    def laid(self, width: int) -> list[Line]:
        """The lines for a width."""
        return lines(self.found, width, lifted=self.lifted)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """All there is."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the text takes."""
        return len(self._at(width))

    def render(self) -> Content:
        """The lines."""
        return painted(self._at(self.size.width), self.base)


class Wide(ScrollableContainer, can_focus=False):
    """A listing or a drawing; what does not fit is reached sideways."""

    def __init__(self, box: Box, *, lead: bool = False) -> None:
        super().__init__(classes="wide lead" if lead else "wide")
        self.box = box

    def compose(self) -> ComposeResult:
        """The text, unbroken."""
        yield Static(boxed(self.box), classes="drawn" if self.box.drawn else "listing")


class Typed(Input):
    """Where an answer is typed. `?` is help while it is empty; Escape frees the keys."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "Other keys")]

    async def action_leave(self) -> None:
        """Give the keyboard back to the card's own keys."""
        await self.app.run_action("leave")

    async def _on_key(self, event: Key) -> None:
        if event.character == "?" and not self.value:
            event.prevent_default().stop()
            await self.app.run_action("help")
            return
        if event.key == "space" and not self.value:  # who wants the answer, as on other cards
            event.prevent_default().stop()
            await self.app.run_action("wanted")
            return
        await super()._on_key(event)


def shown(
    text: str | Blocks, *, base: str = "", first: str = "", classes: str = ""
) -> Iterator[Widget]:
    """The widgets of a card's text: text that wraps, boxes that do not.

    All text looks as `base` says, its first paragraph as `first`.
    """
    held: list[Block] = []
    found = blocks(text)
    lead = True
    if first and found and not isinstance(found[0], Box):
        yield Words(found[:1], base=first, classes=classes)
        found, classes, lead = found[1:], f"{classes} rest", False
    for block in found:
        if isinstance(block, Box):
            if held:
                yield Words(held, base=base, classes=classes)
                held = []
            yield Wide(block, lead=lead)
        else:
            held.append(block)
        lead = False
    if held:
        yield Words(held, base=base, classes=classes)


class Page(VerticalScroll, can_focus=False):
    """One card. What is not yet to be seen is not yet there."""

    def __init__(self, face: Face, *, source: str = "") -> None:
        super().__init__()
        self.face = face
        self.source = source
        self.hints = 0
        self.revealed = False
        self.styles.max_width = max(TEXT_WIDTH, widest(face)) + AROUND

    def compose(self) -> ComposeResult:
        """The front."""
        face = self.face
        with Vertical(id="column"):
            if face.subject.strip():
                yield from shown(face.subject, base="$faint", classes="subject")
            with Vertical(id="question"):
                yield from shown(face.question, first="bold", classes="asked")
                if not all(choice in face.question for choice in face.choices):
                    rows = "\n".join(f"○ {choice}" for choice in face.choices)
                    yield Static(Content(rows), id="choices")
            yield Vertical(id="hints")
            if face.typed:
                yield Typed(placeholder=face.wanted, id="typed")
                yield Static("", id="feedback")
            yield Vertical(id="back")

    @property
    def hints_in_all(self) -> int:
        """Hints of its own; else as many as there are veils on it."""
        return hints_of(self.face)

    def hint(self) -> bool:
        """Show the next hint; whether there was one."""
        if self.hints >= self.hints_in_all:
            return False
        self.hints += 1
        if self.face.hints:
            hint = Vertical(*shown(self.face.hints[self.hints - 1]), classes="hint")
            self.query_one("#hints").mount(hint)
            self.call_after_refresh(hint.scroll_visible, animate=False)
        else:
            self._lift(self.hints)
        return True

    def _lift(self, count: int) -> None:
        for words in self.query_one("#question").query(Words):
            words.lift(count)

    def feedback(self, text: str, *, kind: str) -> None:
        """Say what is to be said of a typed answer."""
        said = self.query_one("#feedback", Static)
        said.update(Content(text))
        said.set_classes(kind)

    async def reveal(self) -> None:
        """Show the answer and all below it."""
        self.revealed = True
        self._lift(veils(blocks(self.face.question)))
        back = self.query_one("#back")
        rule = Static(classes="rule")
        parts: list[Widget] = [rule, Vertical(*shown(self.face.answer), id="answer")]
        for part in self.face.parts:
            if part.title:
                parts.append(Static(Content(part.title), classes="title"))
            parts.append(Vertical(*shown(part.markdown), classes="part"))
        if self.source:
            parts.append(Static(Content.styled(self.source, "$faint"), classes="source"))
        await back.mount(*parts)
        said = self.query("#typed")
        self.set_class(bool(said), "-answered")
        first, answer = (said.first() if said else rule), parts[1]
        # What is said of the answer takes its lines with the refresh, so after the one after it.
        self.call_after_refresh(self.call_after_refresh, self._turn_to, first, answer)

    def _turn_to(self, first: Widget, answer: Widget) -> None:
        """Show the whole answer if there is room for it, and then as much of the question."""
        above = int(self.scroll_y) - self.content_region.y
        top, end = first.region.y + above, answer.region.bottom + above
        wanted = min(top, max(end - self.content_region.height, 0))
        self.scroll_to(y=min(wanted, self.max_scroll_y), animate=False)

    def sideways(self, columns: int) -> None:
        """Move every box that is too wide."""
        for wide in self.query(Wide):
            wide.scroll_relative(x=columns, animate=False)
