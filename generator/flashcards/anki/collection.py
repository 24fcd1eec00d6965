"""Notes → the SQLite database inside an Anki package, through genanki.

What differs from genanki's own way: each note carries the time its content last changed, and
not the build's, so that importing an unchanged deck changes nothing; the numbers of notes and
cards come from our ids; new cards are due in document order; the cards of one note may lie in
different decks; fields go unsearched for bad HTML, for ours are made by `markup`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flashcards.anki.ids import distinct_ids
from flashcards.anki.lean import genanki
from flashcards.anki.note_types import TEMPLATES_MODIFIED, model
from flashcards.anki.preset import NUMBER, preset
from flashcards.card import NoteClass
from flashcards.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AnkiCard:
    """One card of a note: its id, its slot, its full deck name."""

    id: str
    slot: int
    deck: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnkiNote:
    """One note as Anki holds it; `fields` as its note type lists them, `modified` in seconds."""

    guid: str
    note_class: NoteClass
    fields: Sequence[str]
    tags: Sequence[str]
    modified: int
    cards: Sequence[AnkiCard]


class _Note(genanki.Note):  # type: ignore[misc]  # genanki has no types
    """A genanki note that writes its own time, number and cards."""

    def __init__(self, note: AnkiNote) -> None:
        super().__init__(
            model(note.note_class), list(note.fields), tags=list(note.tags), guid=note.guid
        )
        self.source = note

    def write(
        self,
        cursor: sqlite3.Cursor,
        number: int,
        placed: Iterable[tuple[AnkiCard, int, int, int]],
    ) -> None:
        """Insert the note, and its cards as (card, number, deck's number, due)."""
        self._check_number_model_fields_matches_num_fields()
        modified = self.source.modified
        cursor.execute(
            "INSERT INTO notes VALUES(?,?,?,?,-1,?,?,?,0,0,'')",
            (
                number,
                self.guid,
                self.model.model_id,
                modified,
                self._format_tags(),
                self._format_fields(),
                self.sort_field,
            ),
        )
        for card, card_number, deck_number, due in placed:
            genanki.Card(card.slot - 1).write_to_db(
                cursor, modified, deck_number, number, iter((card_number,)), due
            )


def build_collection(notes: Sequence[AnkiNote], *, deck: str, description: str) -> bytes:
    """The database of a package: `notes` in the order in which they are to be learnt.

    Args:
        notes: no two with one guid, no two cards with one id.
        deck: name of the root deck; there even if no card lies in it.
        description: what each deck says of itself, as text; of decks without cards of their
            own, as the root may be, Anki keeps no more than the name.
    """
    decks = distinct_ids("deck", [deck, *(card.deck for note in notes for card in note.cards)])
    note_ids = distinct_ids("note", (note.guid for note in notes))
    card_ids = distinct_ids("card", (card.id for note in notes for card in note.cards))
    connection = sqlite3.connect(":memory:")
    try:
        cursor = connection.cursor()
        cursor.executescript(genanki.apkg_schema.APKG_SCHEMA)
        cursor.executescript(genanki.apkg_col.APKG_COL)
        _set_decks(cursor, decks, description)
        classes = sorted({note.note_class for note in notes})
        _set_models(cursor, [model(c) for c in classes], decks[deck])
        due = 0
        for note in notes:
            placed = []
            for card in note.cards:
                due += 1
                placed.append((card, card_ids[card.id], decks[card.deck], due))
            _Note(note).write(cursor, note_ids[note.guid], placed)
        connection.commit()
        return connection.serialize()
    finally:
        connection.close()


def _set_decks(cursor: sqlite3.Cursor, decks: Mapping[str, int], description: str) -> None:
    made, options = (
        json.loads(text) for text in cursor.execute("SELECT decks, dconf FROM col").fetchone()
    )
    for name, number in decks.items():
        made[str(number)] = {
            **genanki.Deck(number, name, description).to_json(),
            "conf": NUMBER,
        }
    options[str(NUMBER)] = preset()
    cursor.execute("UPDATE col SET decks = ?, dconf = ?", (json.dumps(made), json.dumps(options)))


def _set_models(cursor: sqlite3.Cursor, models: Sequence[Any], deck_id: int) -> None:
    made = {str(m.model_id): m.to_json(TEMPLATES_MODIFIED, deck_id) for m in models}
    cursor.execute("UPDATE col SET models = ?", (json.dumps(made),))
