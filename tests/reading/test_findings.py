"""What is wrong with a document's making is told with its line, and reading goes on."""

from __future__ import annotations

import pytest

from flashcards.reading import read_text

CASES = {
    "a group that names no question": (
        "### Question 1: a?\n\n**Answer**: b\n\n### Questions 2-4: more\n\nLater.\n",
        [("empty-group", "warning", 5)],
    ),
    "a document that breaks off": (
        "### Question 1: a?\n\n**Answer**: b\n\n[continuing with the remaining questions]\n",
        [("incomplete-document", "note", 5)],
    ),
    "brackets that say nothing of the kind": (
        "### Question 1: a?\n\n**Answer**: b\n\n[the remaining cache](x) is (omitted) here\n",
        [],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_it_is_found_where_it_is(text: str, expected: list[tuple[str, str, int]]) -> None:
    document, findings = read_text(text, path="m.md")
    assert [(f.rule, f.severity, f.line) for f in findings] == expected
    assert document.questions[0].number == 1
