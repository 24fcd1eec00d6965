"""Retired notes → a package of their own, for those who have them to find and delete."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from flashcards.anki.archive import write_archive, zip_collection
from flashcards.anki.collection import AnkiCard, AnkiNote, build_collection
from flashcards.anki.fields import note_fields
from flashcards.anki.package import subdeck
from flashcards.card import Card, Fact, note_class
from flashcards.document import Source
from flashcards.written import blocks, restored

if TYPE_CHECKING:
    from flashcards.ledger.entry import Entry  # at run time the ledger is not needed here

RETIRED_TAG = "flashcards::retired"
"""Search `tag:flashcards::retired` in Anki's browser, select all, delete."""

RETIRED_DECK = "Retired"

DESCRIPTION = (
    f"Cards whose facts are gone from the documents. Search tag:{RETIRED_TAG} in the browser "
    "to delete them."
)


def write_retired(path: Path, entries: Sequence[Entry], *, deck: str) -> None:
    """Write notes that are wholly retired as an Anki package, as they were last known.

    Args:
        path: the `.apkg`; replaced whole, or left as it was.
        entries: the cards of notes that have no living card left; a living note's retired
            card must not be among them, for it would overwrite the living ones.
        deck: name of the root deck; the notes go to `Retired` below it.

    Raises:
        PackageError: the file cannot be written.
    """
    ordered = sorted(entries, key=lambda entry: (entry.note, entry.slot))
    notes = [
        _anki_note(note, list(group), subdeck(deck, RETIRED_DECK))
        for note, group in groupby(ordered, key=lambda entry: entry.note)
    ]
    write_archive(
        path,
        zip_collection(
            build_collection(notes, deck=subdeck(deck, RETIRED_DECK), description=DESCRIPTION)
        ),
    )


def _anki_note(note: str, entries: Sequence[Entry], deck: str) -> AnkiNote:
    cards = [_card(entry) for entry in entries]
    kind = note_class(cards[0].fact.kind)
    return AnkiNote(
        guid=note,
        note_class=kind,
        fields=note_fields(kind, note, cards),
        tags=[RETIRED_TAG],
        modified=max(card.modified for card in cards),
        cards=[AnkiCard(id=card.id, slot=card.slot, deck=deck) for card in cards],
    )


def _card(entry: Entry) -> Card:
    fact = Fact(
        ask=restored(entry.kind),
        key=entry.key,
        front=blocks(entry.front),
        back=blocks(entry.back),
        more=blocks(entry.more),
        context=(entry.question_title,) if entry.question_title else (),
        group=entry.group,
        place=entry.place,
        document=entry.document,
        question=entry.question,
        question_title=entry.question_title,
        deck=RETIRED_DECK,
        tags=(RETIRED_TAG,),
        source=Source(path=entry.document, line=0),
    )
    return Card(
        id=entry.id,
        note=entry.note,
        slot=entry.slot,
        modified=max(entry.modified, entry.retired or 0),
        fact=fact,
    )
