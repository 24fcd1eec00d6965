"""What a build still needs of a document when its facts are extracted: names, places, pictures.

Small, and made of plain values: it is kept between builds, and sent between processes, where the
whole document would cost more than reading it anew.
"""

from __future__ import annotations

from collections.abc import Iterator

from flashcards.card import Extraction, Fact
from flashcards.document import Document, Titled, by_name
from flashcards.errors import Finding
from flashcards.tree.nodes import Image, own_inlines, walk, walk_inlines
from flashcards.values import dataclass
from flashcards.written import Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What a picture or sound in a question points to, and its line."""

    target: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """A document by name.

    Attributes:
        path: the file as the user named it, for messages.
        name: its identity in the ledger.
        title: as a person reads it, or empty.
        questions: all of them, in its order.
        forms: how many questions each recogniser found, most first.
        pictures: one for each target, where it is met last.
    """

    path: str
    name: str
    title: str
    questions: tuple[Titled, ...]
    forms: tuple[tuple[str, int], ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What one document gives a build.

    Attributes:
        contents: its names and places.
        extraction: its facts, edited, and the account of its blocks.
        findings: what was found on reading it.
        refuted: how many of its numbers are wrong.
        texts: what its facts say as markdown, for the ledger.
        computes: whether problems may come of it; `problems` are those, if they were asked for.
    """

    contents: Contents
    extraction: Extraction
    texts: tuple[Written, ...]
    findings: tuple[Finding, ...]
    refuted: int
    computes: bool
    problems: tuple[Fact, ...] = ()


def contents(document: Document) -> Contents:
    """The contents of a document."""
    images = {image.target: image for image in _images(document)}
    return Contents(
        path=document.path,
        name=document.name,
        title=document.title.plain,
        questions=by_name(document.questions),
        forms=document.forms,
        pictures=tuple(
            Picture(target=target, line=document.tree.line(image.span))
            for target, image in images.items()
        ),
    )


def _images(document: Document) -> Iterator[Image]:
    """The pictures in its questions."""
    for question in document.questions:
        for section in question.sections:
            for block in walk(section.blocks):
                for run in own_inlines(block):
                    yield from (n for n in walk_inlines(run) if isinstance(n, Image))
        for run in (question.title.inlines, *(option.text.inlines for option in question.options)):
            yield from (n for n in walk_inlines(run) if isinstance(n, Image))
