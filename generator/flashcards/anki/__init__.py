"""Cards → Anki packages (`.apkg`) that update in place and never cost a review its history."""

from flashcards.anki.archive import packed_media, unpacked_media
from flashcards.anki.collection import AnkiNote
from flashcards.anki.package import anki_note, subdeck, write_package
from flashcards.anki.retired import RETIRED_TAG, write_retired

__all__ = [
    "RETIRED_TAG",
    "AnkiNote",
    "anki_note",
    "packed_media",
    "subdeck",
    "unpacked_media",
    "write_package",
    "write_retired",
]
