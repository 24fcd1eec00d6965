"""Names and titles as questions that a person would ask, and what makes none."""

from __future__ import annotations

import pytest

from flashcards.documents import read_text
from flashcards.facts.computed import worked_problems
from flashcards.problems import draw
from flashcards.quantities import quantities
from flashcards.worked.headings import asks_amount, holds_words, may_be_asked, topic_of
from flashcards.worked.merged import adverbial, asks_of_kind, merged
from flashcards.worked.wording import asks_for, is_plural, tells_quantity
from tests.worked.test_worked import found, section, variants


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("What is TLB reach?", "TLB reach"),
        ("Was ist die Sperrzeit?", "Sperrzeit"),
        ("Qu'est-ce que le rendement d'une synthèse ?", "Le rendement d'une synthèse"),
        ("Che cos'è l'autoconsumo?", "L'autoconsumo"),
        ("Buffer latency", "Buffer latency"),
        ("Access time with a cache: give the formula.", "Access time with a cache"),
        ("Write the code that splits it.", ""),
        ("What is selectivity, and when does a scan win?", "Selectivity"),
        ("Parallax of the nearest star", ""),  # one thing, whose numbers are what they are
        ("How do RPO and RTO differ?", ""),
    ],
)
def test_a_title_tells_its_topic_or_none(title: str, topic: str) -> None:
    assert topic_of(title) == topic


@pytest.mark.parametrize(
    ("title", "amount"),
    [
        ("How long may a frame take?", True),
        ("Wie viel Wasser verdunstet am Tag?", True),
        ("Que distância o carro percorre?", True),
        ("What do TTFT and TPOT stand for?", False),
        ("What does a test tell?", False),
        ("Was bedeutet eine Neigung?", False),
        ("Why is it slow?", False),
        ("What is it? And how much?", False),
    ],
)
def test_what_asks_for_an_amount_is_told_from_what_asks_for_a_meaning(
    title: str, amount: bool
) -> None:
    assert asks_amount(title) is amount


def test_a_question_for_two_things_is_for_none_of_them() -> None:
    assert may_be_asked("What is the efficiency of a unit with 2 kW and 3 kW of losses?")
    assert not may_be_asked("What are the losses and the efficiency of a unit?")


def test_a_name_is_asked_for_only_if_it_tells_a_quantity() -> None:
    told = ("ridge point", "time to read weights", "MTBF", "n_ctx", "KV bytes per token")
    assert all(map(tells_quantity, told))
    untold = ("full replica", "bound by the RAM", "All sequences", "GB for 7 B", "bytes", "Billed")
    assert not any(map(tells_quantity, untold))
    assert asks_for("logits", of_size=True, counts=False) == "How large are the logits"
    assert asks_for("full replica", of_size=False, counts=False) == ""
    assert is_plural("tokens used")


CARD = "\0000\0 mAh \1 h"


def test_an_answer_that_leaves_out_its_subject_goes_into_its_question() -> None:
    question = "How long may a frame take?"
    added = adverbial("At \0000\0 fps it is \1 ms", question)
    assert merged(question, added, question) == "How long may a frame take at \0000\0 fps?"
    assert adverbial("One turn takes \1 ms", question) == ""
    assert adverbial("At \0000\0 km/h a heater adds \1 kWh", question) == ""


def test_the_answers_number_takes_the_place_of_the_questions() -> None:
    answer = "The LED drew it from a cell of 220 mAh: 220 mAh / 0.01 mA = 22,000 h. At 100 µA it is 2,200 h."
    drawn = variants(section(answer, "How long does a 220 mAh cell feed a 10 µA load?"))
    assert any(" feed a" in one.statement for one in drawn)
    for one in drawn:
        assert one.statement.count("µA") == 1  # never two loads


def test_what_counts_another_thing_does_not_answer_a_question() -> None:
    result = quantities("9,000 bytes")[0]
    assert not asks_of_kind("How many round trips carry them?", "With 9 each \1 bytes", result)
    assert not asks_of_kind("How long does it take?", "At 9 W \1 J", quantities("9 J")[0])
    assert asks_of_kind("How many calls are made?", "At 9 % \1 calls", quantities("9 calls")[0])
    assert not holds_words(
        "How large is the positive predictive value?", "negative predictive value"
    )


