"""What each shape of block and question is read as: tests/fixtures/reading/*.md."""

from __future__ import annotations

import pytest

from flashcards.reading import read_text
from tests.reading.golden import cases
from tests.reading.trees import nodes_tree, tree

ABOVE = "### Question 1: What?\n\n#### Model Solution\n\n"


@pytest.mark.parametrize(
    ("given", "expected"),
    [case for name in ("labels", "items", "tables", "fences") for case in cases(name)],
)
def test_a_block_is_read_as_these_nodes(given: str, expected: str) -> None:
    document, findings = read_text(f"{ABOVE}{given}\n", path="case.md")
    assert not findings
    (section,) = document.questions[0].sections
    assert nodes_tree(section.nodes) == expected


@pytest.mark.parametrize(("given", "expected"), cases("questions"))
def test_a_document_is_read_as_these_questions(given: str, expected: str) -> None:
    document, _ = read_text(f"{given}\n", path="case.md")
    assert tree(document) == expected
