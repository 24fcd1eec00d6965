from __future__ import annotations

from pathlib import Path

import pytest

from flashcards.attributes import LINE, NAME, write_attributes
from flashcards.errors import LedgerError


def test_the_rule_is_written_once(tmp_path: Path) -> None:
    assert write_attributes(tmp_path / "cards")
    assert (tmp_path / "cards" / NAME).read_text() == f"{LINE}\n"
    assert not write_attributes(tmp_path / "cards")


def test_other_rules_stay_and_a_rule_of_the_authors_own_counts(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("*.md text")
    assert write_attributes(tmp_path)
    assert (tmp_path / NAME).read_text() == f"*.md text\n{LINE}\n"
    (tmp_path / NAME).write_text("*.jsonl -merge\n")
    assert not write_attributes(tmp_path)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"\xff")
    with pytest.raises(LedgerError):
        write_attributes(tmp_path)
