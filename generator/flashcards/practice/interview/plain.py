"""An interview in lines: for scripts, screen readers and dumb terminals.

One line of input is one act.

While an answer is written, every line is a line of the answer, an empty one, too; a line that
begins with a colon is a command: `:done` (or `:d`) ends the answer, `:hint`, `:time`, `:notes`
(what you wrote so far), `:undo` (take the last line back), `:edit` (in $EDITOR, on a terminal),
`:repeat`, `:skip`, `:help`, `:quit`. A line of the answer that itself begins with a colon is
written with two.

Then the solution and the rubric are shown, and each row waits for a line with its points. Here
`back` takes the last points back, and `solution`, `notes`, `repeat`, `skip`, `help` and `quit`
work with and without a colon. An empty line is no grade.

Everything is kept before the next line is read; the end of input ends the interview.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from flashcards.errors import FlashcardsError
from flashcards.practice.interview import words
from flashcards.practice.interview.course import MOST_NOTES, Attempt, Course, Stage
from flashcards.practice.interview.editor import cleaned
from flashcards.practice.interview.keep import Keeper
from flashcards.practice.interview.rubric import least, most
from flashcards.practice.interview.score import HINT_COST
from flashcards.practice.proposals.model import Proposer
from flashcards.review.session.spell import clock
from flashcards.review.terminal.text import plain
from flashcards.safe import one_line

Say = Callable[[str], None]
Tell = Callable[[dict[str, Any]], None]
Edit = Callable[[str], str]

WRITING_HELP = """\
Every line you type is a line of your answer. Lines that begin with a colon are commands:
:done  :hint  :time  :notes  :undo  :edit  :repeat  :skip  :quit   (or their first letters)
Two colons begin a line of the answer that itself begins with one."""

GRADING_HELP = """\
Type the points of the row. back takes the last points back; solution, notes, repeat, skip, quit
do what they say (or their first letters)."""

_WRITING = ("done", "hint", "time", "notes", "undo", "edit", "repeat", "skip", "help", "quit")
_GRADING = ("back", "solution", "notes", "repeat", "skip", "help", "quit")


class Plain:
    """An interview in lines.

    Args:
        course: the interview, just begun.
        keeper: keeps its record, and may have troubles to tell.
        now: tells the time, in milliseconds since the epoch.
        say: takes a line for a person; not called where `tell` is given.
        tell: takes an object for a program.
        proposer: proposes grades, if there is a model.
        edit: opens a text in an editor; None where there is no terminal.
    """

    def __init__(
        self,
        course: Course,
        keeper: Keeper,
        *,
        now: Callable[[], int],
        say: Say,
        tell: Tell | None = None,
        proposer: Proposer | None = None,
        edit: Edit | None = None,
    ) -> None:
        self.course = course
        self.keeper = keeper
        self.now = now
        self._say = say
        self._tell = tell
        self._proposer = proposer
        self._edit = edit
        self._told = 0
        self._warned = False

    def run(self, lines: Iterable[str]) -> None:
        """Ask, and act on lines until the one or the other comes to an end."""
        given: Iterator[str] = iter(lines)
        self._begin()
        self._question()
        while self.course.stage is not Stage.OVER:
            line = next(given, None)
            if line is None:
                self.course.stop(self.now())
                break
            self._act(line.rstrip("\r\n"))
            self._troubles()
        self._end()

    # --- saying -----------------------------------------------------------------------------------

    def _emit(self, event: str, said: str, **values: Any) -> None:
        if self._tell is not None:
            self._tell({"event": event, **values})
        else:
            for line in said.split("\n"):
                self._say(line)

    def _note(self, text: str) -> None:
        self._emit("note", text, text=text)

    def _error(self, text: str) -> None:
        self._emit("error", text, text=text)

    def _troubles(self) -> None:
        for trouble in self.keeper.troubles[self._told :]:
            self._error(one_line(trouble))
        self._told = len(self.keeper.troubles)

    def _begin(self) -> None:
        wishes, questions = self.course.wishes, self.course.questions
        count = f"{len(questions)} question{'s' * (len(questions) != 1)}"
        needed = sum(question.minutes for question in questions)
        longer = needed > wishes.minutes
        said = (
            f"Mock interview: {count}, {wishes.minutes} minutes, seed {wishes.seed}. "
            f"{words.HINT_RULE} :help lists the commands."
        )
        if longer:
            said += f"\nNo question is shorter than {needed} minutes; here is one of those."
        self._emit(
            "interview",
            said,
            seed=wishes.seed,
            minutes=wishes.minutes,
            difficulty=wishes.difficulty.value if wishes.difficulty else None,
            topic=wishes.topic,
            hint_cost=float(HINT_COST),
            questions=[{"card": q.card, "minutes": q.minutes} for q in questions],
            kept=self.keeper.place,
            model=self._proposer.name if self._proposer else None,
        )
        self._troubles()

    def _question(self) -> None:
        course, asked = self.course, self.course.question
        title, prompt = one_line(asked.title), plain(asked.prompt)
        self._emit(
            "question",
            f"\nQuestion {course.number} of {len(course.questions)}: {title}\n"
            f"{words.about(asked)}.\n\n{prompt}\n\nWrite your answer; :done ends it.",
            number=course.number,
            of=len(course.questions),
            card=asked.card,
            title=title,
            prompt=prompt,
            levels=[level.value for level in asked.levels],
            minutes=asked.minutes,
            hints=len(asked.hints),
            follow_ups=len(asked.follow_ups),
            source=one_line(str(asked.source)),
        )

    def _follow_up(self) -> None:
        asked = self.course.follow_up
        if asked is None:
            return
        number, of = len(self.course.attempt.follow_ups), len(self.course.question.follow_ups)
        text = plain(asked.question)
        self._emit(
            "follow-up",
            f"\nFollow-up {number} of {of}: {text}",
            number=number,
            of=of,
            question=text,
        )

    def _solution(self) -> None:
        asked = self.course.question
        parts = [
            (title, plain(text)) for name, title in words.PARTS if (text := getattr(asked, name))
        ]
        follow_ups = [
            {
                "question": plain(follow_up.question),
                "looking_for": plain(follow_up.looking_for),
                "answer": answer,
            }
            for follow_up, answer in zip(
                asked.follow_ups, self.course.attempt.follow_ups, strict=False
            )
        ]
        said = "".join(f"\n{title}:\n{text}\n" for title, text in parts)
        for made in follow_ups:
            said += f"\nFollow-up: {made['question']}\nLooked for: {made['looking_for']}\n"
            said += f"You: {made['answer'] or words.EMPTY}\n"
        passing = words.others(self.course)
        if not asked.rubric.stated:
            said += f"\n{words.NO_RUBRIC}"
        elif passing:
            said += f"\nOut of {asked.rubric.points} points; passing scores: {passing}."
        self._emit(
            "solution",
            said,
            parts=[{"title": title, "text": text} for title, text in parts],
            follow_ups=follow_ups,
            rubric=asked.rubric.stated,
            points=asked.rubric.points,
            passing=[
                {"level": p.level, "points": p.points, "of": p.of} for p in asked.rubric.passing
            ],
        )

    def _row(self) -> None:
        course, row = self.course, self.course.row
        if row is None:
            return
        index = len(course.attempt.grades)
        of = len(course.question.rubric.rows)
        name, levels = one_line(row.name), words.levels(row)
        proposals = course.attempt.proposals
        found = proposals.row(index) if proposals else None
        said = f"\nRow {index + 1} of {of}: {name}"
        said += "".join(f"\n  {points}: {text}" for points, text in levels)
        if proposed := words.proposed(proposals, index):
            said += f"\n  {proposed}"
        self._emit(
            "row",
            f"{said}\nPoints, {words.span(row)}?",
            number=index + 1,
            of=of,
            row=name,
            levels=[{"points": points, "text": text} for points, text in levels],
            least=least(row),
            most=most(row),
            proposal=None
            if found is None or proposals is None
            else {
                "model": proposals.model,
                "points": found.points,
                "quotes": list(found.quotes),
                "counted": False,
            },
        )

    def _scored(self) -> None:
        made = self.course.score()
        self._emit(
            "score",
            f"\n{words.verdict(made)}",
            card=self.course.question.card,
            points=made.points,
            of=made.of,
            hints=made.hints,
            counted=float(made.counted),
            passing=None
            if made.passing is None
            else {
                "level": made.passing.level,
                "points": made.passing.points,
                "of": made.passing.of,
            },
            passed=made.passed,
            time_ms=self.course.attempt.spent_ms,
        )

    def _end(self) -> None:
        now = self.now()
        self.keeper.finish()
        self._troubles()
        lines = words.summary(self.course, now)
        text = "\n".join(f"{name}: {value}" for name, value in lines)
        kept = None if self.keeper.unkept is not None else self.keeper.place
        where = f"\nKept in {kept}." if kept else ""
        self._emit(
            "end",
            f"\n{words.ending(self.course)}\n{text}{where}",
            reason=self.course.end.value if self.course.end else None,
            time_ms=self.course.all_ms(now),
            seed=self.course.wishes.seed,
            graded=sum(attempt.graded for attempt in self.course.attempts),
            kept=kept,
        )

    # --- acting -----------------------------------------------------------------------------------

    def _act(self, line: str) -> None:
        if self.course.writing:
            if line.startswith(":") and not line.startswith("::"):
                self._command(line[1:], _WRITING)
            else:
                self._line(cleaned(line.removeprefix(":") if line.startswith("::") else line))
            return
        word = line.strip().removeprefix(":")
        if not word:
            self._error("An empty line is no grade; type the points of the row.")
        elif word.isascii() and word.isdigit() and len(word) < 5:
            self._grade(int(word))
        else:
            self._command(word, _GRADING)

    def _line(self, line: str) -> None:
        course, now = self.course, self.now()
        before = course.text
        # The first line stands where it is; an empty one at the very beginning is dropped.
        text = f"{before}\n{line}" if before else line
        if not course.write(text, now):
            self._error(f"An answer has at most {MOST_NOTES:,} characters; the rest is cut off.")
        if not self._warned and course.time_is_up(now):
            self._warned = True
            self._note(words.TIME_IS_UP)

    def _command(self, line: str, allowed: tuple[str, ...]) -> None:
        word = line.strip().casefold()
        fitting = [name for name in allowed if name == word] or [
            name for name in allowed if word and name[0] == word
        ]
        if word == "?":
            fitting = ["help"]
        if not fitting:
            names = ", ".join(f":{name}" if self.course.writing else name for name in allowed)
            self._error(f"Not understood: {one_line(line)}. There are {names}.")
            return
        getattr(self, f"_do_{fitting[0]}")()

    def _do_done(self) -> None:
        course = self.course
        first = course.stage is Stage.ANSWER
        if first and self._proposer is not None:
            self._proposer.start(course.question, course.text)
        course.done(self.now())
        if course.stage is Stage.FOLLOW_UP:
            self._follow_up()
            return
        self._solution()
        self._proposals()
        self._row()

    def _proposals(self) -> None:
        if self._proposer is None:
            return
        if not self._proposer.ready():
            self._note(f"Waiting for {self._proposer.name} …")
        found = self._proposer.result()
        self.course.propose(found, self.now())
        for line in words.of_proposals(found):
            self._note(line)

    def _grade(self, points: int) -> None:
        row = self.course.row
        try:
            self.course.grade(points, self.now())
        except ValueError:
            assert row is not None  # noqa: S101 - only rows take lines here
            self._error(f"{one_line(row.name)} has {words.span(row)} points.")
            return
        if self.course.stage is Stage.SCORED:
            self._scored()
            self.course.go_on(self.now())
            self._next()
        else:
            self._row()

    def _next(self) -> None:
        if self.course.stage is Stage.ANSWER:
            self._warned = False
            self._question()

    def _do_hint(self) -> None:
        text = self.course.hint(self.now())
        if text is None:
            taken = self.course.attempt.hints
            self._note("There are no more hints." if taken else "There is no hint here.")
            return
        number = self.course.attempt.hints
        shown = plain(text)
        self._emit(
            "hint",
            f"Hint {number} of {len(self.course.question.hints)} (takes {words.COST}): {shown}",
            number=number,
            text=shown,
            cost=float(number * HINT_COST),
        )

    def _do_time(self) -> None:
        now, asked = self.now(), self.course.question
        spent, whole = self.course.spent_ms(now), self.course.all_ms(now)
        self._emit(
            "time",
            f"{clock(spent)} of {asked.minutes}:00 on this question, "
            f"{clock(whole)} of {self.course.wishes.minutes}:00 in all.",
            question_ms=spent,
            all_ms=whole,
        )

    def _do_notes(self) -> None:
        attempt: Attempt = self.course.attempt
        text = self.course.text if self.course.writing else attempt.notes
        self._emit("notes", text or words.EMPTY, text=text)

    def _do_undo(self) -> None:
        rest, _, last = self.course.text.rpartition("\n")
        self.course.write(rest, self.now())
        self._note(f"Taken back: {last}" if last else "There is nothing to take back.")

    def _do_edit(self) -> None:
        if self._edit is None:
            self._error("There is no terminal for an editor.")
            return
        try:
            text = self._edit(self.course.text)
        except FlashcardsError as error:
            self._error(one_line(str(error)))
            return
        if not self.course.write(text, self.now()):
            self._error(f"An answer has at most {MOST_NOTES:,} characters; the rest is cut off.")
        self._do_notes()

    def _do_repeat(self) -> None:
        match self.course.stage:
            case Stage.ANSWER:
                self._question()
                for number in range(self.course.attempt.hints):
                    self._note(plain(self.course.question.hints[number]))
            case Stage.FOLLOW_UP:
                self._follow_up()
            case _:
                self._row()

    def _do_solution(self) -> None:
        self._solution()
        self._row()

    def _do_back(self) -> None:
        if not self.course.back(self.now()):
            self._note("This is the first row.")
        self._row()

    def _do_skip(self) -> None:
        self.course.skip(self.now())
        self._note("Skipped; what you wrote is kept.")
        self._next()

    def _do_help(self) -> None:
        self._note(WRITING_HELP if self.course.writing else GRADING_HELP)

    def _do_quit(self) -> None:
        self.course.stop(self.now())
