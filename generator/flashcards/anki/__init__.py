"""Cards → Anki packages (`.apkg`) that update in place and never cost a review its history."""

from flashcards.anki.package import write_package
from flashcards.anki.retired import write_retired

__all__ = ["write_package", "write_retired"]
