"""What we hold of each note: from the database of reviews, rendered only where it changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from flashcards.anki import AnkiNote, anki_note, subdeck
from flashcards.anki.note_types import NOTE_TYPES
from flashcards.model import Note, Source
from flashcards.review.exchange.notes import notes_of
from flashcards.review.store import StoredCard
from flashcards.review.sync.agreed import digest

_NOWHERE = Source(path="", line=0)


@dataclass(frozen=True, kw_only=True)
class OurNote:
    """A note as the documents give it now; one that is retired has no living card.

    Attributes:
        id: ours, which is Anki's guid.
        note: what a package would hold; None of a retired one.
        root: its root deck.
        cards: slot → our card's id, retired ones too. living: those slots that are not retired.
        source: digest of what its fields are made from, and of the program that makes them.
        modified: when its content last changed, seconds since the epoch.
    """

    id: str
    note: Note | None
    root: str
    cards: Mapping[int, str]
    living: frozenset[int]
    source: str
    modified: int

    @cached_property
    def made(self) -> AnkiNote:
        """Rendered as Anki holds it."""
        assert self.note is not None  # noqa: S101 - nobody renders what is retired
        return anki_note(self.note, self.root)

    @property
    def fields(self) -> dict[str, str]:
        """Field → HTML, in the note type's order."""
        names = NOTE_TYPES[self.made.note_class].fields
        return dict(zip(names, self.made.fields, strict=True))

    @property
    def tags(self) -> tuple[str, ...]:
        """Its tags."""
        return tuple(self.made.tags)

    @property
    def decks(self) -> dict[int, str]:
        """Slot → the whole name of the card's deck."""
        if self.note is None:
            return {}
        return {card.slot: subdeck(self.root, card.fact.deck) for card in self.note.cards}


def our_notes(
    cards: Iterable[StoredCard], *, roots: Sequence[str], program: str
) -> dict[str, OurNote]:
    """Our side of all notes below some root decks, in the order in which they are to be learnt.

    Args:
        cards: all that the database knows.
        roots: root decks.
        program: a digest of the program, for other templates or another renderer make other
            fields of the same text.
    """
    stored: dict[str, dict[str, list[StoredCard]]] = {root: {} for root in roots}
    for card in cards:
        if card.root in stored:
            stored[card.root].setdefault(card.note, []).append(card)
    found: dict[str, OurNote] = {}
    for root, notes in stored.items():
        living = {
            note.id: note
            for note in notes_of((card for some in notes.values() for card in some), root=root)
        }
        order = [*living, *(note for note in notes if note not in living)]
        for name in order:
            found[name] = _note(name, notes[name], living.get(name), root=root, program=program)
    return found


def _note(
    name: str, cards: Sequence[StoredCard], note: Note | None, *, root: str, program: str
) -> OurNote:
    # What does not reach a field must not change the digest: the line, the position, the clock.
    parts = [
        repr(
            replace(card, source=_NOWHERE, position=0, retired_ms=int(card.retired_ms is not None))
        )
        for card in sorted(cards, key=lambda card: card.slot)
    ]
    return OurNote(
        id=name,
        note=note,
        root=root,
        cards={card.slot: card.id for card in cards},
        living=frozenset(card.slot for card in cards if card.retired_ms is None),
        source=digest(program, *parts),
        modified=note.modified if note else 0,
    )
