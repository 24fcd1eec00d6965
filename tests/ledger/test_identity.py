from __future__ import annotations

from dataclasses import replace

import pytest

from flashcards.ledger.identity import digest, new_id
from flashcards.model import Kind, Source
from tests.ledger.making import a_fact


def test_an_id_is_the_same_on_every_machine_and_in_every_release() -> None:
    assert new_id(a_fact(), ()) == "b5nwx5vmznxx"
    assert digest(a_fact()) == "0658995be3d133ca"


@pytest.mark.parametrize(
    "change",
    [{"document": "b.md"}, {"question": 2}, {"question_title": "x"}, {"place": ("x",)},
     {"group": "x"}, {"kind": Kind.STATEMENT}, {"key": ("x",)}, {"front": "x"}, {"back": "x"}],
)  # fmt: skip
def test_all_that_a_fact_is_at_first_sight_makes_its_id(change: dict[str, object]) -> None:
    assert new_id(replace(a_fact(), **change), ()) != new_id(a_fact(), ())  # type: ignore[arg-type]


def test_where_fields_end_matters() -> None:
    one, other = a_fact("ab", "c", key=("k",)), a_fact("a", "bc", key=("k",))
    assert new_id(one, ()) != new_id(other, ())
    assert digest(one) != digest(other)


def test_a_taken_id_is_passed_over() -> None:
    first = new_id(a_fact(), ())
    second = new_id(a_fact(), {first})
    assert len({first, second, new_id(a_fact(), {first, second})}) == 3


def test_an_id_is_safe_in_file_names_and_urls() -> None:
    assert new_id(a_fact(), ()).isalnum()
    assert new_id(a_fact(), ()).islower()
    assert len(new_id(a_fact(), ())) == 12


@pytest.mark.parametrize(
    "change",
    [{"front": "x"}, {"back": "x"}, {"more": "x"}, {"context": ("x",)}, {"deck": "x"},
     {"tags": ("x",)}, {"extra": (("hints", "x"),)}, {"kind": Kind.STATEMENT}],
)  # fmt: skip
def test_all_that_the_learner_sees_is_digested(change: dict[str, object]) -> None:
    assert digest(replace(a_fact(), **change)) != digest(a_fact())  # type: ignore[arg-type]


def test_the_line_of_a_fact_is_not_seen() -> None:
    moved = replace(a_fact(), source=Source(path="elsewhere.md", line=999))
    assert digest(moved) == digest(a_fact())
    assert new_id(moved, ()) == new_id(a_fact(), ())
