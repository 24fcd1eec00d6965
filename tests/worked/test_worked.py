"""Calculations that a document works out: what becomes a problem, and what must not."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from flashcards.documents import read_text
from flashcards.facts.computed import worked_problems
from flashcards.problems import ProblemError, Variant, check, draw
from flashcards.problems.written.block import written_family
from flashcards.worked import Calculation, block_of, calculations


def found(text: str) -> list[Calculation]:
    return list(calculations(read_text(text, path="a.md").document))


def variants(text: str, *, count: int = 30) -> list[Variant]:
    out = []
    for one in found(text):
        block = block_of(one)
        if block is not None:
            family = written_family(block.text, path="a.md", line=one.line)
            out += [draw(family, seed) for seed in range(count)]
    return out


def section(answer: str, question: str = "How is it sized?") -> str:
    return f"# Notes\n\n## {question}\n\n{answer}\n\n## What is a queue?\n\nA line.\n"


TIME = "transfer time = file size / link rate = 40 GB / 20 MB/s = 2,000 s"
ASKED = "How long is the transfer time?"


def test_an_equation_in_words_and_numbers_becomes_a_problem() -> None:
    (one,) = found(section(TIME))
    assert (one.name, one.said, one.unit) == ("transfer time", "file size / link rate", "s")
    assert [(each.name, each.unit) for each in one.inputs] == [
        ("file size", "GB"),
        ("link rate", "MB/s"),
    ]
    drawn = variants(section(TIME, ASKED))
    assert len({one.statement for one in drawn}) > 10
    for variant in drawn:
        check(variant)
        assert variant.steps[0] == "transfer time = file size / link rate"


def test_a_title_is_shown_where_it_asks_for_the_result_by_itself() -> None:
    for question, shown in (
        (ASKED, True),
        ("And how long is the transfer time?", False),
        ("How long is each transfer time?", False),
        ("What does it cost?", False),
    ):
        # Without its subject a formula of two numbers says of nothing what it computes.
        drawn = variants(section(TIME, question), count=1)
        assert [question in one.statement for one in drawn] == [True] * shown


@pytest.mark.parametrize(
    "answer",
    [
        "required rate = file size / time = 40 GB / 20 s = 3 GB/s",  # wrong
        "required rate = file size / time = 40 GB / 20 s × 2 = 4 GB/s",  # another form
        "it is needed = file size / time = 40 GB / 20 s = 2 GB/s",  # a clause, no name
        "rate of an H100 = file size / time = 40 GB / 20 s = 2 GB/s",  # one thing in the world
        "required rate = 40 GB / 20 s = 2 GB/s",  # nothing has a name
        "wait = speed / load = 40 / 20 = 2",  # of what?
        "1 MiB = 1,024 KiB = 1,048,576 bytes",
    ],
)
def test_nothing_is_made_of_what_is_wrong_or_not_told(answer: str) -> None:
    assert not variants(section(answer))


def test_a_power_of_two_stays_one_and_a_share_stays_below_one() -> None:
    text = section(
        "KV bytes = 2 × layers × head dim × bytes = 2 × 32 × 128 × 2 bytes = 16,384 bytes\n\n"
        "goodput = arrival rate × hit rate = 50 requests/s × 0.9 = 45 requests/s"
    )
    for variant in variants(text):
        for name, value in variant.parameters.items():
            if name == "result":
                continue
            if "head dim" in variant.statement:
                assert int(value).bit_count() == 1
            elif name == "x1":
                assert 0 < value < 1


def test_a_part_stays_smaller_than_its_whole() -> None:
    answer = "used share = tokens used / tokens reserved = 700 / 4000 = 17.5 %"
    for variant in variants(section(answer)):
        assert variant.parameters["x0"] < variant.parameters["x1"]


def test_columns_that_follow_from_columns_become_a_problem() -> None:
    table = (
        "| Bus | Clock | Bits per byte | Bytes per second |\n|---|---|---:|---:|\n"
        "| slow | 100 kHz | 10 | 10,000 |\n| fast | 400 kHz | 8 | 50,000 |\n"
        "| link | 20 MHz | 8 | 2,500,000 |\n"
    )
    (one,) = found(section(table))
    assert (one.name, one.said) == ("Bytes per second", "Clock ÷ Bits per byte")
    assert not found(section(table.replace("50,000", "40,000").replace("10,000 |", "9,000 |")))


def test_a_question_is_asked_again_with_other_numbers() -> None:
    text = section(
        "10 · log2(62) = 59.5 bits.", "How much entropy has a password of 10 characters out of 62?"
    )
    drawn = variants(text)
    assert drawn
    for variant in drawn:
        assert variant.statement.startswith("How much entropy has a password of ")
        check(variant)


def test_a_question_that_does_not_tell_all_numbers_is_left_alone() -> None:
    assert not found(section("12 × 23 = 276 dollars.", "What does storage cost for 12 TB?"))


def test_a_question_of_yes_or_no_asks_for_no_number() -> None:
    answer = "12 × 23 = 276 dollars."
    assert found(section(answer, "What do 12 TB at 23 dollars a TB cost?"))
    assert not found(section(answer, "Do 12 TB at 23 dollars a TB cost much?"))


def test_what_another_case_bears_out_becomes_a_problem() -> None:
    text = section("24.0 kHz. At 32 kHz it is 16.0 kHz.", "How much does a 48 kg bag cost?")
    assert not found(text)
    text = section(
        "375 kJ. At 50 m/s it has 1,500 kJ.", "How much energy has a 1,200 kg car at 25.0 m/s?"
    )
    assert 2 in [one.power for one in found(text)]


def test_a_question_of_a_number_without_its_unit_is_left_alone() -> None:
    text = section("34.65 and no more: 330 N × 105 mm = 34.65.", "What give 330 N at 105 mm?")
    assert not variants(text)


def test_a_title_that_goes_on_with_another_is_no_lead() -> None:
    answer = "A 16 TB drive at 200 MB/s needs 80,000 s."
    assert variants(section(answer, "How long does a rebuild take?"), count=1)
    assert not variants(section(answer, "And how long does a rebuild take?"), count=1)


def test_one_amount_in_two_units_is_no_law_of_two_cases() -> None:
    two = "A length of chain has 15 rods {0} 27.4 m, three of them 45 rods {0} 82.3 m."
    assert len(found(section(two.format("that need"), "What is a length of chain?"))) == 1
    assert not found(section(two.format("or"), "What is a length of chain?"))


def test_a_statement_speaks_the_language_of_its_document() -> None:
    text = (
        "# Laden\n\n## Wie lange dauert das Kopieren der Platte und was ist zu beachten?\n\n"
        "Eine Platte mit 16 TB und 200 MB/s braucht 80.000 s.\n"
    )
    document = read_text(text, path="a.md").document
    (one,) = worked_problems(document)
    statement = draw(one.family, 0).statement
    assert "Welche Zahl steht" in statement
    assert "Antworte in s, auf 1 % genau." in statement


def test_no_more_than_two_of_one_relation() -> None:
    lines = "\n\n".join(
        f"time {name} = file size / rate = {size} GB / 20 MB/s = {size * 50:,} s"
        for name, size in (("a", 40), ("b", 60), ("c", 80))
    )
    assert len(found(section(lines))) == 2


def test_every_block_is_one_that_an_author_could_have_written() -> None:
    (one,) = found(section(TIME, ASKED))
    block = block_of(one)
    assert block is not None
    assert 'title = "Transfer time"' in block.text
    with pytest.raises(ProblemError):
        written_family(block.text.replace("/ ", "* "), path="a.md", line=1).ask("no")


def test_a_row_that_begins_with_a_fraction_is_scaled_by_all_of_it() -> None:
    text = section(
        """| Board | Bandwidth | Speed, small | Speed of a large model |
