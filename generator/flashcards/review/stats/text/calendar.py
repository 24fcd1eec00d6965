"""A year of answers as a calendar: a column a week, a row a weekday, darker for more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from flashcards.review.stats.text.drawing import Glyphs, Line, Span
from flashcards.values import dataclass

WEEKDAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")
LEVELS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Weeks:
    """The days to draw, by weeks from Monday to Sunday, the last one holding today."""

    first: int
    count: int


def weeks_until(today: int, count: int) -> Weeks:
    """The last `count` weeks, this one included."""
    monday = today - date.fromordinal(today).weekday()
    return Weeks(first=monday - 7 * (count - 1), count=count)


def thresholds(counts: Sequence[int]) -> tuple[int, ...]:
    """Where the four levels begin: at the quartiles of the days with answers.

    >>> thresholds([1, 2, 3, 4, 5, 6, 7, 8]), thresholds([])
    ((1, 3, 5, 7), (1, 2, 3, 4))
    """
    worked = sorted(count for count in counts if count > 0)
    if not worked:
        return tuple(range(1, LEVELS + 1))
    return tuple(worked[len(worked) * level // LEVELS] for level in range(LEVELS))


def level(count: int, starts: Sequence[int]) -> int:
    """0 for nothing, else 1 to 4.

    >>> [level(count, (1, 3, 5, 7)) for count in (0, 1, 4, 9)]
    [0, 1, 2, 4]
    """
    if count <= 0:
        return 0
    return max(1, sum(count >= start for start in starts))


def months(weeks: Weeks) -> list[tuple[int, str]]:
    """The number of the week in which each month begins, with the month's name."""
    found = []
    for week in range(weeks.count):
        monday = date.fromordinal(weeks.first + 7 * week)
        before = date.fromordinal(weeks.first + 7 * week - 7)
        if monday.month != before.month:
            found.append((week, f"{monday:%b}"))
    return found


def heatmap(counts: Mapping[int, int], today: int, *, width: int, glyphs: Glyphs) -> list[Line]:
    """The calendar of the last 53 weeks, or of as many as the width holds."""
    gutter = 4
    pitch = 2 if width >= gutter + 2 * 53 else 1
    weeks = weeks_until(today, max(1, min(53, (width - gutter) // pitch)))
    days = range(weeks.first, today + 1)
    starts = thresholds([counts.get(day, 0) for day in days])
    head = ""
    for week, name in months(weeks):
        at = week * pitch
        if at >= len(head) + bool(head):
            head = head.ljust(at) + name
    lines: list[Line] = [(Span(" " * gutter + head, "dim"),)]
    for weekday, name in enumerate(WEEKDAYS):
        spans = [Span(name.ljust(gutter), "dim")]
        for week in range(weeks.count):
            day = weeks.first + 7 * week + weekday
            if day > today:
                break
            shade = level(counts.get(day, 0), starts)
            spans.append(Span(glyphs.shades[shade] * pitch, f"heat{shade}"))
        lines.append(tuple(spans))
    legend = [Span(" " * gutter + "less ", "dim")]
    legend += [Span(glyphs.shades[n] * pitch, f"heat{n}") for n in range(LEVELS + 1)]
    legend.append(Span(" more", "dim"))
    bounds = Span(f"  (from {'/'.join(map(str, dict.fromkeys(starts)))} a day)", "dim")
    if sum(len(span.text) for span in (*legend, bounds)) <= width:
        legend.append(bounds)
    lines.append(tuple(legend))
    return lines
