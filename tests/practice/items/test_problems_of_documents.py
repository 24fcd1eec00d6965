"""Problems that a document writes or works out, as items of practice."""

from __future__ import annotations

from flashcards.documents import read_text
from flashcards.facts.computed import computed_facts
from flashcards.practice.items import stock
from flashcards.practice.mark import mark
from flashcards.practice.model import Form
from flashcards.practice.verify import verify
from flashcards.problems.chance import Chance
from tests.practice.making import cards

TEXT = """# Storage

## How long does a rebuild take?

A 16 TB drive at 200 MB/s needs 80,000 s.
"""


def test_a_problem_of_a_document_is_asked_from_the_variants_of_its_card() -> None:
    facts = computed_facts(read_text(TEXT, path="storage.md").document, tag_root="disk")
    (plan,) = stock(cards(*facts))
    assert plan.form is Form.NUMERIC
    assert "How long does a rebuild take?" in plan.topics
    items = [plan.make(Chance(f"{n}")) for n in range(12)]
    assert len({item.id for item in items if item}) > 4
    for item in items:
        assert item is not None
        verify(item)
        assert item.target is not None
        assert all(not mark(item, f"{value} s").correct for value, _ in item.target.wrong)
        assert item.source == "storage.md:5 › How long does a rebuild take?"
