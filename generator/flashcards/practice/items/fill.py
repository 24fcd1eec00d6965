"""Fill in: the name in a line of code that carries what its comment says."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards import patterns as re
from flashcards.card import Card, CodeLine
from flashcards.facts.wording import ask
from flashcards.practice.items.common import item, plan
from flashcards.practice.items.lines_of_code import code, comment, commented, listing
from flashcards.practice.items.plan import Plan
from flashcards.practice.items.shelf import Shelf
from flashcards.practice.items.spellings import spellings
from flashcards.practice.items.texts import normal, parts
from flashcards.practice.model import Form, Item
from flashcards.problems.chance import Chance
from flashcards.tree import nodes as n
from flashcards.tree import plain

BLANK = "[____]"

_NAMES = (
    re.compile(r"(?<=-D)[A-Z][A-Z0-9_]{3,}(?==)"),  # a setting of CMake
    re.compile(r"(?<![\w-])--[a-z][a-z0-9-]{2,}"),  # an option
    re.compile(r"(?<=\.)[a-z_][a-z0-9_]{3,}(?=\()"),  # a call
    re.compile(r"^[a-z]+-[a-z-]+(?= )"),  # a program
)
_OTHERS = re.compile(
    r"(?<![\w-])-[A-Za-z]{1,4}\b(?!\w)"  # a short option
    r"|\b\w+=(?!=)"  # a keyword or setting
    r"|[\"'][^\"']+[\"']"  # a text
)
_SAID = 2
"""Words that a comment must have; else it is what the line prints."""

_PREFIX = re.compile(r"^(?:--|[A-Z]+_)?\w")

TRIVIAL = frozenset((
    "read", "write", "append", "print", "format", "join", "open", "close", "items", "keys",
    "values", "split", "encode", "strip", "round", "--version", "--help",
))  # fmt: skip
"""Calls that every other line has: to know them says nothing of the subject."""


def plans(shelf: Shelf) -> Iterator[Plan]:
    """One for each commented line with a name that its comment points at."""
    for card in shelf.cards:
        told = commented(card)
        if told is not None and not told.back:  # that one asks of the same line
            name = _carrying(told)
            if name:
                yield _plan(card, told, name)


def _plan(card: Card, told: CodeLine, name: str) -> Plan:
    line, said = told.line, comment(card, told)
    start = _PREFIX.match(name)
    begins = start[0] if start else name[0]

    def make(_: Chance) -> Item:
        return item(
            Form.FILL,
            card,
            asked=(
                ask("What belongs in the blank? The line's comment is “", told.comment, "”."),
                listing(told, line.replace(name, BLANK, 1)),
                ask(
                    "The name begins with ",
                    (n.Code(begins),),
                    f" and has {len(name)} characters.",
                ),
            ),
            answer=code(name),
            solution=(listing(told), *said),
            accepted=(*spellings(name), *((f"-D{name}",) if f"-D{name}=" in line else ())),
        )

    return plan(Form.FILL, (card,), make)


def _carrying(told: CodeLine) -> str:
    """The name that the comment speaks of, or the only one there is; else none."""
    line, comment = told.line, plain(told.comment)
    said = parts(comment)
    if sum(word.isalpha() for word in said) < _SAID:
        return ""
    names = [name for pattern in _NAMES for name in pattern.findall(line) if name not in TRIVIAL]
    usable = [n for n in names if line.count(n) == 1 and normal(n) not in normal(comment)]
    pointed = [name for name in usable if parts(name) & said]
    if len(pointed) == 1:
        return str(pointed[0])
    others = [found for found in _OTHERS.findall(line) if found.strip("=") not in names]
    only = len(names) == 1 and (not others or line.startswith("-D"))
    return str(usable[0]) if only and usable else ""
