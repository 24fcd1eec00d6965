"""Documents for tests."""

from __future__ import annotations

from pathlib import Path

from flashcards import documents
from flashcards.document import Document
from flashcards.errors import Finding
from tests.shared import shared


def read_text(
    text: str, *, path: str = "a.md", name: str | None = None
) -> tuple[Document, tuple[Finding, ...]]:
    """A document from its text, and what was found."""
    read = documents.read_text(text, path=path, name=name)
    return read.document, read.findings


def read_once(path: Path) -> documents.Read:
    """A document that no test changes (our own, or one beside the checkout), read once a run."""
    return shared(
        f"read-{path.parent.name}-{path.name}",
        lambda: documents.read_document(path, name=path.name),
    )


def read_file(path: Path, *, name: str | None = None) -> tuple[Document, tuple[Finding, ...]]:
    """A document from its file, and what was found."""
    read = documents.read_document(path, name=name)
    return read.document, read.findings
