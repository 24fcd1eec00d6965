"""What the first screen says: how things stand, before a sitting."""

from __future__ import annotations

from typing import NamedTuple

from flashcards.review.session import Sitting
from flashcards.review.terminal.acts import Deed, at_start
from flashcards.review.terminal.blocks import Look, Run
from flashcards.review.terminal.layout import Line, wrap
from flashcards.review.terminal.words import advice, due_lines, heading, standing_lines

Lines = list[tuple[str, str]]

BESIDE, BESIDE_LEAST, ROOMY = 12, 8, 50
"""Columns for names; fewer on a terminal that is not roomy."""


class Opening(NamedTuple):
    """A heading, names with values in groups, what to do next, and keys."""

    heading: str
    groups: tuple[Lines, ...]
    advice: list[str]
    acts: tuple[Deed, ...]


def opening(sitting: Sitting, *, now_ms: int, browse: bool) -> Opening:
    """The first screen of a sitting; with `browse` cards can be browsed from it."""
    view, counts = sitting.overview(now_ms), sitting.counts()
    waits = any((counts.new, counts.learning, counts.reviews))
    return Opening(
        heading=heading(view.day),
        groups=(due_lines(counts, view), standing_lines(view, waits=waits)),
        advice=advice(view, after=False, waits=waits),
        acts=at_start(more=bool(sitting.spare_new), browse=browse),
    )


def figure(name: str, value: str, width: int) -> list[Line]:
    """A name and its value; what does not fit beside the name goes on below the value."""
    beside = BESIDE if width >= ROOMY else max(len(name) + 1, BESIDE_LEAST)
    lines = wrap([Run(value)], max(width - beside, 1))
    first = [Run(name.ljust(beside), Look.FAINT), *lines[0]]
    return [first, *([Run(" " * beside), *line] for line in lines[1:])]
