"""The sentence that answers stands on the card, and its case in front: one sample a rule."""

from __future__ import annotations

import pytest

from flashcards.card import Fact
from flashcards.documents import read_text
from flashcards.editor import edited
from flashcards.facts import extract
from flashcards.facts.core_answer import core_sentence
from flashcards.facts.wording import reading, said
from flashcards.tree import plain

LAST = "\n## What is a stroke?\n\nOne way of the piston.\n"


def cards_of(text: str) -> list[tuple[str, str]]:
    document = read_text(f"# Notes\n\n{text}", path="notes.md").document
    facts = edited(extract(document), document).facts
    return [(reading(f.front), reading(f.back)) for f in facts if _is_met(f)]


def _is_met(fact: Fact) -> bool:
    return fact.question == 1 and fact.is_core and not fact.aside


def back_of(question: str, answer: str) -> str:
    return cards_of(f"## {question}\n\n{answer}\n{LAST}")[0][1]


@pytest.mark.parametrize(
    ("question", "answer", "back"),
    [
        (
            "With what chance does a seed come up?",
            (
                "With the chance of a sound germ, $1 - r$, if it is kept dry.\n\n*Worked example.* "
                "For $r = 0.2$ the seed comes up with chance 0.8."
            ),
            "With the chance of a sound germ, 1 - r, if it is kept dry.",
        ),
        (
            "How long does a tank take to fill?",
            (
                "Volume over flow, as long as no tap is open:\n\n- 200 l at 10 l/min: 20 min\n"
                "- 90 l at 3 l/min: 30 min\n\nOur old tank once took 45 min."
            ),
            "Volume over flow, as long as no tap is open",
        ),
        (
            "What is the share of seed that keeps the loss below 5%?",
            (
                "Drill rate 20 kg, dead seed 3 kg = 3,000 g. A loss of half a bag in ten is allowed, so the "
                "share of seed is at most one part in twenty of what the drill lays."
            ),
            (
                "A loss of half a bag in ten is allowed, so the share of seed is at most one part in "
                "twenty of what the drill lays"
            ),
        ),
        (
            "What does a wider row save in seed?",
            (
                "One field takes 400 kg at 12 cm, and 300 kg at 16 cm with the same drill and the same "
                "depth of all the seed that it lays in one long day. That is 25% less seed."
            ),
            "25% less seed",
        ),
        (
            "How many legs does a shrimp walk on?",
            (
                "Six to ten. It walks on all behind its claws:\n\n"
                "| Kind | Legs |\n|---|---|\n| river | 10 |\n| sand | 8 |"
            ),
            "Six to ten",
        ),
        (
            "Which share of the milk is lost to foam?",
            "Foam over milk. With 2 l of foam:\n\n- 10 l of milk: 20%\n- 4 l of milk: 50%",
            "Foam over milk",
        ),
        (
            "How many bottles fill 2 kl at 50% of the harvest, 0.5 l each?",
            "1,000 / 0.5 = 2,000 bottles.",
            "1,000 / 0.5 = 2,000 bottles",
        ),
        (
            "Which switches stop the pump or lock it?",
            "`off` stops it; `hold` locks the wheel. Check the fuse first: 10 means 10 A.",
            "off stops it; hold locks the wheel",
        ),
    ],
)
def test_the_sentence_that_answers_is_the_back(question: str, answer: str, back: str) -> None:
    assert back_of(question, answer) == back


@pytest.mark.parametrize(
    ("question", "answer", "back"),
    [
        ("How many beds are there?", "Ward A 12 beds, ward B 9 beds.", "Ward A 12 beds"),
        ("What does the survey see?", "Check the gauges weekly.", "Check the gauges weekly"),
    ],
)
def test_an_answer_that_is_only_an_example_or_a_list_stays(
    question: str, answer: str, back: str
) -> None:
    assert back in " ".join(map(str, cards_of(f"## {question}\n\n{answer}\n{LAST}")))


def test_what_stands_in_front_of_the_parts_of_an_answer_answers() -> None:
    answer = (
        "**Short answer:** it lifts water by turning a screw.\n\n"
        "**Deep dive:** the pitch sets the lift for each turn.\n\n"
        "**Numbers to know:**\n\n- 2 m at 30 turns\n- 3 m at 45 turns"
    )
    text = "".join(f"## {q}\n\n{answer}\n\n" for q in ("How does it lift?", "Why?", "Since when?"))
    assert cards_of(text)[0][1] == "it lifts water by turning a screw"
    assert not any("deep dive" in front.casefold() for front, _ in cards_of(text))


def test_the_case_behind_an_amount_goes_into_the_question() -> None:
    answer = "About 40 min for a tank of 300 l with the small pump."
    ((front, back),) = cards_of(f"## How long does filling take?\n\n{answer}\n{LAST}")
    assert front == "How long does filling take for a tank of 300 l with the small pump?"
    assert back == "About 40 min"


