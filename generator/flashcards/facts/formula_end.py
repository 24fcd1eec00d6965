"""A sentence that ends in a displayed formula: `so the input is 16.7 kW and` is half an answer."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards import patterns as re
from flashcards.document import Formula, Node, Paragraph
from flashcards.facts.wanted import asks_quantity
from flashcards.facts.wording import (
    MAX_ANSWER_WORDS,
    answer_of,
    reading,
    split_sentences,
    words,
)
from flashcards.tree.nodes import Blocks

# How a sentence ends that needs nothing behind it, or announces what follows.
_ENDS = re.compile(r"[.!?:;…][\"”’)]*$")
# A formula that comes to a number, and a sentence that speaks of it.
_RESULT = re.compile(r"(?:=|\\approx)\s*[\d.,{}\\ ]*\d[^=]{0,30}$")
_LEANS = re.compile(r"(?:that|this|it|so|these|das|cela|eso|isso)\b", re.IGNORECASE)
# A sentence in front of a formula that tells a number, no case of its own.
_TELLS = re.compile(r"^(?!with|for|at|if|in|on|per)[^.:]{0,60}\d[^.:]{0,30}:$", re.IGNORECASE)
# `Generation 5 doubles this to 63 GB/s`: another case, told by this one.
_BY_IT = re.compile(r"\b(?:this|that|it) (?:to|by)\b", re.IGNORECASE)


def _leans(text: str) -> bool:
    """Whether a text goes on from the formula in front of it."""
    return bool(_LEANS.match(text) or _BY_IT.search(text.split(". ", 1)[0]))


def ending_in_formula(question: str, nodes: Sequence[Node]) -> Blocks:
    """The opening of an answer with the formula in which its sentence ends; nothing if it ends.

    Where a quantity is asked for, the formula that comes to a number is the answer.
    """
    first, second = (*nodes, None, None)[:2]
    told = next((node for node in nodes[:2] if isinstance(node, Formula)), None)
    announced = told is first or (isinstance(first, Paragraph) and first.text.plain.endswith(":"))
    if told and announced and asks_quantity(question) and _RESULT.search(told.block.tex.strip()):
        behind = nodes[nodes.index(told) + 1 :][:1]
        if all(isinstance(node, Paragraph) and _leans(node.text.plain) for node in behind):
            lead = first.text if isinstance(first, Paragraph) else None
            if lead is not None and _TELLS.search(lead.plain):
                return (*answer_of(lead.inlines), told.block)
            return (told.block,)
    if not isinstance(first, Paragraph) or not isinstance(second, Formula):
        return ()
    text = first.text.plain.strip()
    if not text or _ENDS.search(text) or len(split_sentences(first.text.inlines)) > 1:
        return ()
    if (asks_quantity(question) or re.search(r"\d", question)) and re.search(
        r"=.*\d", second.block.tex
    ):
        return (second.block,)
    together = (*answer_of(first.text.inlines), second.block)
    return together if len(words(reading(together))) <= MAX_ANSWER_WORDS else ()
