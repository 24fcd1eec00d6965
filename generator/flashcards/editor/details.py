"""Which details are worth a card: what is only a number, one case or a sketch is looked up."""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.card import (
    KINDS,
    Cell,
    CodeLine,
    Fact,
    Formula,
    Interview,
    Kind,
    Name,
    Statement,
    Term,
)
from flashcards.editor.english import head_noun, is_property, says_what_it_does
from flashcards.editor.lint import faults
from flashcards.editor.rules import begins_with_number, is_worked_out
from flashcards.editor.words import word_class
from flashcards.facts.interview import tells_nothing
from flashcards.facts.scope import GENERIC_LABELS
from flashcards.facts.wording import plain_words, reading, strip_brackets, words
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
    if fact.kind in {Kind.FOLLOW_UP, Kind.INTERVIEW} or (why := _by_kind(fact)):
        return _of_question(fact) if fact.kind in {Kind.FOLLOW_UP, Kind.INTERVIEW} else why
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


def _of_question(fact: Fact) -> str:
    """Why a whole question or a follow-up that is a detail is no card: it tells no answer."""
    if isinstance(fact.ask, Interview):
        return "its parts are asked one by one" if tells_nothing(fact) else ""
    return "numbers of one worked example" if is_worked_out(fact) else ""


# How the meaning of a term begins, where it says what the term is.
_IS = re.compile(
    r"^(?:an?|the|any|one of|those|that|which|how|what|where|when|[a-z]+(?:er|or|ing|ion|ity)) ",
    re.IGNORECASE,
)
# A verb in the third person with what it does something to: `tears cheese into shreds`.
_DOES = re.compile(
    r"^[a-z]{2,}s (?!(?:of|per|in|at|on|for|with|by|from|to|and|or|than)\b)[a-z]+ (?:[a-z]+ )?"
    r"(?:into|from|to|in|of|at|on|with|for|by|the|an?|and|before|after|when)\b"
)
_BOUND = re.compile(r"[<>≤≥]\s?\d")
# What wants more than one sentence.
_HOW_OR_WHY = re.compile(r"\bexplain (?:how|why|what)\b|\?\s*why\b|: (?:how|why)\b", re.IGNORECASE)
FEWEST_TO_EXPLAIN = 18
"""Words that may explain something by themselves."""
_LETTER = re.compile(r"(?<![A-Za-z\\{_])[A-Za-z](?![A-Za-z'’_(])")
FEWEST_LETTERS = 2
"""Letters of a formula that say nothing where no word says what they are."""
# A label above that asks something else: `What destroys prefix reuse`.
_CLAUSE = re.compile(r"^(?:what|how|why|where|when|which)\b", re.IGNORECASE)
_SHELL = frozenset(("bash", "sh", "shell", "console", "cmake", "ini", "yaml", "dockerfile", ""))


def _by_kind(fact: Fact) -> str:
    """Why a detail of its kind is none that a person would ask for, or nothing."""
    match fact.ask:
        case Term():
            told = reading(fact.back)
            named = _IS.match(told) or says_what_it_does(told) or _DOES.match(told)
            return "" if named and not _BOUND.search(told) else "no meaning of a term"
        case Name():
            return "the reverse of a detail"
        case CodeLine():
            local = fact.ask.language not in _SHELL or "(" in fact.ask.line
            purpose = not fact.ask.back and not says_what_it_does(reading(fact.back))
            return "a line of one program" if local or purpose else ""
        case Cell() | Formula():
            return _of_table(fact)
        case Statement() if fact.group.startswith("label:"):
            short = len(words(reading(fact.back))) < FEWEST_TO_EXPLAIN
            half = _HOW_OR_WHY.search(reading(fact.front)) and fact.more and short
            return "half of an explanation" if half else ""
        case _:
            return ""


def _of_table(fact: Fact) -> str:
    front, back = reading(fact.front), reading(fact.back)
    letters = {letter for letter in _LETTER.findall(back) if letter not in front}
    if len(letters) >= FEWEST_LETTERS and re.search(r"[=×*/·+^]", back):
        return "a formula of letters that nothing names"
    if isinstance(fact.ask, Cell):
        row = strip_brackets(plain(fact.ask.row)).split()
        if len(row) >= LONGEST_ROW and len(back.split()) < LONGEST_ROW:
            return "a case that only its table tells"
        if any(map(_CLAUSE.match, fact.place[1:])):
            return "below a heading that asks something else"
        return _head_of_nothing(fact, fact.ask)
    return ""


def _head_of_nothing(fact: Fact, ask: Cell) -> str:
    """Why a column's head makes no question that is understood without its table, or nothing."""
    column = head_noun(plain(ask.column))
    asked = reading(fact.front)
    of_thing = re.search(
        rf"\bwhat (?:is|are) the [^?]*\b{re.escape(column)}\b", asked, re.IGNORECASE
    )
    if of_thing and not is_property(column):
        return "a head that is no property"
    if of_thing and column.removesuffix("s") in word_class("vague-heads"):
        return "a head that says nothing without its table"
    label = plain_words(fact.place[-1]) - GENERIC_LABELS if len(fact.place) > 1 else frozenset()
    one = len(plain(ask.row).split()) < LONGEST_ROW and plain(ask.row)[1:].islower()
    heads = plain_words(plain(ask.column)) | plain_words(plain(ask.corner))
    said = {word.removesuffix("s") for word in heads}
    if one and of_thing and {word.removesuffix("s") for word in label} <= said:
        return "a row whose table names no subject"
    return ""


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
