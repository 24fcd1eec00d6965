"""An open question is asked in an interview: keywords of its answer are no card."""

from __future__ import annotations

import pytest

from flashcards.facts.wording import reading
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


@pytest.mark.parametrize(
    ("question", "answer", "made"),
    [
        ("What are some uses of old sails?", "- Bags\n- Awnings\n- Covers\n", False),
        ("What are the advantages of a keel?", "- It steadies\n- It steers\n", False),
        ("How would you find a leak?", "- Chalk\n- Dye\n- A torch\n", False),
        ("Welche Vorteile hat ein Kiel?", "- Er hält Kurs\n- Er richtet auf\n", False),
        ("What are the two advantages of a keel?", "- It steadies\n- It steers\n", True),
        ("How would you reef the main?", "1. Ease the halyard\n2. Hook the tack\n", True),
        ("What are the parts of an anchor?", "- Ring\n- Shank\n- Flukes\n", True),
    ],
)
def test_some_of_many_are_no_answer(question: str, answer: str, *, made: bool) -> None:
    text = f"# T\n\n## What is a hull?\n\nA shell.\n\n## {question}\n\n{answer}\n"
    found = [f for f in facts_of(text) if f.question_title == question and f.kind != "item"]
    assert any(not f.aside for f in found) == made


TABLE = "| Boat | {head} |\n|---|---|\n| Skiff | {one} |\n| Barge | {two} |\n| Yawl | Dry |\n"


def test_a_cell_names_what_it_is_of_and_no_kind_of_table() -> None:
    table = TABLE.format(head="Best for", one="Quick trips", two="Heavy loads")
    text = f"# T\n\n## Why Choose a Barge Over a Skiff?\n\nRoom.\n\n**Comparison**:\n\n{table}"
    fronts = [reading(f.front) for f in facts_of(text) if f.kind == "cell" and not f.aside]
    assert "What is Barge best for?" in fronts


def test_a_column_of_which_others_count_others_is_not_asked() -> None:
    table = TABLE.format(head="Strengths", one="Light, quick", two="Roomy, stable")
    text = f"# T\n\n## Which boats are there?\n\nThree.\n\n**Boats of the harbour**:\n\n{table}"
    asked = [f for f in facts_of(text) if f.kind == "cell" and "," in reading(f.back)]
    assert asked
    assert all(f.aside for f in asked)


def test_a_question_keeps_its_words_in_front_of_what_is_below_it() -> None:
    body = "It gives a class.\n\n#### Follow-up Questions\n\n1. **Why is it red?**\n   - *Looking for*: It shows far\n"
    text = f"# T\n\n## What does the fourth flag stand for?\n\n{body}"
    (fact,) = (f for f in facts_of(text) if f.kind == "follow-up")
    assert "does the fourth" not in reading(fact.front).replace("What does the fourth", "")


def test_headings_of_a_long_answer_are_no_answer() -> None:
    part = "```text\nhull\n```\n\nIt is planked and caulked.\n\nThen it is painted.\n"
    answer = "".join(
        f"{head}:\n\n{part}\n" for head in ("Planks and Ribs", "Paint of the Hull", "Last Coat")
    )
    text = (
        "# T\n\n## Questions\n\n### Q1: Build a hull\n\n#### Question\n\nWalk me through it.\n\n"
        f"#### Model Solution\n\n{answer}"
    )
    whole = [f for f in facts_of(text) if f.kind == "interview"]
    assert all(f.aside for f in whole if reading(f.back).startswith("•"))


def test_what_lines_tell_is_much() -> None:
    shown = "What do these log lines tell?\n\n```text\nbilge 3 cm\nwind 12 kn\n```"
    text = f"# T\n\n**Q:** {shown}\n\n**A:** The bilge fills.\n\n**Q:** What is a bilge?\n\n**A:** The lowest part.\n"
    asked = [f for f in facts_of(text) if "log lines" in f.question_title]
    assert asked
    assert all(f.aside for f in asked)
