"""What is said in more than one place: ratings, endings, the summary."""

from __future__ import annotations

from flashcards.review.model import EventKind, Rating
from flashcards.review.session.sitting import Ending
from flashcards.review.session.spell import clock, interval_aloud
from flashcards.review.session.summary import Summary

NAMES = {
    Rating.AGAIN: "Again",
    Rating.HARD: "Hard",
    Rating.GOOD: "Good",
    Rating.EASY: "Easy",
}

UNDONE = {
    EventKind.ANSWER: "The answer is taken back.",
    EventKind.BURY: "The card is not put off any more.",
    EventKind.SUSPEND: "The card is back.",
    EventKind.FLAG: "The flag is as it was.",
}

AFTER_EDIT = "Run flashcards build to bring the change to your cards."


def ending(why: Ending, *, wakes_in_ms: int | None, answered: bool) -> str:
    """Why there is no further card."""
    match why:
        case Ending.LIMIT:
            return "That is the number you asked for."
        case Ending.TIME:
            return "Time is up."
        case Ending.WAITING:
            when = interval_aloud(max(wakes_in_ms or 0, 60_000))
            return f"Nothing else is due now; the next step is in {when}."
        case Ending.DONE:
            return "Done for today." if answered else "Nothing is due."


def summary_lines(summary: Summary) -> list[tuple[str, str]]:
    """The summary, as names and values."""
    out: list[tuple[str, str]] = []
    if summary.total:
        answers = f"{summary.total}"
        if summary.begun:
            answers += f", {summary.begun} of them new"
        out.append(("Answers", answers))
        counts = ", ".join(f"{NAMES[r]} {n}" for r, n in summary.answers.items() if n)
        out.append(("Grades", counts))
    if summary.retention is not None:
        out.append(
            (
                "Retention",
                (
                    f"{summary.retention:.0%} of {summary.reviews} reviews"
                    f" (wished for: {summary.desired:.0%})"
                ),
            )
        )
    if summary.total:
        each = summary.time_ms / summary.total / 1000
        out.append(("Time", f"{clock(summary.time_ms)}, {each:.0f} s an answer"))
    if summary.cram:
        out.append(("Schedule", "unchanged, as cramming leaves it"))
    if summary.left:
        out.append(("Left today", f"{summary.left}"))
    out.append(("Tomorrow", f"{summary.tomorrow} due" if summary.tomorrow else "nothing due yet"))
    return out


def in_short(summary: Summary) -> str:
    """The summary in a line, for the shell that comes back."""
    parts = [f"{summary.total} answers" if summary.total != 1 else "1 answer"]
    if summary.retention is not None:
        parts.append(f"{summary.retention:.0%} of {summary.reviews} reviews known")
    if summary.total:
        parts.append(clock(summary.time_ms))
    parts.append(f"{summary.left} left today")
    parts.append(f"{summary.tomorrow} due tomorrow")
    return " · ".join(parts)
