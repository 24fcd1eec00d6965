"""What a person reads, without markup; and no text of a document is lost in any form."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from flashcards.render import html, markdown, plain, terminal, typst
from flashcards.render.as_terminal import Box, Grid, Prose
from flashcards.tree import nodes as n
from flashcards.tree import parse_blocks
from tests.tree.making import documents


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        ("What is GGUF?", "What is GGUF?"),
        ("`a_b` is **c** and *d*", "a_b is c and d"),
        ("[text](../x.md) ![alt](x.png)", "text alt"),
        ("||hidden|| and […]", "hidden and […]"),
        (r"\(2^{31}\) bytes", "2^{31} bytes"),
        ("# Head\n\ntext\n\n1. a\n2. b\n   - c", "Head\ntext\n1. a\n2. b\n  • c"),
        ("| a | b |\n|---|---|\n| `1` | 2 |", "a | b\n1 | 2"),
        ("```python hl=1\nx = 1\n```", "x = 1"),
        ("- [ ] todo", "• ☐ todo"),
        ("a &lt; b \\* c", "a < b * c"),
        ("2<sup>10</sup> x<sub>Q</sub>", "2¹⁰ x_Q"),
        ("Term\n: meaning", "Term\n  meaning"),
        ("> [!tip] A\n> b", "A\nb"),
    ],
)
def test_a_person_reads(markdown: str, said: str) -> None:
    assert plain(parse_blocks(markdown)) == said


def words(blocks: n.Blocks) -> list[str]:
    """Words of letters and digits of all texts and listings."""
    found: list[str] = []
    for block in n.walk(blocks):
        if isinstance(block, n.CodeBlock):
            found += re.findall(r"[a-z]{3,}", block.value)
        for run in n.own_inlines(block):
            for node in n.walk_inlines(run):
                if isinstance(node, n.Text | n.Code):
                    found += re.findall(r"[a-z]{3,}", node.value)
    return found


def drawn(blocks: n.Blocks) -> str:
    out = ""
    for piece in terminal(blocks):
        cells = (
            [c for row in (piece.head, *piece.rows) for c in row] if isinstance(piece, Grid) else []
        )
        runs = piece.runs if isinstance(piece, Prose) else ()
        out += (
            piece.text
            if isinstance(piece, Box)
            else "".join(r.text for c in (*cells, runs) for r in c)
        )
    return out


@given(documents())
def test_no_form_loses_a_word(text: str) -> None:
    blocks = parse_blocks(text)
    shown = re.sub("<[^<>]*>", "", html(blocks))
    forms = (
        shown,
        plain(blocks),
        typst(blocks).replace("\\u{200b}", ""),
        drawn(blocks),
        markdown(blocks),
    )
    for word in words(blocks):
        assert all(word in form for form in forms)
