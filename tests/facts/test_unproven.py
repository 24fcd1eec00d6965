"""Below an answer stands nothing that nothing bears out."""

from __future__ import annotations

from pathlib import Path

import pytest

from flashcards.card import Fact, Interview
from flashcards.facts.remarks import remarks
from flashcards.facts.wording import reading
from flashcards.files import Input
from flashcards.understanding import understood, usable


def facts(folder: Path, text: str) -> tuple[Fact, ...]:
    path = folder / "a.md"
    path.write_text(text, encoding="utf-8")
    source = Input(path=path, name="a.md")
    return understood(usable(source), "t").extraction.facts


def below(folder: Path, answer: str, question: str = "What is a delay line?") -> str:
    (first, *_) = facts(
        folder, f"# Notes\n\n## {question}\n\n{answer}\n\n## What is a queue?\n\nA line.\n"
    )
    return reading(first.more)


OPENING = "A line that gives back what it was fed, some time later."


def test_a_number_that_nothing_holds_goes_with_its_sentence(tmp_path: Path) -> None:
    said = below(tmp_path, f"{OPENING} At 90 BPM a sixteenth lasts 83 ms. It is used in echoes.")
    assert "83" not in said
    assert "It is used in echoes" in said


def test_what_a_relation_holds_stays_with_what_it_follows_from(tmp_path: Path) -> None:
    said = below(tmp_path, f"{OPENING} A buffer of 4 × 256 samples = 1,024 samples is usual.")
    assert "1,024" in said


def test_a_number_that_the_card_has_told_may_be_told_again(tmp_path: Path) -> None:
    said = below(
        tmp_path,
        "It holds 480 samples of sound. With 480 samples the echo is short. At 90 Hz it takes 7 ms.",
        "How many samples does a delay line hold?",
    )
    assert "With 480 samples" in said
    assert "7 ms" not in said


@pytest.mark.parametrize(
    "sentence",
    [
        "Schroeder built one in 1961.",
        "It is set by `--delay 40`.",
        "It has two taps.",
        "See RFC3550.",
    ],
)
def test_years_names_code_and_numbers_in_words_are_not_worked_out(
    tmp_path: Path, sentence: str
) -> None:
    assert sentence.strip("`.")[-5:-1] in below(tmp_path, f"{OPENING} {sentence}")


def test_items_go_with_what_announced_them(tmp_path: Path) -> None:
    said = below(
        tmp_path, f"{OPENING}\n\nAt 120 BPM:\n\n- quarter 500 ms\n- eighth 251 ms\n\nIt is old."
    )
    assert "BPM" not in said
    assert "251" not in said


def test_what_is_left_says_the_answer_only_once(tmp_path: Path) -> None:
    assert below(tmp_path, f"{OPENING} At 90 BPM a sixteenth lasts 83 ms.") == ""


DOUBTED = "\n\n## How many eggs are 14 dozen?\n\n12 × 14 = 186.\n"
"""A question of which a number is refuted."""


def solution(folder: Path, answer: str, rest: str = "") -> str:
    found = facts(folder, f"# Notes\n\n## What is a delay line?\n\n{answer}\n\n{LONG}{rest}")
    return reading(next(one for one in found if isinstance(one.ask, Interview)).more)


LONG = "It is as simple as a bucket chain. " * 9
"""So much that a card cannot give the answer whole."""
UNPROVEN = f"{OPENING} At 90 BPM a sixteenth lasts 83 ms. It is used in echoes."


def test_a_solution_is_believed_where_no_number_is_refuted(tmp_path: Path) -> None:
    assert "83 ms" in solution(tmp_path, UNPROVEN)


def test_a_solution_in_a_document_with_refuted_numbers_says_that_there_is_more(
    tmp_path: Path,
) -> None:
    said = solution(tmp_path, UNPROVEN, DOUBTED)
    assert "83 ms" not in said
    assert "It is used in echoes" in said
    assert said.endswith("The rest of the solution stands in the document.")


def test_a_solution_of_words_alone_stays_whole_in_any_document(tmp_path: Path) -> None:
    assert "stands in the document" not in solution(tmp_path, OPENING, DOUBTED)


def test_code_stays_without_the_results_behind_its_lines(tmp_path: Path) -> None:
    code = "```python\nstep = wait / 7  # 83 ms\nplay(step)  # then again\n```"
    said = solution(tmp_path, f"{OPENING}\n\n{code}", DOUBTED)
    assert "step = wait / 7" in said
    assert "83" not in said
    assert "then again" in said


def test_a_question_goes_with_its_answer(tmp_path: Path) -> None:
    said = solution(tmp_path, f"{OPENING} And at 90 BPM? It is 83 ms. It is old.", DOUBTED)
    assert "BPM" not in said
    assert "It is old." in said


def test_nothing_is_announced_that_is_not_shown(tmp_path: Path) -> None:
    table = "| Tap | Delay |\n|---|---|\n| first | 83 ms |\n| second | 167 ms |"
    said = below(
        tmp_path, f"{OPENING} Note. At 90 Hz it is 83 ms.\n\nThe taps are these:\n\n{table}"
    )
    assert "Note" not in said
    assert "these" not in said


def test_what_stands_below_an_answer_does_not_say_it_once_more(tmp_path: Path) -> None:
    text = (
        "# Notes\n\n## How many eggs are 3 dozen?\n\n"
        "3 × 12 = 36 eggs, since a dozen is 12. It is an old word for twelve.\n"
    )
    (card,) = (one for one in facts(tmp_path, text) if not one.aside)
    assert reading(card.more) == "It is an old word for twelve."


def test_a_remark_on_a_solution_is_in_the_language_of_its_document() -> None:
    assert remarks("pt").left_out == "O resto da solução está no documento."
    assert remarks("xx") == remarks("en")
