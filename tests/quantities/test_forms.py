"""The table of forms: what the grammar reads, and what it takes for a name."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.quantities.forms import read, shown

TABLE = tomllib.loads((Path(__file__).parent / "forms.toml").read_text(encoding="utf-8"))
FORMS = [(form, meant) for section in TABLE.values() for form, meant in section.items()]


@pytest.mark.parametrize(("form", "meant"), FORMS, ids=[form for form, _ in FORMS])
def test_a_form_is_read_as_the_table_says(form: str, meant: str) -> None:
    assert shown(form) == meant


def test_the_offsets_of_every_form_give_back_its_text() -> None:
    for form, _ in FORMS:
        bare = form[2:] if form[:2] in {"C:", "U:"} else form
        for one in read(form):
            assert bare[one.start : one.end] == one.text
            assert one.start <= one.number_start < one.number_end <= one.end


def test_a_form_within_a_sentence_is_read_as_alone() -> None:
    for form in ("3.375 GiB", "$1,200.50", "3–4 ms", "5 mg/kg/day", "32 layers", "2^30 bytes"):
        assert shown(f"It takes {form}, they say.") == shown(form)
