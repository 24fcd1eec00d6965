from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.markup.clean import clean
from flashcards.markup.parser import parse
from flashcards.review.terminal import blocks as module
from flashcards.review.terminal.blocks import Box, Grid, Look, Prose, blocks, light, veils
from flashcards.review.terminal.tex import readable
from flashcards.review.terminal.text import plain

MARKS = st.text("ab*` .?!()[]\\_<&|~#-1:“”é", max_size=14)


@given(
    st.lists(
        st.sampled_from(["**a**", "`b`", "c", " ", "**d e**", ".", "* ", "`", "(", "?", "“"]),
        max_size=9,
    ).map("".join)
    | MARKS
)
def test_the_light_reading_is_the_parser_s(text: str) -> None:
    text = clean(text)
    quick = light(text)
    if quick is None or not text.strip():
        return
    (read,) = module._Blocks().read(parse(text))
    assert isinstance(read, Prose)
    assert not read.heading
    assert [(r.text, r.look) for r in _joined(read.runs)] == [
        (r.text, r.look) for r in _joined(quick)
    ]


def _joined(runs: module.Runs) -> list[module.Run]:
    out: list[module.Run] = []
    for run in runs:
        if out and out[-1].look == run.look:
            out[-1] = run._replace(text=out[-1].text + run.text)
        elif run.text:
            out.append(run)
    return out


def test_most_lines_are_read_without_the_parser() -> None:
    assert light("What does `n_ctx` do in **llama.cpp**?") is not None


@given(st.text(max_size=200))
def test_no_text_breaks_it_and_none_can_steer_the_terminal(text: str) -> None:
    shown = plain(text)
    assert not [c for c in shown if c != "\n" and (ord(c) < 32 or 0x7F <= ord(c) < 0xA0)]


def test_lists_boxes_and_tables() -> None:
    text = "A\n\n- ❌ one\n- two\n\n```python hl=2\nx\ny\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |"
    first, sign, item, box, grid = blocks(text)
    assert isinstance(first, Prose)
    assert isinstance(sign, Prose)
    assert sign.marker == ""
    assert isinstance(item, Prose)
    assert item.marker == "• "
    assert box == Box("x\ny", "python", drawn=False, marked=frozenset((2,)))
    assert isinstance(grid, Grid)
    assert len(grid.rows) == 1


def test_veils_are_counted_and_the_blank_is_set_off() -> None:
    found = blocks("Which?\n\n1. […]\n2. ||two||\n3. ||`three`||")
    assert veils(found) == 2
    assert [run.look for block in found if isinstance(block, Prose) for run in block.runs][
        1
    ] == Look.BLANK
    text = "- ||one||\n- ||two||"
    assert plain(text) == "• (hidden)\n• (hidden)"
    assert plain(text, lifted=1) == "• one\n• (hidden)"


@pytest.mark.parametrize(
    ("tex", "said"),
    [
        (r"\frac{a}{b}", "a/b"),
        (r"\frac{a+b}{2c}", "(a+b)/2c"),
        (r"2^{10} \cdot x_i", "2¹⁰ · x_i"),
        (r"e^{-x/T}", "e^(-x/T)"),
        (r"\mathrm{softmax}\left(\frac{QK^T}{\sqrt{d_k}}\right)", "softmax(QKᵀ/√d_k)"),
        (r"\text{KV bytes} \approx 4\,\%", "KV bytes ≈ 4 %"),
        (r"a \\ b", "a\nb"),
        (r"\unknown{x}", "x"),
        ("", ""),
    ],
)
def test_formulas_are_readable(tex: str, said: str) -> None:
    assert readable(tex) == said


@given(st.text("ab{}^_\\ frac123", max_size=60))
def test_no_formula_breaks_it(tex: str) -> None:
    readable(tex)


def test_a_deep_formula_ends() -> None:
    readable("{" * 5000 + "\\frac" * 5000)
