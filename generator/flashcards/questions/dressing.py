"""What dresses titles and asks nothing: signs of a level behind them, `🚀`, `***`, and sources."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

from flashcards.questions.forms.titles import is_wholly_bold
from flashcards.questions.furniture import cites
from flashcards.questions.roles import has_question_mark
from flashcards.questions.slices import cut, lines, stripped, with_inner
from flashcards.tree import plain
from flashcards.tree.nodes import Block, Blocks, Details, Heading, Inlines, Link, Paragraph

_LEAST = 2
"""Titles that a sign must end: one at the end of a single title may be what it asks about."""

_ASIDES = frozenset("*")
"""Signs that refer to a note, wherever they end a title."""

_ANSWERING = frozenset("✅✓✔☑❌✗✘✖⚠👉☞→➜⭕🔗")
"""Signs that say what is right, or lead to it."""

_JOINERS = "\ufe0f\u200d\u200c"


def undressed(blocks: Blocks) -> Blocks:
    """The blocks with their titles bare of the signs that end several of them, and of sources."""
    counts = Counter(sign for words in _titles(blocks) for sign in set(_end(plain(words))))
    known = {sign for sign, count in counts.items() if count >= _LEAST} | _ASIDES

    def undress(words: Inlines) -> Inlines:
        text = plain(words)
        if _end(text)[-1:] in known:
            end = next(i for i in range(len(text), 0, -1) if not _is_dress(text[i - 1], known))
            words = stripped(cut(words, 0, end))
        return _uncited(words)

    return _mapped(blocks, undress)


def _titles(blocks: Blocks) -> Iterator[Inlines]:
    """The titles of a run, and of what it holds."""
    found: list[Inlines] = []

    def note(words: Inlines) -> Inlines:
        found.append(words)
        return words

    _mapped(blocks, note)
    yield from found


def _mapped(blocks: Blocks, change: Callable[[Inlines], Inlines]) -> Blocks:
    return tuple(_changed(block, change) for block in blocks)


def _changed(block: Block, change: Callable[[Inlines], Inlines]) -> Block:
    """A block with its title changed: a heading, a fold's summary, a line in bold or that asks."""
    match block:
        case Heading():
            return replace(block, children=change(block.children))
        case Paragraph():
            return replace(block, children=change(block.children)) if _is_title(block) else block
        case Details():
            block = replace(block, summary=change(block.summary))
    return with_inner(block, lambda inner: _mapped(inner, change))


def _is_title(block: Paragraph) -> bool:
    if len(lines(block.children)) != 1:
        return False
    words = plain(block.children)
    return is_wholly_bold(block.children) or has_question_mark(words)


def _end(words: str) -> str:
    """The signs that end a title, without the blanks between them; nothing if it is no more."""
    index = len(words)
    while index and (_is_sign(words[index - 1]) or _is_blank(words[index - 1])):
        index -= 1
    return "".join(filter(_is_sign, words[index:])) if index else ""


def _is_dress(char: str, known: set[str]) -> bool:
    return char in known or _is_blank(char)


def _is_blank(char: str) -> bool:
    return char.isspace() or char in _JOINERS


def _is_sign(char: str) -> bool:
    return char in _ASIDES or (unicodedata.category(char) == "So" and char not in _ANSWERING)


def _uncited(words: Inlines) -> Inlines:
    """A title without the links to sources that end it: `What is bias? [src](…)`."""
    bare = stripped(words)
    while len(bare) > 1 and isinstance(bare[-1], Link) and cites(plain(bare[-1:])):
        before = stripped(bare[:-1])
        if not has_question_mark(plain(before)) and not plain(before).endswith("."):
            break
        bare = before
    return bare if len(bare) < len(stripped(words)) else words
