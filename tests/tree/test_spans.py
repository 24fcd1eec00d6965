"""Every word of a tree stands in the text where its node says."""

from __future__ import annotations

import hypothesis
import pytest
from hypothesis import strategies as st

from flashcards.tree import parse
from flashcards.tree.nodes import Code, Math, Text
from tests.tree.making import documents
from tests.tree.reading import inlines_of, misplaced


@hypothesis.given(documents())
def test_the_source_at_a_place_is_what_the_node_says(text: str) -> None:
    assert not misplaced(parse(text))


@hypothesis.given(
    st.text(st.sampled_from('ab1 \n\t`*_~=|$\\[](){}<>!:&#-+>.^"é\u0301\u200b\r\0'), max_size=80)
)
def test_nor_does_any_text_at_all_misplace_a_word(text: str) -> None:
    assert not misplaced(parse(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("| a | b\\|c |\n|---|---|\n| d | `e\\|f` **g** |", "g"),
        ("> quoted **bold\n> over** lines", "over"),
        ("- a\n\n  > - deep `code` end", " end"),
        ("<details><summary>x</summary> x\n</details>", "x"),
        ("Term\n: the *meaning*", "meaning"),
        ('!!! note "Title"\n    body **word**', "word"),
        ("a &nbsp; b \\* c ==d== {{c1::e::h}} f", " f"),
        ("### Title {#anchor}", "Title"),
    ],
)  # fmt: skip
def test_a_word_is_found_behind_signs_of_blocks_and_inlines(text: str, value: str) -> None:
    tree = parse(text)
    texts = [n for n in inlines_of(tree) if isinstance(n, Text) and n.value == value]
    assert texts
    assert all(tree.source(node.span) == value for node in texts)
    assert not misplaced(tree)


def test_code_and_formulas_know_where_their_value_begins_or_say_that_they_do_not() -> None:
    tree = parse("`` a`b `` $x^2$\n\n> `over\n> lines`\n\n| `a\\|b` |\n|---|")
    inner = {n.value if isinstance(n, Code) else n.tex: n.inner
             for n in inlines_of(tree) if isinstance(n, Code | Math)}  # fmt: skip
    assert tree.text[inner["a`b"] :].startswith("a`b ``")
    assert tree.text[inner["x^2"] :].startswith("x^2$")
    assert inner["over lines"] == inner["a|b"] == -1
