"""The head of the screen: where the card belongs, what is left, how far the sitting is."""

from __future__ import annotations

from textual.content import Content

from flashcards.review.schedule.queue import Counts
from flashcards.review.session import Turn
from flashcards.safe import one_line


def place(turn: Turn | None, *, wide: bool) -> Content:
    """The deck of the card, and its flag."""
    if turn is None:
        return Content("")
    parts = one_line(turn.card.deck).split("::")
    name = " › ".join(parts[1:] or parts) if wide else parts[-1]
    flag = ("⚑ ", "bold $again") if turn.state.flag else ""
    return Content.assemble(flag, (name, "$faint"))


def figures(counts: Counts, *, minutes: int, most: int, wide: bool) -> Content:
    """What is left, and the time."""
    out: list[tuple[str, str] | str] = []
    for number, label, colour in (
        (counts.new, "new", "$easy"),
        (counts.learning, "learning", "$again"),
        (counts.reviews, "due", "$good"),
    ):
        out += [" "] if out else []
        out.append((str(number), colour if number else "$faint"))
        if wide:
            out.append((f" {label} ", "$faint"))
    if wide or most:
        out.append((f"  {minutes}/{most} min" if most else f"  {minutes} min", "$faint"))
    return Content.assemble(*out)


def bar(done: int, left: int, *, width: int) -> Content:
    """How much of the sitting is done, as a line across the screen."""
    filled = round(width * done / (done + left)) if done + left else width
    return Content.assemble(("━" * filled, "$primary"), ("─" * (width - filled), "$line"))
