"""The pictures and sounds of a database's cards, taken from the packages of builds."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from flashcards.anki import packed_media, unpacked_media
from flashcards.anki.archive import MEDIA
from flashcards.review.store import StoredCard
from flashcards.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """What files hold by their names, and the names of those that no package has."""

    files: dict[str, bytes]
    missing: tuple[str, ...]


def pictures(cards: Iterable[StoredCard], packages: Iterable[Path]) -> Pictures:
    """What cards show. A name is a digest of what is in the file, so any package's file will do.

    Raises:
        PackageError: a package cannot be read.
    """
    wanted = {name for card in cards for text in _texts(card) for name in MEDIA.findall(text)}
    files: dict[str, bytes] = {}
    for package in packages:
        there = wanted.intersection(packed_media(package)) - files.keys()
        files |= unpacked_media(package, there) if there else {}
    return Pictures(files=dict(sorted(files.items())), missing=tuple(sorted(wanted - files.keys())))


def _texts(card: StoredCard) -> tuple[str, ...]:
    return (card.front, card.back, card.more, *(text for _, text in card.extra))
