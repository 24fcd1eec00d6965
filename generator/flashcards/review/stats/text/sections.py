"""`Stats` as sections of a page in the terminal: titles, charts, tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from flashcards.review.stats.model import (
    HORIZON_DAYS,
    MATURE_DAYS,
    Age,
    Period,
    Retention,
    Stats,
)
from flashcards.review.stats.text.calendar import heatmap
from flashcards.review.stats.text.drawing import (
    Glyphs,
    Line,
    Span,
    bar,
    binned,
    columns,
    interval,
    number,
    stacked,
)
from flashcards.review.stats.text.hardest import hard_cards, hard_topics
from flashcards.review.stats.text.section import NARROW, WIDEST, Section, Table
from flashcards.review.stats.text.words import (
    days,
    long_date,
    minutes,
    percent,
    plural,
    short_date,
)

HEIGHT = 6
STAGES = ("new", "learning", "young", "mature", "suspended")
RATINGS = ("again", "hard", "good", "easy")
PERIODS = {
    Period.WEEK: "7 days",
    Period.MONTH: "30 days",
    Period.YEAR: "365 days",
    Period.ALL: "all time",
}


def sections(stats: Stats, *, width: int, glyphs: Glyphs) -> Iterator[Section]:
    """The page from top to bottom, for a terminal so many characters wide."""
    width = max(30, min(width, WIDEST))
    yield _head(stats, glyphs)
    if not stats.maturity.total and not stats.activity:
        return
    parts: tuple[Callable[[Stats, int, Glyphs], Section], ...] = (
        _cards,
        _forecast,
        _heatmap,
        _time,
        _retention,
        _answers,
        _memories,
        hard_cards,
    )
    for part in parts:
        yield part(stats, width, glyphs)
    yield from hard_topics(stats, width, glyphs)


def _head(stats: Stats, glyphs: Glyphs) -> Section:
    said = [plural(stats.maturity.total, "card")]
    if stats.deck:
        said.append(f"deck {stats.deck}")
    if stats.tag:
        said.append(f"tag {stats.tag}")
    done = next((each for each in stats.activity if each.day == stats.today), None)
    if done is not None:
        said.append(
            f"{plural(done.answers, 'answer')} today in {minutes(done.milliseconds)}"
            f" ({percent(1 - done.again / done.answers)} known)"
        )
    elif stats.maturity.total:
        said.append("no answer yet today")
    if not stats.activity and not stats.maturity.total:
        said = ["no cards: `flashcards build` brings them here"]
    streak = stats.streak
    if streak.studied:
        said.append(f"streak {plural(streak.current, 'day')}, longest {number(streak.longest)}")
    return Section(title=long_date(stats.today), said=glyphs.separator.join(said))


def _cards(stats: Stats, width: int, glyphs: Glyphs) -> Section:
    counts = [(stage, getattr(stats.maturity, stage)) for stage in STAGES]
    legend = [
        (Span(glyphs.parts[place] + " ", stage), Span(f"{stage} "), Span(number(count), "title"))
        for place, (stage, count) in enumerate(counts)
    ]
    said = f"mature: from an interval of {MATURE_DAYS} days"
    if stats.retired:
        said += f"{glyphs.separator}{number(stats.retired)} retired, not counted"
    return Section(
        title="Cards",
        said=said,
        lines=(stacked(counts, width=width, glyphs=glyphs), *_wrapped(legend, width)),
    )


def _wrapped(entries: Sequence[Line], width: int) -> Iterator[Line]:
    """The entries beside each other on lines of a width, none of them parted."""
    line: list[Span] = []
    for entry in entries:
        if line and sum(len(span.text) for span in (*line, *entry)) + 3 > width:
            yield tuple(line)
            line = []
        if line:
            line.append(Span("   "))
        line += entry
    yield tuple(line)


def _forecast(stats: Stats, width: int, glyphs: Glyphs) -> Section:
    due = stats.forecast[: stats.days]
    size, sums = binned(due, min(width - 8, 60))
    every = max(1, len(sums) // max(1, min(6, (width - 8) // 10)))
    labels = [
        (place, "today" if place == 0 else short_date(stats.today + place * size))
        for place in range(0, len(sums), every)
    ]
    said = f"{plural(due[0], 'card')} today"
    if stats.overdue:
        said += f" ({number(stats.overdue)} overdue)"
    said += (
        f"{glyphs.separator}{number(sum(due))} in {plural(len(due), 'day')}"
        f"{glyphs.separator}{number(sum(stats.forecast))} in {HORIZON_DAYS}"
    )
    return Section(
        title="Due" + _each(size),
        said=said,
        lines=tuple(
            columns(sums, labels, width=width, height=HEIGHT, glyphs=glyphs, style="young")
        ),
    )


def _each(size: int) -> str:
    """What one bar stands for, where it is not a day."""
    return "" if size == 1 else ", by week" if size == 7 else f", by {size} days"


def _heatmap(stats: Stats, width: int, glyphs: Glyphs) -> Section:
    year = [each for each in stats.activity if each.day > stats.today - HORIZON_DAYS]
    total = sum(each.answers for each in year)
    said = f"{plural(total, 'answer')} on {plural(len(year), 'day')} of the last {HORIZON_DAYS}"
    if year:
        said += f"{glyphs.separator}{number(total / len(year))} on such a day"
    counts = {each.day: each.answers for each in year}
    return Section(
        title="Answers of a year",
        said=said,
        lines=tuple(heatmap(counts, stats.today, width=width, glyphs=glyphs)),
    )


def _time(stats: Stats, width: int, glyphs: Glyphs) -> Section:
    first = stats.today - stats.days + 1
    spent = {each.day: each.milliseconds for each in stats.activity if each.day >= first}
    days = [spent.get(day, 0) / 60_000 for day in range(first, stats.today + 1)]
    size, sums = binned(days, min(width - 8, 60))
    every = max(1, len(sums) // max(1, min(6, (width - 8) // 10)))
    labels = [
        (place, short_date(first + place * size))
        for place in range(0, len(sums) - every // 2, every)
    ]
    total = sum(spent.values())
    answers = sum(each.answers for each in stats.activity if each.day >= first)
    said = f"{minutes(total)} in {plural(stats.days, 'day')}"
    said += f"{glyphs.separator}{minutes(total / stats.days)} a day"
    if answers:
        said += f"{glyphs.separator}{number(total / answers / 1000)} s an answer"
    return Section(
        title="Minutes spent" + _each(size),
        said=said,
        lines=tuple(
            columns(sums, labels, width=width, height=HEIGHT, glyphs=glyphs, style="learning")
        ),
    )


def _retention(stats: Stats, width: int, glyphs: Glyphs) -> Section:
    asked = [each for each in stats.retention if each.tests]
    goal = stats.desired_retention
    low = min([goal, *(each.low for each in asked)])
    scale = (max(0.0, int(low * 10) / 10), 1.0)
    room = max(12, min(41, width - 52))
    rows = tuple(
        (
            PERIODS[each.period] if each.age is Age.ALL else "",
            each.age.value,
            percent(each.share, 1),
            _range(each),
            number(each.tests),
            interval(
                each.low,
                each.share or 0.0,
                each.high,
                scale=scale,
                goal=goal,
                width=room,
                glyphs=glyphs,
            )
            if each.tests
            else "",
        )
        for each in stats.retention
    )
    ends = f"{percent(scale[0])}".ljust(room - 5) + "100 %"
    table = Table(
        head=("period", "cards", "known", "95 %", "asked", ends),
        rows=rows,
        right=frozenset({2, 3, 4}),
    )
    return Section(
        title="True retention",
        said=f"known, of the cards that came back after a day or more{glyphs.separator}"
        f"desired {percent(goal)} ({glyphs.goal}), with 95 % intervals",
        table=table if width >= NARROW else table.without(5),
    )


def _range(each: Retention) -> str:
    return f"{100 * each.low:.0f}-{100 * each.high:.0f}" if each.tests else "-"


def _answers(stats: Stats, width: int, glyphs: Glyphs) -> Section:
    room = max(10, min(40, width - 40))
    rows: list[tuple[str | Line, ...]] = []
    for each in stats.buttons:
        total = sum(each.counts)
        if not total:
            continue
        for rating, count in zip(RATINGS, each.counts, strict=True):
            drawn = bar(count, total, width=room, glyphs=glyphs)
            rows.append(
                (
                    each.stage if rating == "again" else "",
                    rating,
                    number(count),
                    percent(count / total),
                    (Span(drawn, rating),),
                )
            )
    return Section(
        title=f"Answers in {plural(stats.days, 'day')}",
        said="" if rows else "none",
        table=Table(
            head=("cards", "rating", "times", "share", ""),
            rows=tuple(rows),
            right=frozenset({2, 3}),
        )
        if rows
        else None,
    )


def _memories(stats: Stats, width: int, glyphs: Glyphs) -> Section:
    memories = stats.memories
    if not memories.cards:
        return Section(title="Retrievability today", said="no card learnt yet")
    room = max(10, min(50, width - 30))
    top = max(memories.retrievability)
    rows = tuple(
        (
            f"{10 * part}-{10 * part + 10} %",
            number(count),
            (Span(bar(count, top, width=room, glyphs=glyphs), "mature"),),
        )
        for part, count in reversed(list(enumerate(memories.retrievability)))
        if part >= _lowest(memories.retrievability)
    )
    return Section(
        title="Retrievability today",
        said=f"about {number(memories.remembered)} of {plural(memories.cards, 'card')} "
        f"would be known now ({percent(memories.remembered / memories.cards)})"
        f"{glyphs.separator}median stability {days(memories.median_stability_days or 0.0)}",
        table=Table(head=("chance", "cards", ""), rows=rows, right=frozenset({0, 1})),
    )


def _lowest(counts: Sequence[int]) -> int:
    """The first part that is worth a row."""
    return next(part for part, count in enumerate(counts) if count)
