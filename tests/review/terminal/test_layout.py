from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from flashcards.review.terminal.blocks import Run, blocks
from flashcards.review.terminal.layout import lines, wrap

TABLE = "| Type | Bits per weight | Note |\n|---|---|---|\n| F16 | 16 | the whole of it, nothing gone |\n| Q8_0 | 8.5 | x |"


def said(markdown: str, width: int | None) -> list[str]:
    return ["".join(run.text for run in line) for line in lines(blocks(markdown), width)]


@given(st.text("ab \n漢*`-é", max_size=120), st.integers(2, 40))
def test_no_line_is_wider_than_there_is_room(text: str, width: int) -> None:
    for line in wrap([Run(text)], width):
        assert sum(cell_len(run.text) for run in line) <= width


@given(st.lists(st.text("ab", min_size=1, max_size=9), max_size=20), st.integers(1, 12))
def test_no_word_is_lost(words: list[str], width: int) -> None:
    laid = wrap([Run(" ".join(words))], width)
    assert "".join(run.text for line in laid for run in line).replace(" ", "") == "".join(words)


def test_an_item_hangs_below_its_text() -> None:
    assert said("- one two three\n  - four", 9) == ["• one two", "  three", "  • four"]


def test_a_table_is_drawn_wrapped_or_spelt_as_there_is_room() -> None:
    assert said(TABLE, 80)[0] == "Type  Bits per weight  Note                          ".rstrip()
    wrapped = said(TABLE, 40)
    assert all(cell_len(line) <= 40 for line in wrapped)
    assert said(TABLE, 26)[:3] == ["F16", "  Bits per weight: 16", "  Note: the whole of it,"]


@given(st.integers(1, 120))
def test_a_table_fits_every_width(width: int) -> None:
    assert all(cell_len(line) <= max(width, 8) for line in said(TABLE, width))


def test_without_a_width_a_paragraph_is_one_line() -> None:
    assert said("word " * 100, None) == [("word " * 100).strip()]
