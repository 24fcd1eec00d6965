"""A front as one sentence: what it is about and under which condition, then the question."""

from __future__ import annotations

import re
from dataclasses import replace

from flashcards.card import (
    Cell,
    CodeLine,
    Fact,
    FollowUp,
    Formula,
    Name,
    OfLine,
    Statement,
    Term,
)
from flashcards.editor import english
from flashcards.editor.casing import Casing
from flashcards.facts.wording import leaks, plain_words, reading, shorten, subject_of, tokens
from flashcards.tree.cut import cut, rstrip
from flashcards.tree.flat import plain
from flashcards.tree.nodes import Blocks, Code, Inlines, Math, Paragraph, Strong, Text

_TOOLS = {"bash": "shell ", "sh": "shell ", "console": "shell ", "cmake": "CMake ", "ini": "INI "}
# `file size / time = 41.42 GB / 120 s`: the formula, and the sign before the numbers put in.
_PUT_IN = re.compile(r"\s*[=≈]\s*[~≈$€]?\d")
ABOVE = " › "
LONGEST_LEAD = 14
"""Words; a longer line of labels keeps its last part only."""


def reworded(fact: Fact, casing: Casing, *, language: str, attribute: bool) -> Fact:
    """The fact with its front as a sentence, or as it was where that would tell the answer."""
    fact = _without_example(fact)
    front = _front(fact, casing, language=language, attribute=attribute)
    if front is None or front == fact.front:
        return fact
    if leaks(reading(front), reading(fact.back)) and not leaks(
        reading(fact.front), reading(fact.back)
    ):
        return fact
    return replace(fact, front=front)


def _without_example(fact: Fact) -> Fact:
    """A formula in names, without the numbers that an example puts in for them."""
    if not isinstance(fact.ask, Formula) or fact.ask.tex:
        return fact
    match = _PUT_IN.search(fact.ask.right)
    if match is None or not re.search(r"[^\W\d_]{2,}.*[×*/÷+−·-]", fact.ask.right[: match.start()]):
        return fact
    first = fact.back[0]
    if not isinstance(first, Paragraph):
        return fact
    right = fact.ask.right[: match.start()]
    back = (Paragraph(cut(first.children, 0, match.start())), *fact.back[1:])
    return replace(fact, ask=replace(fact.ask, right=right), back=back)


def _front(fact: Fact, casing: Casing, *, language: str, attribute: bool) -> Blocks | None:
    above = subject_of(fact.front)
    if not above and isinstance(fact.ask, Statement):
        return None  # it names its subject itself: `What is GGUF?`
    rest = fact.front[1:] if above else fact.front
    asked = _asked(fact, casing, attribute=attribute) if language in {"", "en"} else None
    if asked is None:
        if not rest or not isinstance(rest[0], Paragraph):
            return None
        asked, below = rest[0].children, rest[1:]
    else:
        below = rest[1:]
    lead = _lead(above, plain(asked))
    words = (*lead, *(asked if lead else _capital(asked)))
    return (Paragraph(words), *below)


def _lead(above: str, asked: str) -> Inlines:
    """The labels that the question does not name itself, as the opening of its sentence."""
    said = plain_words(asked)
    parts = [part for part in above.split(ABOVE) if part and not plain_words(part) <= said]
    while len(parts) > 1 and sum(len(part.split()) for part in parts) > LONGEST_LEAD:
        parts.pop(0)
    if not parts:
        return ()
    return english.said(", ".join(part.rstrip(".:?") for part in parts) + ": ")


def _capital(inlines: Inlines) -> Inlines:
    """A sentence begins with a capital; code and names stay as they are."""
    first = inlines[0] if inlines else None
    if isinstance(first, Text) and first.span.start < 0 and first.value[:1].islower():
        return (replace(first, value=first.value[0].upper() + first.value[1:]), *inlines[1:])
    return inlines


def _asked(  # noqa: PLR0911 - one return a way of asking
    fact: Fact, casing: Casing, *, attribute: bool
) -> Inlines | None:
    """What is asked, in English; None where the plain form is as good."""
    answer = reading(fact.back)
    match fact.ask:
        case Cell():
            row = fact.ask.row
            named = (Strong(row),) if tokens(plain(row)) else row
            return english.of_cell(named, fact.ask.column, fact.ask.corner, answer, casing)
        case Term():
            term = rstrip(fact.ask.term, ":")
            label = fact.place[-1] if len(fact.place) > 1 else ""
            if english.is_question(label) or "," in plain(term):
                return (Strong(term), *english.said("?"))  # the label asks, or the term is a case
            return english.of_term(term, answer, casing, attribute=attribute)
        case Statement() if fact.group.startswith(("label:", "item:")):
            return english.of_label(fact.ask.subject, casing)
        case Formula():
            node = Math(fact.ask.left) if fact.ask.tex else Code(fact.ask.left)
            return (*english.said("what is the formula for "), node, *english.said("?"))
        case CodeLine() if fact.ask.asks is OfLine.PURPOSE:
            return (*english.said("what does "), Code(fact.ask.line), *english.said(" do?"))
        case CodeLine() if fact.ask.asks in {OfLine.OPTION, OfLine.LINE}:
            kind = "option" if fact.ask.asks is OfLine.OPTION else "command"
            return english.of_doer(f"{_TOOLS.get(fact.ask.language, '')}{kind}", fact.ask.comment)
        case Name():
            return english.of_doer("", shorten(fact.ask.meaning)[0])
        case FollowUp():
            return None
        case _:
            return None
