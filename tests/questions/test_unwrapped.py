"""A sentence that an editor wrapped is read as one line; lines that say something each stay apart."""

from __future__ import annotations

from tests.questions.reading import options, read

TITLES = """# Cells

**1.** In a cell that has been growing for a while in a rich medium, which
organelle makes most of the ATP?

The mitochondrion, which is why there are many of them in the muscles and
in the liver.

**2.** A cell is put into water that has no salt in it and no sugar either.
What becomes of it?

It swells, and as no wall of its own holds it together, it may burst after
a short while.
"""


def test_a_title_goes_on_in_the_line_that_it_was_wrapped_into() -> None:
    first, second = read(TITLES).questions
    assert first.title.plain.endswith("which organelle makes most of the ATP?")
    assert second.title.plain.endswith("either. What becomes of it?")


def test_options_in_a_sentence_are_options_wherever_its_lines_end() -> None:
    text = (
        "# Quiz\n\n**1.** Which bond joins two amino\nacids? It is (a) an ester bond,\n"
        "(b) a peptide\nbond or (c) a hydrogen bond.\n\n"
        "**2.** The sugar of DNA is (a) deoxyribose, (b) ribose,\n(c) glucose.\n\n"
        "## Key to Part 1\n\n1. (b)\n2. (a) – without one oxygen.\n"
    )
    first, second = read(text).questions
    assert options(first) == ["an ester bond", "*a peptide bond", "a hydrogen bond"]
    assert options(second) == ["*deoxyribose", "ribose", "glucose"]


def test_lettered_parts_with_an_answer_each_are_no_options() -> None:
    text = (
        "# Exercises\n\n1. A room is 3 m by 4 m. Find (a) the area, (b) the perimeter.\n"
        "2. A circle has a radius of 2 m. What are (a) its circumference and (b) its area?\n\n"
        "## Answers\n\n1. (a) 12 m², (b) 14 m\n2. (a) 12.6 m; (b) 12.6 m²\n"
    )
    assert [question.options for question in read(text).questions] == [(), ()]


def test_cards_on_a_line_each_stay_apart_however_long() -> None:
    text = (
        "Cards, front and back\n\n"
        "Flour for 12 rolls of 85 g when the percentages add up to 170%? ; 600 g flour\n"
        "Fresh yeast in place of 7 g instant yeast, by the table of Hamelman? ; 21 g of it\n"
        "Protein of a flour blended half and half from 12.5% and 9.5%? ; 11.0% in the mix\n"
    )
    assert len(read(text).questions) == 3


def test_terms_on_a_line_each_stay_apart() -> None:
    text = (
        "# Glossary\n\n"
        "bow – the front end of a boat, which cuts through the water before it\n"
        "stern – the rear end of a boat, where the rudder and the helmsman are\n"
        "port – the left side of a boat for someone who looks towards its bow\n"
    )
    assert [one.title.plain for one in read(text).questions] == ["bow", "stern", "port"]
