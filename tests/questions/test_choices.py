"""Multiple choice in the spellings that people use; a wrong option is never right."""

from __future__ import annotations

import pytest

from flashcards.document import Asks, Role
from tests.questions.reading import options, read, text_of

SPELLINGS = {
    "boxes": "- [ ] Bergen\n- [x] Oslo\n- [ ] Narvik",
    "letters and a label": "A) Bergen\nB) Oslo\nC) Narvik\n\nAnswer: B",
    "letters in a list": "- A: Bergen\n- B: Oslo\n- C: Narvik\n\n**Answer: B**",
    "a heading": "- A: Bergen\n- B: Oslo\n- C: Narvik\n\n#### Answer: B\n\nSince 1814.",
    "a fold": "a. Bergen\nb. Oslo\nc. Narvik\n\n<details><summary>Show</summary>\n\nb) Oslo\n\n</details>",
    "a fold in a language not known": (
        "- A: Bergen\n- B: Oslo\n- C: Narvik\n\n"
        "<details><summary>Vastaa</summary>\n\n#### Vastaa: B\n\nNiin.\n\n</details>"
    ),
    "bold": "- A. Bergen\n- **B. Oslo**\n- C. Narvik",
    "a tick": "A. Bergen\nB. Oslo ✅\nC. Narvik",
    "by its text": "- Bergen\n- Oslo\n- Narvik\n\n**Answer**: Oslo",
    "by number": "1. Bergen\n2. Oslo\n3. Narvik\n\n**Correct answer**: 2",
    "a fence": "* Bergen\n* Oslo\n* Narvik\n```\nOslo\n```",
    "on one line": "A) Bergen B) Oslo C) Narvik\n\n**Answer:** (B)",
    "other scripts": "А) Bergen\nБ) Oslo\nВ) Narvik\n\nОтвет: Б",
    "letters of Arabic": "- أ: Bergen\n- ب: Oslo\n- ج: Narvik\n\n#### الإجابة: ب",
    "rings": "① Bergen\n② Oslo\n③ Narvik\n\n정답: ②",
    "a letter without its blank": "- A: Bergen\n- B:Oslo\n- C: Narvik\n\n**Answer**: B",
    "boxes typed badly": "- [] Bergen\n- [x] Oslo\n- [ ]Narvik",
    "an item that is empty": "- A: Bergen\n- B: Oslo\n- C: Narvik\n-\n\n**Answer**: B",
    "its number and text in a fold": (
        "1. Bergen\n2. Oslo\n3. Narvik\n\n<details><summary>Answer</summary>\n\n2) Oslo\n\n</details>"
    ),
    "lines of which one is bold": "(A) Bergen\n**(B) Oslo**\n(C) Narvik",
    "a letter in bold in a fold": (
        "A. Oslo\nB. Bergen\n\n<details><summary>Show answer</summary>\n\n**A** – since 1814.\n\n</details>"
    ),
    "a quote": "- A) Bergen\n- B) Oslo\n- C) Narvik\n\n> Answer: **B**",
    "options by their word": "**Option A:** Bergen\n**Option B:** Oslo\n\n**Answer:** Option B",
    "a star at the letter": "a. Bergen\n*b. Oslo\nc. Narvik",
    "a link right below": "- A) Bergen\n- B) Oslo\n[Source](https://a.org)\n\n**Answer:** B",
    "code between boxes": "- [ ] A:\n\n```js\nBergen\n```\n\n- [x] B:\n\n```js\nOslo\n```\n",
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_the_right_option_is_found_in_every_spelling(spelling: str) -> None:
    (question,) = read(
        f"# Quiz\n\n### What is the capital of Norway?\n\n{SPELLINGS[spelling]}\n"
    ).questions
    assert question.asks is Asks.CHOICE
    assert [option.lstrip("*") for option in options(question) if option[0] == "*"] == ["Oslo"]
    assert "Bergen" in options(question)


NOT_CHOICES = {
    "do and do not": "- ✅ fast\n- ❌ hard to debug\n- ❌ large",
    "steps of an answer": "1. Open it.\n2. Close it.",
    "letters in prose": 'It lets you drop from a server "A" (the client A) to B) and goes on.',
    "what is bold in a list": "- **RDB**: snapshots\n- AOF: a log",
}


@pytest.mark.parametrize("text", NOT_CHOICES.values(), ids=NOT_CHOICES)
def test_a_list_that_answers_is_no_choice(text: str) -> None:
    (question,) = read(f"# Quiz\n\n### What should one know of it?\n\n{text}\n").questions
    assert question.asks is Asks.OPEN
    assert question.answered


def test_options_without_an_answer_are_no_answer() -> None:
    (question,) = read("# Quiz\n\n### Which one?\n\nA) this\nB) that\nC) none\n").questions
    assert question.asks is Asks.CHOICE
    assert not question.answered
    assert not question.sections


def test_the_explanation_of_a_choice_is_kept_without_its_letter() -> None:
    (question,) = read(
        "# Quiz\n\n### Which one?\n\nA) this\nB) that\n\nAnswer: B) that – for it is so.\n\nIndeed.\n"
    ).questions
    assert text_of(question, Role.SOLUTION) == "for it is so. Indeed."


TABLES = {
    "letters as columns": "| Question | A | B | Answer |\n|---|---|---|---|\n| 2 + 2? | 3 | 4 | B |",
    "one column": "| Question | Options | Correct |\n|---|---|---|\n| 2 + 2? | A) 3<br>B) 4 | B |",
    "named columns": "| Question | Option A | Option B | Answer |\n|---|---|---|---|\n| 2 + 2? | 3 | 4 | Option B |",
}


@pytest.mark.parametrize("table", TABLES)
def test_columns_of_options_are_no_answers(table: str) -> None:
    (question,) = read(f"# Quiz\n\n{TABLES[table]}\n").questions
    assert options(question) == ["3", "*4"]


def test_a_row_that_names_no_option_has_no_answer() -> None:
    (question,) = read(
        "# Quiz\n\n| Question | A | B | Answer |\n|---|---|---|---|\n| 2 + 2? | 3 | 4 | |\n"
    ).questions
    assert options(question) == ["3", "4"]
    assert not question.answered
