"""What an answer goes on with when all is told that its question wants."""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.facts.core_answer import core_sentence
from flashcards.facts.parts import two_parts
from flashcards.facts.told_quantity import is_result, sums_up
from flashcards.facts.wanted import asks_quantity, joins, told_all
from flashcards.facts.wording import joined, split_sentences
from flashcards.tree import plain
from flashcards.tree.nodes import Inlines


def without_rest(question: str, text: Inlines) -> Inlines:
    """A text up to the sentence with which all is told that a question for quantities wants.

    What it goes on with was not asked for, unless it is what those before it led to.
    """
    sentences = split_sentences(text)
    core = plain(core_sentence(question, [text])) if len(sentences) > 1 else ""
    kept: list[Inlines] = []
    for one in sentences:
        leads_on = is_result(plain(one)) or sums_up(plain(one))
        if not leads_on and _is_rest(question, core, plain(joined(*kept)), plain(one)):
            break
        kept.append(one)
    return joined(*kept)


def _is_rest(question: str, core: str, before: str, sentence: str) -> bool:
    """Whether a sentence behind an answer tells nothing more of what is asked for."""
    number = re.search(r"\d", before) and not re.search(r"\d", sentence)
    if joins(question):
        several = two_parts(question) is None and asks_quantity(question) and number
        return told_all(question, before) or bool(several)
    told = told_all(question, before) or (number and asks_quantity(question))
    return bool(core and core in before and told)
