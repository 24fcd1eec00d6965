"""Titles that only name their subject: asked for where their answer says what it is, in its field."""

from __future__ import annotations

import pytest

from flashcards.card import Fact
from flashcards.facts.wording import reading
from tests.editor.test_told import facts_of


def first_of(title: str, answer: str, above: str = "# Ropes and knots") -> Fact:
    text = f"{above}\n\n## {title}\n\n{answer}\n\n## What is a hook for?\n\nTo hang things on.\n"
    return next(f for f in facts_of(text) if f.question_title == title)


@pytest.mark.parametrize(
    ("title", "answer", "asked"),
    [
        ("Bowline knot", "A loop that holds under load.", "What is a bowline knot?"),
        ("Splice", "Strands of two ropes laid into each other.", "What is meant by “splice”?"),
        ("2.3 Twisted Lay", "The way in which strands go round.", "What is Twisted Lay?"),
        ("Tension", "The force along a rope.", "What is tension?"),
    ],
)
def test_a_name_is_asked_for_in_good_english(title: str, answer: str, asked: str) -> None:
    assert asked in reading(first_of(title, answer).front)


@pytest.mark.parametrize(
    "answer",
    [
        "A rope of hemp lasts 12 years.",
        "Load = mass · g, stress = load / area.",
        "rope {int strands; char hook;} needs 8 bytes",
    ],
)
def test_what_holds_in_a_case_says_not_what_a_thing_is(answer: str) -> None:
    assert first_of("Rope ageing", answer).aside


def test_a_short_term_says_of_which_field_it_is() -> None:
    text = "# Ropes and knots\n\n## Glossary\n\n**Lay** – how strands go round.\n\n**Bight** – a bent part.\n"
    fronts = {reading(fact.front) for fact in facts_of(text) if not fact.aside}
    assert "Ropes and knots\nLay" in fronts


@pytest.mark.parametrize(
    ("above", "named"),
    [
        ("# Mock exam 3: ropes and knots", "ropes and knots"),
        ("# rope-notes\n\n# Knots under load", "Knots under load"),
    ],
)
def test_the_field_is_what_a_title_or_its_part_names(above: str, named: str) -> None:
    front = first_of("What is a bight?", "A bent part of a rope.", above).front
    assert reading(front) == f"{named}\nWhat is a bight?"
