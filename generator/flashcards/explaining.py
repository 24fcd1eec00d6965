"""What a check says of each number: the relation that judged it, or that excuses it."""

from __future__ import annotations

from collections.abc import Iterator

from flashcards.asserted import asserted_numbers
from flashcards.document import Document
from flashcards.relations.finding import Judgement, Verdict
from flashcards.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What is said of one number.

    Attributes:
        path: document, as the user named it.
        line: 1-based.
        stated: the number.
        told: the verdict with its reason, in words.
    """

    path: str
    line: int
    stated: str
    told: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.stated}: {self.told}"


def explain(document: Document) -> Iterator[Explanation]:
    """What relations say of the numbers of a document, in its order."""
    tree = document.tree
    for one in asserted_numbers(document).judgements:
        yield Explanation(
            path=document.path,
            line=tree.line(one.span),
            stated=" ".join(one.stated.split()),
            told=_told(one),
        )


def _told(one: Judgement) -> str:
    reason = f"{one.relation}, {one.how}" if one.how else one.relation
    match one.verdict:
        case Verdict.WRONG:
            right = f", {one.expected} is right" if one.expected else ""
            return f"wrong{right} ({reason})"
        case Verdict.RIGHT:
            excused = f"; this excuses it from {one.excused}" if one.excused else ""
            return f"right ({reason}){excused}"
        case _:
            return f"cannot be decided ({reason})"
