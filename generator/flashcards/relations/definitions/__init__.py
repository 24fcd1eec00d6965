"""Formulas of a field as data, and what they say of quantities that a document names.

`entries` reads packs, `solving` turns a formula round, `scopes` says which numbers stand near a
result, `binding` gives each input of a formula its number, `matching` judges, and `cases`
cases behind one that holds.
"""

from flashcards.relations.definitions.cases import cases_judged
from flashcards.relations.definitions.entries import (
    Definition,
    Slot,
    built_in,
    loaded,
    names,
    pack,
    spoken_of,
)
from flashcards.relations.definitions.matching import (
    Applied,
    applied,
    has_share,
    judgements,
    may_apply,
)
from flashcards.relations.definitions.scopes import of_section, of_sheet, together

__all__ = [
    "Applied",
    "Definition",
    "Slot",
    "applied",
    "built_in",
    "cases_judged",
    "has_share",
    "judgements",
    "loaded",
    "may_apply",
    "names",
    "of_section",
    "of_sheet",
    "pack",
    "spoken_of",
    "together",
]
