"""The database of reviews to a package, and a file of Anki's into the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from flashcards.anki import write_package
from flashcards.anki.ids import distinct_ids
from flashcards.anki.note_types import NOTE_TYPES
from flashcards.errors import PackageError
from flashcards.review.exchange.database import read_history
from flashcards.review.exchange.merge import Merge, merge
from flashcards.review.exchange.notes import notes_of
from flashcards.review.exchange.package import Written, write_history
from flashcards.review.exchange.pictures import Pictures, pictures
from flashcards.review.exchange.rows import History
from flashcards.review.model import Event
from flashcards.review.store import Store, StoredCard
from flashcards.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import brought, and what the file was."""

    history: History
    merge: Merge


def roots(store: Store) -> tuple[str, ...]:
    """The root decks that have living cards."""
    return tuple(sorted({card.root for card in store.cards() if card.retired_ms is None}))


def root_of(store: Store, wanted: str | None) -> str:
    """The root deck to export.

    Raises:
        PackageError: there is none, not that one, or several and nobody says which.
    """
    there = roots(store)
    if wanted in there or (wanted is None and len(there) == 1):
        return wanted or there[0]
    if not there:
        raise PackageError(
            "has no cards to export", path=str(store.path), hint="flashcards review brings them"
        )
    names = ", ".join(there)
    if wanted is None:
        raise PackageError(
            "has more than one deck", path=str(store.path), hint=f"--deck takes one of {names}"
        )
    raise PackageError(
        f"has no deck {wanted!r}", path=str(store.path), hint=f"its decks are {names}"
    )


def export_history(
    store: Store, path: Path, *, deck: str, now_ms: int, packages: Iterable[Path] = ()
) -> Written:
    """Write the cards of a root deck as a package with their scheduling and all their reviews.

    Args:
        store: the database.
        path: the package.
        deck: the root deck.
        now_ms: the time.
        packages: those of builds, which have the pictures; what is not there is passed over.

    Raises:
        PackageError: it cannot be written, or one of the packages cannot be read.
        StoreError: the database cannot be read.
    """
    shown = _shown(store, deck, packages)
    written = write_history(
        path,
        notes_of(store.cards(), root=deck),
        by_card(store.events()),
        deck=deck,
        settings=store.settings(),
        now_ms=now_ms,
        media=shown.files,
    )
    return replace(written, missing=shown.missing)


def export_plain(store: Store, path: Path, *, deck: str, packages: Iterable[Path] = ()) -> Written:
    """Write the cards of a root deck as a package in which all are new; see `export_history`.

    Raises:
        PackageError: it cannot be written, or one of the packages cannot be read.
        StoreError: the database cannot be read.
    """
    notes = notes_of(store.cards(), root=deck)
    shown = _shown(store, deck, packages)
    write_package(path, notes, deck=deck, media=shown.files)
    return Written(
        cards=sum(len(note.cards) for note in notes),
        studied=0,
        reviews=0,
        pictures=len(shown.files),
        missing=shown.missing,
    )


def _shown(store: Store, deck: str, packages: Iterable[Path]) -> Pictures:
    living = (c for c in store.cards() if c.root == deck and c.retired_ms is None)
    return pictures(living, packages)


def import_history(store: Store, path: Path, *, now_ms: int, dry_run: bool = False) -> Imported:
    """Merge the history in a file of Anki's into the database; again adds nothing.

    Args:
        store: the database.
        path: a `.colpkg`, an `.apkg`, or a closed `collection.anki2`.
        now_ms: the time.
        dry_run: only say what would be added.

    Raises:
        ExchangeError: the file is none of Anki's, is damaged, in use, or too large.
        StoreError: the database cannot be read or written; nothing is changed.
    """
    cards = list(store.cards())
    history = read_history(
        path,
        known={(card.note, card.slot - 1): card.id for card in cards},
        numbers=numbers(cards),
        note_types=[kind.id for kind in NOTE_TYPES.values()],
    )
    found = merge(history, by_card(store.events()), settings=store.settings(), now_ms=now_ms)
    if found.events and not dry_run:
        store.merge(found.events)
    return Imported(history=history, merge=found)


def numbers(cards: Sequence[StoredCard]) -> dict[int, str]:
    """Anki's number of each card, as packages give it."""
    given = distinct_ids("card", (card.id for card in cards))
    return {number: card for card, number in given.items()}


def by_card(events: Sequence[Event]) -> dict[str, list[Event]]:
    """The events of each card."""
    found: dict[str, list[Event]] = {}
    for event in events:
        found.setdefault(event.card, []).append(event)
    return found
