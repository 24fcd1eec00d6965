"""The real Anki's collection, as the tests ask it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flashcards.anki import write_package
from flashcards.card import Note

DECK = "LLM Interviews"

# Anki's day rolls over at 04:00 local time, and fuzz is off in its test mode.
GOOD = 3


@contextmanager
def collection(folder: Path) -> Iterator[Any]:
    from anki.collection import Collection

    col = Collection(str(folder / "collection.anki2"))
    try:
        yield col
    finally:
        col.close()


def import_file(col: Any, path: Path) -> dict[str, int]:
    """Import a package as the desktop does; how many notes went which way."""
    from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

    log = col.import_anki_package(
        ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
    ).log
    col.models._clear_cache()
    found = {
        name: len(getattr(log, name))
        for name in (
            "new",
            "updated",
            "duplicate",
            "conflicting",
            "first_field_match",
            "empty_first_field",
            "missing_notetype",
            "missing_deck",
        )
    }
    return {name: count for name, count in found.items() if count}


def import_notes(
    col: Any, folder: Path, notes: Sequence[Note], *, deck: str = DECK
) -> dict[str, int]:
    path = folder / "deck.apkg"
    write_package(path, notes, deck=deck)
    return import_file(col, path)


def card_of(col: Any, guid: str, slot: int = 1) -> Any:
    (card_id,) = col.db.list(
        "select c.id from cards c join notes n on n.id = c.nid where n.guid = ? and c.ord = ?",
        guid,
        slot - 1,
    )
    return col.get_card(card_id)


def state(card: Any) -> tuple[int, ...]:
    """All that scheduling knows of a card."""
    return (card.id, card.type, card.queue, card.due, card.ivl, card.factor, card.reps, card.did)


def everything(col: Any) -> list[list[Any]]:
    """All rows of the collection that hold what a person would miss."""
    return [
        col.db.all("select id, guid, mid, mod, tags, flds from notes order by id"),
        col.db.all(
            "select id, nid, did, ord, mod, type, queue, due, ivl, reps from cards order by id"
        ),
        col.db.all("select * from revlog order by id"),
        [(d.id, d.name) for d in col.decks.all_names_and_ids()],
    ]


def answer(col: Any, card: Any) -> None:
    """Answer a card Good, twice, so that it is a review card with a due date."""
    for _ in range(2):
        card.load()
        card.start_timer()
        states = col._backend.get_scheduling_states(card.id)
        col.sched.answer_card(col.sched.build_answer(card=card, states=states, rating=GOOD - 1))
    card.load()


def text_of(html: str) -> str:
    """What is left of a side without style, script and tags."""
    bare = re.sub(r"<(style|script)\b.*?</\1>", "", html, flags=re.DOTALL)
    return re.sub(r"<[^>]*>", "", bare).strip()
