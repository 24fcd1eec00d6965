"""What is said in more than one place: ratings, endings, the summary."""

from __future__ import annotations

from datetime import date

from flashcards.review.model import EventKind, Rating
from flashcards.review.schedule.queue import Counts
from flashcards.review.session.overview import Overview
from flashcards.review.session.sitting import Ending
from flashcards.review.session.spell import clock, interval_aloud
from flashcards.review.session.summary import Summary

NAMES = {
    Rating.AGAIN: "Again",
    Rating.HARD: "Hard",
    Rating.GOOD: "Good",
    Rating.EASY: "Easy",
}

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
"""Our own, for the program speaks English whatever the locale."""

UNDONE = {
    EventKind.ANSWER: "The answer is taken back.",
    EventKind.BURY: "The card is not put off any more.",
    EventKind.SUSPEND: "The card is back.",
    EventKind.FLAG: "The flag is as it was.",
}

WHEN = "When do you need to know all this?"
WHEN_EXAMPLE = "2027-01-31, or 6w for six weeks; enter for no date"

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
                    f"{summary.retention:.0%} of {plural(summary.reviews, 'review')}"
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


def heading(day: int) -> str:
    """A study day, as a heading.

    >>> heading(739_949)
    'Sunday, 29 November'
    """
    when = date.fromordinal(day)
    return f"{_WEEKDAYS[when.weekday()]}, {when.day} {_MONTHS[when.month - 1]}"


def due_lines(counts: Counts, view: Overview) -> list[tuple[str, str]]:
    """What there is to do, as names and values."""
    parts = [
        said
        for number, said in (
            (counts.reviews, plural(counts.reviews, "review")),
            (counts.learning, f"{counts.learning} in learning"),
            (counts.new, plural(counts.new, "new card")),
        )
        if number
    ]
    due = ", ".join(parts) or "nothing"
    return [("Due", f"{due} (an easy day: no new cards)" if view.easy else due)]


def standing_lines(
    view: Overview, *, waits: bool = True, tomorrow: int | None = None
) -> list[tuple[str, str]]:
    """How things stand, as names and values.

    Args:
        view: how things stand.
        waits: whether there is something to do today.
        tomorrow: what the next day will show, as it is told above; None to go by due days alone.
    """
    out = [
        ("Streak", _streak(view, waits=waits)),
        ("Learnt", f"{view.learnt:,} of {view.cards:,} cards"),
    ]
    if view.exam_day:
        out.append(("Exam", _exam(view)))
    counts = [one.reviews for one in view.week]
    if tomorrow is not None:
        counts[0] = tomorrow
    names = (_WEEKDAYS[date.fromordinal(one.day).weekday()][:2] for one in view.week)
    out.append(("Week", " · ".join(f"{name} {n}" for name, n in zip(names, counts, strict=True))))
    return out


def _streak(view: Overview, *, waits: bool) -> str:
    if not view.streak:
        return "begins today" if waits else "none yet"
    more = "; today makes it one more" if waits and not view.today else ""
    return plural(view.streak, "day") + more


def _exam(view: Overview) -> str:
    pace = view.pace
    away = view.exam_day - view.day
    said = f"{heading(view.exam_day).partition(', ')[2]} ({plural(away, 'day')}): "
    if not pace.days:
        said += "no more new cards before it"
    elif not (pace.a_day or pace.left_out):
        said += "all cards are met"
    else:
        said += f"{pace.a_day} new a day"
        said += f", {pace.left_out:,} not met by then" if pace.left_out else ""
    return said + (f"; {view.again:,} once more in the last week" if view.again else "")


def advice(view: Overview, *, after: bool, waits: bool = True) -> list[str]:
    """What to do next; after a sitting more than before, and where nothing waits what may."""
    out = []
    if not waits and any(day.reviews for day in view.week):
        out.append("Take what is due soon already now (flashcards review --ahead 7)")
    if view.leeches:
        leeches = f"{plural(view.leeches, 'leech', 'leeches')}, forgotten again and again"
        out.append(f"{leeches}: reword or bring back (flashcards browse is:leech)")
    elif view.suspended and after:
        cards = plural(view.suspended, "card")
        out.append(f"{cards} suspended (flashcards browse is:suspended)")
    if after and view.fit:
        out.append(f"Fit the schedule to your {view.fit:,} answers (flashcards optimize)")
    if after and view.exchanged:
        out.append("Bring Anki up to date (flashcards sync)")
    return out


def plural(number: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> plural(1, "day"), plural(0, "day"), plural(2, "leech", "leeches")
    ('1 day', '0 days', '2 leeches')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def in_short(summary: Summary) -> str:
    """The summary in a line, for the shell that comes back."""
    parts = [f"{summary.total} answers" if summary.total != 1 else "1 answer"]
    if summary.retention is not None:
        parts.append(f"{summary.retention:.0%} of {plural(summary.reviews, 'review')} known")
    if summary.total:
        parts.append(clock(summary.time_ms))
    parts.append(f"{summary.left} left today")
    parts.append(f"{summary.tomorrow} due tomorrow")
    return " · ".join(parts)
