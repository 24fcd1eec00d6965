"""Asides: comments in a document that speak to `flashcards check` and not to the reader."""

from __future__ import annotations

import re

IGNORE = re.compile(
    r"(?<!`)<!--[ \t]{0,9}flashcards:[ \t]{0,9}ignore(?![\w-])(?P<said>(?:(?!-->|<!--)[^\n])*)-->"
)
"""`<!-- flashcards: ignore RULE reason -->`, on one line."""


def without_asides(text: str) -> str:
    """The text as the reader gets it; its lines stay where they are.

    >>> without_asides("a <!-- flashcards: ignore sum it rounds -->b")
    'a b'
    """
    return IGNORE.sub("", text) if "flashcards:" in text else text
