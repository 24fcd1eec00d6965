"""The labelled part of an answer that its question asks for."""

from __future__ import annotations

import pytest

from flashcards.card import Kind
from flashcards.documents import read_text
from flashcards.facts import extract
from flashcards.facts.wording import reading


def back_of(question: str, answer: str) -> str:
    text = f"# Workshop\n\n## {question}\n\n{answer}\n\n## What is a lath?\n\nA thin strip.\n"
    document = read_text(text, path="workshop.md").document
    facts = extract(document).facts
    return next(reading(f.back) for f in facts if f.question == 1 and f.kind is Kind.INTERVIEW)


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("Why do slabs need joints?", "Cause"),
        ("How do you size a vessel?", "Formula"),
        ("What does a stove save?", "Savings"),
        ("Warum reißt Beton?", "Grund"),
    ],
)
def test_a_part_is_known_by_what_the_question_asks(question: str, label: str) -> None:
    answer = f"**{label}:** all shrinkage times its length. More.\n\n**Numbers:** a slab has 6 m."
    assert back_of(question, answer) == "all shrinkage times its length"


def test_the_answer_in_short_is_told_for_both_parts_of_a_question() -> None:
    answer = (
        "**Short:** It parts two liquids. It is mounted behind the boiler.\n\n"
        "**Example:** plates of steel, 0.4 mm thick."
    )
    back = back_of("What does a plate do, and where is it mounted?", answer)
    assert back == "It parts two liquids. It is mounted behind the boiler"


def test_a_rule_is_not_the_answer_for_one_case() -> None:
    answer = "**Formula:** length times width.\n\n**Result:** 3 m times 4 m are 12 m²."
    assert "are 12 m²" in back_of("How large is a floor of 3 m by 4 m?", answer)
