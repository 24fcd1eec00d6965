"""The page on documents shows every form, and each of its examples is read as it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flashcards.questions import understand
from flashcards.questions.said import NAMES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "documents.md"
# `form` | `example` | question
_ROW = re.compile(
    r"^\| `(?P<form>[\w-]+)` \| (?P<text>.+?) \| (?P<question>[^|]+?) \|$", re.MULTILINE
)
ROWS = [
    (m["form"], m["text"], m["question"]) for m in _ROW.finditer(PAGE.read_text(encoding="utf-8"))
]
EXAMPLES = [row for row in ROWS if row[1].startswith("`")]


def test_every_form_stands_on_the_page() -> None:
    assert {form for form, _, _ in ROWS} == set(NAMES)


@pytest.mark.parametrize(("form", "text", "question"), EXAMPLES)
def test_an_example_is_read_as_the_page_says(form: str, text: str, question: str) -> None:
    written = text.strip("`").replace("⏎", "\n")
    document, _ = understand(f"# Questions\n\n{written}\n", path="page.md")
    first = document.questions[0]
    assert (first.form, first.title.plain) == (form, question)
    assert first.answered
