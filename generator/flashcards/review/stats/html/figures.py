"""`Stats` as the figures of the page."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards.review.stats.contract import iso
from flashcards.review.stats.html.draw import Bar, bars, calendar, intervals, stack
from flashcards.review.stats.html.shapes import Figure, Grid, Key
from flashcards.review.stats.model import HORIZON_DAYS, MATURE_DAYS, Age, Stats
from flashcards.review.stats.text.calendar import LEVELS, Weeks, weeks_until
from flashcards.review.stats.text.drawing import number
from flashcards.review.stats.text.sections import PERIODS, RATINGS, STAGES
from flashcards.review.stats.text.words import minutes, percent, plural, short_date

HALF_YEAR = 27
"""Weeks of half the calendar; the two halves stand side by side where there is room."""


def figures(stats: Stats) -> list[Figure]:
    """The charts of the page, in their order."""
    return [
        _forecast(stats),
        _forecast_year(stats),
        _calendar(stats),
        _retention(stats),
        _time(stats),
        _answers(stats),
        _maturity(stats),
        _retrievability(stats),
        _difficulty(stats),
    ]


def _forecast(stats: Stats) -> Figure:
    due = stats.forecast[: stats.days]
    said = f"{plural(due[0], 'card')} due today"
    if stats.overdue:
        said += f", {number(stats.overdue)} of them overdue"
    said += f"; {number(sum(due))} in {plural(len(due), 'day')}."
    return Figure(
        heading=f"Due in the next {plural(len(due), 'day')}",
        said=said,
        charts=(
            bars(
                "forecast",
                "Cards due by day",
                said,
                [
                    Bar(
                        value=count,
                        tip=f"{short_date(stats.today + ahead)}: {plural(count, 'card')}",
                        label=_at(ahead, len(due), stats.today),
                    )
                    for ahead, count in enumerate(due)
                ],
                style="due",
            ),
        ),
        grid=Grid(
            head=("Day", "Cards due"),
            rows=tuple(
                (iso(stats.today + ahead), number(count)) for ahead, count in enumerate(due)
            ),
        ),
    )


def _at(place: int, count: int, first: int) -> str:
    """The label of a day on an axis that has room for five, none at its very end."""
    every = max(1, round(count / 5))
    if place % every or place > count - every / 2:
        return ""
    return short_date(first + place)


def _forecast_year(stats: Stats) -> Figure:
    weeks = [sum(stats.forecast[at : at + 7]) for at in range(0, HORIZON_DAYS - 1, 7)]
    said = f"{plural(sum(stats.forecast), 'card')} due within {HORIZON_DAYS} days, by week."
    return Figure(
        heading="Due in the next year",
        said=said,
        charts=(
            bars(
                "forecast-year",
                "Cards due by week",
                said,
                [
                    Bar(
                        value=count,
                        tip=f"week from {short_date(stats.today + 7 * week)}: "
                        f"{plural(count, 'card')}",
                        label=short_date(stats.today + 7 * week) if week % 10 == 0 else "",
                    )
                    for week, count in enumerate(weeks)
                ],
                style="due",
            ),
        ),
        grid=Grid(
            head=("Week from", "Cards due"),
            rows=tuple(
                (iso(stats.today + 7 * week), number(count)) for week, count in enumerate(weeks)
            ),
        ),
    )


def _calendar(stats: Stats) -> Figure:
    year = [each for each in stats.activity if each.day > stats.today - HORIZON_DAYS]
    counts = {each.day: each.answers for each in year}
    said = (
        f"{plural(sum(counts.values()), 'answer')} on {plural(len(year), 'day')} of the last "
        f"{HORIZON_DAYS}; streak {plural(stats.streak.current, 'day')}, "
        f"longest {number(stats.streak.longest)}."
    )
    whole = weeks_until(stats.today, 2 * HALF_YEAR - 1)
    halves = (
        Weeks(first=whole.first, count=HALF_YEAR - 1),
        Weeks(first=whole.first + 7 * (HALF_YEAR - 1), count=HALF_YEAR),
    )
    return Figure(
        heading="Answers of a year",
        said=said,
        charts=tuple(
            calendar(
                f"calendar-{half}",
                f"Answers by day, {name}",
                said,
                counts,
                weeks,
                last_day=stats.today,
                columns=HALF_YEAR,
            )
            for half, (name, weeks) in enumerate(
                zip(("earlier half", "later half"), halves, strict=True), start=1
            )
        ),
        keys=(
            Key(style="heat0", text="none"),
            *(
                Key(style=f"heat{shade}", text={1: "few", LEVELS: "most"}.get(shade, ""))
                for shade in range(1, LEVELS + 1)
            ),
        ),
        grid=Grid(
            head=("Day", "Answers", "Again", "New cards", "Time"),
            rows=tuple(
                (
                    iso(each.day),
                    number(each.answers),
                    number(each.again),
                    number(each.introduced),
                    minutes(each.milliseconds),
                )
                for each in reversed(year)
            ),
        ),
        wide=True,
    )


def _retention(stats: Stats) -> Figure:
    said = (
        f"How often cards that came back after a day or more were known, with 95 % intervals; "
        f"desired {percent(stats.desired_retention)}. Mature: an interval of {MATURE_DAYS} days "
        f"or more."
    )
    rows = [
        (PERIODS[each.period] if each.age is Age.ALL else f"– {each.age.value}", each)
        for each in stats.retention
    ]
    return Figure(
        heading="True retention",
        said=said,
        charts=(
            intervals("retention", "True retention", said, rows, goal=stats.desired_retention),
        ),
        keys=(
            Key(style="above", text="above what is desired"),
            Key(style="within", text="not surely different"),
            Key(style="below", text="below"),
            Key(style="goal", text="desired"),
        ),
        grid=Grid(
            head=("Period", "Cards", "Known", "From", "To", "Asked"),
            rows=tuple(
                (
                    PERIODS[each.period],
                    each.age.value,
                    percent(each.share, 1),
                    percent(each.low, 1),
                    percent(each.high, 1),
                    number(each.tests),
                )
                for each in stats.retention
            ),
        ),
    )


def _time(stats: Stats) -> Figure:
    first = stats.today - stats.days + 1
    spent = {each.day: each.milliseconds for each in stats.activity if each.day >= first}
    total = sum(spent.values())
    said = f"{minutes(total)} in {plural(stats.days, 'day')}, {minutes(total / stats.days)} a day."
    days = range(first, stats.today + 1)
    return Figure(
        heading="Time spent",
        said=said,
        charts=(
            bars(
                "time",
                "Minutes by day",
                said,
                [
                    Bar(
                        value=spent.get(day, 0) / 60_000,
                        tip=f"{short_date(day)}: {minutes(spent.get(day, 0))}",
                        label=_at(day - first, len(days), first),
                    )
                    for day in days
                ],
                style="time",
            ),
        ),
        grid=Grid(
            head=("Day", "Time"),
            rows=tuple((iso(day), minutes(spent.get(day, 0))) for day in days),
        ),
    )


def _answers(stats: Stats) -> Figure:
    total = sum(sum(each.counts) for each in stats.buttons)
    said = f"{plural(total, 'answer')} in {plural(stats.days, 'day')}."
    return Figure(
        heading="Ratings",
        said=said,
        charts=(
            stack(
                "ratings",
                "Ratings by where the card stood",
                said,
                [
                    (each.stage, tuple(zip(RATINGS, each.counts, strict=True)))
                    for each in stats.buttons
                ],
            ),
        ),
        keys=tuple(Key(style=rating, text=rating) for rating in RATINGS),
        grid=Grid(
            head=("Cards", *(rating.capitalize() for rating in RATINGS)),
            rows=tuple(
                (each.stage, *(number(count) for count in each.counts)) for each in stats.buttons
            ),
        ),
    )


def _maturity(stats: Stats) -> Figure:
    counts = [(stage, int(getattr(stats.maturity, stage))) for stage in STAGES]
    said = f"{plural(stats.maturity.total, 'card')}"
    said += f", and {number(stats.retired)} retired." if stats.retired else "."
    return Figure(
        heading="Cards",
        said=said,
        charts=(stack("cards", "Cards by maturity", said, [("", counts)]),),
        keys=tuple(Key(style=stage, text=f"{stage} {number(count)}") for stage, count in counts),
        grid=Grid(
            head=("Cards", "Number", "Share"),
            rows=tuple(
                (
                    stage,
                    number(count),
                    percent(count / stats.maturity.total if stats.maturity.total else None),
                )
                for stage, count in counts
            ),
        ),
    )


def _retrievability(stats: Stats) -> Figure:
    memories = stats.memories
    said = "No card has been learnt yet."
    if memories.cards:
        said = (
            f"About {number(memories.remembered)} of {plural(memories.cards, 'card')} would be "
            f"known now ({percent(memories.remembered / memories.cards)})."
        )
    return _histogram(
        "retrievability",
        "Retrievability today",
        said,
        [(f"{10 * part} to {10 * part + 10} %", f"{10 * part}") for part in range(10)],
        memories.retrievability,
    )


def _difficulty(stats: Stats) -> Figure:
    memories = stats.memories
    return _histogram(
        "difficulty",
        "Difficulty",
        "Cards by FSRS’s difficulty: 1 is easy, 10 is hard.",
        [(f"{part} to {part + 1}", f"{part}") for part in range(1, 10)],
        memories.difficulty,
    )


def _histogram(
    name: str, heading: str, said: str, parts: Sequence[tuple[str, str]], counts: Sequence[int]
) -> Figure:
    return Figure(
        heading=heading,
        said=said,
        charts=(
            bars(
                name,
                heading,
                said,
                [
                    Bar(value=count, tip=f"{part}: {plural(count, 'card')}", label=label)
                    for (part, label), count in zip(parts, counts, strict=True)
                ],
                style=name,
            ),
        ),
        grid=Grid(
            head=(heading, "Cards"),
            rows=tuple(
                (part, number(count)) for (part, _), count in zip(parts, counts, strict=True)
            ),
        ),
    )
