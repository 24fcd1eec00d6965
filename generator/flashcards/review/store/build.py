"""Bringing the database up to date with a build; a build never fails for its sake."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards.review.store.errors import StoreError
from flashcards.review.store.model import SyncCounts
from flashcards.review.store.store import Store
from flashcards.values import dataclass

if TYPE_CHECKING:
    from flashcards.card import Card

_MARK = "build:"
"""Before a root deck, the key in `meta` of what its last build was made from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Synced:
    """What became of the database in a build.

    Attributes:
        path: the database.
        counts: cards that changed in it; None where there is no database, or it had a problem.
        problem: why it is as it was.
    """

    path: Path
    counts: SyncCounts | None = None
    problem: StoreError | None = None


def sync(
    cards: Sequence[Card],
    *,
    path: Path,
    deck: str,
    retired: Collection[str],
    now_ms: int,
    mark: str = "",
    create: bool = False,
) -> Synced:
    """Bring the database up to date with a build, if there is one.

    The database is made by `flashcards review`, which calls this with `create`; a build only
    brings an existing one up to date, so that building decks for Anki alone leaves nothing in
    anyone's data directory. A database that cannot be opened is no reason to build no deck: the
    problem is returned, to be told as a warning.

    Args:
        cards: what the build gave.
        path: the database.
        deck: root deck.
        retired: ids that are retired by the ledger.
        now_ms: the time.
        mark: a digest of what the build was made from; `synced_with` tells it.
        create: whether to make the database where there is none.
    """
    there = path.exists() and path.stat().st_size > 0
    if not create and not there:
        return Synced(path=path)
    try:
        with Store.open(path, create=False) if there else Store.filling(path) as store:
            counts = store.sync_cards(cards, now_ms=now_ms, deck=deck, retired=retired)
            if mark and store.meta(_MARK + deck) != mark:
                store.set_meta(_MARK + deck, mark)
    except StoreError as error:
        return Synced(path=path, problem=error)
    return Synced(path=path, counts=counts)


def synced_with(path: Path, *, deck: str) -> str | None:
    """The mark of the last build that the database knows; None where there is none to ask.

    A build that finds nothing changed asks this, for the database may be new, or restored.
    """
    if not path.exists():
        return None
    try:
        with Store.open(path, create=False, check=False) as store:
            return store.meta(_MARK + deck)
    except StoreError:
        return ""
