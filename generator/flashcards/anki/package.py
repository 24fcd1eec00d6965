"""Notes → an Anki package on disk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from flashcards.anki.archive import MEDIA, write_archive, zip_collection
from flashcards.anki.collection import AnkiCard, AnkiNote, build_collection
from flashcards.anki.fields import note_fields
from flashcards.card import CAPACITY, Note, NoteClass, note_class
from flashcards.errors import PackageError

DESCRIPTION = (
    "Made from question documents. To update, import the newer package over this one: "
    "texts change in place, your progress stays."
)


def write_package(
    path: Path,
    notes: Sequence[Note],
    *,
    deck: str,
    verified: str = "",
    media: Mapping[str, Path | bytes] = MappingProxyType({}),
) -> None:
    """Write `notes` as an Anki package; the same notes give the same bytes.

    Args:
        path: the `.apkg`; replaced whole, or left as it was.
        notes: in the order in which their cards are to be learnt.
        deck: name of the root deck; a card goes to its fact's deck below it.
        verified: by what the computed problems among them were verified, one clause.
        media: files, or what is in them, by their names in fields; those that no note shows
            stay out.

    Raises:
        PackageError: notes contradict each other or their class, or the file cannot be written.
    """
    _check_ids(notes)
    description = f"{DESCRIPTION} Computed problems: {verified}." if verified else DESCRIPTION
    made = [anki_note(note, deck) for note in notes]
    fields = (field for note in made for field in note.fields if "fc-" in field)
    shown = {name for field in fields for name in MEDIA.findall(field)}
    files = {name: _content(media[name]) for name in sorted(shown) if name in media}
    collection = build_collection(made, deck=deck, description=description)
    write_archive(path, zip_collection(collection, files))


def _content(file: Path | bytes) -> bytes:
    if isinstance(file, bytes):
        return file
    try:
        return file.read_bytes()
    except OSError as error:
        raise PackageError(f"cannot be read: {error.strerror or error}", path=str(file)) from error


def anki_note(note: Note, deck: str) -> AnkiNote:
    """A note as a package holds it, its fields rendered.

    Raises:
        PackageError: it contradicts its class.
    """
    kind = _class_of(note)
    cards = sorted(note.cards, key=lambda card: card.slot)
    fields = note_fields(kind, note.id, cards)
    return AnkiNote(
        guid=note.id,
        note_class=kind,
        fields=fields,
        tags=joined_tags(card.fact.tags for card in cards),
        modified=note.modified,
        cards=[
            AnkiCard(id=card.id, slot=card.slot, deck=subdeck(deck, card.fact.deck))
            for card in cards
        ],
    )


def _class_of(note: Note) -> NoteClass:
    classes = {note_class(card.fact.kind) for card in note.cards}
    if len(classes) != 1:
        raise PackageError(f"note {note.id} needs cards of one class, and has {len(classes)}")
    (kind,) = classes
    slots = [card.slot for card in note.cards]
    if len(set(slots)) < len(slots) or min(slots) < 1 or max(slots) > CAPACITY[kind]:
        raise PackageError(f"note {note.id} has slots {slots}, of {CAPACITY[kind]}")
    empty = next((card for card in note.cards if not card.fact.front), None)
    if empty:
        raise PackageError(
            f"card {empty.id} has an empty front",
            path=empty.fact.source.path,
            line=empty.fact.source.line,
        )
    return kind


def _check_ids(notes: Sequence[Note]) -> None:
    for kind, ids in (
        ("notes", [note.id for note in notes]),
        ("cards", [card.id for note in notes for card in note.cards]),
    ):
        if len(set(ids)) < len(ids):
            twice = next(i for i in ids if ids.count(i) > 1)
            raise PackageError(f"two {kind} have the id {twice}")


def joined_tags(groups: Iterable[Iterable[str]]) -> list[str]:
    """The tags of all groups, each once, in order, with no spaces: Anki parts tags by them."""
    return list(dict.fromkeys("-".join(tag.split()) for g in groups for tag in g if tag))


def subdeck(root: str, below: str) -> str:
    """The full name of a deck."""
    return f"{root}::{below}" if below else root
