"""The page on checking names every rule, and its examples are findings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flashcards.checking import check_document
from flashcards.documents import read_text

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "checking.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"^\| ((?:`[a-z-]+`(?:, )?)+) \|", PAGE, re.MULTILINE))
RULES = {rule for cell in NAMED for rule in re.findall(r"`([a-z-]+)`", cell)}
SEVERITIES = {"error", "warning", "note"}

_IN_CODE = (
    re.compile(r'^(?:[A-Z_]*RULE|NO_REASON|UNUSED|OUTDATED|UNKNOWN) = "([a-z-]+)"', re.MULTILINE),
    re.compile(r'"([a-z]+(?:-[a-z]+)+)",?\s+"(?:error|warning|note)"'),
    re.compile(r'rule="([a-z-]+)"'),
    re.compile(r'^VALUE, OUTPUT = "([a-z-]+)", "[a-z-]+"', re.MULTILINE),
    re.compile(r'^OUTDATED, UNKNOWN = "([a-z-]+)", "[a-z-]+"', re.MULTILINE),
)


def in_code() -> set[str]:
    found: set[str] = set()
    for room in ("claims", "reading"):
        for path in (ROOT / "generator" / "flashcards" / room).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            found.update(rule for pattern in _IN_CODE for rule in pattern.findall(text))
    return found


def test_every_rule_is_on_the_page() -> None:
    assert in_code() - RULES == set()


def test_the_page_names_no_rule_that_is_not_there() -> None:
    texts = "".join(p.read_text("utf-8") for p in (ROOT / "generator" / "flashcards").rglob("*.py"))
    assert {rule for rule in RULES - SEVERITIES if f'"{rule}"' not in texts} == set()


def test_the_comment_shown_silences_what_it_is_shown_on() -> None:
    (line,) = re.findall(r"^The vendor claims .*$", PAGE, re.MULTILINE)
    for text, rules in ((line, []), (line.partition(" <!--")[0], ["arithmetic"])):
        head = "# T\n\n### Question 1: Why?\n\n#### Model Solution\n\n"
        read = read_text(f"{head}{text}\n", path="m.md")
        assert [one.rule for one in check_document(read).findings] == rules


@pytest.mark.parametrize("name", ["id: flashcards-check", "entry: flashcards check --no-live"])
def test_the_hook_is_the_one_that_the_page_describes(name: str) -> None:
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    assert name in hooks
    assert "id: flashcards-check" in PAGE
