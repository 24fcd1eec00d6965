from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.ledger.filenames import file_name

NAMES = st.text(max_size=120) | st.sampled_from(
    ["a.md", "A.md", "a", "a.md.md", "a/b.md", "a-b.md", "../a.md", "/etc/passwd", ".md", "con.md",
     "a~0123456789ab.md", "aux", "x" * 300 + ".md", "a\\b.md", "a\n.md", "..", "ä.md"]
)  # fmt: skip


@given(NAMES)
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    made = file_name(name)
    assert Path(made).name == made
    assert not made.startswith(".")
    assert made.endswith(".jsonl")
    assert len(made.encode()) < 130


@given(st.lists(NAMES, unique=True, max_size=30))
def test_no_two_names_share_a_file_whatever_the_case(names: list[str]) -> None:
    assert len({file_name(name).casefold() for name in names}) == len(names)


@pytest.mark.parametrize("name", ["kv-cache.md", "module_1.v2.md"])
def test_a_simple_name_keeps_its_look(name: str) -> None:
    assert file_name(name) == name.removesuffix(".md") + ".jsonl"


@pytest.mark.parametrize("name", ["con.md", "nul.txt.md", "COM1.md"])
def test_names_that_windows_keeps_for_devices_are_marked(name: str) -> None:
    assert "~" in file_name(name)
