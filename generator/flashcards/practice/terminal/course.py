"""A set being sat: which item is shown, what was answered, how much time is left. Pure."""

from __future__ import annotations

from dataclasses import replace

from flashcards.practice.mark import Answer, mark
from flashcards.practice.model import Item, Marked, PracticeSet
from flashcards.tree.nodes import Blocks
from flashcards.values import dataclass

UNGRADED = Marked(points=0.0, correct=None, feedback="Not graded.")
SKIPPED = Marked(points=0.0, correct=False, feedback="Not answered.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What became of an item.

    Attributes:
        item: which.
        text: as typed; "" if it was passed over.
        marked: what it got.
        took_ms: from when it was shown, at most thrice the time it should take.
        hints: how many were shown.
    """

    item: Item
    text: str
    marked: Marked
    took_ms: int
    hints: int = 0


class Course:
    """The course of a sitting. Time is always told to it.

    Out of exams each item is over with its answer. In an exam one may go back to any item and
    answer it anew until the end.
    """

    def __init__(self, practice: PracticeSet, *, now_ms: int) -> None:
        self.set = practice
        self.place = 0
        self._began_ms = self._shown_ms = now_ms
        self._answers: dict[int, Answered] = {}
        self._spent: dict[int, int] = {}
        self._hints: dict[int, int] = {}

    @property
    def item(self) -> Item:
        """The item that is shown."""
        return self.set.items[self.place]

    @property
    def is_over(self) -> bool:
        """Whether no item is left to show."""
        return self.place >= len(self.set.items)

    def left_ms(self, now_ms: int) -> int | None:
        """The time left, 0 if it is up; None without a limit."""
        if not self.set.minutes:
            return None
        return max(0, self._began_ms + self.set.minutes * 60_000 - now_ms)

    def answer(self, answer: Answer, now_ms: int, *, text: str = "") -> Marked:
        """Mark an answer to the item shown; what can be read ends the item."""
        marked = mark(self.item, answer)
        if marked.correct is not None:
            self._end(marked, text or str(answer), now_ms)
        return marked

    def put_aside(self, text: str, now_ms: int) -> None:
        """Take a long answer to the item shown, to be graded by hand."""
        self._end(UNGRADED, text, now_ms)

    def skip(self, now_ms: int) -> None:
        """Pass over the item shown; an answer that it has in an exam stays."""
        if self.place not in self._answers:
            self._end(SKIPPED, "", now_ms)
        else:
            self._leave(now_ms, self.place + 1)

    def go(self, place: int, now_ms: int) -> None:
        """Show another item, by its place from 0 on."""
        self._leave(now_ms, place)

    def hint(self) -> Blocks | None:
        """The next hint of the item shown, or None."""
        shown = self._hints.get(self.place, 0)
        if shown >= len(self.item.hints):
            return None
        self._hints[self.place] = shown + 1
        return self.item.hints[shown]

    def answered(self, place: int) -> Answered | None:
        """What was answered to an item, if anything was."""
        return self._answers.get(place)

    def results(self) -> tuple[Answered, ...]:
        """What was answered so far, in the order of the items."""
        return tuple(self._answers[place] for place in sorted(self._answers))

    @property
    def points(self) -> float:
        """Got so far."""
        return round(sum(one.marked.points for one in self._answers.values()), 1)

    def spent_ms(self, now_ms: int) -> int:
        """Since it began."""
        return now_ms - self._began_ms

    def regrade(self, place: int, marked: Marked) -> None:
        """Set what an item got, for one that is graded by hand in the end."""
        self._answers[place] = replace(self._answers[place], marked=marked)

    def _end(self, marked: Marked, text: str, now_ms: int) -> None:
        place = self.place
        self._leave(now_ms, place + 1)
        item = self.set.items[place]
        longest = int(3 * item.minutes * 60_000)
        self._answers[place] = Answered(
            item=item,
            text=text,
            marked=marked,
            took_ms=min(self._spent[place], longest),
            hints=self._hints.get(place, 0),
        )

    def _leave(self, now_ms: int, place: int) -> None:
        spent = self._spent.get(self.place, 0) + max(0, now_ms - self._shown_ms)
        self._spent[self.place] = spent
        self._shown_ms = now_ms
        self.place = place
