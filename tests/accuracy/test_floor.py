"""What the program understands of documents that it was not written for does not get less."""

from __future__ import annotations

import json
from functools import reduce
from operator import add
from pathlib import Path

import pytest

from benchmarks.accuracy.__main__ import OURS, outcome
from benchmarks.accuracy.score import Card, Score, numerals, score
from benchmarks.accuracy.truth import Truth, documents
from tests.shared import shared

TRUTHS = documents(OURS)


def counted(truth: Truth) -> Score:
    """The counts of a document, by the commands that people use."""
    return shared(f"score-{truth.path.stem}", lambda: score(truth, *outcome(truth))[0])


def test_there_are_ten_documents_with_a_hundred_wrong_numbers() -> None:
    assert len(TRUTHS) == 10
    assert sum(len(truth.wrong) for truth in TRUTHS) >= 100


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda truth: truth.path.stem)
def test_options_are_taught_and_nothing_wrong_is(truth: Truth) -> None:
    one = counted(truth)
    assert one.options_taught == one.options
    assert one.wrong_taught == one.invented == one.furniture == one.foreign == 0
    assert one.false_alarms == 0


def test_questions_and_wrong_numbers_are_found_and_key_facts_stand_on_cards() -> None:
    """Six questions have no card: their answers are tables, listings and long statements."""
    total = reduce(add, map(counted, TRUTHS))
    assert total.questions - total.questions_found <= 6
    assert total.wrong_found >= 63
    assert total.facts_carded >= 0.8 * total.facts


# --- the measure itself ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2{,}598 ×10⁻³", ["2598", "10", "-3"]),
        ("1,024 bytes", ["1024"]),
        ("12,5 %", ["12.5"]),
        ("(−4) and 3", ["-4", "3"]),
    ],
)
def test_numerals_are_read_as_written(text: str, found: list[str]) -> None:
    assert numerals(text) == found


def test_a_finding_on_a_right_number_is_a_false_alarm() -> None:
    truth = TRUTHS[0]
    right = next(n for n in truth.numbers if n.verdict == "right")
    finding = {"line": right.line, "severity": "error", "rule": "x", "stated": right.stated}
    counted, misses = score(truth, [], [finding])
    assert counted.false_alarms == 1
    assert any(miss.startswith("FALSE ALARM") for miss in misses)


def test_a_card_before_the_first_question_is_invented() -> None:
    truth = TRUTHS[0]
    kept = {"front": "How to use?", "back": "Read", "source": {"line": 1}, "kind": "statement"}
    counted, _ = score(truth, [Card.of(json.loads(json.dumps(kept)))], [])
    assert counted.invented == 1
    assert counted.questions_found == 0


def test_documents_and_truth_stand_side_by_side() -> None:
    for path in Path(OURS).glob("*.md"):
        assert path.with_suffix(".truth.json").exists()


def test_a_card_that_shows_a_wrong_number_is_counted_unless_it_marks_it() -> None:
    truth = next(one for one in TRUTHS if one.wrong)
    wrong = truth.wrong[0]
    said = truth.path.read_text("utf-8").splitlines()[wrong.line - 1]
    kept = {"front": "What is it?", "source": {"line": wrong.line}, "kind": "statement"}
    marked = f"{said}\nThe document says {wrong.stated}; recomputed: {wrong.true}."
    for back, untrue in ((said, 1), (marked, 0)):
        card = Card.of({**kept, "back": back, "level": "core"})
        assert score(truth, [card], [])[0].false_cards == untrue
