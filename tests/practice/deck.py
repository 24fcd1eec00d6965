"""A deck in memory, as a build of documents would give it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from flashcards.card import Card
from flashcards.contents import contents
from flashcards.document import Document
from flashcards.facts import across, extract
from flashcards.ledger import Ledger, reconcile
from flashcards.problems import FAMILIES
from flashcards.problems.drills import titles
from flashcards.problems.pool import FEWEST, pool_facts
from tests.shared import shared
from tests.understood import read_once, read_text

OURS = Path(__file__).resolve().parent.parent.parent / "source" / "module-1-foundations.md"


def cards_of(*paths: Path, problems: bool = True) -> tuple[Card, ...]:
    """The cards of documents, and of all families of problems."""
    return _cards([read_once(path).document for path in paths], problems=problems)


def few() -> tuple[Card, ...]:
    """The cards of the first two questions of our own document."""
    text = OURS.read_text(encoding="utf-8").split("### Question 3:")[0]
    return _cards([read_text(text, path=OURS.name)[0]], problems=False)


def _cards(documents: Sequence[Document], *, problems: bool) -> tuple[Card, ...]:
    made = [extract(one, tag_root="llm") for one in documents]
    extractions = across([contents(one) for one in documents], made)
    facts = [fact for extraction in extractions for fact in extraction.facts]
    if problems:
        facts += pool_facts(FAMILIES.values(), tag_root="llm", titles=titles(), count=FEWEST)
    return reconcile(facts, Ledger(), now=1, in_scope=lambda _: True).cards


def deck() -> tuple[Card, ...]:
    """The cards of our own document."""
    return shared("deck", lambda: cards_of(OURS))
