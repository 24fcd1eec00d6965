"""Charts as lines of text: columns, bars, a calendar, intervals.

A line is a tuple of spans; a span's style is a name (`mature`, `again`, `dim` …) that whoever
prints gives a colour. Every chart can be read without colours, and in ASCII alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, log10
from typing import NamedTuple

from flashcards.values import dataclass

LITTLE = 1e-9
"""Less than it is nothing."""


class Span(NamedTuple):
    """A piece of a line, and the name of its style."""

    text: str
    style: str = ""


Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyphs:
    """What charts are drawn with.

    Attributes:
        up: a cell filled from below, from empty to full. along: the same from the left.
        shades: of a calendar's day, from nothing to most.
        corner, across, upright: of axes.
        ruler, reach, dot, goal: of an interval: its scale, its extent, its middle, what is aimed
            at.
        parts: one character for each part of a stacked bar, where no colour tells them apart.
    """

    up: str
    along: str
    shades: str
    corner: str
    across: str
    upright: str
    ruler: str
    reach: str
    dot: str
    goal: str
    parts: str
    separator: str


UNICODE = Glyphs(
    up=" ▁▂▃▄▅▆▇█",
    along=" ▏▎▍▌▋▊▉█",
    shades="·░▒▓█",
    corner="└",
    across="─",
    upright="│",
    ruler="·",
    reach="━",
    dot="●",
    goal="┃",
    parts="░▒▓█▚",
    separator=" · ",
)

ASCII = Glyphs(
    up=" .:#",
    along=" -=#",
    shades=".-+*#",
    corner="+",
    across="-",
    upright="|",
    ruler=".",
    reach="=",
    dot="o",
    goal="|",
    parts=".-+#x",
    separator=", ",
)


def ceiling(value: float) -> float:
    """The next round number, whose half is one too; 1 for nothing.

    >>> [ceiling(v) for v in (0, 0.3, 3, 17, 201)]
    [1.0, 0.3, 4.0, 20.0, 300.0]
    """
    if value < LITTLE:
        return 1.0
    unit = 10.0 ** floor(log10(value))
    steps = (1, 2, 4, 6, 8, 10) if unit == 1 else (1, 2, 3, 4, 5, 6, 8, 10)
    return round(next(step for step in steps if value <= step * unit * (1 + 1e-9)) * unit, 12)


def number(value: float) -> str:
    """A number for an axis or a table: thousands parted, one decimal below ten if it has one.

    >>> number(12345), number(0.5), number(7.0), number(12.4)
    ('12,345', '0.5', '7', '12')
    """
    rounded = round(value, 1)
    if abs(value) < 10 and rounded != int(rounded):
        return f"{rounded:.1f}"
    return f"{round(value):,}"


def binned(values: Sequence[float], room: int) -> tuple[int, list[float]]:
    """Sums of so many neighbours (1, 7 or more) that at most `room` are left.

    >>> binned([1, 2, 3], 40)
    (1, [1, 2, 3])
    >>> size, sums = binned([1] * 365, 60)
    >>> size, len(sums), sums[-1]
    (7, 53, 1)
    """
    size = 1
    if len(values) > room:
        size = 7 * ceil(len(values) / (7 * max(1, room)))
    return size, [sum(values[start : start + size]) for start in range(0, len(values), size)]


def columns(
    values: Sequence[float],
    labels: Sequence[tuple[int, str]],
    *,
    width: int,
    height: int,
    glyphs: Glyphs,
    style: str,
) -> list[Line]:
    """Upright bars over an axis; `labels` are texts below the bars of those numbers."""
    top = ceiling(max(values, default=0))
    gutter = max(len(number(top)), len(number(top / 2))) + 1
    pitch = max(1, min(4, (width - gutter - 1) // max(1, len(values))))
    bar = max(1, pitch - 1)
    steps = len(glyphs.up) - 1
    lines: list[Line] = []
    for level in range(height, 0, -1):
        label = number(top) if level == height else ""
        if height % 2 == 0 and level == height // 2:
            label = number(top / 2)
        cells = "".join(
            _cell(value / top * height, level - 1, glyphs.up, steps) * bar + " " * (pitch - bar)
            for value in values
        )
        lines.append(
            (Span(f"{label:>{gutter - 1}} {glyphs.upright}", "dim"), Span(cells.rstrip(), style))
        )
    axis = glyphs.across * (pitch * len(values))
    lines.append((Span(f"{'0':>{gutter - 1}} {glyphs.corner}{axis}", "dim"),))
    lines.append((Span(" " * (gutter + 1) + _labels(labels, pitch, width - gutter - 1), "dim"),))
    return lines


def _cell(filled: float, below: int, marks: str, steps: int) -> str:
    """One character of a bar `filled` cells long, `below` of which lie under or before it."""
    part = round((filled - below) * steps)
    if below == 0 and filled > 0:
        part = max(1, part)  # a little is not nothing
    return marks[min(steps, max(0, part))]


def _labels(labels: Sequence[tuple[int, str]], pitch: int, width: int) -> str:
    text = ""
    for place, label in labels:
        at = place * pitch
        if (at >= len(text) + 1 or not text) and at + len(label) <= width:
            text = text.ljust(at) + label
    return text


def bar(value: float, top: float, *, width: int, glyphs: Glyphs) -> str:
    """A bar from the left, `width` characters at `top`; not padded.

    >>> bar(5, 10, width=6, glyphs=ASCII), bar(0.01, 10, width=6, glyphs=ASCII)
    ('###', '-')
    """
    filled = value / top * width if top > 0 else 0.0
    steps = len(glyphs.along) - 1
    return "".join(_cell(filled, at, glyphs.along, steps) for at in range(width)).rstrip()


def stacked(parts: Sequence[tuple[str, float]], *, width: int, glyphs: Glyphs) -> Line:
    """One bar of all parts, (style, value) each, that fills the width; no part above 0 vanishes."""
    total = sum(value for _, value in parts)
    if total <= 0:
        return (Span(glyphs.ruler * width, "dim"),)
    sizes = [max(1, floor(value / total * width)) if value > 0 else 0 for _, value in parts]
    while sum(sizes) != width:
        step = 1 if sum(sizes) < width else -1
        # Where the error is largest, and never a part down to nothing.
        errors = [
            (step * (value / total * width - size), place)
            for place, ((_, value), size) in enumerate(zip(parts, sizes, strict=True))
            if value > 0 and (step > 0 or size > 1)
        ]
        if not errors:
            break
        sizes[max(errors)[1]] += step
    return tuple(
        Span(glyphs.parts[place % len(glyphs.parts)] * size, style)
        for place, ((style, _), size) in enumerate(zip(parts, sizes, strict=True))
        if size
    )


def interval(
    low: float,
    middle: float,
    high: float,
    *,
    scale: tuple[float, float],
    goal: float,
    width: int,
    glyphs: Glyphs,
) -> Line:
    """A scale with what is measured, its uncertainty, and what is aimed at."""

    def place(value: float) -> int:
        share = (value - scale[0]) / (scale[1] - scale[0])
        return min(width - 1, max(0, round(share * (width - 1))))

    start, dot, end, aim = place(low), place(middle), place(high), place(goal)
    spans = []
    for at in range(width):
        if at == dot:
            style = "good" if low >= goal else "again" if high < goal else "title"
            spans.append(Span(glyphs.dot, style))
        elif at == aim:
            spans.append(Span(glyphs.goal, "goal"))
        elif start <= at <= end:
            spans.append(Span(glyphs.reach))
        else:
            spans.append(Span(glyphs.ruler, "dim"))
    return tuple(spans)


class Place(NamedTuple):
    """A point of a plot and the name that is written there."""

    x: float
    y: float
    name: str
    style: str = ""


def plot(
    places: Sequence[Place], *, width: int, height: int, glyphs: Glyphs, across: str
) -> list[Line]:
    """Points over two axes, each written as its name; `across` says what the lower axis is.

    Where two names meet, the earlier point has its place. The upright axis begins below the
    lowest point, the other one at 0.
    """
    bottom, top = _ends([place.y for place in places])
    right = ceiling(max(place.x for place in places))
    gutter = max(len(number(top)), len(number(bottom))) + 1
    room = width - gutter - 1
    grid = [[Span(" ")] * room for _ in range(height)]
    for place in places:
        share = (place.y - bottom) / (top - bottom)
        row = grid[height - 1 - round(share * (height - 1))]
        at = round(place.x / right * (room - 1)) - len(place.name) // 2
        at = min(max(0, at), room - len(place.name))
        if all(span.text == " " for span in row[max(0, at - 1) : at + len(place.name) + 1]):
            row[at : at + len(place.name)] = [Span(each, place.style) for each in place.name]
    lines: list[Line] = []
    for level, row in enumerate(grid):
        label = {0: number(top), height - 1: number(bottom)}.get(level, "")
        while row and row[-1].text == " ":
            row.pop()
        lines.append((Span(f"{label:>{gutter - 1}} {glyphs.upright}", "dim"), *row))
    lines.append((Span(" " * gutter + glyphs.corner + glyphs.across * room, "dim"),))
    end = number(right)
    foot = f"0 {across}".ljust(room - len(end)) + end
    lines.append((Span(" " * (gutter + 1) + foot, "dim"),))
    return lines


def _ends(values: Sequence[float]) -> tuple[float, float]:
    """Round numbers around the values.

    >>> _ends([324, 394]), _ends([7, 7])
    ((320.0, 400.0), (6.0, 8.0))
    """
    low, high = min(values), max(values)
    span = high - low
    step = ceiling(span / 5) if span > LITTLE * max(1.0, high) else max(1.0, ceiling(high) / 4)
    bottom, top = floor(low / step) * step, ceil(high / step) * step
    return bottom, top if top > bottom else bottom + step


def plain(line: Line) -> str:
    """The line's text alone."""
    return "".join(span.text for span in line)
