from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

import pytest

from flashcards.card import Fact, Kind
from flashcards.document import Source
from flashcards.ledger import identity
from flashcards.ledger.identity import same_content
from flashcards.written import written
from tests.ledger.making import a_fact, an_interview, run
from tests.typed import retold


def new_id(fact: Fact, taken: Container[str], *, project: str = "") -> str:
    return identity.new_id(fact, written(fact), taken, project=project)


def digest(fact: Fact) -> str:
    return identity.digest(fact.kind, written(fact))


def test_an_id_is_the_same_on_every_machine_and_in_every_release() -> None:
    assert new_id(a_fact(), ()) == "b5nwx5vmznxx"
    assert new_id(a_fact(), (), project="4f1d") == "aezgzsjoosug"
    assert digest(a_fact()) == "c:1165321e72d0c9fe"


@pytest.mark.parametrize(
    "change",
    [{"document": "b.md"}, {"question": 2}, {"question_title": "x"}, {"place": ("x",)},
     {"group": "x"}, {"kind": Kind.STATEMENT}, {"key": ("x",)}, {"front": "x"}, {"back": "x"}],
)  # fmt: skip
def test_all_that_a_fact_is_at_first_sight_makes_its_id(change: dict[str, object]) -> None:
    assert new_id(retold(a_fact(), **change), ()) != new_id(a_fact(), ())


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
    [{"front": "x"}, {"back": "x"}, {"more": "x"},
     {"kind": Kind.STATEMENT}],
)  # fmt: skip
def test_all_that_is_asked_and_answered_is_content(change: dict[str, object]) -> None:
    assert digest(retold(a_fact(), **change)) != digest(a_fact())


def test_the_parts_of_a_question_are_content() -> None:
    asked = an_interview("What is GGUF?")
    assert digest(retold(asked, extra=(("hints", "x"),))) != digest(asked)


@pytest.mark.parametrize(
    "change",
    [{"context": ("x",)}, {"deck": "x"}, {"tags": ("x",)}, {"question_title": "x"}, {"place": ("x",)},
     {"question": 7}],
)  # fmt: skip
def test_where_a_fact_stands_is_not_content(change: dict[str, object]) -> None:
    assert digest(retold(a_fact(), **change)) == digest(a_fact())


def test_projects_with_documents_of_one_name_get_other_ids() -> None:
    ids = {new_id(a_fact(), (), project=project) for project in ("", "one", "two")}
    assert len(ids) == 3


def test_a_line_of_an_older_ledger_is_told_by_its_texts_however_they_are_written() -> None:
    fact = a_fact(back="a **rich** key-value system")
    (entry,) = run([fact]).ledger.entries
    old = replace(entry, shown="0123456789abcdef", back="a __rich__ key-value  system")
    texts = written(fact)
    assert same_content(old, fact.kind, texts)
    assert not same_content(replace(old, back="another"), fact.kind, texts)
    assert not same_content(old, Kind.STATEMENT, texts)


def test_the_line_of_a_fact_is_not_content() -> None:
    moved = retold(a_fact(), source=Source(path="elsewhere.md", line=999))
    assert digest(moved) == digest(a_fact())
    assert new_id(moved, ()) == new_id(a_fact(), ())
