"""A wrapper goes round exactly the characters at a place."""

from __future__ import annotations

import hypothesis
import pytest
from hypothesis import strategies as st

from flashcards.tree import NOWHERE, Span, Tree, parse, plain
from flashcards.tree.nodes import (
    Blocks,
    Corrected,
    Highlight,
    Inlines,
    Paragraph,
    Strong,
    Text,
    map_inlines,
    own_inlines,
    walk,
    walk_inlines,
)
from flashcards.tree.wrap import Wrap, wrap
from tests.tree.making import documents, inline
from tests.tree.reading import inlines_of


def wrap_in_blocks(blocks: Blocks, span: Span, wrapper: Wrap) -> Blocks:
    return map_inlines(blocks, lambda run: wrap(run, span, wrapper))


def one(text: str) -> tuple[Inlines, Tree]:
    tree = parse(text)
    (block,) = tree.blocks
    assert isinstance(block, Paragraph)
    return block.children, tree


def at(tree: Tree, words: str) -> Span:
    start = tree.text.index(words)
    return Span(start, start + len(words))


def test_text_is_split_and_only_the_words_are_wrapped() -> None:
    inlines, tree = one("about 4 GB of 4 GB")
    made = wrap(inlines, at(tree, "4 GB"), lambda inner: Corrected(inner, "2 GiB"))
    assert made == (Text("about "), Corrected((Text("4 GB"),), "2 GiB"), Text(" of 4 GB"))
    assert [tree.source(node.span) for node in made] == ["about ", "", " of 4 GB"]


def test_a_place_inside_strong_words_is_wrapped_inside_them() -> None:
    inlines, tree = one("a **b 4 GB c** d")
    made = wrap(inlines, at(tree, "4 GB"), Highlight)
    assert made[1] == Strong((Text("b "), Highlight((Text("4 GB"),)), Text(" c")))


def test_a_place_that_leaves_strong_words_splits_them() -> None:
    inlines, tree = one("size **is 4** GB then")
    made = wrap(inlines, Span(tree.text.index("4"), tree.text.index(" then")), Highlight)
    assert made == (
        Text("size "), Strong((Text("is "),)), Highlight((Strong((Text("4"),)), Text(" GB"))), Text(" then"),
    )  # fmt: skip


@pytest.mark.parametrize("text", ["run `a 4 b` now", "so $x = 4$ holds"])
def test_code_and_formulas_are_wrapped_whole(text: str) -> None:
    inlines, tree = one(text)
    made = wrap(inlines, at(tree, "4"), Highlight)
    assert made == (inlines[0], Highlight((inlines[1],)), inlines[2])


def test_an_escape_is_one_character() -> None:
    inlines, tree = one(r"a \* b")
    made = wrap(inlines, at(tree, "*"), Highlight)
    assert made == (Text("a "), Highlight((Text("*", verbatim=False),)), Text(" b"))


@pytest.mark.parametrize("span", [NOWHERE, Span(90, 95), Span(2, 2)])
def test_what_does_not_stand_here_changes_nothing(span: Span) -> None:
    inlines, _ = one("a b c")
    assert wrap(inlines, span, Highlight) is inlines


def test_several_places_are_wrapped_one_after_the_other() -> None:
    inlines, tree = one("4 of 4 and **4**")
    for match in (0, 5, 13):
        inlines = wrap(inlines, Span(match, match + 1), Highlight)
    assert plain(inlines) == "4 of 4 and 4"
    assert sum(isinstance(n, Highlight) for n in walk_inlines(inlines)) == 3
    assert tree.text[13] == "4"


def test_blocks_are_wrapped_in_the_cell_that_holds_the_place() -> None:
    tree = parse("| a | 4 |\n|---|---|\n| 4 | b |\n\n4")
    made = wrap_in_blocks(tree.blocks, Span(tree.text.index("| 4 | b") + 2, tree.text.index("| 4 | b") + 3), Highlight)  # fmt: skip
    marked = [plain(run) for block in walk(made) for run in own_inlines(block)
              if any(isinstance(n, Highlight) for n in walk_inlines(run))]  # fmt: skip
    assert marked == ["4"]
    assert made[1] == tree.blocks[1]


@hypothesis.given(inline(), st.data())
def test_wrapping_loses_no_character(text: str, data: st.DataObject) -> None:
    tree = parse(text)
    start = data.draw(st.integers(0, len(tree.text)))
    span = Span(start, data.draw(st.integers(start, len(tree.text))))
    made = wrap_in_blocks(tree.blocks, span, Highlight)
    said = [plain(run) for block in walk(tree.blocks) for run in own_inlines(block)]
    assert [plain(run) for block in walk(made) for run in own_inlines(block)] == said


@hypothesis.given(documents(), st.data())
def test_a_word_is_wrapped_exactly(text: str, data: st.DataObject) -> None:
    tree = parse(text)
    words = [n for n in inlines_of(tree) if isinstance(n, Text) and n.verbatim and n.value.strip()]
    hypothesis.assume(words)
    word = data.draw(st.sampled_from(words))
    start = data.draw(st.integers(word.span.start, word.span.end - 1))
    span = Span(start, data.draw(st.integers(start + 1, word.span.end)))
    made = wrap_in_blocks(tree.blocks, span, lambda inner: Corrected(inner, "right"))
    marks = [n for block in walk(made) for run in own_inlines(block)
             for n in walk_inlines(run) if isinstance(n, Corrected)]  # fmt: skip
    assert [plain(mark.children) for mark in marks] == [tree.source(span)] or not marks
