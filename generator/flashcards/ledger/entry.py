"""What the ledger remembers of a card."""

from __future__ import annotations

from flashcards.card import Kind
from flashcards.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One card's line: its identity, where its fact was last seen and what it said.

    Never holds line numbers or scheduling.

    Attributes:
        id: stable for ever, unique in the ledger; retired ids are never given again.
        note: the note it stands on for ever.
        slot: 1-based, its place there for ever.
        kind, document, question, question_title, place, group, key, front, back, more: as in
            the `Fact` it last came from.
        shown: digest of its content (see `identity.digest`).
        created: when it was first seen, seconds since the epoch, UTC.
        modified: when `shown` last changed, or when it returned; same unit.
        retired: when its fact went away, or None while it lives; same unit.
        level: core or detail, now; "" for a card older than levels.
        aside: why no card is made of its fact any more, or "".
        corrected: when its answer last changed in substance, or 0; same unit.
        choice: what a person decided of it, over the editor's head, or "".
        merged_into: the card that asks this, too, if that was decided, or "".
        own_front, own_back: a person's words in place of the document's, or "".
        own_range: between which ends a person wants the numbers of a problem, or "".
    """

    id: str
    note: str
    slot: int
    kind: Kind
    document: str
    question: int
    question_title: str
    place: tuple[str, ...]
    group: str
    key: tuple[str, ...]
    front: str
    back: str
    more: str
    shown: str
    created: int
    modified: int
    retired: int | None = None
    level: str = ""
    aside: str = ""
    corrected: int = 0
    choice: str = ""
    merged_into: str = ""
    own_front: str = ""
    own_back: str = ""
    own_range: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All cards ever made, of all documents; within a document in the order of its file."""

    entries: tuple[Entry, ...] = ()
