"""What was done on which day: activity, streak, ratings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flashcards.review.model import Phase, Rating
from flashcards.review.stats.history import Answer
from flashcards.review.stats.model import Activity, Buttons, Streak

STAGES = ("learning", "young", "mature")


def activity(answers: Iterable[Answer]) -> tuple[Activity, ...]:
    """One value for each study day with answers, in order."""
    days: dict[int, list[int]] = {}
    for answer in answers:
        sums = days.setdefault(answer.event.day, [0, 0, 0, 0])
        sums[0] += 1
        sums[1] += not answer.recalled
        sums[2] += answer.first
        sums[3] += answer.event.duration_ms
    return tuple(
        Activity(day=day, answers=sums[0], again=sums[1], introduced=sums[2], milliseconds=sums[3])
        for day, sums in sorted(days.items())
    )


def streak(days: Sequence[Activity], today: int) -> Streak:
    """How many days in a row; today counts as soon as it has an answer, and breaks nothing."""
    longest = running = 0
    last: int | None = None
    for each in days:
        running = running + 1 if last is not None and each.day == last + 1 else 1
        longest = max(longest, running)
        last = each.day
    current = running if last is not None and last >= today - 1 else 0
    return Streak(current=current, longest=longest, studied=len(days))


def buttons(answers: Iterable[Answer], *, first_day: int) -> tuple[Buttons, ...]:
    """How often each rating was given since a day, in the schedule, by stage."""
    counts = {stage: [0, 0, 0, 0] for stage in STAGES}
    for answer in answers:
        event = answer.event
        if event.cram or event.day < first_day or event.rating is None:
            continue
        stage = answer.age.value if event.phase is Phase.REVIEW else "learning"
        counts[stage][event.rating - Rating.AGAIN] += 1
    return tuple(
        Buttons(stage=stage, again=each[0], hard=each[1], good=each[2], easy=each[3])
        for stage, each in counts.items()
    )
