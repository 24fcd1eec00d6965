"""Questions whose card would not tell what they ask are set aside; others stay."""

from __future__ import annotations

import pytest

from flashcards.facts.wording import reading
from tests.editor.test_told import facts_of

LONG_CODE = "```python\na = 1\nb = a + 2\nc = a * b\nd = c - b\nprint(d)  # 0\n```"
TABLE = "| Rope | Load |\n|---|---|\n" + "".join(
    f"| of {n} strands | {n * 7} kg |\n" for n in range(9)
)


def aside_of(question: str, answer: str) -> str:
    """Why the card of a question is set aside."""
    text = f"# T\n\n## What is a rope?\n\nStrands.\n\n## {question}\n\n{answer}\n"
    return next(
        (f.aside for f in facts_of(text) if question in reading(f.front) and f.aside),
        "",
    )


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What does d come to?", LONG_CODE),
        ("What do ropes carry?", TABLE),
        ("How did the test go?", "It broke at 40 kg."),
        ("How do you read this harbour chart?", "From the left."),
        ("How heavy is it all?", "Take ropes of 40 kg and hooks of 2 kg."),
        ("What do the loads in this harbour log give?", "From 3 to 5 t."),
        ("How long is our longest rope?", "80 m"),
        ("Combien de mètres demande cette manœuvre ?", "Il en faut 80."),
        ("What are the mean and the median of the loads?", "- 5 4.5 2.0\n- 4.571\n- 2.138"),
        ("Evaluate the following test of ropes.", "Both groups had 40 ropes of 2 m."),
        ("Walk me through the splicing of a rope.", "Unlay three strands."),
    ],
)
def test_what_is_read_or_happened_once_is_no_card(question: str, answer: str) -> None:
    assert aside_of(question, answer)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Write a loop over a list.", "```python\nfor one in many:\n    print(one)\n```"),
        ("When did the old bridge fall?", "In 1889."),
        ("How tall was Napoleon?", "1.69 m"),
        ("Why is this rule used?", "It holds for all ropes."),
        ("How long is our rope of 80 m when wet?", "78 m"),
        ("Where do our knots come from?", "From sailors."),
        ("Combien de brins a un cordage ?", "Il en a trois."),
        ("How many strands has a rope of 12 mm?", "Take 3 mm each: 12 / 3 = 4 strands."),
        ("What are the mean and the median of the loads?", "- mean: 5 kg\n- median: 4.5 kg"),
        ("Evaluate the following loads: 3 kg and 5 kg.", "Their mean is 4 kg."),
        ("State Newton's second law.", "The net force equals mass times acceleration, $F = m a$."),
    ],
)
def test_what_can_be_recalled_stays(question: str, answer: str) -> None:
    assert not aside_of(question, answer)


LOADS = "| Rope | Load (kg) |\n|---|---|\n| thin | 40 |\n| thick | 90 |\n"


@pytest.mark.parametrize(
    "question",
    ["How much does the rope hold?", "What is left after several loads?"],
)
def test_a_table_of_cases_does_not_answer_for_one(question: str) -> None:
    assert aside_of(question, LOADS)


def test_the_rule_beside_a_table_answers_and_its_cases_do_not() -> None:
    answer = f"Strands times the strength of one; it grows evenly. For hemp:\n\n{LOADS}"
    text = f"# T\n\n## What is a rope?\n\nStrands.\n\n## How much does a rope hold?\n\n{answer}\n"
    backs = [reading(f.back) for f in facts_of(text) if not f.aside and "hold" in reading(f.front)]
    assert any(back.startswith("Strands times") for back in backs)
    assert not any("Load" in back for back in backs)


DECK = "#separator:semicolon\n\n" + "\n".join(
    f"How many strands has rope {name}? ; {n}" for n, name in enumerate("ABCDEF", 3)
)


def test_a_sentence_with_the_sign_of_pairs_is_no_card_among_pairs_that_ask() -> None:
    prose = "Wet, it takes\n1.2 kg; at 3 € a kilogram that is 4 €."
    text = f"{DECK}\nWhat is hemp? ; a plant\n\n{prose}\n"
    pairs = [f for f in facts_of(text) if f.key]
    assert [f.aside for f in pairs if "1.2 kg" in reading(f.front)] == [
        "no question, among cards that ask"
    ]
    assert sum(not f.aside for f in pairs) == 7


def test_a_pair_without_a_question_stays_among_others_like_it() -> None:
    text = "#separator:semicolon\n\nhemp ; a plant.\nsisal ; a plant of deserts.\njute ; a fibre.\n"
    assert not any(f.aside for f in facts_of(text))