def test_another_quantity_than_the_title_asks_for_is_not_asked_by_it() -> None:
    answer = "At 2% prevalence, 90% sensitivity and 95% specificity the negative predictive value is 99.8%."
    title = "How large is the positive predictive value at 2% prevalence, 90% sensitivity and 95% specificity?"
    assert not any("positive" in one.statement for one in variants(section(answer, title)))


def test_options_that_nothing_marks_are_no_answers() -> None:
    options = "1. 12 per second\n2. 60 per second\n3. 114 per second\n4. 1,140 per second"
    question = "A CDN answers 95% of 1,200 requests per second: how many reach the origin?"
    assert not found(section(options, question))


@pytest.mark.parametrize(
    "answer",
    [
        "C = 6ND = 6 · 7×10^9 · 2×10^12 = 8.4×10^22.",  # what are N and D?
        "| Shards | Wall clock | Billed |\n|---|---|---|\n| 4 | 11 min | 44 min |\n| 8 | 7 min | 56 min |\n| 2 | 19 min | 38 min |\n",  # no quantity
    ],
)
def test_nothing_is_asked_by_names_that_tell_nothing(answer: str) -> None:
    assert not variants(section(answer))


def test_symbols_are_told_by_the_words_around_them() -> None:
    answer = (
        "With hit ratio $h$, memory time $m$ and TLB time $t$ the access time is $E = h(t+m) + "
        "(1-h)(t+2m)$. For h = 0.98, t = 1 ns and m = 100 ns the result is 103 ns."
    )
    drawn = variants(section(answer, "Effective access time"))
    assert drawn
    assert all("- hit ratio h: " in one.statement for one in drawn)


def test_numbers_that_are_one_things_own_are_not_drawn_for_it() -> None:
    question = "How long until the first byte with a round trip of 50 ms?"
    assert not found_statements("- QUIC: 2 round trips, 100 ms", question)


def found_statements(answer: str, question: str) -> list[str]:
    return [one.statement for one in variants(section(answer, question)) if "QUIC" in one.statement]


def test_the_share_of_a_part_is_asked_in_per_cent() -> None:
    table = (
        "| Cause | Minutes | Share |\n|---|---:|---:|\n| disk | 18 | 30.0 |\n| network | 27 | 45.0 |\n"
        "| people | 15 | 25.0 |\n| **Sum** | **60** | 100.0 |\n"
    )
    drawn = variants(section(table, "What was lost?"))
    assert all("Answer in %" in one.statement for one in drawn if "share" in one.statement)


def test_a_formula_may_tell_the_units_of_its_symbols() -> None:
    told = "With the period $P$ in years and the semi-major axis $a$ in au: $P^2 = a^3$."
    case = " For $a = 4$ the period is 8 years."
    drawn = variants(section(told + case, "Orbits of planets"))
    assert drawn
    for one in drawn:
        assert "- semi-major axis a: " in one.statement
        assert float(one.value) == pytest.approx(float(one.parameters["x0"]) ** 1.5)
    assert not variants(section("It is $P^2 = a^3$." + case, "Orbits of planets"))


def test_a_power_of_the_bits_is_drawn_in_the_worked_steps_too() -> None:
    answer = "3.3 V / 4,096 = 0.806 mV."
    drawn = variants(
        section(answer, "What is the step size of a 12-bit ADC with a 3.3 V reference?")
    )
    assert not any("4,096" in step for one in drawn for step in one.steps)


def test_a_share_stays_of_the_size_that_its_field_knows() -> None:
    drawn = variants(
        section("Specificity: 940 of 990 healthy, 94.9%.", "Which specificity has it?")
    )
    assert drawn
    assert all(one.value > 0.8 for one in drawn)


def test_one_printed_number_is_asked_without_last_and_exactly() -> None:
    listing = "```python\nxs = list(range(10))\nprint(sum(xs[2:8:2]))\n```"
    document = read_text(section(listing, "What does a slice hold?"), path="a.md").document
    (made,) = worked_problems(document)
    statement = draw(made.family, 3).statement
    assert "What does it print?" in statement
    assert "exactly" in statement
