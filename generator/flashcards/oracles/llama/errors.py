"""What can go wrong with live llama.cpp; after each of these the next question works again."""

# ruff: noqa: N818 - what became of the question, as a person says it

from __future__ import annotations

from flashcards import patterns as re
from flashcards.errors import FlashcardsError

LINE_LENGTH = 300
RULE = re.compile(r"={8,}")  # llama.cpp frames its gravest errors


class LlamaError(FlashcardsError):
    """Live llama.cpp gave no answer."""


class LlamaAbsent(LlamaError):
    """llama-cpp-python is not installed, cannot be loaded, or is too old."""


class LlamaAborted(LlamaError):
    """The worker ended while it worked; the message names the signal."""


class LlamaHung(LlamaError):
    """The worker gave no answer within its time limit and was killed."""


class LlamaRefused(LlamaError):
    """llama.cpp, or the check before it, turned the question down; the message quotes its log."""


def printable(text: str) -> str:
    r"""`text` on one line, cut, without what could steer a terminal.

    >>> printable("bad\x1b[31m magic\n")
    'bad?[31m magic'
    """
    flat = " ".join(RULE.sub(" ", text).split())[:LINE_LENGTH]
    return "".join(c if c.isprintable() else "?" for c in flat)
