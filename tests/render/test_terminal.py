"""What a terminal draws: looks, boxes, tables; and nothing that could steer it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.render import terminal
from flashcards.render.as_terminal import Box, Grid, Look, Prose, Run
from flashcards.tree import nodes as n
from flashcards.tree import parse_blocks
from tests.tree.making import documents


def said(text: str) -> list[str]:
    return [
        "".join(run.text for run in p.runs)
        for p in terminal(parse_blocks(text))
        if isinstance(p, Prose)
    ]


def test_lists_boxes_and_tables() -> None:
    text = "A\n\n- ❌ one\n- two\n  - deep\n\n```python hl=2\nx\ny\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |"
    first, sign, item, deep, box, grid = terminal(parse_blocks(text))
    assert first == Prose((Run("A"),))
    assert isinstance(sign, Prose)
    assert sign.marker == ""
    assert item == Prose((Run("two"),), "• ", 0)
    assert deep == Prose((Run("deep"),), "• ", 2)
    assert box == Box("x\ny", "python", drawn=False, marked=frozenset((2,)))
    assert isinstance(grid, Grid)
    assert len(grid.rows) == 1


def test_spoilers_are_counted_through_the_whole_text_and_blanks_set_off() -> None:
    pieces = terminal(parse_blocks("Which?\n\n1. […]\n2. ||two||\n3. ||`three`||"))
    runs = [run for piece in pieces if isinstance(piece, Prose) for run in piece.runs]
    assert [run.veil for run in runs] == [0, 0, 1, 2]
    assert runs[1] == Run("[…]", Look.BLANK)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2<sup>10</sup> and H<sub>2</sub>O", "2¹⁰ and H₂O"),
        ("$y_i - \\hat{y}_i$", "y_i − ŷ_i"),
        ("$\\href{a}{b}$", "\\href{a}{b}"),
        ("![an organ](x.png) ![](y.png)", "an organ [picture]"),
        ("a[^1]\n\n[^1]: b", "a[1]"),
        ("a<br>b", "a\nb"),
        ("Term\n: meaning", "Term"),
        ("<details><summary>s</summary>\n\nt\n\n</details>", "s"),
        ("- [x] done", "done"),
    ],
)
def test_signs_become_what_a_terminal_has(text: str, shown: str) -> None:
    assert said(text)[0] == shown


def test_what_cards_do_to_words_is_shown() -> None:
    nodes = (
        n.Corrected((n.Text("4"),), "2"),
        n.Refuted((n.Text("4"),), "2"),
        n.Hidden((), hint="h"),
    )
    (piece,) = terminal((n.Paragraph(nodes),))
    assert isinstance(piece, Prose)
    assert "".join(run.text for run in piece.runs) == "24 (recomputed: 2)[…] (h)"


@given(documents() | st.text(max_size=100))
def test_nothing_steers_the_terminal(text: str) -> None:
    for piece in terminal(parse_blocks(text)):
        runs = piece.runs if isinstance(piece, Prose) else ()
        shown = piece.text if isinstance(piece, Box) else "".join(run.text for run in runs)
        assert not [c for c in shown if c != "\n" and (ord(c) < 32 or 0x7F <= ord(c) < 0xA0)]
