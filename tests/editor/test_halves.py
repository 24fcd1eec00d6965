"""A card that tells half of what it asks for is no core, whatever stands beside it."""

from __future__ import annotations

import pytest

from flashcards.document import Level
from flashcards.documents import read_text
from flashcards.editor import edited
from flashcards.editor.halves import leans_outside
from flashcards.facts import extract
from flashcards.facts.wording import reading
from tests.editor.test_rules import facts_of

TAIL = "It is checked again after every step by those who were not there. " * 4


def leans(question: str, answer: str) -> bool:
    text = f"# T\n\n## {question}\n\n{answer}\n\n## What is wax?\n\nFat of bees.\n"
    document = read_text(text, path="notes.md").document
    facts = edited(extract(document), document).facts
    return next(leans_outside(fact) for fact in facts if question in reading(fact.front))


def test_a_paragraph_that_explains_is_told_whole_or_stays_a_detail() -> None:
    short = "**How the tank fills**:\nA float sinks with the water. It opens a valve.\n"
    long = f"**How the tank fills**:\nA float sinks with the water. It opens a valve. {TAIL}\n"
    whole, cut = (
        next(fact for fact in facts_of(body) if "the tank fills" in reading(fact.front))
        for body in (short, long)
    )
    assert reading(whole.back) == "A float sinks with the water. It opens a valve"
    assert (whole.level, cut.level) == (Level.CORE, Level.DETAIL)


def test_a_count_that_later_sentences_correct_is_a_detail() -> None:
    body = "**How many pumps the plant needs**:\nThe flow needs 16 pumps."
    more = " Cleaning takes time, so 19 pumps carry the peak, and two more cover failures."
    (alone,), (corrected,) = (
        [fact.level for fact in facts_of(text) if "how many" in reading(fact.front).casefold()]
        for text in (f"{body}\n", f"{body}{more} {TAIL}\n")
    )
    assert (alone, corrected) == (Level.CORE, Level.DETAIL)


@pytest.mark.parametrize(
    ("question", "half", "whole"),
    [
        ("What does the loop print?", "It runs once for each row.", "It prints 24."),
        (
            "What is the gain: give the formula and an example.",
            "Output over input.",
            "Output over input: 10 V from 2 V are a gain of 5.",
        ),
        ("What limits a pump?", "The shaft on our lab machine broke.", "The shaft breaks first."),
    ],
)
def test_what_is_printed_or_shown_by_example_is_told(question: str, half: str, whole: str) -> None:
    assert leans(question, half)
    assert not leans(question, whole)


def test_terms_without_their_meanings_are_labels() -> None:
    body = "".join(
        f"**{name}**:\n- **Left of {name}**: one side of it\n- **Right of {name}**: the other\n\n"
        for name in ("Valves", "Floats", "Tanks")
    )
    text = f"# T\n\n## Question 1: Explain the plant\n\n### Model Solution\n\n{body}"
    document = read_text(text, path="notes.md").document
    backs = [reading(f.back) for f in extract(document).facts if f.kind == "interview"]
    assert backs == ["Valves\nFloats\nTanks"]
