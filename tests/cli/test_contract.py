"""What programs may rely on: the fields of `cards --json` and `check --json`."""

from __future__ import annotations

from pathlib import Path

from tests.cli.helpers import Flashcards

TEXT = """# Notes

### Question 1: How much is it?

#### Model Solution

The day has 4 GB, and 2 * 3 GB = 7 GB in all, said at 7 GB once more.
"""


def test_a_card_has_these_fields(flashcards: Flashcards, project: Path) -> None:
    path = project / "m.md"
    path.write_text(TEXT, encoding="utf-8")
    (card, *_) = flashcards("cards", str(path), "--json").lines
    assert {"id", "kind", "front", "back", "more", "context", "source", "tags"} <= card.keys()
    assert card["source"] == {"path": str(path), "line": 7}
    assert isinstance(card["context"], list)
    assert all(isinstance(card[name], str) for name in ("id", "kind", "front", "back", "more"))


def test_a_finding_has_these_fields_and_points_at_its_number(
    flashcards: Flashcards, project: Path
) -> None:
    path = project / "m.md"
    path.write_text(TEXT, encoding="utf-8")
    (finding,) = flashcards("check", str(path), "--json").json
    assert finding.keys() == {
        "path", "line", "column", "severity", "rule", "stated", "expected", "message", "evidence",
    }  # fmt: skip
    assert (finding["line"], finding["stated"]) == (7, "7 GB")
    line = TEXT.split("\n")[6]
    assert finding["column"] == line.index("7 GB") + 1
