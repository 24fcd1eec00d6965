"""Lines of listings and their comments, whichever of the two a card asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flashcards.practice.cards import Card
from flashcards.practice.items.wordings import code

_FOR_A_LINE = re.compile(r"^Which (?P<what>[^“\n]*): “(?P<comment>.+)”\?$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Commented:
    """A line and its comment, markdown but for the line.

    Attributes:
        line: the code, without its comment.
        comment: what is said of it.
        asks: what the card asks for: a `line`, an `option`, or of the line its `purpose` or
            its `result`. Only cards that ask the same can stand in for each other.
    """

    line: str
    comment: str
    asks: str

    @property
    def back(self) -> bool:
        """Whether the line is asked for, not its comment."""
        return self.asks in {"line", "option"}


def commented(card: Card) -> Commented | None:
    """The line that a card of a listing is about; None for one about several lines."""
    fact = card.fact
    asked = _FOR_A_LINE.search(fact.front)
    if asked is not None:
        line = code(fact.back)
        what = "option" if "option" in asked["what"] else "line"
        return Commented(line=line, comment=asked["comment"], asks=what) if line else None
    if fact.key[0] not in fact.front or "\n" in fact.key[0]:
        return None
    what = "result" if "does this give" in fact.front.lower() else "purpose"
    return Commented(line=fact.key[0], comment=fact.back, asks=what)


def language(card: Card) -> str:
    """The language of the listing that a card's line is from."""
    first = card.fact.more.partition("\n")[0]
    return first.removeprefix("```").split(" ")[0] if first.startswith("```") else "text"
