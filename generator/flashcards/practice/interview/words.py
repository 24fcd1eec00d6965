"""What both faces of an interview say: the rows, the score, the summary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from flashcards.facts.wording import ask
from flashcards.practice.interview.course import Course, End
from flashcards.practice.interview.question import FollowUp, Question
from flashcards.practice.interview.rubric import least, most
from flashcards.practice.interview.score import HINT_COST, Score, shown
from flashcards.practice.model import Row
from flashcards.practice.proposals.model import LABEL, Proposals
from flashcards.review.session.spell import clock
from flashcards.safe import one_line
from flashcards.tree.nodes import Blocks, Paragraph

COST = f"{int(HINT_COST * 100)} %"
HINT_RULE = f"Each hint takes {COST} off the points you reach."
TIME_IS_UP = "Time is up: finish this question; no other follows."
NO_RUBRIC = "The document has no rubric for this question; grade the whole answer."
EMPTY = "(nothing written)"

PARTS = (
    ("solution", "Model solution"),
    ("looking_for", "Looked for"),
    ("green_flags", "Green flags"),
    ("red_flags", "Red flags"),
)
"""What is shown before the rubric: attributes of a question, and their titles."""


def about(question: Question) -> str:
    """`Mid to Senior, 20 minutes, 3 hints`."""
    names = [level.value for level in question.levels]
    level = " to ".join(dict.fromkeys((names[0], names[-1]))).capitalize() if names else ""
    hints = len(question.hints)
    parts = (level, f"{question.minutes} minutes", f"{hints} hint{'s' * (hints != 1)}")
    return ", ".join(part for part in parts if part)


def looked_for(follow_up: FollowUp) -> Blocks:
    """What a follow-up looks for, as it is shown."""
    first, *rest = follow_up.looking_for
    assert isinstance(first, Paragraph)  # noqa: S101 - one run of text
    return (ask("Looked for: ", first.children), *rest)


def span(row: Row) -> str:
    """The points that a row can get: `0 to 7`."""
    return f"{least(row)} to {most(row)}"


def levels(row: Row) -> list[tuple[str, str]]:
    """Each level of a row: its points and what they are for."""
    return [
        (f"{low}" if low == high else f"{low}–{high}", one_line(text))
        for low, high, text in row.levels
    ]


def proposed(proposals: Proposals | None, index: int) -> str:
    """What the model proposes for a row, marked as what it is; "" if nothing."""
    found = proposals.row(index) if proposals is not None else None
    if proposals is None or found is None:
        return ""
    quotes = "; ".join(f"“{one_line(quote)}”" for quote in found.quotes)
    why = quotes or "no passage of your answer is given for it"
    return f"{one_line(proposals.model)} ({LABEL}): {found.points} points; {why}"


def of_proposals(proposals: Proposals) -> list[str]:
    """What is to be said of a model's proposals as a whole."""
    lines = [one_line(note) for note in proposals.notes]
    if proposals.failed:
        lines.append(f"No proposals by {one_line(proposals.model)}: {one_line(proposals.failed)}.")
    return lines


def verdict(score: Score) -> str:
    """`22 of 35 points, less 5 % for 1 hint: 20.9. Passes Mid (20/35).`."""
    text = f"{score.points} of {score.of} points"
    if score.hints:
        cost = min(100, int(score.hints * HINT_COST * 100))
        hints = f"{score.hints} hint{'s' * (score.hints != 1)}"
        text += f", less {cost} % for {hints}: {shown(score.counted)}"
    if score.passing is None:
        return f"{text}. The document names no passing score."
    bar = f"{score.passing.points}/{score.passing.of}"
    level = one_line(score.passing.level)
    bar = f"{level} ({bar})" if level else f"({bar})"
    return f"{text}. {'Passes' if score.passed else 'Does not pass'} {bar}."


def others(course: Course) -> str:
    """All passing scores of the question's rubric."""
    return ", ".join(
        f"{p.points}/{p.of}" + (f" ({one_line(p.level)})" if p.level else "")
        for p in course.question.rubric.passing
    )


def ending(course: Course) -> str:
    """Why it is over."""
    match course.end:
        case End.TIME:
            return "Time is up."
        case End.STOPPED:
            return "Stopped; what you wrote is kept."
        case _:
            return "That was the last question."


def summary(course: Course, now: int) -> list[tuple[str, str]]:
    """A line for each question, then the whole."""
    out: list[tuple[str, str]] = []
    for number, attempt in enumerate(course.attempts, 1):
        if attempt.graded:
            said = verdict(course.score(attempt))
        else:
            said = "skipped" if attempt.skipped else "not graded"
        time = clock(course.spent_ms(now) if attempt is course.attempt else attempt.spent_ms)
        out.append((f"Question {number}", f"{one_line(attempt.question.title)}, {time}: {said}"))
    graded = [course.score(attempt) for attempt in course.attempts if attempt.graded]
    if len(graded) > 1:
        share = sum(made.share for made in graded) / len(graded)
        passed = sum(made.passed is True for made in graded)
        judged = sum(made.passed is not None for made in graded)
        whole = f"{int(share * 100)} % of the points"
        out.append(("All", whole + (f", {passed} of {judged} passed" if judged else "")))
    out.append(("Time", f"{clock(course.all_ms(now))} of {course.wishes.minutes}:00"))
    out.append(("Seed", f"{course.wishes.seed}"))
    return out


def history(records: Iterable[Mapping[str, Any]]) -> list[str]:
    """A line for each question of each interview that is kept."""
    lines = []
    for record in records:
        day = datetime.fromtimestamp(record["began_ms"] / 1000, UTC).astimezone()
        for asked in record["questions"]:
            of, counted = asked.get("of"), asked.get("counted")
            points = "not graded" if counted is None else f"{counted:g}/{of}"
            passed = {True: "passed", False: "not passed"}.get(asked.get("passed"), "")
            parts = (f"{day:%Y-%m-%d %H:%M}", clock(asked.get("spent_ms", 0)), points, passed,
                     one_line(str(asked.get("title", ""))))  # fmt: skip
            lines.append("  ".join(part for part in parts if part))
    return lines
