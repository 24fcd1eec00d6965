"""Which details are worth a card: what is only a number, one case or a sketch is looked up."""

from __future__ import annotations

import re

from flashcards.card import KINDS, Cell, Fact, Interview, Kind, Statement, Term
from flashcards.editor.lint import faults
from flashcards.editor.rules import begins_with_number, is_worked_out
from flashcards.editor.words import word_class
from flashcards.facts.interview import tells_nothing
from flashcards.facts.wording import reading
from flashcards.tree.flat import plain

DOUBTFUL = 1.5
"""Weight of the faults from which a detail is not worth a card."""
LONGEST_ROW = 3
"""Words of a row that names a thing; a longer one tells a case."""

# One word of praise or blame.
_VAGUE = re.compile(r"^[A-Z][a-z]+$")
_YES_NO = re.compile(r"^(?:yes|no)\b", re.IGNORECASE)
_QUANTITY = re.compile(r"\d\s?[^\W\d_]+")
# A table that sums up what its document decided for one case.
_SUMS_UP = re.compile(r"\b(?:summary|recap|overview|at a glance)\b", re.IGNORECASE)


def why_no_card(fact: Fact) -> str:
    """Why a detail is set aside, or nothing; an author's own card never is."""
    if KINDS[fact.kind].authored or fact.kind is Kind.PROBLEM:
        return ""
    if fact.kind is Kind.FOLLOW_UP:
        return "numbers of one worked example" if is_worked_out(fact) else ""
    if isinstance(fact.ask, Interview):
        seen = not fact.ask.prompt and tells_nothing(fact)
        return "its answer is seen, not recalled" if seen else ""
    if isinstance(fact.ask, Cell | Term) and begins_with_number(fact):
        return "a number that is looked up"
    if isinstance(fact.ask, Cell | Term) and _VAGUE.match(reading(fact.back).strip()):
        return "an answer that says little"
    if isinstance(fact.ask, Statement) and fact.group == "answer":
        return ""
    found = faults(fact)
    if sum(fault.weight for fault in found) >= DOUBTFUL:
        return found[0].why
    return _of_one_case(fact) if isinstance(fact.ask, Cell) else ""


def _of_one_case(fact: Fact) -> str:
    """Why a cell tells what holds in one case, or nothing."""
    assert isinstance(fact.ask, Cell)  # noqa: S101 - `why_no_card` looks
    row, column = plain(fact.ask.row), plain(fact.ask.column).casefold()
    if _YES_NO.match(reading(fact.back)) or any(map(_SUMS_UP.search, fact.place[1:])):
        return "what was decided in one case"
    long = len(row.split()) > LONGEST_ROW or "," in row
    if long and _QUANTITY.search(row):
        return "of one case"
    return "a reason without what it is of" if column in word_class("why") else ""
