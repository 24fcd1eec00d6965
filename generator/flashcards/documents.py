"""Files to documents as understood: decode, then name the parts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flashcards.document import Document
from flashcards.errors import Finding
from flashcards.questions import understand
from flashcards.reading import read_decoded


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A document, the text that it was read from, and what was found on the way."""

    document: Document
    text: str
    findings: tuple[Finding, ...]


def read_document(path: Path, *, name: str | None = None) -> Read:
    """One document.

    Args:
        path: the file, as the user named it; messages name it so.
        name: its identity in the ledger; default: the file's name.

    Raises:
        ReadError: it cannot be read, or is empty.
    """
    decoded, repairs = read_decoded(path)
    return read_text(decoded.text, path=path.as_posix(), name=name or path.name, found=repairs)


def read_text(
    text: str, *, path: str, name: str | None = None, found: tuple[Finding, ...] = ()
) -> Read:
    """The same from a text; `found` are findings of its decoding."""
    document, findings = understand(text, path=path, name=name)
    return Read(document=document, text=text, findings=(*found, *findings))
