"""A deck in memory, as a build of documents would give it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from flashcards.card import Card
from flashcards.facts import across, extract
from flashcards.ledger import Ledger, reconcile
from flashcards.problems import FAMILIES
from flashcards.problems.drills import titles
from flashcards.problems.pool import FEWEST, pool_facts
from tests.understood import read_file

OURS = Path(__file__).resolve().parent.parent.parent / "source" / "module-1-foundations.md"


def cards_of(*paths: Path, problems: bool = True) -> tuple[Card, ...]:
    """The cards of documents, and of all families of problems."""
    documents = [read_file(path, name=path.name)[0] for path in paths]
    extractions = across(documents, [extract(one, tag_root="llm") for one in documents])
    facts = [fact for extraction in extractions for fact in extraction.facts]
    if problems:
        facts += pool_facts(FAMILIES.values(), tag_root="llm", titles=titles(), count=FEWEST)
    return reconcile(facts, Ledger(), now=1, in_scope=lambda _: True).cards


@lru_cache(maxsize=1)
def deck() -> tuple[Card, ...]:
    """The cards of our own document."""
    return cards_of(OURS)
