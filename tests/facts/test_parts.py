"""A question that asks twice is answered by the first sentence and by the one for its second part."""

from __future__ import annotations

import pytest

from flashcards.facts.parts import told_of_parts, two_parts
from flashcards.tree import plain
from flashcards.tree.nodes import Text


@pytest.mark.parametrize(
    ("question", "answer", "told"),
    [
        (
            "What is a guard ring and how wide must it be?",
            "A strip of foam round the sample. Ours came from a mill. It is 30 mm wide.",
            "A strip of foam round the sample. It is 30 mm wide.",
        ),
        (
            "What is a buffer zone, and how much of it may be grazed?",
            "The land round a reserve. Its radius is 3 km. At most 20% may be grazed.",
            "The land round a reserve. At most 20% may be grazed.",
        ),
        (
            "How is yield measured, and what is ripening?",
            "By weight. A tree gives 80 kg. Ripening is the loss of acid.",
            "By weight. Ripening is the loss of acid.",
        ),
        (
            "Was ist ein Kanton und wie viele gibt es?",
            "Ein Gliedstaat der Schweiz. Der Name ist alt. Es sind 26.",
            "Ein Gliedstaat der Schweiz. Es sind 26.",
        ),
        (
            "How many rows has a sheet, and how high are they?",
            "About 40 rows. 280 mm shared by 40 rows leave 7 mm for each. A pad has 50 sheets.",
            "About 40 rows. 280 mm shared by 40 rows leave 7 mm for each.",
        ),
        (
            "How many eggs does a box hold, and how much do they weigh?",
            "12 eggs of 60 g, so 720 g. A crate has 30 boxes.",
            "12 eggs of 60 g, so 720 g.",
        ),
    ],
)
def test_both_parts_are_told(question: str, answer: str, told: str) -> None:
    both = told_of_parts(question, [(Text(answer),)])
    assert both is not None
    assert plain(both) == told.rstrip(".")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What is bread and butter?", "A simple meal. It is cheap."),
        ("What is a lock and what does it cost?", "A thing of steel."),
        ("What is a lock and who made it?", "A thing of steel. Doors have one."),
        (
            "What is a dike and why is it built?",
            "Take a plain by the sea: it is flooded. So it is.",
        ),
    ],
)
def test_nothing_is_told_of_one_part_or_where_no_sentence_is_known(
    question: str, answer: str
) -> None:
    assert told_of_parts(question, [(Text(answer),)]) is None


def test_a_question_is_parted_where_it_asks_again() -> None:
    assert two_parts("What is salt, and how is it won?") == ("What is salt", "how is it won?")
    assert two_parts("What is salt and pepper?") is None


def test_a_sentence_on_another_thing_does_not_answer_the_second_part() -> None:
    question = "What does a card cache, and how much is it on the Ampere-V2?"
    texts = [(Text("All keys. It is 67 KiB. With the Ampere-V3 it is 69 KiB."),)]
    told = told_of_parts(question, texts)
    assert told is not None
    assert "67 KiB" in plain(told)
    assert "69" not in plain(told)