|---|---|---|---|
| One | 17.1 GB/s | 21.375 tokens/s | 8.5 tokens/s |
| Two | 68.3 GB/s | 85.375 tokens/s | 33.9 tokens/s |
| Three | 102.4 GB/s | 128.0 tokens/s | 50.9 tokens/s |
| Four | 204.8 GB/s | 256.0 tokens/s | 101.8 tokens/s |
""",
        "What is the speed of a large model?",
    )
    made = variants(text)
    assert made
    assert all("grows in proportion to the bandwidth." in one.statement for one in made)
    for one in made:
        (given, asked) = re.findall(r"bandwidth of ([\d.]+) GB/s", one.statement)
        (known,) = re.findall(r"it is ([\d.]+) tokens/s", one.statement)
        assert float(one.answer.strip("≈ ").split()[0]) == pytest.approx(
            float(known) * float(asked) / float(given), rel=1e-3
        )


def test_what_does_not_give_the_documents_own_result_is_never_asked() -> None:
    text = "weight bytes = parameters × bytes each = 7,000,000,000 × 2 bytes = 14 GB"
    (one, *_) = found(section(text, "How many weight bytes are there?"))
    assert block_of(one) is not None
    assert block_of(replace(one, relation=f"({one.relation}) / 25")) is None
    assert block_of(replace(one, relation=f"({one.relation}) * 1.1")) is None


def test_a_quoted_follow_up_is_asked_as_it_stands_without_its_label() -> None:
    text = (
        "# Notes\n\n## How long may a chat become?\n\nAs long as its share of the context.\n\n"
        "#### Follow-Up Questions\n\n"
        '1. **"A server runs with 4,096 tokens over 4 slots. How long may one chat become?"**\n'
        "   *Looking for*: 1,024 tokens\n\n## What is a queue?\n\nA line.\n"
    )
    for one in variants(text, count=3):
        assert "Looking for" not in one.statement
        assert "question mark" not in one.statement


@pytest.mark.parametrize(
    ("question", "answer", "worked"),
    [
        ("What becomes of €10,000 at 3% in ten years?", "10,000 · 1.03^10, that is €13,439.",
         "{0} × (1 + {1}) ^ {2}"),
        ("How many games does a round robin of 12 players have?", "12 × 11 / 2 = 66 games.",
         "({0} × ({0} - 1)) ÷ 2"),
        ("How much heat goes through 120 m² of wall with 0.20 W/(m²·K) from 20 °C to 5 °C?",
         "0.20 · 120 · 15 = 360 W.", "({0} × {1}) × ({3} - {2})"),
        ("How long does a machine with 10^9 keys per second need for all DES keys?",
         "2^56 / 10^9 s = 72,057,594 s.", "2^56 ÷ {0}"),
    ],
)  # fmt: skip
def test_operands_that_follow_from_the_numbers_of_a_question(
    question: str, answer: str, worked: str
) -> None:
    (one,) = found(section(answer, question))
    shown = re.sub(r"\0(\d)\0", r"{\1}", one.worked)
    assert re.sub(r"[()\s]", "", shown).replace("*", "×").replace("/", "÷").replace(
        "××", "^"
    ) == re.sub(r"[()\s]", "", worked)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What do 12 players pay in 11 months?", "12 × 11 / 3 = 44 €."),  # 3 is told nowhere
        ("What do 12 players pay?", "11 × 5 = 55 €."),
        ("What becomes of €10,000 at 3% in ten years?", "10,000 · 1.04^10, that is €14,802."),
        ("How much heat does 2 kg of water take up from 20 °C to 80 °C?", "2 × 55 = 110 kJ."),
    ],
)
def test_operands_that_follow_from_none_make_no_problem(question: str, answer: str) -> None:
    assert not found(section(answer, question))
