"""Each example of the page on checking is found in a document of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.relations.held import wrong

PAGE = Path(__file__).resolve().parents[2] / "docs" / "checking.md"
_ROW = re.compile(r"^\| `(?P<rule>[a-z-]+)`[^|]*\|[^|]*\| (?P<example>`.*`) \|$", re.MULTILINE)
ELSEWHERE = {"format-bits", "weights-size", "model-shape", "kv-size", "fits", "speed"}
"""Rules of `claims/numbers`, which ask for a question round them and have tests of their own."""


def numbers_section() -> str:
    text = PAGE.read_text(encoding="utf-8")
    return text[text.index("## Numbers") : text.index("## Out of date")]


ROWS = [
    pytest.param(found["example"], id=found["rule"])
    for found in _ROW.finditer(numbers_section())
    if found["rule"] not in ELSEWHERE
]


@pytest.mark.parametrize("example", ROWS)
def test_each_example_is_found(example: str) -> None:
    parts = re.findall(r"`([^`]+)`", example)
    assert len(wrong("## About\n\n" + "\n".join(parts))) == 1


def test_the_table_of_the_page_is_found() -> None:
    text = numbers_section()
    table = text[text.index("| Item | Count") :].split("\n\n")[0]
    assert wrong(table) == [("72", "27")]


def test_the_listing_of_the_page_is_found() -> None:
    text = numbers_section()
    fence = text[text.index("```js") : text.index("```", text.index("```js") + 5) + 3]
    assert wrong(fence) == [("62.208 MB", "6.2208 MB")]
