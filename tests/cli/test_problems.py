"""`problem`, `grade` and `verify` as scripts call them."""

from __future__ import annotations

import pytest

from tests.cli.helpers import Flashcards


def test_a_problem_has_statement_answer_steps_and_misconceptions(flashcards: Flashcards) -> None:
    shown = flashcards("problem", "kv-cache", "--seed", "4", "--json").json
    assert shown["parameters"]["context"] == 16384
    assert shown["answer"] == {"value": 0.5625, "unit": "GiB", "text": "0.5625 GiB"}
    assert len(shown["steps"]) == 3
    assert len(shown["misconceptions"]) >= 3
    assert "Answer: 0.5625 GiB" in flashcards("problem", "kv-cache", "--seed", "4").out


@pytest.mark.parametrize(
    ("answer", "correct", "code"),
    [("0.5625 GiB", True, 0), ("576 MiB", True, 0), ("2.25 GiB", False, 1), ("soon", None, 1)],
)
def test_a_grade_is_told(
    flashcards: Flashcards, answer: str, correct: bool | None, code: int
) -> None:
    ran = flashcards("grade", "kv-cache", "--seed", "4", answer, "--json")
    assert (ran.json["correct"], ran.code) == (correct, code)


def test_query_heads_are_recognised(flashcards: Flashcards) -> None:
    ran = flashcards("grade", "kv-cache", "--seed", "4", "2.25 GiB")
    assert "only the 8 KV heads are kept" in ran.out


def test_verify_tells_what_was_checked(flashcards: Flashcards) -> None:
    ran = flashcards("verify", "--variants", "20", "--json")
    assert ran.code == 0
    assert ran.json["failures"] == []
    for row in ran.json["families"]:
        (oracle,) = row["oracles"]
        assert oracle["checked"] == row["variants"] == 20
        assert oracle["max_rel_error"] <= oracle["tolerance"]


def test_an_unknown_family_is_2_and_lists_the_known(flashcards: Flashcards) -> None:
    ran = flashcards("problem", "nonsense")
    assert ran.code == 2
    assert "softmax-temperature" in ran.err
