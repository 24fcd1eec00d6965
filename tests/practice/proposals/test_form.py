"""The form of a proposal: whatever a model writes, only that form comes through."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.practice.model import Row
from flashcards.practice.proposals.form import (
    LONGEST_QUOTE,
    MOST_QUOTES,
    NotValid,
    checked,
    grammar,
    occurring,
)

ROW = Row(name="Concept", levels=((1, 2, "some"), (3, 5, "all")))
ANSWER = "The KV cache keeps keys\nand values of every   token. It is 2 GiB, “really”."


def written(points: Any = 3, quotes: Any = (), **more: Any) -> str:
    return json.dumps({"points": points, "quotes": list(quotes), **more})


def test_a_valid_proposal_has_points_and_quotes_of_the_answer() -> None:
    found = checked(written(4, ["keys and values", "2 GiB"]), ROW, ANSWER)
    assert (found.points, found.quotes, found.dropped) == (4, ("keys and values", "2 GiB"), 0)


def test_a_quote_that_is_not_in_the_answer_is_dropped_and_counted() -> None:
    found = checked(written(4, ["keys and values", "it shrinks", "4 GiB"]), ROW, ANSWER)
    assert (found.quotes, found.dropped) == (("keys and values",), 2)


def test_a_quote_that_is_too_long_is_dropped_though_it_is_in_the_answer() -> None:
    answer = "x" * (LONGEST_QUOTE + 1)
    assert checked(written(4, [answer]), ROW, answer).dropped == 1


def test_the_same_quote_twice_is_one() -> None:
    found = checked(written(4, ["2 GiB", "2  gib"]), ROW, ANSWER)
    assert (found.quotes, found.dropped) == (("2 GiB",), 0)


@pytest.mark.parametrize(
    "text",
    [
        "", "null", "[]", "3", '"points"', written() + " and so on", "Sure! " + written(),
        written()[:-1], written(reason="because"), written(grade=7),
        '{"points": 3}', '{"quotes": []}', '{"points": 3, "points": 5, "quotes": []}',
        written(0), written(6), written(99), written(-1), written(3.0), written("3"),
        written(True), written(None), '{"points": NaN, "quotes": []}',
        '{"points": Infinity, "quotes": []}', '{"points": 1e999, "quotes": []}',
        '{"points": 3, "quotes": "2 GiB"}', written(3, [3]), written(3, [["2 GiB"]]),
        written(3, ["2 GiB"] * (MOST_QUOTES + 1)),
        "[" * 100_000, '{"points": ' + "9" * 5000 + ', "quotes": []}',
    ],
)  # fmt: skip
def test_what_is_not_exactly_the_form_is_no_proposal(text: str) -> None:
    with pytest.raises(NotValid):
        checked(text, ROW, ANSWER)


@given(st.text(max_size=60))
def test_the_reason_never_repeats_what_the_model_wrote(text: str) -> None:
    sign = "INJECTED" + text
    for attempt in (sign, json.dumps({sign: 1}), written(3, [sign] * 9), written(sign)):
        with pytest.raises(NotValid) as caught:
            checked(attempt, ROW, ANSWER)
        assert "INJECTED" not in str(caught.value)


@given(
    st.dictionaries(
        st.sampled_from(["points", "quotes", "other"]),
        st.integers() | st.text() | st.lists(st.text() | st.integers()) | st.none() | st.floats(),
    ).map(json.dumps)
    | st.text(),
    st.text(),
)
def test_all_that_comes_through_is_in_range_and_of_the_answer(text: str, answer: str) -> None:
    try:
        found = checked(text, ROW, answer)
    except NotValid:
        return
    assert 1 <= found.points <= 5
    flat = " ".join(answer.split())
    assert all(quote in flat for quote in found.quotes)


@given(st.text(), st.integers(0, 50), st.integers(4, 30))
def test_a_passage_of_the_answer_is_found_whatever_its_case(
    answer: str, start: int, length: int
) -> None:
    flat = " ".join(answer.split())
    passage = flat[start : start + length].strip()
    if len(passage) >= 4:
        assert occurring(passage, answer) in flat
        assert occurring(passage, answer)
        assert occurring(passage.replace(" ", "  "), answer)


@pytest.mark.parametrize("quote", ["", "a", "The", "   \n  ", "cache keep values"])
def test_what_is_very_short_or_elsewhere_is_no_quote(quote: str) -> None:
    assert occurring(quote, ANSWER) == ""


def test_a_grammar_names_each_number_of_points_and_nothing_that_a_document_says() -> None:
    row = Row(name='"evil" ::= .*', levels=((3, 4, 'root ::= "x"'), (5, 5, "\n")))
    assert 'points ::= "3" | "4" | "5"\n' in grammar(row)
    assert "evil" not in grammar(row)
    assert grammar(row).count("root ::=") == 1
