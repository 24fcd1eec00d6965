"""Every node can be set on paper, and no text becomes code of typst."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flashcards.render import Sheet, typst
from flashcards.tree import nodes as n
from flashcards.tree import parse_blocks
from tests.render.sheets import compiled
from tests.tree.making import documents


@settings(max_examples=40)
@given(documents())
def test_any_document_is_set(text: str) -> None:
    assert compiled(typst(parse_blocks(text)))


@settings(max_examples=40)
@given(st.text(st.sampled_from("ab#[]{}()$*_`\\\"'<>@=-+/~\n;,.|1"), max_size=40))
def test_no_text_is_taken_for_code(text: str) -> None:
    assert compiled(
        typst(
            (
                n.Paragraph((n.Text(text), n.Code(text), n.Strong((n.Text(text),)))),
                n.CodeBlock(text, "python"),
            )
        )
    )


def test_quotes_and_lists_deeper_than_typst_lays_out_are_set_flat() -> None:
    assert compiled(typst(parse_blocks("> " * 30 + "x")))
    assert compiled(typst(parse_blocks("\n".join("  " * i + "- x" for i in range(28)))))


@pytest.mark.parametrize(
    "node",
    [
        n.Corrected((n.Text("4"),), "2"), n.Refuted((n.Text("4"),), "2"), n.Hidden((), hint="h"), n.Spoiler((n.Text("s"),)),
        n.Subject((n.Text("s"),)), n.Highlight((n.Text("h"),)), n.Cloze((n.Text("c"),)), n.Styled((n.Text("2"),), n.Style.SUP),
        n.Styled((n.Text("k"),), n.Style.KBD), n.Image("a.png"), n.FootnoteRef("1"), n.RawHtml("<x>"), n.Strike((n.Text("s"),)),
    ],
)  # fmt: skip
def test_what_cards_do_to_words_is_set(node: n.Inline) -> None:
    assert compiled(typst((n.Paragraph((node, n.Text(" x"))),)))


def test_spoilers_become_blanks_where_they_are_to_be_filled_in() -> None:
    blocks: n.Blocks = (n.Paragraph((n.Spoiler((n.Text("secret"),)),)),)
    assert "secret" in typst(blocks)
    assert "secret" not in typst(blocks, Sheet(hidden=True))
