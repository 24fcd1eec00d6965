"""The case that an answer speaks of stands in its question; other cases are not asked for."""

from __future__ import annotations

import pytest

from flashcards.facts.cases import (
    case_of,
    first_case,
    is_other_case,
    rule_of_examples,
    without_other_cases,
)
from flashcards.facts.wording import said
from flashcards.tree import plain
from flashcards.tree.nodes import Paragraph
from tests.understood import read_text


@pytest.mark.parametrize(
    ("question", "answer", "language", "condition", "told"),
    [
        (
            "How long is a bar?",
            "At 90 bpm it is 2.67 s, at 120 bpm 2 s.",
            "",
            "at 90 bpm",
            "2.67 s",
        ),
        ("How far does it go?", "With 40 l: 500 km.", "", "with 40 l", "500 km"),
        ("What is the mean?", "If one is 2 and one 4, it is 3.", "", "if one is 2 and one 4", "3"),
        ("How large is a shard?", "12 TB over 48 make 250 GB.", "", "12 TB over 48", "250 GB"),
        ("How long is the wave?", "20 Hz: 17 m; 1 kHz: 34 cm", "", "20 Hz", "17 m; 1 kHz: 34 cm"),
        ("How much moves?", "From 9 to 10 nodes about 90%.", "", "from 9 to 10 nodes", "about 90%"),
        ("Wie lange dauert es?", "Bei 50 km/h sind es 12 min.", "de", "bei 50 km/h", "12 min"),
        ("Hoe ver kom je?", "Met 40 l is het 500 km.", "nl", "met 40 l", "500 km"),
        ("How large is it?", "With 5% of waste, 12 GB.", "", "with 5% of waste", "12 GB"),
        (
            "How long does dough rest?",
            "The dough rests 60 minutes at 25 °C.",
            "",
            "at 25 °C",
            "The dough rests 60 minutes",
        ),
        (
            "How long is a crossing?",
            "At 16 knots, 30 km/h, the crossing takes 338 h.",
            "",
            "at 16 knots, 30 km/h",
            "the crossing takes 338 h",
        ),
        (
            "Combien de temps dure un trajet ?",
            "À 100 km/h, sans pause, le trajet dure 3 h.",
            "fr",
            "à 100 km/h, sans pause",
            "3 h",
        ),
        (
            "How many seats does a hall of 30 rows hold?",
            "At 20 seats a row and two doors 600.",
            "",
            "at 20 seats a row and two doors",
            "600",
        ),
        (
            "How much is kept?",
            "With windows of 8 s and no overlap 40, with an overlap of 2 s 53.",
            "",
            "with windows of 8 s and no overlap",
            "40",
        ),
        (
            "How much does it thin a layer?",
            "For p = 0.3 the layer keeps 70%.",
            "",
            "for p = 0.3",
            "the layer keeps 70%",
        ),
        (
            "Wie weit kommt er?",
            "Mit 500 Wh und 10 Wh/km reicht er 50 km.",
            "de",
            "mit 500 Wh und 10 Wh/km",
            "50 km",
        ),
    ],
)
def test_the_case_of_an_answer_is_told_apart(
    question: str, answer: str, language: str, condition: str, told: str
) -> None:
    case = first_case(question, said(answer), language)
    assert case is not None
    assert plain(case.condition) == condition
    assert plain(case.answer).removeprefix("es ") == told.removeprefix("es ")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Where does the threshold lie?", "At 1 − 1/R: 67% for R = 3."),  # it is the answer
        ("How long is a bar at 90 bpm?", "At 90 bpm it is 2.67 s."),  # it is said already
        ("How large is CD audio a minute?", "10 s × 2 = 20 kB."),  # its name says what it is
        ("How fast do they fly?", "At about 24 km/h."),  # nothing is said of it
        ("Why is it slow?", "In 2 of 3 cases the disk is full."),
        ("How far does it go?", "At 10 l in town 50 km, on the road 80 km."),  # not up to a comma
        ("How long is a match?", "A match lasts 90 minutes with 15 minutes of break."),
        ("How many steps are there?", "For 3 epochs, 960 samples and a batch of 32, it runs 90."),
        ("How much paint is needed?", "For chapter 3 and room 12, see below."),
        ("How much rain is it?", "At 0.01 mm/s, or 36 l an hour."),  # the same once more
    ],
)
def test_what_is_no_case_stays_in_the_answer(question: str, answer: str) -> None:
    assert first_case(question, said(answer)) is None


def test_what_is_worked_out_first_is_given() -> None:
    answer = "A page has 100 lines. At 10 words a line that makes 1000 words."
    back = (Paragraph(said(answer)),)
    case = case_of("How many words fit on a page?", back, ())
    assert case is not None
    assert plain(case.given) == "A page has 100 lines."
    assert (plain(case.condition), plain(case.answer)) == ("at 10 words a line", "1000 words")


def test_other_cases_are_left_out_and_reasons_are_not() -> None:
    text = said("It takes 3 h. For 10 l it would take 5 h.")
    assert plain(without_other_cases("How long does it take?", text)) == "It takes 3 h."
    because = said("The mast is too high. With 20 m of it she would hit the bridge.")
    assert without_other_cases("Why not under the bridge?", because) == because


def test_numbers_of_an_example_stand_below_what_was_said_without_any() -> None:
    text = said("Sun hours times area. A roof of 20 m² at 1,000 h gives 20 MWh.")
    assert plain(without_other_cases("What goes into the harvest?", text)) == (
        "Sun hours times area."
    )
    for question, whole in (
        ("How much is it?", "Twice the area. A roof of 20 m² gives 40 of them."),
        ("Does it pay?", "Yes. A roof of 20 m² at 1,000 h earns €900."),
        ("Which roofs do?", "All of them. A roof of 20 m² at 1,000 h does."),
    ):
        assert plain(without_other_cases(question, said(whole))) == whole


def test_a_step_on_the_way_is_not_what_comes_of_the_case() -> None:
    told = "900 pages of two columns are 1.6 million letters; at 40 a second that is 11 h."
    assert first_case("How long does the scan take?", said(told)) is None


def test_a_rule_is_told_without_remarks_on_other_things() -> None:
    text = said("A beam bends with the cube of its span. The book is from 1958. Values:")
    items = "- 2 m: 8\n- 3 m: 27\n"
    read, _ = read_text(f"# N\n\n## How does it bend?\n\nX:\n\n{items}", path="n.md")
    (question,) = read.questions
    below = question.sections[0].nodes[1:]
    rule = rule_of_examples("How does a beam bend?", text, below)
    assert plain(rule) == "A beam bends with the cube of its span"


def test_a_sentence_that_goes_on_from_the_result_is_no_other_case() -> None:
    assert not is_other_case("How big is it?", "At 14 bits each that is 42 MB.")
