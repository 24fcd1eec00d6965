"""What is not worth a card: each rule looks at one fact among its siblings and says why.

A rule gives a reason, or nothing. An author's own cards are never asked of. What is set aside
stays in the answer of its question, and keeps its history where it has one.
"""

from __future__ import annotations

from flashcards.card import Fact
from flashcards.editor.rules.code import code_that_says_nothing
from flashcards.editor.rules.labels import (
    demand_for_an_answer,
    label_without_its_subject,
    label_without_meaning,
    of_an_example,
    points_outside,
    sentence_without_its_subject,
)
from flashcards.editor.rules.meanings import no_definition, no_meaning, reverse_of_a_label
from flashcards.editor.rules.numbers import (
    begins_with_number,
    is_number,
    is_worked_out,
    number_of_an_example,
    too_exact,
)
from flashcards.editor.rules.setting import Rule, Setting
from flashcards.editor.rules.shown import (
    not_readable,
    one_point_of_several,
    only_a_degree,
    part_of_a_drawing,
    shown_with_its_list,
)
from flashcards.editor.rules.tables import (
    clerical_cell,
    column_of_numbers,
    is_direct,
    same_in_many_rows,
    yes_or_no,
)

__all__ = [
    "RULES",
    "Rule",
    "Setting",
    "begins_with_number",
    "is_direct",
    "is_number",
    "is_worked_out",
    "reason",
]

RULES: tuple[Rule, ...] = (
    shown_with_its_list,
    label_without_its_subject,
    part_of_a_drawing,
    number_of_an_example,
    too_exact,
    column_of_numbers,
    code_that_says_nothing,
    same_in_many_rows,
    clerical_cell,
    yes_or_no,
    of_an_example,
    points_outside,
    reverse_of_a_label,
    only_a_degree,
    one_point_of_several,
    not_readable,
    sentence_without_its_subject,
    no_meaning,
    label_without_meaning,
    no_definition,
    demand_for_an_answer,
)
"""In the order in which they are asked; the first reason counts."""


def reason(fact: Fact, setting: Setting) -> str:
    """Why a fact is set aside, or nothing."""
    return next((why for rule in RULES if (why := rule(fact, setting))), "")