CHOICE = "- [ ] 20 min\n- [x] 30 min\n- [ ] 40 min\n\n> {why}\n"


def test_a_choice_says_what_its_right_option_follows_from() -> None:
    lead = "The tank holds 900 l unless said otherwise.\n\n"
    asked = "## How long does a pump of 30 l/min take?\n\n"
    (front, _), *_ = cards_of(lead + asked + CHOICE.format(why="900 l / 30 l/min = 30 min.") + LAST)
    assert front.startswith("The tank holds 900 l")


@pytest.mark.parametrize("lead", ["1 l = 1,000 ml.", "Bring a pencil at 9:30.", "Water has 15 °C."])
def test_a_choice_says_no_conversions_and_nothing_else(lead: str) -> None:
    asked = "## How long does a pump of 30 l/min take for 900 l?\n\n"
    choice = CHOICE.format(why="900 l / 30 l/min = 30 min.")
    assert cards_of(f"{lead}\n\n{asked}{choice}{LAST}")[0][0].startswith("How long")


def test_a_choice_says_what_its_options_are() -> None:
    text = (
        "## Boats\n\nThe boats K, L and M start together and need 9, 4 and 6 min.\n\n"
        "### In which order do they come in?\n\n"
        "- [ ] K, L, M\n- [x] L, M, K\n- [ ] M, L, K\n\n> The shortest comes first.\n"
    )
    assert "K, L and M start together" in cards_of(text)[0][0]


def test_a_sign_of_an_answer_is_no_part_of_it() -> None:
    text = "**P1.** Que mede o pluviómetro?\n\n**R:** A chuva, em milímetros por dia.\n\n" * 3
    assert all("R:" not in front + back for front, back in cards_of(text))


@pytest.mark.parametrize(
    "sentence",
    [
        "A wet seal is the usual sign of a pump that ran dry.",
        "watts divided by litres per second are joules per litre",
    ],
)
def test_a_sign_and_a_quotient_are_no_definitions(sentence: str) -> None:
    text = f"## Why does it leak?\n\n### Answer\n\nThe seal is worn.\n\n### Why it matters\n\n{sentence}\n"
    assert not any(front.startswith("What is") for front, _ in cards_of(text + LAST))


def test_each_of_two_questions_has_a_card_where_one_back_cannot_tell_both() -> None:
    answer = (
        "A screw pump lifts water by turning a long screw in an open trough, so that no stone or "
        "weed blocks it. The Delft pump has 11 kW and runs day and night; that makes 264 kWh."
    )
    title = "What is a screw pump, and how much energy does the Delft pump need per day?"
    cards = cards_of(f"## {title}\n\n{answer}\n{LAST}")
    assert [front for front, _ in cards] == [
        "What is a screw pump?",
        "How much energy does the Delft pump need per day?",
    ]
    assert "264 kWh" in cards[1][1]
    assert "264 kWh" not in cards[0][1]


@pytest.mark.parametrize(
    ("title", "answer"),
    [
        ("What is a lock, and what does it cost?", "A gate for ships. It costs 9 euros a ship."),
        ("Where does the dike end, and what is the usual slope?", "At the slope of 3 to 1."),
        ("What is a sluice, and why is it shut?", "A small gate. Because the sea is higher."),
    ],
)
def test_a_title_whose_answer_tells_both_or_that_leans_on_itself_is_one_card(
    title: str, answer: str
) -> None:
    assert [front for front, _ in cards_of(f"## {title}\n\n{answer}\n{LAST}")] == [title]


def test_a_clause_that_only_announces_a_formula_is_no_part_of_its_sentence() -> None:
    text = said("All rents are the same; with the sum S and n months:")
    assert plain(core_sentence("How is the rent paid back?", [text])) == "All rents are the same"


def test_what_is_said_behind_the_number_that_is_asked_for_stays_below() -> None:
    back = back_of(
        "What do 40 beds cost at 3 euros each and 9 euros for the cart?",
        "40 × 3 + 9 = 129 euros. Carts are lent to members of the club.",
    )
    assert back == "40 × 3 + 9 = 129 euros"


@pytest.mark.parametrize(
    ("title", "leans"),
    [
        ("What does this pump cost per year?", True),
        ("How does this work?", False),
        ("What does a pump cost that is sold after a year? It is billed as new.", False),
    ],
)
def test_a_question_about_this_thing_goes_on_from_the_one_before(title: str, leans: bool) -> None:
    text = f"## A pump lifts 40 l and costs 9 euros. What is its lift?\n\n2 m.\n\n## {title}\n\nIt takes 20 euros a year.\n"
    document = read_text(f"# Notes\n\n{text}", path="notes.md").document
    fronts = [reading(f.front) for f in edited(extract(document), document).facts]
    assert any(front.startswith("Going on from") for front in fronts) == leans
