"""Short ways to read a document in a test."""

from __future__ import annotations

from textwrap import dedent

from flashcards.document import Document, Paragraph, Question, Role
from flashcards.questions import understand


def read(text: str, name: str = "notes.md") -> Document:
    """The document of an indented text."""
    return understand(dedent(text).lstrip("\n"), path=name)[0]


def titles(document: Document) -> list[str]:
    return [one.title.plain for one in document.questions]


def options(question: Question) -> list[str]:
    """Options, the right ones with a star."""
    return [("*" if one.right else "") + one.text.plain for one in question.options]


def text_of(question: Question, role: Role) -> str:
    """The paragraphs of its first section of a role."""
    found = question.section(role)
    nodes = found.nodes if found else ()
    return " ".join(node.text.plain for node in nodes if isinstance(node, Paragraph))
