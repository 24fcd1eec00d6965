"""Texts of cards, as ledgers and databases keep them → nodes, each parsed once.

Most fronts and answers are one line with a bold word or some code; such a line is read here
without the parser, whose loading would take longer than the rest of a review's start. A test holds
the two together.
"""

from __future__ import annotations

from functools import lru_cache

from flashcards import patterns as re
from flashcards.render.clean import clean
from flashcards.tree.nodes import (
    Blocks,
    Code,
    Heading,
    Inline,
    Inlines,
    Paragraph,
    Rule,
    Strong,
    Text,
)

SUBJECT = "###### "
"""What opens a front: the subject as the smallest heading, what is asked below it."""

# One line: words without signs of markup, bold words between blanks, code.
_LIGHT = re.compile(
    r"(?:^|(?<= ))\*\*(?P<bold>[0-9A-Za-z](?:[^\\`*_\[\]<>&|{}\n\t~$=@:]*[0-9A-Za-z])?)\*\*"
    r"(?=$|[ .,;?!])"
    r"|`(?P<code>[^\s`](?:[^`\n]*[^\s`])?)`(?!`)"
    r"|(?P<plain>(?:[^\\`*_\[\]<>&|{}\n\t~$=@:]|:(?= ))+)"
)
# What begins a block, or a line that the door or the parser would change.
_BLOCKISH = re.compile(r"[\s#=+>:!?%-]|\d{1,9}[.)](?:\s|$)")
_ODD = re.compile("[\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufeff]|www\\.|  |<!--", re.IGNORECASE)
# What the parser reads one by one is compared one by one, and anything rarer is left to it.
# Told by what it is not: a class of all that is above takes 8 ms to compile.
_FOREIGN = re.compile("[^\x00-\u0482\u2000-\u20cf\u2100-\u2e7f]")


@lru_cache(maxsize=4096)
def blocks_of(text: str) -> Blocks:
    """The nodes of a text of a card.

    >>> type(blocks_of("a **b**")[0]).__name__
    'Paragraph'
    """
    text = clean(text).strip("\n")
    if not text:
        return ()
    quick = _subject_and_question(text) if text.startswith(SUBJECT) else _paragraph(text)
    if quick is not None:
        return quick
    from flashcards.tree import parse_blocks
    from flashcards.tree.identity import identity

    blocks = parse_blocks(text)
    # A text such as `+` is an empty list to the parser, and nothing to a reader.
    said = identity(blocks) or any(isinstance(block, Rule) for block in blocks)
    return blocks if said else (Paragraph((Text(text),)),)


@lru_cache(maxsize=4096)
def plain_of(text: str) -> str:
    """What a person reads of a text of a card.

    >>> plain_of("**a** `b`")
    'a b'
    """
    from flashcards.render.as_plain import plain

    return plain(blocks_of(text))


def _subject_and_question(text: str) -> Blocks | None:
    subject, _, asked = text.removeprefix(SUBJECT).partition("\n\n")
    if subject.endswith("#") or not asked:
        return None
    head, question = light(subject), _paragraph(asked)
    return None if head is None or question is None else (Heading(6, head), *question)


def _paragraph(text: str) -> Blocks | None:
    found = light(text)
    return None if found is None else (Paragraph(found),)


def light(text: str) -> Inlines | None:
    """The nodes of one line of simple text, read without the parser; None where it must be asked.

    >>> light("What does `n_ctx` do?") is not None, light("a *b*")
    (True, None)
    """
    if _BLOCKISH.match(text) or _ODD.search(text) or _FOREIGN.search(text):
        return None
    if text != text.rstrip() or text.endswith("\\"):
        return None
    out: list[Inline] = []
    at = 0
    while at < len(text):
        match = _LIGHT.match(text, at)
        if match is None:
            return None
        at = match.end()
        if match["code"] is not None:
            out.append(Code(match["code"]))
        elif match["bold"] is not None:
            out.append(Strong((Text(match["bold"]),)))
        else:
            out.append(Text(match["plain"]))
    return tuple(out)
