"""What we hold of each note: from the database of reviews, read whole only where it changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from flashcards.anki import AnkiNote, anki_note, subdeck
from flashcards.anki.note_types import NOTE_TYPES
from flashcards.card import Note
from flashcards.review.exchange.notes import notes_of
from flashcards.review.store import CardPrint, Store
from flashcards.review.sync.agreed import digest


class Documents:
    """The notes as the documents give them, all of them read the first time one is asked for."""

    def __init__(self, store: Store, roots: Sequence[str]) -> None:
        self._store = store
        self._roots = roots

    @cached_property
    def notes(self) -> dict[str, Note]:
        """Living notes by id."""
        stored = list(self._store.cards())
        return {note.id: note for root in self._roots for note in notes_of(stored, root=root)}


@dataclass(frozen=True, kw_only=True)
class OurNote:
    """A note as the documents give it now; one that is retired has no living card.

    Attributes:
        id: ours, which is Anki's guid.
        root: its root deck.
        cards: slot → our card's id, retired ones too. living: those slots that are not retired.
        in_use: whether a card of it is met or known; others stay out of Anki, as out of packages.
        source: digest of what its fields are made from, and of the program that makes them.
        documents: where its content is.
    """

    id: str
    root: str
    cards: Mapping[int, str]
    living: frozenset[int]
    in_use: bool
    source: str
    documents: Documents

    @property
    def retired(self) -> bool:
        """Whether the documents do not give it any more."""
        return not self.living

    @property
    def note(self) -> Note:
        """What a package would hold; only of a note that is not retired."""
        return self.documents.notes[self.id]

    @property
    def modified(self) -> int:
        """When its content last changed, seconds since the epoch."""
        return self.note.modified

    @cached_property
    def made(self) -> AnkiNote:
        """Rendered as Anki holds it."""
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
        if self.retired:
            return {}
        return {card.slot: subdeck(self.root, card.fact.deck) for card in self.note.cards}


def our_notes(
    store: Store, prints: Iterable[CardPrint], *, roots: Sequence[str], program: str
) -> dict[str, OurNote]:
    """Our side of all notes below some root decks, in the order in which they are to be learnt.

    Args:
        store: the database.
        prints: all its cards.
        roots: root decks.
        program: a digest of the program, for other templates or another renderer make other
            fields of the same text.
    """
    documents = Documents(store, roots)
    wanted = set(roots)
    notes: dict[str, list[CardPrint]] = {}
    for card in prints:
        if card.root in wanted:
            notes.setdefault(card.note, []).append(card)
    return {
        name: OurNote(
            id=name,
            root=cards[0].root,
            cards={card.slot: card.id for card in cards},
            living=frozenset(card.slot for card in cards if not card.retired),
            in_use=any(card.in_use for card in cards if not card.retired),
            source=digest(program, *(card.content for card in sorted(cards))),
            documents=documents,
        )
        for name, cards in notes.items()
    }
