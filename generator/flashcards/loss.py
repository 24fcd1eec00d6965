"""The brake: a build that would retire many cards stops before it writes anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from flashcards.errors import FlashcardsError
from flashcards.ledger import Entry, Ledger

SHARE, COUNT = 0.1, 20
"""More than this share of all living cards, and more than so many, are no ordinary edit."""


def stop_at_loss(before: Ledger, retired: Sequence[Entry]) -> None:
    """Raise if a build would retire more cards than an ordinary edit does.

    Raises:
        FlashcardsError: it names the document or the heading that lost most of them.
    """
    living = sum(entry.retired is None for entry in before.entries)
    if len(retired) <= COUNT or len(retired) <= SHARE * living:
        return
    where, lost, known = _most_lost(before, retired)
    raise FlashcardsError(
        f"{len(retired):,} of {living:,} cards would be retired, {lost:,} of {known:,} of {where}; "
        "nothing is written",
        hint="flashcards diff lists them; if they are meant to go: flashcards build --retire",
    )


def _most_lost(before: Ledger, retired: Sequence[Entry]) -> tuple[str, int, int]:
    """The narrowest place with most of the loss, and how many it lost of how many it had."""
    living = [entry for entry in before.entries if entry.retired is None]
    chosen: tuple[str, ...] = ()
    for depth in (1, 2, 3):
        lost = Counter(_path(entry)[:depth] for entry in retired)
        path, count = lost.most_common(1)[0]
        if depth > 1 and count < 0.5 * len(retired):
            break
        chosen = path
    known = sum(_path(entry)[: len(chosen)] == chosen for entry in living)
    gone = sum(_path(entry)[: len(chosen)] == chosen for entry in retired)
    names = [chosen[0], *(f"“{name}”" for name in chosen[1:])]
    return ", ".join(names), gone, known


def _path(entry: Entry) -> tuple[str, ...]:
    """Document, question, and the heading in it."""
    labels = entry.place[1:] or entry.place
    return entry.document, entry.question_title, *labels[:1]
