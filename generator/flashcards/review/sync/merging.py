"""The three-way merge of one note: the documents, Anki, and what both had when they last agreed.

Whatever only one side changed is taken from that side. What both changed stays as the learner
has it, and is told. Tags, fields and decks are merged each for itself.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import field
from enum import StrEnum
from unicodedata import normalize

from flashcards.review.sync.agreed import NoteAgreed, digest
from flashcards.values import dataclass

CONFLICT_TAG = "flashcards::conflict"
"""On notes of which both sides changed one text; search for it in Anki's browser."""


class Unknown(StrEnum):
    """Who is newer where nothing was agreed yet."""

    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldMerge:
    """What becomes of a note's texts.

    Attributes:
        set: field → text that Anki is to take over.
        kept: fields that the learner changed and the documents did not.
        conflicts: fields that both changed; Anki's stay.
    """

    set: Mapping[str, str] = field(default_factory=dict)
    kept: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


def same_text(one: str, other: str) -> bool:
    """Whether Anki holds two texts to be one: it composes accents when it takes a text over."""
    return one == other or normalize("NFC", one) == normalize("NFC", other)


def merge_fields(
    ours: Mapping[str, str],
    theirs: Mapping[str, str],
    agreed: NoteAgreed | None,
    *,
    newer: Unknown = Unknown.THEIRS,
    overwrite: bool = False,
) -> FieldMerge:
    """The texts of a note, merged.

    Args:
        ours: what the documents give.
        theirs: what Anki has; fields that it lacks are passed over.
        agreed: what both had; None if that is not known.
        newer: whose note changed last, where that is all that is known.
        overwrite: whether the documents win over what the learner wrote.
    """
    to_set: dict[str, str] = {}
    kept: list[str] = []
    conflicts: list[str] = []
    for name, mine in ours.items():
        yours = theirs.get(name)
        if yours is None or same_text(mine, yours):
            continue
        if agreed is None:
            mine_changed, yours_changed = True, newer is Unknown.THEIRS
        else:
            mine_changed = digest(mine) != agreed.ours_was(name)
            yours_changed = digest(yours) != agreed.theirs_was(name)
        if overwrite or (mine_changed and not yours_changed):
            to_set[name] = mine
        elif yours_changed and mine_changed:
            conflicts.append(name)
        elif yours_changed:
            kept.append(name)
    return FieldMerge(set=to_set, kept=tuple(kept), conflicts=tuple(conflicts))


def merge_tags(
    ours: Collection[str], theirs: Collection[str], before: Collection[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Tags to add to a note in Anki, and tags to remove from it.

    All that were never ours stay, and what the learner took off stays off. Anki takes tags
    that differ in capitals for one.

    >>> merge_tags(["a", "b"], ["A", "mine", "old"], ["a", "old"])
    (('b',), ('old',))
    >>> merge_tags(["a", "b"], ["mine"], ["a", "b"])
    ((), ())
    """
    there = {tag.casefold() for tag in theirs}
    was = {tag.casefold() for tag in before}
    wanted = {tag.casefold() for tag in ours}
    added = tuple(tag for tag in ours if tag.casefold() not in there and tag.casefold() not in was)
    removed = tuple(tag for tag in theirs if tag.casefold() in was and tag.casefold() not in wanted)
    return added, removed


def merge_deck(ours: str, theirs: str, *, ours_was: str, theirs_was: str) -> str:
    """The deck that a card is to move to in Anki, or "" if it stays where it is.

    A card that the learner moved stays there, wherever the documents put it later.

    >>> merge_deck("New", "Old", ours_was="Old", theirs_was="Old")
    'New'
    >>> merge_deck("New", "Mine", ours_was="Old", theirs_was="Old")
    ''
    """
    moved = ours != ours_was and bool(ours_was)
    return ours if moved and theirs == theirs_was and theirs != ours else ""
