"""Taking back what the last sync did to Anki, from its undo file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from flashcards.anki.archive import write_archive, zip_collection
from flashcards.anki.collection import AnkiCard, AnkiNote, build_collection
from flashcards.anki.note_types import NOTE_TYPES
from flashcards.review.sync import agreed as agreed_file
from flashcards.review.sync import journal as undo_file
from flashcards.review.sync import theirs as anki_side
from flashcards.review.sync.agreed import Agreed, decoded
from flashcards.review.sync.cards import undo_setting as card_setting
from flashcards.review.sync.client import Action, Anki
from flashcards.review.sync.errors import SyncError
from flashcards.review.sync.looks import undo_setting as look_setting
from flashcards.scratch import Scratch

Entry = Mapping[str, Any]


def undo(database: Path, anki: Anki) -> int:
    """Give Anki back what the last sync replaced there; how many things that were.

    Texts, tags, decks, looks, scheduling, suspensions; notes that were added go, notes that were
    deleted come back. Reviews stay on both sides: they were made. The undo file is gone then.

    Args:
        database: the database of reviews, beside which the undo file lies.
        anki: the running one.

    Raises:
        SyncError: there is nothing to undo, or Anki has another collection open.
    """
    path = undo_file.path_beside(database)
    place, entries = undo_file.entries(path)
    if anki.hello() != place:
        raise SyncError(
            "Anki has another collection open than the one that was changed",
            hint=f"open the profile whose media lie in {place}",
        )
    with Agreed(agreed_file.path_beside(database)) as agreed:
        agreed.choose(place)
        for entry in entries:
            _TAKE_BACK[entry["was"]](anki, agreed, entry)
        agreed.clear_facts()
    path.unlink()
    return sum(entry["was"] != "agreed" for entry in entries)


def _fields(anki: Anki, _: Agreed, entry: Entry) -> None:
    anki.call("updateNoteFields", note={"id": entry["number"], "fields": entry["fields"]})


def _tags(anki: Anki, _: Agreed, entry: Entry) -> None:
    note = [entry["number"]]
    actions: list[Action] = [("removeTags", {"notes": note, "tags": t}) for t in entry["added"]]
    actions += [("addTags", {"notes": note, "tags": tag}) for tag in entry["removed"]]
    anki.many(actions)


def _deck(anki: Anki, _: Agreed, entry: Entry) -> None:
    anki.call("changeDeck", cards=[entry["card"]], deck=entry["deck"])


def _card(anki: Anki, _: Agreed, entry: Entry) -> None:
    anki.many([card_setting(entry["number"], entry["row"], whole=entry["whole"])])


def _look(anki: Anki, _: Agreed, entry: Entry) -> None:
    anki.many(look_setting(entry))


def _preset(anki: Anki, _: Agreed, entry: Entry) -> None:
    anki.call("saveDeckConfig", config=entry["config"])


def _absent(anki: Anki, agreed: Agreed, entry: Entry) -> None:
    numbers = anki.call("findNotes", query=f'({anki_side.OURS}) "Id:{entry["note"]}"')
    if numbers:
        anki.call("deleteNotes", notes=numbers)
    agreed.forget([entry["note"]])


def _note(anki: Anki, agreed: Agreed, entry: Entry) -> None:
    """A deleted note comes back by package, under its own guid, and its cards where they stood."""
    note_class = next(
        c for c, kind in NOTE_TYPES.items() if set(kind.fields) <= entry["fields"].keys()
    )
    names = NOTE_TYPES[note_class].fields
    made = AnkiNote(
        guid=entry["note"],
        note_class=note_class,
        fields=[entry["fields"][name] for name in names],
        tags=entry["tags"],
        modified=1,
        cards=[
            AnkiCard(id=f"{entry['note']}/{c['slot']}", slot=c["slot"], deck=c["deck"])
            for c in entry["cards"]
        ],
    )
    deck = min((card["deck"] for card in entry["cards"]), default="Default")
    with Scratch() as folder:
        path = Path(folder) / "note.apkg"
        write_archive(path, zip_collection(build_collection([made], deck=deck, description="")))
        anki.call("importPackage", path=str(path), patience_s=anki_side.EXPORT_S)
    found = anki_side.read(anki, progress=lambda *_: None, known={}).notes.get(entry["note"])
    if found is not None:
        anki.many(
            card_setting(found.cards[card["slot"]], card["row"], whole=True)
            for card in entry["cards"]
            if card["row"] and card["slot"] in found.cards
        )
    agreed.forget([entry["note"]])


def _agreed(_: Anki, agreed: Agreed, entry: Entry) -> None:
    if entry["value"] is None:
        agreed.forget([entry["note"]])
    else:
        agreed.save({entry["note"]: decoded(entry["value"])})


_TAKE_BACK: Mapping[str, Callable[[Anki, Agreed, Entry], None]] = {
    "fields": _fields,
    "tags": _tags,
    "deck": _deck,
    "card": _card,
    "look": _look,
    "preset": _preset,
    "absent": _absent,
    "note": _note,
    "agreed": _agreed,
}
