"""The answer of a plain question, without the items and blocks that it does not ask for."""

from __future__ import annotations

from flashcards.documents import read_text
from flashcards.facts import extract
from flashcards.facts.wording import reading


def back_of(question: str, answer: str) -> str:
    text = f"# Notes on pumps\n\n## {question}\n\n{answer}\n\n## What is a stroke?\n\nOne way.\n"
    document = read_text(text, path="notes.md").document
    return next(reading(fact.back) for fact in extract(document).facts if fact.question == 1)


def test_items_that_the_question_names_are_the_answer() -> None:
    items = "- Head: 40 m\n- Flow at night: 3 L/s\n- Power: 2 kW\n- Flow at noon: 9 L/s\n"
    back = back_of("What flow does the pump give at noon and at night?", items)
    assert back == "Flow at night: 3 L/s\nFlow at noon: 9 L/s"


def test_all_items_stay_where_the_question_names_none_or_all() -> None:
    items = "- Head: 40 m\n- Power: 2 kW\n"
    assert back_of("What are the head and the power?", items) == "Head: 40 m\nPower: 2 kW"
    assert back_of("Which figures stand on the plate?", items) == "Head: 40 m\nPower: 2 kW"


def test_a_formula_with_its_result_goes_without_the_other_cases() -> None:
    answer = (
        "The work of one stroke:\n\n$$W = p V = 40\\ \\text{J}$$\n\n- small: 12 J\n- large: 90 J\n"
    )
    assert back_of("What does a stroke do?", answer).startswith("The work of one stroke:")
    assert "90" not in back_of("What does a stroke do?", answer)


def test_an_item_is_answered_by_its_sentence_of_the_kind_that_is_asked_for() -> None:
    answer = "- It moves 40 litres. Lifting them by 9 m takes 3.5 kJ.\n"
    back = back_of("What energy does a stroke take at 9 m?", answer)
    assert back == "Lifting them by 9 m takes 3.5 kJ"


def test_a_list_that_markdown_makes_of_a_number_is_that_number() -> None:
    assert back_of("How many pumps are there?", "30. A crew of 7 keeps 210 of them.") == "30"


def test_what_goes_on_below_an_answer_with_another_case_is_cut() -> None:
    answer = (
        "$$A = 2 \\cdot 3 = 6\\ \\text{m}^2$$\n\nSo the seal is 10 m long. With 5 m, it is 16 m.\n"
    )
    back = back_of("Work out a flap of 2 m by 3 m and its seal.", answer)
    assert back.endswith("So the seal is 10 m long")


def test_cases_in_a_list_below_a_rule_are_cut() -> None:
    answer = "At 180° divided by the number of sides.\n\n- hexagon 30°\n- octagon 22.5°\n"
    back = back_of("At which angle is the corner of a frame mitred?", answer)
    assert back.rstrip(".") == "At 180° divided by the number of sides"


def test_a_sign_of_the_answer_in_plain_letters_is_none_of_its_words() -> None:
    assert back_of("How wide is it?", "Answer — It is 3 m wide.") == "It is 3 m wide"
    assert back_of("What is it?", "A: 30 m of rope.") == "30 m of rope"
    assert back_of("What is it?", "R. A. Fisher's rule.") == "R. A. Fisher's rule"


def test_what_two_cases_lead_to_stays_with_them() -> None:
    whole = "Bei 100 bar sind es 18 l, bei 160 bar 11 l, nutzbar also 7 l"
    assert back_of("Welches Volumen gibt der Speicher bei 100 bar ab?", whole + ".") == whole


def test_a_list_answers_behind_a_sentence_that_only_leads_up_to_it() -> None:
    items = "- rope for the well: 12 m\n- rope for the pulley: 30 m\n"
    answer = f"The drop is 6 + 5 = 11 m.\n\n{items}"
    back = back_of("How much rope do you cut?", answer)
    assert back == "rope for the well: 12 m\nrope for the pulley: 30 m"
    direct = f"12 m of rope.\n\n{items}"
    assert back_of("How much rope do you cut?", direct) == "12 m of rope"


def test_what_varies_a_case_is_no_item_of_such_a_list() -> None:
    answer = (
        "Heating a litre takes 35 Wh.\n\n- bath: 5 kWh\n- shower: 2 kWh\n- same with a cap: 1 kWh\n"
    )
    back = back_of("How much energy does a bath take, set against a shower?", answer)
    assert back == "bath: 5 kWh\nshower: 2 kWh"


def test_each_of_two_parts_has_its_item_behind_what_is_supposed() -> None:
    answer = "Take sand of 1.6 t per cube:\n\n- weight: 1,600 kg\n- water: 80 kg\n- loss: 5%\n"
    back = back_of("How heavy is a cube, and how much water is in it?", answer)
    assert back == "weight: 1,600 kg\nwater: 80 kg"


def test_by_what_something_falls_answers_in_front_of_its_formula() -> None:
    answer = "By the square of the speed ratio:\n\n$$P = r^2 Q$$\n\nFor r = 0.5 it falls by 75%.\n"
    back = back_of("How much does the load fall?", answer)
    assert back.startswith("By the square of the speed ratio")
    assert "75" not in back


def test_the_sign_of_an_answer_in_short_is_none_of_its_words() -> None:
    back = back_of("What is a gland?", "**TL;DR** A seal around a shaft.")
    assert back == "A seal around a shaft"
