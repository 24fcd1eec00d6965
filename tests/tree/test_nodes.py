"""Nodes compare by what they say, wherever they stand."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

from flashcards.tree.nodes import Emphasis, OrderedList, Rule, Strong, Text
from flashcards.tree.span import Span

texts = st.builds(
    Text, st.text(max_size=3), span=st.builds(Span, st.integers(0, 9), st.integers(0, 9))
)


@given(texts, texts)
def test_two_nodes_are_equal_where_all_but_their_places_is(one: Text, other: Text) -> None:
    assert (one == other) is (one.value == other.value)
    if one == other:
        assert hash(one) == hash(other)


def test_kinds_differ_though_they_hold_the_same() -> None:
    held = (Text("x"),)
    others: tuple[object, ...] = (Emphasis(held), held)
    assert Strong(held) == Strong(held)
    assert all(Strong(held) != other for other in others)


def test_a_field_that_is_not_compared_tells_nothing_apart() -> None:
    assert OrderedList((), 1, tight=True) == OrderedList((), 1, tight=False)
    assert OrderedList((), 1) != OrderedList((), 2)
    assert Rule("---") == Rule("***")
    assert hash(Rule("---")) == hash(Rule("***"))


def test_a_node_is_shown_with_its_fields_and_survives_a_pickle() -> None:
    node = Strong((Text("x"),))
    assert repr(node).startswith("Strong(span=Span(start=-1, end=-1), children=(Text(")
    assert pickle.loads(pickle.dumps(node)) == node
