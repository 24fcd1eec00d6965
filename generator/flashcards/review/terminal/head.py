"""The head of the screen: where the card belongs, what is left, how far the sitting is."""

from __future__ import annotations

from typing import NamedTuple

from flashcards.review.schedule.queue import Counts
from flashcards.review.session import Scope, Turn
from flashcards.review.terminal.styles import Span
from flashcards.safe import one_line

WIDE = 76
"""Columns from which figures have their names."""


class Head(NamedTuple):
    """What the first two lines say: on the left and the right of one, and the bar below."""

    place: list[Span]
    figures: list[Span]
    bar: list[Span]


def head(
    turn: Turn | None, counts: Counts, scope: Scope, *, minutes: int, answers: int, width: int
) -> Head:
    """The head for a width; no turn while no card is shown."""
    wide = width >= WIDE
    left = counts.new + counts.learning + counts.reviews
    if scope.limit:
        left = min(left, max(scope.limit - answers, 0))
    return Head(
        place=_place(turn, wide=wide),
        figures=_figures(counts, minutes=minutes, most=scope.minutes, wide=wide),
        bar=_bar(answers, left, width=width),
    )


def _place(turn: Turn | None, *, wide: bool) -> list[Span]:
    """The deck of the card, and its flag."""
    if turn is None:
        return []
    parts = one_line(turn.card.deck).split("::")
    name = " › ".join(parts[1:] or parts) if wide else parts[-1]
    flag = [("⚑ ", "bold $again")] if turn.state.flag else []
    return [*flag, (name, "$faint")]


def _figures(counts: Counts, *, minutes: int, most: int, wide: bool) -> list[Span]:
    """What is left, and the time."""
    out: list[Span] = []
    for number, label, colour in (
        (counts.new, "new", "$easy"),
        (counts.learning, "learning", "$again"),
        (counts.reviews, "due", "$good"),
    ):
        out += [(" ", "")] if out else []
        out.append((str(number), colour if number else "$faint"))
        if wide:
            out.append((f" {label} ", "$faint"))
    if wide or most:
        out.append((f"  {minutes}/{most} min" if most else f"  {minutes} min", "$faint"))
    return out


def _bar(done: int, left: int, *, width: int) -> list[Span]:
    """How much of the sitting is done, as a line across the screen."""
    filled = round(width * done / (done + left)) if done + left else width
    return [("━" * filled, "$primary"), ("─" * (width - filled), "$line")]
