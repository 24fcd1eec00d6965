"""Text of documents that a terminal may show: nothing in it moves the cursor or turns the line."""

from __future__ import annotations

from flashcards import patterns as re

_CONTROL = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI … final byte
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?"  # OSC … BEL or ST
    r"|[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
"""Escape sequences could move a terminal's cursor or recolour it, and direction overrides could
make a line read as what it is not."""


def safe(text: str) -> str:
    r"""The text without control characters but newlines and tabs.

    >>> safe("a\x1b[31mred\x1b[0m\x07b")
    'aredb'
    """
    return _CONTROL.sub("", text)


def one_line(text: str) -> str:
    """The text, safe, with every run of white space as one space."""
    return " ".join(safe(text).split())
