"""What is on the screen between head and foot: the question, the rubric, a score."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from flashcards.practice.interview import words
from flashcards.practice.interview.course import Course, Stage
from flashcards.practice.interview.screen.hints import hint
from flashcards.render import plain
from flashcards.review.terminal.page import shown
from flashcards.safe import one_line, safe
from flashcards.tree.nodes import Blocks


class Answer(TextArea):
    """Where the answer is written. Escape frees the letters for other keys."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "Other keys")]

    def action_leave(self) -> None:
        """Give the keyboard back to the interview's own keys."""
        self.screen.set_focus(None)


class Points(Input):
    """Where points are typed: digits; every other key is the interview's."""

    async def _on_key(self, event: Key) -> None:
        if event.is_printable and not (event.character or "").isdecimal():
            event.prevent_default()


class Asked(Vertical):
    """A question or follow-up, its hints, and the answer in the making."""

    def __init__(self, course: Course) -> None:
        super().__init__()
        self.course = course

    def compose(self) -> ComposeResult:
        """Above what is asked, below what is answered."""
        course, asked = self.course, self.course.question
        with VerticalScroll(id="asked", can_focus=False):
            if course.stage is Stage.FOLLOW_UP and course.follow_up is not None:
                number, of = len(course.attempt.follow_ups), len(asked.follow_ups)
                yield Static(Content(f"Follow-up {number} of {of}"), classes="subject faint")
                yield from shown(course.follow_up.question, first="bold")
            else:
                yield Static(Content(words.about(asked)), classes="subject faint")
                said = plain(asked.prompt[:1]).strip() == asked.title.strip()
                if not said:
                    yield Static(Content(one_line(asked.title)), classes="heading")
                yield from shown(asked.prompt, first="bold" if said else "")
                with Vertical(id="hints"):
                    for number in range(course.attempt.hints):
                        yield hint(number + 1, asked.hints[number])
        yield Answer(
            course.text,
            soft_wrap=True,
            placeholder="Your answer. F4 when it is done; F1 shows all keys.",
        )

    def add_hint(self, text: Blocks) -> None:
        """Show one more."""
        added = hint(self.course.attempt.hints, text)
        self.query_one("#hints").mount(added)
        self.call_after_refresh(added.scroll_visible, animate=False)


class Grading(Vertical):
    """The model solution, and below it the row of the rubric that waits for points."""

    def __init__(self, course: Course, *, waiting: bool) -> None:
        super().__init__()
        self.course = course
        self.waiting = waiting

    def compose(self) -> ComposeResult:
        """All that one grades by."""
        course, asked = self.course, self.course.question
        with VerticalScroll(id="solution", can_focus=False):
            yield Static(Content("Your answer"), classes="title")
            yield Static(Content(safe(course.attempt.notes) or words.EMPTY), classes="part")
            for name, title in words.PARTS:
                text = getattr(asked, name)
                if text:
                    yield Static(Content(title), classes="title")
                    yield Vertical(*shown(text), classes="part")
            for follow_up, answer in zip(asked.follow_ups, course.attempt.follow_ups, strict=False):
                yield Static(Content("Follow-up"), classes="title")
                yield Vertical(*shown(follow_up.question, first="bold"), classes="part")
                if follow_up.looking_for:
                    yield Vertical(*shown(words.looked_for(follow_up)), classes="part")
                yield Static(Content(f"You: {safe(answer) or words.EMPTY}"), classes="part")
        with VerticalScroll(id="rubric", can_focus=False):
            yield from self._row()

    def _row(self) -> Iterator[Widget]:
        course, row = self.course, self.course.row
        if row is None:
            return
        index, of = len(course.attempt.grades), len(course.question.rubric.rows)
        head = f"{one_line(row.name)}  "
        yield Static(
            Content.assemble(head, (f"row {index + 1} of {of}", "not bold $faint")), classes="row"
        )
        if not course.question.rubric.stated:
            yield Static(Content(words.NO_RUBRIC), classes="remark")
        levels = words.levels(row)
        wide = max(len(points) for points, _ in levels)
        rows = [
            Content.assemble((points.rjust(wide), "bold $primary"), f"  {text}")
            for points, text in levels
        ]
        yield Static(Content("\n").join(rows), classes="levels")
        proposals = course.attempt.proposals
        if said := words.proposed(proposals, index):
            yield Static(Content(said), classes="proposal")
        if self.waiting:
            yield Static(Content("The model is still reading your answer …"), classes="remark")
        elif proposals is not None and index == 0:
            for line in words.of_proposals(proposals):
                yield Static(Content(line), classes="remark")
        yield Points(placeholder=f"points, {words.span(row)}", max_length=3)

    async def next_row(self, *, waiting: bool) -> None:
        """Show the row that waits now, with what was typed already."""
        self.waiting = waiting
        place = next(iter(self.query("#rubric")), None)
        if place is None:
            return  # on its way to the screen, or away from it
        typed = "".join(points.value for points in self.query(Points))
        await place.remove_children()
        await place.mount(*self._row())
        for points in self.query(Points):
            points.value = typed
            points.focus()

    def emptied(self) -> None:
        """Forget what was typed."""
        for points in self.query(Points):
            points.value = ""
