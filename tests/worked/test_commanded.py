"""Commands that compute with the numbers of their question, in the unit that its answer says."""

from __future__ import annotations

import pytest

from flashcards.documents import read_text
from flashcards.facts.computed import worked_problems
from flashcards.problems import draw

TURNS = """# Notes

## {question}

{answer}

```console
$ awk 'BEGIN {{ print {code} }}'
{printed}
```
"""


def statements(question: str, answer: str, code: str, printed: str) -> list[str]:
    text = TURNS.format(question=question, answer=answer, code=code, printed=printed)
    found = worked_problems(read_text(text, path="a.md").document)
    return [f"{(one := draw(each.family, 2)).statement} {one.answer}" for each in found]


DRUM = "How long does a drum of 480 rpm take for half a turn?"


def test_a_command_that_computes_what_is_asked_becomes_the_question() -> None:
    (one,) = statements(DRUM, "About 62.5 ms.", "60 / 480 / 2 * 1000", "62.5")
    assert one.startswith("How long does a drum of ")
    assert " ms" in one


@pytest.mark.parametrize(
    ("question", "answer", "code", "printed"),
    [
        (DRUM, "It was 61.2 ms.", "60 / 480 / 2 * 1000", "62.5"),  # another number
        (DRUM, "About 62 ms.", "60 / 480 / 2 * 1000", "62.5"),  # too few digits to tell
        (DRUM, "About 65.2 ms.", "60 / 460 / 2 * 1000", "65.2174"),  # not the question's number
        ("Why is a drum of 480 rpm slow?", "62.5 ms.", "60 / 480 / 2 * 1000", "62.5"),
    ],
)
def test_nothing_is_made_of_another_command(
    question: str, answer: str, code: str, printed: str
) -> None:
    assert not any("rpm" in one for one in statements(question, answer, code, printed))
