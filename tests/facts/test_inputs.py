"""A question gives the numbers that its answer works with, or there is no card."""

from __future__ import annotations

from pathlib import Path

import pytest

from flashcards.card import Fact
from flashcards.facts.inputs import ASIDE
from flashcards.facts.wording import reading
from flashcards.files import Input
from flashcards.understanding import understood, usable


def card(folder: Path, question: str, answer: str, *, lead: str = "Short answers.") -> Fact:
    path = folder / "a.md"
    path.write_text(
        f"# Notes on sheds\n\n{lead}\n\n## {question}\n\n{answer}\n\n## What is a rafter?\n\nA beam.\n",
        encoding="utf-8",
    )
    facts = understood(usable(Input(path=path, name="a.md")), "t").extraction.facts
    return next(fact for fact in facts if fact.question_title == question)


@pytest.mark.parametrize(
    ("question", "answer", "asked"),
    [
        (
            "How long does it take to fill a tank of 600 L?",
            "The pump runs: at 20 L/min 30 min.",
            "How long does it take to fill a tank of 600 L at 20 L/min?",
        ),
        (
            "What does a fan of 100 W cost that runs 1,000 hours?",
            "It uses 100 kWh. At €0.30 per kWh €30.",
            "What does a fan of 100 W cost that runs 1,000 hours at €0.30 per kWh?",
        ),
        (
            "How much does a board of 300 mm move over 4 points?",
            "Oak swells 0.25% per point, so 300 × 0.0025 × 4 = 3.0 mm.",
            "How much does a board of 300 mm move over 4 points (oak swells 0.25% per point)?",
        ),
        (
            "How likely is a flaw in 2,000 welds?",
            "At a rate of 0.0001 per weld, 0.2 flaws are expected, a chance of 18%.",
            "How likely is a flaw in 2,000 welds at a rate of 0.0001 per weld?",
        ),
        (
            "How fast does a belt with 20 crates run?",
            "Length over time. At 0.5 m per crate it is 10 m, so 2 m/s.",
            "How fast does a belt with 20 crates run at 0.5 m per crate?",
        ),
    ],
)
def test_what_an_answer_works_with_goes_into_its_question(
    tmp_path: Path, question: str, answer: str, asked: str
) -> None:
    fact = card(tmp_path, question, answer)
    assert asked in reading(fact.front)
    assert not fact.aside


def test_the_opening_of_a_document_gives_the_numbers_that_an_answer_takes_from_it(
    tmp_path: Path,
) -> None:
    lead = "The shed measures 7.3 m by 4.4 m. It was built in 1987."
    fact = card(tmp_path, "How large is its floor?", "7.3 × 4.4 = 32.1 m².", lead=lead)
    assert "The shed measures 7.3 m by 4.4 m." in reading(fact.front)
    assert "1987" not in reading(fact.front)


@pytest.mark.parametrize(
    ("question", "answer", "rule"),
    [
        (
            "How many years does the roof pay back?",
            "Divide the cost by the yield of a year: 9,300 / 1,550 = 6 years.",
            "Divide the cost by the yield of a year",
        ),
        (
            "What is shrinkage?",
            "The share of its volume that wood loses: 37/530 = 7%.",
            "The share of its volume that wood loses",
        ),
    ],
)
def test_a_rule_before_such_numbers_is_the_answer(
    tmp_path: Path, question: str, answer: str, rule: str
) -> None:
    fact = card(tmp_path, question, answer)
    assert reading(fact.back) == rule
    assert not fact.aside


def test_a_card_of_bare_numbers_that_nothing_gives_is_set_aside(tmp_path: Path) -> None:
    fact = card(tmp_path, "How much water does our barrel hold?", "7.3 × 4.4 × 1.7 = 54.6 m³.")
    assert fact.aside == ASIDE


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        # given, squared, in another unit, a share of one
        ("How fast is 90 km/h in m/s?", "90 / 3.6 = 25 m/s."),
        ("How much energy has 1,800 kg at 100 km/h?", "½ × 1,800 × 27.8² = 696 kJ."),
        ("How much is left of 80 kg at 15% loss?", "0.85 × 80 = 68 kg."),
        # of nature, of a unit
        ("How much does a head of 35 m of water press?", "9.81 × 35 = 343 kPa."),
        # each is called what it is
        ("What rate has CD audio?", "44,100 samples/s × 16 bit × 2 channels = 1,411,200 bit/s."),
        # no quantity is asked for
        ("Why does it pay?", "Because 7.3 × 4.4 = 32.1 beats 30."),
    ],
)
def test_known_numbers_keep_their_card(tmp_path: Path, question: str, answer: str) -> None:
    fact = card(tmp_path, question, answer)
    assert question in reading(fact.front)
    assert not fact.aside
