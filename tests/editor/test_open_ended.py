"""An open question is asked in an interview: keywords of its answer are no card."""

from __future__ import annotations

import pytest

from tests.editor.test_told import facts_of


def why_not(question: str, points: str, title: str = "How does a hull float?") -> str:
    """Why a follow-up is set aside, or nothing."""
    body = f"It floats.\n\n#### Follow-up Questions\n\n1. **{question}**\n   - *Looking for*: {points}\n"
    text = f"# T\n\n## {title}\n\n{body}"
    (fact,) = (f for f in facts_of(text) if f.kind == "follow-up")
    return fact.aside


@pytest.mark.parametrize(
    ("question", "points"),
    [
        ("How would you test a new hull?", "Tank, load, trim"),
        ("The bilge pump runs all night. What do you check?", "Seals, hoses, float switch"),
        ("What if the mast breaks?", "Cut the stays, motor home"),
        ("What changes in salt water?", "Draught, corrosion"),
        ("How do you moor?", "speed vs quality, cost vs benefit"),
        ("Why do ropes wear?", "Sun, salt, chafe, knots"),
        ("Can a barge sail?", "Hoist a square sail, steer by oar"),
        ("How do you check these figures?", "With a tank of 2 m"),
    ],
)
def test_keywords_do_not_answer_an_open_question(question: str, points: str) -> None:
    assert why_not(question, points)


@pytest.mark.parametrize(
    ("question", "points"),
    [
        ("Why does a boat heel?", "Wind acts high, the keel acts low"),
        ("Can a barge sail?", "Yes, before the wind"),
        ("How do you list all logs?", "ls --all, sorted by day"),
        ("What if the mast breaks?", "The boat rights itself and drifts"),
        (
            "How many planks does a hull of 12 m have?",
            "12 m / 0.3 m, 40 a side, two sides, 80 in all",
        ),
        ("What keeps this hull upright?", "A keel of lead, low in the water"),
    ],
)
def test_what_is_told_or_typed_is_an_answer(question: str, points: str) -> None:
    assert not why_not(question, points)


@pytest.mark.parametrize("title", ["Buoyancy of a hull", "Design a lock"])
def test_points_of_an_answer_are_no_answer(title: str) -> None:
    points = "**Key Points**:\n- Draught\n- Density of water\n- Trim\n"
    text = (
        f"# T\n\n## Questions\n\n### Q1: What is a hull?\n\nA shell.\n\n### Q2: {title}\n\n{points}"
    )
    found = [f for f in facts_of(text) if f.question_title == title]
    assert found
    assert all(f.aside for f in found)
