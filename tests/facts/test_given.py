"""What a document gives before its questions stands on the cards that count with it."""

from __future__ import annotations

import pytest

from flashcards.documents import read_text
from flashcards.editor import edited
from flashcards.facts import extract
from flashcards.facts.wording import reading


def fronts_of(lead: str, *questions: tuple[str, str]) -> list[str]:
    text = f"# Notes on pumps\n\n{lead}\n\n" + "".join(f"## {q}\n\n{a}\n\n" for q, a in questions)
    document = read_text(text, path="notes.md").document
    return [reading(fact.front) for fact in edited(extract(document), document).facts]


LAST = ("What is a stroke?", "One way of the piston.")


def test_an_answer_that_counts_with_the_opening_has_it_in_front() -> None:
    lead = "The plant has 24 pumps of 15 kW. Corrections are welcome until 2024."
    asked = ("How much power do the pumps take?", "Pumps × power: 24 × 15 kW = 360 kW.")
    counted, plain = fronts_of(lead, asked, LAST)
    assert "The plant has 24 pumps of 15 kW" in counted
    assert "2024" not in counted
    assert plain.endswith("What is a stroke?")
    assert "kW" not in plain


def test_one_number_stands_for_its_case_if_the_question_names_what_it_counts() -> None:
    lead = "The council has 15 seats."
    asked = ("How many seats make a majority?", "More than half of 15, so 8.")
    assert "The council has 15 seats" in fronts_of(lead, asked, LAST)[0]


def test_a_number_by_chance_and_one_that_is_the_answer_bring_nothing_in_front() -> None:
    lead = "Each question takes 8 minutes. The reader needs 15 pages."
    chance = ("How many bits has a byte?", "It has 8 bits, twice 4.")
    answer = ("How many pages are there?", "There are 15 pages.")
    fronts = fronts_of(lead, chance, answer, LAST)
    assert not any("Each question" in front or "The reader" in front for front in fronts)


def test_a_running_example_stands_on_each_question_for_a_quantity() -> None:
    lead = "Running example: a pump of 15 kW with 3 stages."
    asked = ("How much does a day of the pump cost?", "About $90 of power.")
    counted, plain = fronts_of(lead, asked, LAST)
    assert "a pump of 15 kW" in counted
    assert plain.endswith("What is a stroke?")
    assert "kW" not in plain


def test_powers_of_two_in_common_are_chance() -> None:
    lead = "Pump S has 32 valves, 128 seals and 8 stages of 400 kPa."
    asked = (
        "How many bits does a sample cost?",
        "One scale for 32 of them makes 4.5, for 128 4.1.",
    )
    assert not any("Pump S" in front for front in fronts_of(lead, asked, LAST))


def test_a_running_example_that_neither_question_nor_answer_speaks_of_stays_away() -> None:
    lead = "The running example is Larch: a budget of 400,000, ten months planned at an even pace."
    asked = ("How many handshakes does a group of people need?", "n(n − 1)/2: five people 10.")
    named = ("How much did Larch spend by June?", "About 210 thousand.")
    away, there = fronts_of(lead, asked, named)[:2]
    assert "Larch" not in away
    assert "400,000" in there


@pytest.mark.parametrize(
    ("lead", "question", "answer"),
    [
        ("The press has 40 kN.", "How strong is it at 30%?", "The jaws get 12 kN."),
        ("Milk has 1.03 kg/L.", "How heavy is a churn of 25 L?", "It holds 25.75 kg."),
        ("Our town has 24,000 households.", "How many clerks are needed for 600 each?", "40."),
        ("La tarifa es de 0,20 €/kWh.", "¿Qué gasta el horno?", "Usa 900 kWh, que son 180 €."),
    ],
)
def test_an_answer_that_comes_to_a_number_by_one_from_the_opening_has_it_in_front(
    lead: str, question: str, answer: str
) -> None:
    assert lead in fronts_of(lead, (question, answer), LAST)[0]


