"""Cells that are looked up, shared by many rows, or say no more than yes."""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.card import Cell, Fact, Term
from flashcards.editor.rules.labels import asserts
from flashcards.editor.rules.numbers import ONLY_NUMBER
from flashcards.editor.rules.setting import Setting
from flashcards.editor.words import word_class
from flashcards.facts.wording import reading
from flashcards.tree.flat import plain

MOST_NUMBERS = 9
"""A table with more numbers than that is looked up, or computed, not learnt by heart."""
SHARED = 3
"""Rows with one answer in a column: more are told by a rule, not each by itself."""


_COUNTS = re.compile(r"#|no|nr|number|index|id|row|step|rank", re.IGNORECASE)


def is_direct(fact: Fact, setting: Setting) -> bool:
    """Whether a cell is in the first column of a short table that answers its question."""
    if not isinstance(fact.ask, Cell) or len(fact.place) > 1:
        return False
    return (fact.question, fact.key[-1]) in setting.direct


_SUM = re.compile(r"(?:total|sum|all|summe|gesamt|somme|suma|totale?)\b", re.IGNORECASE)


def column_of_numbers(fact: Fact, setting: Setting) -> str:
    """A table full of numbers is looked up or computed."""
    if not isinstance(fact.ask, Cell) or not ONLY_NUMBER.match(reading(fact.back)):
        return ""
    if _SUM.match(fact.key[0]):
        return "the sum of a table"
    if is_direct(fact, setting):
        return ""
    many = setting.tables.get(fact.place, 0) > MOST_NUMBERS
    return "one of many numbers of a table" if many else ""


def same_in_many_rows(fact: Fact, setting: Setting) -> str:
    """What several rows share is one fact about them, and no answer about one of them."""
    if not isinstance(fact.ask, Cell):
        return ""
    shared = setting.columns.get((fact.place, fact.key[-1], reading(fact.back).casefold()), 0)
    return "an answer that several rows of the table share" if shared >= SHARED else ""


def clerical_cell(fact: Fact, _: Setting) -> str:
    """Where a row comes from, or that it is a total, is for the table, not for a learner."""
    if not isinstance(fact.ask, Cell):
        return ""
    head = set(plain(fact.ask.column).casefold().strip("#. ").split())
    if head and head <= word_class("clerical"):
        return "where a row of a table comes from"
    if re.fullmatch(r"(?:\S+\s)?#?\d+", plain(fact.ask.row).strip()) and _COUNTS.fullmatch(
        plain(fact.ask.corner).strip(" .")
    ):
        return "a row that is only numbered"
    named = plain(fact.ask.row)
    if asserts(named) or named.rstrip().endswith("."):
        return "a sentence where a row should be named"
    row = set(named.casefold().strip("*: ").split())
    return "the total of a table" if row and row <= word_class("totals") else ""


_YES_NO = re.compile(r"(?:yes|no|none|n/a|true|false|ok)\b", re.IGNORECASE)
_ASKS_YES_NO = re.compile(r"\b(?:does|do|is|are|can|has|have|will|was|were)\b.*\?$", re.IGNORECASE)


def yes_or_no(fact: Fact, _: Setting) -> str:
    """`No` answers `does it fit?`; it is no value of anything."""
    if not isinstance(fact.ask, Cell | Term) or not _YES_NO.match(reading(fact.back)):
        return ""
    column = plain(fact.ask.column if isinstance(fact.ask, Cell) else fact.ask.term)
    verb = column.split(" ", 1)[0].casefold().rstrip("?s")
    asked = bool(_ASKS_YES_NO.search(column)) or verb in word_class("acts")
    return "" if asked else "yes or no, where a value is asked for"
