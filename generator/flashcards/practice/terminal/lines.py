"""Sitting a set in lines: in a terminal, for screen readers, and for scripts.

One line of input is an answer, or a command after a colon: `:hint`, `:skip`, `:time`, `:repeat`,
`:help`, `:quit`; in an exam also `:go N` and `:done`. The end of input ends the sitting, too.
What was answered by then counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from flashcards.practice.mark import mark
from flashcards.practice.model import Form
from flashcards.practice.terminal.course import SKIPPED, Answered, Course
from flashcards.practice.terminal.show import ASKS, answer, question, rubric
from flashcards.review.terminal.text import plain
from flashcards.safe import one_line, safe

Say = Callable[[str], None]

TIME_IS_UP = None
"""What `lines` gives in place of a line when the time is up."""

HELP = """\
Whatever you type is your answer. Commands begin with a colon:
:hint  :skip  :time  :repeat  :quit  (or their first letters)"""

EXAM_HELP = """\
:go N  shows question N again; an answer may be changed until the end
:done  ends the exam"""

_LETTERS = {"h": "hint", "s": "skip", "t": "time", "r": "repeat", "q": "quit", "?": "help",
            "g": "go", "d": "done"}  # fmt: skip


class Lines:
    """A sitting in lines.

    Args:
        course: the set that is sat.
        now: tells the time, in milliseconds since the epoch.
        say: takes a line for a person, plain.
        keep: takes what was answered as soon as that is certain.
    """

    def __init__(
        self,
        course: Course,
        *,
        now: Callable[[], int],
        say: Say,
        keep: Callable[[Answered], None] = lambda _: None,
    ) -> None:
        self.course = course
        self._now = now
        self._say = say
        self._keep = keep
        self._exam = course.set.exam
        self._written: list[str] = []  # of the long answer under way
        self._lines: Iterator[str | None] = iter(())

    def run(self, lines: Iterable[str | None]) -> None:
        """Show items and take lines until the one or the other comes to an end."""
        self._lines = iter(lines)
        self._ask()
        while not self.course.is_over and (line := self._line()) is not None:
            if not self._act(line):
                break
        if self._exam:
            for place in range(len(self.course.set.items)):
                self._grade_long(place)
        self._end()

    def _line(self) -> str | None:
        """The next line that came in time, or None."""
        line = next(self._lines, "\0end")
        if line == "\0end":
            return None
        if line is TIME_IS_UP or self.course.left_ms(self._now()) == 0:
            self._say("")
            self._say("The time is up.")
            return None
        return line.rstrip("\r\n")

    # --- asking -------------------------------------------------------------------------------

    def _ask(self) -> None:
        course = self.course
        if course.is_over:
            return
        item, place = course.item, course.place
        self._say("")
        head = f"Question {place + 1} of {len(course.set.items)}"
        self._say(f"{head} ({_points(item.points)}{self._time_left()})")
        self._say("")
        for line in question(item):
            self._say(line)
        self._say("")
        before = course.answered(place)
        if before is not None and before.text:
            self._say(f"Your answer so far: {one_line(before.text)}")
        self._say(f"{ASKS[item.form]}:")

    def _time_left(self) -> str:
        left = self.course.left_ms(self._now())
        return "" if left is None else f", {_minutes(left)} left"

    # --- acting -------------------------------------------------------------------------------

    def _act(self, line: str) -> bool:
        """Do what a line says; False to stop."""
        word = line.strip()
        if word.startswith(":") or word == "?":
            return self._command(word.removeprefix(":").strip().casefold())
        if self.course.item.form is Form.LONG:
            self._written.append(line)
        elif word:
            self._answer(word)
        return True

    def _answer(self, text: str) -> None:
        item = self.course.item
        marked = self.course.answer(text, self._now())
        if marked.correct is None:
            self._say(one_line(marked.feedback))
            return
        if not self._exam:
            self._say(f"{_points(marked.points)} of {item.points}. {one_line(marked.feedback)}")
            for line in answer(item, key=False):
                self._say(line)
            self._keep_last()
        self._ask()

    def _command(self, word: str) -> bool:
        name, _, rest = word.partition(" ")
        name = _LETTERS.get(name, name)
        long = self.course.item.form is Form.LONG
        if name == "quit" or (name == "done" and self._exam and not (long and self._written)):
            return False
        if name == "done" and long:
            self._long_done()
        elif name == "skip":
            self._skip()
        elif name == "hint":
            hint = self.course.hint()
            self._say(plain(hint) if hint else "There is no hint.")
        elif name == "time":
            left = self.course.left_ms(self._now())
            spent = _minutes(self.course.spent_ms(self._now()))
            self._say(f"{spent} gone" + ("" if left is None else f", {_minutes(left)} left"))
        elif name == "repeat":
            self._ask()
        elif name == "go" and self._exam:
            self._go(rest)
        elif name == "help":
            self._say(f"{HELP}\n{EXAM_HELP}" if self._exam else HELP)
        else:
            self._say(f"There is no :{one_line(name)} here. :help lists the commands.")
        return True

    def _skip(self) -> None:
        item = self.course.item
        self._written.clear()
        self.course.skip(self._now())
        if not self._exam:
            for line in answer(item):
                self._say(line)
            self._keep_last()
        self._ask()

    def _go(self, rest: str) -> None:
        count = len(self.course.set.items)
        if not (rest.isascii() and rest.isdecimal() and 1 <= int(rest) <= count):
            self._say(f":go takes the number of a question, 1 to {count}.")
            return
        self._written.clear()
        self.course.go(int(rest) - 1, self._now())
        self._ask()

    def _long_done(self) -> None:
        place, text = self.course.place, "\n".join(self._written).strip()
        if not text:
            self._say("Write something first, or :skip.")
            return
        self._written.clear()
        self.course.put_aside(text, self._now())
        if not self._exam:
            self._grade_long(place)
            self._keep_last()
        self._ask()

    def _grade_long(self, place: int) -> None:
        """Have a long answer graded by whoever wrote it, by its rubric; no clock runs."""
        one = self.course.answered(place)
        if one is None or one.item.form is not Form.LONG or not one.text:
            return
        self._say("")
        self._say(f"Your answer to question {place + 1}, {one_line(one.item.title)}:")
        self._say(safe(one.text))
        for line in (*answer(one.item), "", *rubric(one.item.rubric)):
            self._say(line)
        rows = (
            f"{len(one.item.rubric)} numbers, the points of each row"
            if one.item.rubric
            else "Points"
        )
        self._say(f"{rows} (an empty line leaves it ungraded):")
        while (given := next(self._lines, None)) and given.strip():
            marked = mark(one.item, given.strip())
            self._say(marked.feedback)
            if marked.correct is not None:
                self.course.regrade(place, marked)
                return

    def _keep_last(self) -> None:
        self._keep(self.course.results()[-1])

    # --- ending -------------------------------------------------------------------------------

    def _end(self) -> None:
        course = self.course
        results = course.results()
        if self._exam:
            for place in range(len(course.set.items)):
                self._report(place)
            for one in results:
                self._keep(one)
        counted = course.set.items if self._exam else [one.item for one in results]
        possible = sum(item.points for item in counted)
        share = f" ({course.points / possible:.0%})" if possible else ""
        self._say("")
        self._say(
            f"{course.points:g} of {_points(possible)}{share}, {len(results)} of "
            f"{len(course.set.items)} questions, {_minutes(course.spent_ms(self._now()))} minutes."
        )

    def _report(self, place: int) -> None:
        one = self.course.answered(place)
        item = self.course.set.items[place]
        marked = one.marked if one else SKIPPED
        self._say("")
        self._say(
            f"{place + 1}. {one_line(item.title)}: {marked.points:g} of {_points(item.points)}"
        )
        if one is not None and one.text and item.form is not Form.LONG:
            self._say(f"   You: {one_line(one.text)}")
        self._say(f"   {one_line(marked.feedback)}")
        if item.form is not Form.LONG:
            for line in answer(item, key=False):
                self._say(line)


def _points(points: float) -> str:
    return "1 point" if points == 1 else f"{points:g} points"


def _minutes(milliseconds: int) -> str:
    """As 12:05.

    >>> _minutes(725_000)
    '12:05'
    """
    seconds = milliseconds // 1000
    return f"{seconds // 60}:{seconds % 60:02}"
