"""The foot of the screen: what can be done now, each also by a click."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from flashcards.review.model import Outcome, Rating
from flashcards.review.session.spell import interval
from flashcards.review.terminal.acts import Deed, at_front
from flashcards.review.terminal.paint import content
from flashcards.review.terminal.words import NAMES


class Act(Static):
    """A key and what it does."""

    def __init__(self, key: str, label: str, action: str, *, classes: str = "") -> None:
        super().__init__(content(Deed(key, label, action).spans), classes=f"act {classes}")
        self.action = action

    @classmethod
    def of(cls, deed: Deed) -> Self:
        """The same, of what is told elsewhere."""
        classes = " ".join(name for name in ("spare", "last") if getattr(deed, name))
        return cls(deed.key, deed.label, deed.action, classes=classes)

    def on_click(self) -> None:
        """As if the key were pressed; by the app, for this key may be gone after it."""
        self.app.call_later(self.app.run_action, self.action)


class Grade(Static):
    """A rating, its key, and when the card would come again."""

    def __init__(self, rating: Rating, outcome: Outcome | None, *, chosen: bool) -> None:
        name = NAMES[rating]
        colour = f"${name.lower()}"
        when = interval(outcome.interval_ms) if outcome else ""
        super().__init__(
            Content.assemble(
                (str(rating.value), f"bold {colour}"), f" {name}", "\n", (when, "$faint")
            ),
            id=name.lower(),
            classes="grade chosen" if chosen else "grade",
        )  # fmt: skip
        self.rating = rating

    def on_click(self) -> None:
        """As if the key were pressed."""
        self.app.call_later(self.app.run_action, f"grade({self.rating.value})")


class Foot(Horizontal):
    """Keys while the question is open, grades once the answer is shown."""

    def __init__(
        self,
        *,
        grades: Mapping[Rating, Outcome] | None = None,
        chosen: Rating = Rating.GOOD,
        typed: bool = False,
        hints: int = 0,
        timed: bool = True,
    ) -> None:
        """A foot.

        Args:
            grades: what each rating leads to; None while the question is open.
            chosen: the rating that a key takes without saying which.
            typed: whether an answer is typed.
            hints: how many are left.
            timed: whether to say when the card would come again.
        """
        super().__init__(classes="grades" if grades else "acts")
        self.grades = grades
        self.timed = timed
        self.chosen = chosen
        self.typed = typed
        self.hints = hints

    def compose(self) -> ComposeResult:
        """The grades, or the keys that matter most; the others are under `?`."""
        if self.grades:
            for rating, outcome in self.grades.items():
                shown = outcome if self.timed else None
                yield Grade(rating, shown, chosen=rating is self.chosen)
            return
        yield from map(Act.of, at_front(typed=self.typed, hints=self.hints))
