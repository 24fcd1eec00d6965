"""What folds and boxes are for: an answer, hints, or a part of the text."""

from __future__ import annotations

from flashcards.document import Role
from flashcards.questions.roles import has_question_mark, is_fold_word, role_of
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Callout,
    Details,
    Heading,
    Inlines,
    Item,
    OrderedList,
    Paragraph,
    Quote,
)

QUESTIONS = frozenset(("question", "help", "faq", "q", "card", "flashcard", "exercise", "problem"))
"""Kinds of boxes that put a question."""

_ANSWERS = frozenset(("success", "check", "done", "answer", "solution", "a"))
_HINTS = frozenset(("hint",))


def held(block: Block) -> tuple[Inlines, Blocks]:
    """What a block that holds others is called, and what it holds; nothing for any other.

    One answer for all who walk folds, boxes, quotes and items.
    """
    match block:
        case Details():
            return block.summary, block.children
        case Callout():
            return block.title, block.children
        case Quote():
            return (), block.children
        case _:
            return (), ()


def held_in_item(item: Item) -> tuple[Inlines, Blocks]:
    """The same of an item: a line over lists, or nothing but folds."""
    first, *rest = item.children or (None,)
    if item.children and all(isinstance(child, Details) for child in item.children):
        return (), item.children
    nested = rest and all(isinstance(child, BulletList | OrderedList) for child in rest)
    if not isinstance(first, Paragraph | Heading) or not nested:
        return (), ()
    return first.children, tuple(rest)


def fold_role(block: Details) -> Role | None:
    """What a fold is for by its summary; one that says nothing is the answer of what is above."""
    words = plain(block.summary).strip()
    if has_question_mark(words) and not is_fold_word(words):
        return None
    role = role_of(words)
    if role is not Role.OTHER:
        return role
    if not words or is_fold_word(words):
        return Role.SOLUTION
    return None


def callout_role(block: Callout) -> Role | None:
    """What a box is for by its title, else by its kind."""
    role = role_of(plain(block.title))
    if role is not Role.OTHER:
        return role
    if block.kind in _ANSWERS:
        return Role.SOLUTION
    return Role.HINTS if block.kind in _HINTS else None
