"""How an interview goes, without any screen: question, follow-ups, grading, the next question.

    course = Course(questions, wishes, now_ms=…, save=keeper.save)
    course.write("…", now); course.hint(now); course.done(now)
    course.grade(5, now)

`save` is called with the whole record at every act, so that whatever ends the program takes
nothing with it. Time runs while answers are written; it stands still while they are graded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from typing import Any

from flashcards.practice.interview.choose import Wishes
from flashcards.practice.interview.question import FollowUp, Question
from flashcards.practice.interview.rubric import least, most
from flashcards.practice.interview.score import Score, score
from flashcards.practice.model import Row
from flashcards.practice.proposals.model import Proposals
from flashcards.render import markdown
from flashcards.tree.nodes import Blocks
from flashcards.values import dataclass

MOST_NOTES = 100_000
"""Characters of one answer that are kept; more is an accident."""

FORMAT = 1
"""Version of the record."""


class Stage(StrEnum):
    """Where an interview stands."""

    ANSWER = "answer"  # the question is open
    FOLLOW_UP = "follow-up"  # one of the further questions is
    GRADE = "grade"  # the solution is shown, a row of the rubric waits for points
    SCORED = "scored"  # all rows have them
    OVER = "over"


class End(StrEnum):
    """Why an interview is over."""

    DONE = "done"
    TIME = "time"
    STOPPED = "stopped"


@dataclass(slots=True)
class Attempt:
    """One question and what became of it. `follow_ups` are answers, one for each asked."""

    question: Question
    began_ms: int
    notes: str = ""
    hints: int = 0
    follow_ups: list[str] = field(default_factory=list)
    grades: list[int] = field(default_factory=list)
    proposals: Proposals | None = None
    spent_ms: int = 0
    skipped: bool = False

    @property
    def graded(self) -> bool:
        """Whether every row has points."""
        return len(self.grades) == len(self.question.rubric.rows)


class Course:
    """An interview in the making; see the module.

    Args:
        questions: at least one, in their order.
        wishes: what it was asked for by; its minutes are the time there is.
        now_ms: when it begins, milliseconds since the epoch; it makes the record's id.
        save: takes the record, at every act.
        version: of this program, for the record.
    """

    def __init__(
        self,
        questions: Sequence[Question],
        wishes: Wishes,
        *,
        now_ms: int,
        save: Callable[[Mapping[str, Any]], None],
        version: str = "",
    ) -> None:
        self.questions = tuple(questions)
        self.wishes = wishes
        self.began_ms = now_ms
        self.ended_ms = 0
        self.stage = Stage.ANSWER
        self.end: End | None = None
        self.attempts = [Attempt(self.questions[0], now_ms)]
        self._save = save
        self._version = version
        self._since: int | None = now_ms
        self._keep(now_ms)

    # --- looking ----------------------------------------------------------------------------------

    @property
    def attempt(self) -> Attempt:
        """The question that is on, or was last."""
        return self.attempts[-1]

    @property
    def question(self) -> Question:
        """The same, as it is asked."""
        return self.attempt.question

    @property
    def number(self) -> int:
        """Of that question, from 1."""
        return len(self.attempts)

    @property
    def follow_up(self) -> FollowUp | None:
        """The follow-up that is open."""
        if self.stage is not Stage.FOLLOW_UP:
            return None
        return self.question.follow_ups[len(self.attempt.follow_ups) - 1]

    @property
    def row(self) -> Row | None:
        """The row of the rubric that waits for points."""
        if self.stage is not Stage.GRADE:
            return None
        return self.question.rubric.rows[len(self.attempt.grades)]

    @property
    def text(self) -> str:
        """What has been written to the question or follow-up that is open."""
        if self.stage is Stage.FOLLOW_UP:
            return self.attempt.follow_ups[-1]
        return self.attempt.notes

    @property
    def writing(self) -> bool:
        """Whether an answer is being written, and time runs."""
        return self.stage in {Stage.ANSWER, Stage.FOLLOW_UP}

    def spent_ms(self, now: int) -> int:
        """Time on the question that is on."""
        running = now - self._since if self._since is not None else 0
        return self.attempt.spent_ms + max(0, running)

    def all_ms(self, now: int) -> int:
        """Time on all questions."""
        return sum(a.spent_ms for a in self.attempts[:-1]) + self.spent_ms(now)

    def time_is_up(self, now: int) -> bool:
        """Whether no further question is begun."""
        return self.all_ms(now) >= self.wishes.minutes * 60_000

    def score(self, attempt: Attempt | None = None) -> Score:
        """What a graded question came to."""
        given = attempt or self.attempt
        return score(given.question, given.grades, hints=given.hints, level=self.wishes.difficulty)

    # --- acting -----------------------------------------------------------------------------------

    def write(self, text: str, now: int, *, keep: bool = True) -> bool:
        """Put a text in the place of what was written; False if it had to be cut."""
        kept = text[:MOST_NOTES]
        if self.stage is Stage.FOLLOW_UP:
            changed, self.attempt.follow_ups[-1] = kept != self.text, kept
        else:
            changed, self.attempt.notes = kept != self.text, kept
        if keep and changed:
            self._keep(now)
        return len(text) <= MOST_NOTES

    def hint(self, now: int) -> Blocks | None:
        """The next hint, which costs; None if there is no more."""
        if self.stage is not Stage.ANSWER or self.attempt.hints >= len(self.question.hints):
            return None
        self.attempt.hints += 1
        self._keep(now)
        return self.question.hints[self.attempt.hints - 1]

    def done(self, now: int) -> None:
        """The answer is written: to the next follow-up, or to the solution and the rubric."""
        if not self.writing:
            return
        self.write(self.text.rstrip(), now, keep=False)
        if len(self.attempt.follow_ups) < len(self.question.follow_ups):
            self.attempt.follow_ups.append("")
            self.stage = Stage.FOLLOW_UP
        else:
            self._halt(now)
            self.stage = Stage.GRADE
        self._keep(now)

    def grade(self, points: int, now: int) -> None:
        """Give the open row its points.

        Raises:
            ValueError: no row is open, or it has no such points.
        """
        row = self.row
        if row is None or not least(row) <= points <= most(row):
            raise ValueError(f"{points} points")
        self.attempt.grades.append(points)
        if self.attempt.graded:
            self.stage = Stage.SCORED
        self._keep(now)

    def back(self, now: int) -> bool:
        """Take the last row's points back; whether there were any."""
        if self.stage not in {Stage.GRADE, Stage.SCORED} or not self.attempt.grades:
            return False
        self.attempt.grades.pop()
        self.stage = Stage.GRADE
        self._keep(now)
        return True

    def propose(self, proposals: Proposals, now: int) -> None:
        """Put what a model proposes beside the rows; no grade comes of it."""
        self.attempt.proposals = proposals
        self._keep(now)

    def skip(self, now: int) -> None:
        """Leave the question, ungraded, for the next."""
        self.attempt.skipped = not self.attempt.graded
        self._halt(now)
        self.go_on(now)

    def go_on(self, now: int) -> None:
        """Begin the next question, or end."""
        if self.number == len(self.questions):
            self._over(End.DONE, now)
        elif self.time_is_up(now):
            self._over(End.TIME, now)
        else:
            self.attempts.append(Attempt(self.questions[self.number], now))
            self.stage, self._since = Stage.ANSWER, now
            self._keep(now)

    def stop(self, now: int) -> None:
        """End here; what was written is kept."""
        if self.stage is not Stage.OVER:
            self._over(End.STOPPED, now)

    def _over(self, why: End, now: int) -> None:
        self._halt(now)
        self.stage, self.end, self.ended_ms = Stage.OVER, why, now
        self._keep(now)

    def _halt(self, now: int) -> None:
        self.attempt.spent_ms, self._since = self.spent_ms(now), None

    # --- the record -------------------------------------------------------------------------------

    def _keep(self, now: int) -> None:
        self._save(self.record(now))

    def record(self, now: int) -> dict[str, Any]:
        """The interview so far, as it is kept: plain values only."""
        return {
            "format": FORMAT,
            "id": f"{self.began_ms}-{self.wishes.seed}",
            "version": self._version,
            "began_ms": self.began_ms,
            "saved_ms": now,
            "ended": self.end.value if self.end else None,
            "seed": self.wishes.seed,
            "minutes": self.wishes.minutes,
            "difficulty": self.wishes.difficulty.value if self.wishes.difficulty else None,
            "topic": self.wishes.topic,
            "planned": [question.card for question in self.questions],
            "questions": [self._recorded(attempt, now) for attempt in self.attempts],
        }

    def _recorded(self, attempt: Attempt, now: int) -> dict[str, Any]:
        asked, on = attempt.question, attempt is self.attempt
        made = self.score(attempt) if attempt.graded else None
        rows = asked.rubric.rows
        proposals = attempt.proposals
        return {
            "card": asked.card,
            "title": asked.title,
            "source": str(asked.source),
            "levels": [level.value for level in asked.levels],
            "began_ms": attempt.began_ms,
            "spent_ms": self.spent_ms(now) if on else attempt.spent_ms,
            "skipped": attempt.skipped,
            "hints": attempt.hints,
            "notes": attempt.notes,
            "follow_ups": [
                {"question": markdown(follow_up.question), "notes": notes}
                for follow_up, notes in zip(asked.follow_ups, attempt.follow_ups, strict=False)
            ],
            "grades": [
                {"row": row.name, "points": points, "of": most(row)}
                for row, points in zip(rows, attempt.grades, strict=False)
            ],
            "points": made.points if made else None,
            "of": asked.rubric.points,
            "counted": float(made.counted) if made else None,
            "passing": (
                {"level": made.passing.level, "points": made.passing.points, "of": made.passing.of}
                if made and made.passing
                else None
            ),
            "passed": made.passed if made else None,
            "proposals": None if proposals is None else {
                "model": proposals.model,
                "failed": proposals.failed,
                "rows": [
                    None if p is None else {"points": p.points, "quotes": list(p.quotes)}
                    for p in proposals.rows
                ],
            },
        }  # fmt: skip
