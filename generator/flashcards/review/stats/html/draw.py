"""Charts from numbers: upright bars, a stacked bar, intervals, a calendar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flashcards.review.stats.html.shapes import HEIGHT, WIDTH, Box, Chart, Dot, Label, Rule
from flashcards.review.stats.model import Retention
from flashcards.review.stats.text.calendar import WEEKDAYS, Weeks, level, months, thresholds
from flashcards.review.stats.text.drawing import ceiling, number
from flashcards.review.stats.text.words import long_date, percent, plural

LEFT, RIGHT, TOP, BOTTOM = 38, 6, 12, 22
"""Room around the bars, for the axes' labels."""

LABEL = 56
"""Room that a date takes below a bar, in the larger type of narrow screens."""


class Bar(NamedTuple):
    """An upright bar, what is told of it, and what stands below it, if anything."""

    value: float
    tip: str
    label: str = ""
    style: str = ""


def bars(name: str, title: str, described: str, values: Sequence[Bar], *, style: str) -> Chart:
    """Upright bars over a scale from 0."""
    top = ceiling(max((bar.value for bar in values), default=0))
    floor = HEIGHT - BOTTOM
    room = floor - TOP
    pitch = (WIDTH - LEFT - RIGHT) / max(1, len(values))
    gap = min(4.0, pitch * 0.2)
    boxes, labels, rules = [], [], []
    for share in (0.0, 0.5, 1.0):
        y = floor - share * room
        rules.append(Rule(x1=LEFT, y1=y, x2=WIDTH - RIGHT, y2=y, style="scale"))
        labels.append(Label(x=LEFT - 6, y=y + 4, text=number(share * top), anchor="end"))
    for place, bar in enumerate(values):
        x = LEFT + place * pitch
        height = max(1.5, bar.value / top * room) if bar.value > 0 else 0.0
        boxes.append(
            Box(
                x=_r(x + gap / 2),
                y=_r(floor - height),
                width=_r(pitch - gap),
                height=_r(height),
                style=bar.style or style,
                tip=bar.tip,
                round=min(2.0, pitch / 4),
            )
        )
        if bar.label:
            middle = x + pitch / 2
            last = middle > WIDTH - LABEL / 2
            labels.append(
                Label(
                    x=_r(WIDTH - 1 if last else middle),
                    y=HEIGHT - 6,
                    text=bar.label,
                    anchor="end" if last else "middle",
                )
            )
    return Chart(
        name=name,
        title=title,
        described=described,
        boxes=tuple(boxes),
        rules=tuple(rules),
        labels=tuple(labels),
    )


def stack(
    name: str, title: str, described: str, rows: Sequence[tuple[str, Sequence[tuple[str, int]]]]
) -> Chart:
    """Lying bars of parts, (style, count) each; every bar fills the width."""
    left = 0 if len(rows) == 1 else 66
    thick, pitch = 26, 46
    boxes, labels = [], []
    for row, (label, parts) in enumerate(rows):
        y, x = 4 + row * pitch, float(left)
        total = sum(count for _, count in parts)
        if left:
            labels.append(Label(x=0, y=y + thick / 2 + 4, text=label, anchor="start"))
        for style, count in parts:
            width = count / total * (WIDTH - left) if total else 0.0
            tip = f"{style}: {number(count)} ({percent(count / total if total else None)})"
            boxes.append(Box(x=_r(x), y=y, width=_r(width), height=thick, style=style, tip=tip))
            if width > 40:
                labels.append(Label(x=_r(x + width / 2), y=y + thick + 11, text=number(count)))
            x += width
    return Chart(
        name=name,
        title=title,
        described=described,
        height=4 + len(rows) * pitch,
        boxes=tuple(boxes),
        labels=tuple(labels),
    )


def intervals(
    name: str,
    title: str,
    described: str,
    rows: Sequence[tuple[str, Retention]],
    *,
    goal: float,
) -> Chart:
    """Shares with their intervals on one scale, and what is aimed at."""
    lowest = min([goal, *(each.low for _, each in rows if each.tests)])
    start = max(0.0, int(lowest * 10) / 10)
    left, pitch = 122, 20
    span = WIDTH - left - 22

    def x(share: float) -> float:
        return _r(left + (share - start) / (1 - start) * span)

    floor = 6 + pitch * len(rows)
    rules, dots, labels = [], [], []
    ticks = 5 if start < 1 else 1
    for tick in range(ticks + 1):
        at = start + (1 - start) * tick / ticks
        rules.append(Rule(x1=x(at), y1=4, x2=x(at), y2=floor, style="scale"))
        labels.append(Label(x=x(at), y=floor + 15, text=percent(at)))
    rules.append(Rule(x1=x(goal), y1=2, x2=x(goal), y2=floor, style="goal"))
    for row, (label, each) in enumerate(rows):
        y = 6 + pitch * row + pitch / 2
        labels.append(Label(x=0, y=y + 4, text=label, anchor="start"))
        if each.share is None:
            continue
        verdict = "above" if each.low >= goal else "below" if each.high < goal else "within"
        tip = (
            f"{label}: {percent(each.share, 1)} known of {number(each.tests)},"
            f" {percent(each.low)} to {percent(each.high)}"
        )
        rules.append(Rule(x1=x(each.low), y1=y, x2=x(each.high), y2=y, style=f"reach {verdict}"))
        dots.append(Dot(x=x(each.share), y=y, style=verdict, tip=tip))
    return Chart(
        name=name,
        title=title,
        described=described,
        height=floor + 22,
        rules=tuple(rules),
        dots=tuple(dots),
        labels=tuple(labels),
    )


def calendar(
    name: str,
    title: str,
    described: str,
    counts: Mapping[int, int],
    weeks: Weeks,
    *,
    last_day: int,
    columns: int,
) -> Chart:
    """Weeks as columns, weekdays as rows, darker for more; as wide as `columns` weeks."""
    left, top, pitch = 30, 18, 15.5
    starts = thresholds(list(counts.values()))
    boxes = []
    for place in range(weeks.count * 7):
        day = weeks.first + place
        if day > last_day:
            break
        count = counts.get(day, 0)
        boxes.append(
            Box(
                x=_r(left + place // 7 * pitch),
                y=_r(top + place % 7 * pitch),
                width=pitch - 2.5,
                height=pitch - 2.5,
                style=f"heat{level(count, starts)}",
                tip=f"{long_date(day)}: {plural(count, 'answer')}",
                round=2.5,
            )
        )
    labels = [
        Label(x=0, y=_r(top + row * pitch + 10.5), text=weekday, anchor="start")
        for row, weekday in enumerate(WEEKDAYS)
        if weekday
    ]
    last = -4
    for week, month in months(weeks):
        if week >= last + 2:
            labels.append(Label(x=_r(left + week * pitch), y=11, text=month, anchor="start"))
            last = week
    return Chart(
        name=name,
        title=title,
        described=described,
        width=_r(left + columns * pitch + 12),
        height=_r(top + 7 * pitch),
        boxes=tuple(boxes),
        labels=tuple(labels),
    )


def _r(value: float) -> float:
    return round(value, 2)
