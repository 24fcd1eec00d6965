"""Questions in English: from what a card asks to the sentence that a person would say.

Each function gives inlines, or None where no pattern fits; then there is no such question.
"""

from flashcards.editor.english.cells import of_cell, of_pair
from flashcards.editor.english.grammar import (
    has_finite_verb,
    head_noun,
    is_plural,
    is_property,
    names_a_thing,
    said,
    says_what_it_does,
    with_article,
)
from flashcards.editor.english.labels import (
    is_question,
    is_sentence,
    lacks_article,
    of_label,
    of_list,
)
from flashcards.editor.english.terms import of_case, of_doer, of_term

__all__ = [
    "has_finite_verb",
    "head_noun",
    "is_plural",
    "is_property",
    "is_question",
    "is_sentence",
    "lacks_article",
    "names_a_thing",
    "of_case",
    "of_cell",
    "of_doer",
    "of_label",
    "of_list",
    "of_pair",
    "of_term",
    "said",
    "says_what_it_does",
    "with_article",
]