@pytest.mark.parametrize(
    ("lead", "question", "answer"),
    [
        # by chance, without a unit that says so; by a unit alone; said already
        ("Session 4 has 12 seats.", "How many teams are there?", "There are 3 of 48 players."),
        ("1 kB has 1,000 B.", "How long is a packet?", "It has 1.5 kB, that is 1,500 B."),
        ("A shift has 8 h.", "What does a shift of 8 h at 30 €/h cost?", "It costs 240 €."),
    ],
)
def test_an_answer_that_needs_nothing_of_the_opening_stands_without_it(
    lead: str, question: str, answer: str
) -> None:
    assert lead not in fronts_of(lead, (question, answer), LAST)[0]


def test_the_opening_of_a_part_stands_on_the_questions_of_that_part_alone() -> None:
    text = (
        "# Pumps\n\n## One\n\n### What is a stroke?\n\nOne way of the piston.\n\n"
        "## Two\n\nThe motor has 15 kW.\n\n### What does it use in 4 h?\n\nIt uses 60 kWh.\n\n"
        "## Three\n\n### What does the other one use in 3 h?\n\nIt uses 45 kWh.\n"
    )
    document = read_text(text, path="notes.md").document
    fronts = [reading(one.front) for one in edited(extract(document), document).facts]
    assert ["15 kW" in one for one in fronts] == [False, True, False]


CASE = (
    "# Pump drills\n\n## What is a pump?\n\nA machine that lifts.\n\n"
    "## Case A: the well\n\n{case}\n\n### {question}\n\n{answer}\n\n"
    "### What is a seal?\n\nA ring that keeps water in.\n"
)


def case_front(case: str, question: str, answer: str) -> str:
    text = CASE.format(case=case, question=question, answer=answer)
    document = read_text(text, path="notes.md").document
    facts = edited(extract(document), document).facts
    return next(reading(one.front) for one in facts if question in reading(one.front))


PUMP = "A pump of 11 kW runs 2,400 hours a year. Power costs $0.25 per kWh. Our meter is blue."


@pytest.mark.parametrize(
    ("question", "answer", "shown", "hidden"),
    [
        ("How much energy does it use a year?", "26,400 kWh.", "11 kW", "blue"),
        ("What does it cost a year?", "$6,600 for 26,400 kWh.", "$0.25", "blue"),
        ("Does it run half of the year?", "No: 2,400 of 8,760 hours are 27.4%.", "2,400", "$0.25"),
    ],
)
def test_the_case_above_several_tasks_stands_on_what_counts_with_it(
    question: str, answer: str, shown: str, hidden: str
) -> None:
    front = case_front(PUMP, question, answer)
    assert shown in front
    assert hidden not in front


@pytest.mark.parametrize(
    ("case", "question", "answer"),
    [
        (PUMP, "Why does it hum?", "Because its 50 Hz current swings 100 times a second."),
        (PUMP, "How large is a pump?", "Lift times flow."),
        (PUMP, "What is cavitation?", "Bubbles that collapse near the wheel: up to 400 bar."),
        ("A flow v = Q/A of 2 m/s needs 11 kW.", "How much does it lift?", "22 kW would lift 4 m."),
    ],
)
def test_a_case_stands_on_no_question_that_needs_nothing_of_it(
    case: str, question: str, answer: str
) -> None:
    assert "11 kW" not in case_front(case, question, answer)


def test_of_conventions_those_stand_in_front_that_an_answer_counts_with() -> None:
    lead = "Unless noted: wheels have a girth of 2.136 m, g = 9.81 m/s², a saddle has 27 holes."
    asked = ("How fast do you ride with 42/14 at 90 turns a minute?", "577 m a minute, 34.6 km/h.")
    front = fronts_of(lead, asked, LAST)[0]
    assert front.startswith("Wheels have a girth of 2.136 m.")
    assert "9.81" not in front


def test_a_convention_of_which_only_the_answer_speaks_stays_away() -> None:
    lead = "Unless noted: water has 20 °C, its density is 1 kg/L, amounts are in grams."
    asked = ("How much weight does coffee lose when it is roasted?", "About 15%, mostly water.")
    assert "20 °C" not in fronts_of(lead, asked, LAST)[0]
