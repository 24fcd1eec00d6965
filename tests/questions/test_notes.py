"""Blocks of Obsidian_to_Anki: a front, a back, and nothing of what stands between them."""

from __future__ import annotations

from flashcards.document import Asks, Role
from tests.questions.reading import options, read, text_of, titles

NOTES = """
    # Cells

    TARGET DECK: Bio

    Words between. What is a cell?

    START
    Basic
    What is a mitochondrion?
    - in eukaryotes
    Back: The power house.
    Tags: bio cells
    <!--ID: 1566052191670-->
    END

    | a | b |
    |---|---|
    | 1 | 2 |

    START
    Basic (and reversed card)
    Front: nucleus
    Back: holds the DNA
    ID: 12345
    END

    START
    Cloze
    The {membrane} has a {2:double layer}.
    END

    Which organelle? STARTI [Basic] Which organelle digests? Back: The lysosome. Tags: bio ENDI

    START
    Basic
    Which base is in RNA only?

    A) thymine
    B) uracil

    Back: B
    END
"""


def test_notes_are_cards_and_what_stands_between_is_none() -> None:
    document = read(NOTES)
    assert titles(document) == [
        "What is a mitochondrion?",
        "nucleus",
        "The membrane has a double layer.",
        "Which organelle digests?",
        "Which base is in RNA only?",
    ]
    assert [one.asks for one in document.questions] == [
        Asks.PAIR, Asks.PAIR_BOTH_WAYS, Asks.CLOZE, Asks.PAIR, Asks.CHOICE,
    ]  # fmt: skip
    first, second, _, inline, choice = document.questions
    assert first.tags == ("bio", "cells")
    assert text_of(first, Role.SOLUTION) == "The power house."
    assert text_of(second, Role.SOLUTION) == "holds the DNA"
    assert text_of(inline, Role.SOLUTION) == "The lysosome."
    assert options(choice) == ["thymine", "*uracil"]


def test_a_note_keeps_the_lines_of_its_file() -> None:
    assert [one.source.line for one in read(NOTES).questions][:2] == [9, 22]
