"""What a problem made of a calculation says: a question that a person would ask.

Empty where no sentence can be made of what the document tells: then there is no problem either.
"""

from __future__ import annotations

from flashcards.worked.asked_by_name import by_formula, in_list, in_sentence, with_symbols
from flashcards.worked.calculation import Calculation
from flashcards.worked.compared import row_asked
from flashcards.worked.gapped import gapped

ENGLISH = frozenset(("", "en"))


def statement_of(one: Calculation, language: str) -> str:
    """The statement as a template; empty where there is none that a person would ask."""
    english = language in ENGLISH
    if one.columns and english:
        return row_asked(one)
    if one.columns and one.power:
        return ""  # that one column goes with another is told in English only
    if one.given and one.formula:
        return with_symbols(one, language)
    if one.given:
        return gapped(one, english=english, language=language)
    if one.formula:
        return by_formula(one, language)
    return in_sentence(one) if english else in_list(one, language)
