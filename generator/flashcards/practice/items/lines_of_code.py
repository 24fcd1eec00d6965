"""Lines of listings and their comments, whichever of the two a card asks for."""

from __future__ import annotations

from flashcards.card import Card, CodeLine, OfLine
from flashcards.facts.wording import answer_of
from flashcards.tree import nodes as n
from flashcards.tree.nodes import Blocks


def commented(card: Card) -> CodeLine | None:
    """What a card asks of one line of a listing; None for one about several lines, or none."""
    ask = card.fact.ask
    return ask if isinstance(ask, CodeLine) and ask.asks is not OfLine.BLOCK else None


def comment(card: Card, told: CodeLine) -> Blocks:
    """What is said of the line, as short as the card has it."""
    return answer_of(told.comment) if told.back else card.fact.back


def listing(told: CodeLine, line: str = "") -> n.CodeBlock:
    """The line as a listing."""
    return n.CodeBlock(line or told.line, told.language or "text")


def code(text: str) -> Blocks:
    """Code in a paragraph of its own."""
    return answer_of((n.Code(text),))
