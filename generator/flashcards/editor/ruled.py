"""A quantity that is asked for, and told by a formula: its question says that it wants one.

`How large is an embedding table?`, answered by `Vocabulary times d`: who is asked would look for
a number.
"""

from __future__ import annotations

from dataclasses import replace

from flashcards import patterns as re
from flashcards.card import Fact, Interview, Statement
from flashcards.facts.told_quantity import tells_formula
from flashcards.facts.wanted import asks_quantity, joins
from flashcards.facts.wording import reading, said
from flashcards.tree.flat import plain
from flashcards.tree.nodes import MathBlock, Paragraph

_WANTED = {
    "en": "Give the formula.", "de": "Nenne die Formel.", "fr": "Donner la formule.",
    "es": "Da la fórmula.", "pt": "Dê a fórmula.", "it": "Dai la formula.",
    "nl": "Geef de formule.",
}  # fmt: skip
# A question that says so already.
_SAYS_SO = re.compile(
    r"\bform[ue]l|\bfórmula|\b(?:rule|law|equation|regel|gesetz|loi|ley|lei|legge|wet)\b",
    re.IGNORECASE,
)


def asked_for_rule(fact: Fact, language: str) -> Fact:
    """The card of a question for a quantity in general, asking for the formula that answers it."""
    own = fact.group == "answer" or isinstance(fact.ask, Interview)
    if not own or not isinstance(fact.ask, Interview | Statement) or len(fact.back) != 1:
        return fact
    first, last = fact.back[0], fact.front[-1]
    title, asked = fact.question_title, reading(fact.front)
    if not isinstance(first, Paragraph | MathBlock) or not isinstance(last, Paragraph):
        return fact
    if not plain(last.children).rstrip().endswith("?") or not asks_quantity(title) or joins(title):
        return fact
    if re.search(r"\d", asked) or _SAYS_SO.search(asked) or not tells_formula(reading(fact.back)):
        return fact
    words = _WANTED.get(language or "en", "")
    if not words:
        return fact
    front = (*fact.front[:-1], Paragraph((*last.children, *said(f" {words}"))))
    return replace(fact, front=front)
