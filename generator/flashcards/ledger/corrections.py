"""Whether a card's answer is another one now, so that who learnt the old one must unlearn it."""

from __future__ import annotations

from flashcards.card import KINDS, Kind, NoteClass
from flashcards.ledger.entry import Entry
from flashcards.ledger.likeness import compare
from flashcards.ledger.line import normal
from flashcards.written import Written


def is_corrected(entry: Entry, kind: Kind, texts: Written) -> bool:
    """Whether the answer changed in substance: another number, name or negation in place of one.

    A typo, a synonym, or more or fewer words of the same sense are none.
    """
    if KINDS[kind].note in {NoteClass.INTERVIEW, NoteClass.PROBLEM} or entry.kind is not kind:
        return False
    return is_another(entry.back, texts.back)


def is_another(before: str, after: str) -> bool:
    """Whether one answer, as ledgers and databases keep it, says another thing than before."""
    likeness = compare(normal(before), normal(after))
    return likeness.replaced and not likeness.safe
