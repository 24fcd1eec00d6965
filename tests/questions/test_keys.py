"""Answers that stand together behind all questions, by number."""

from __future__ import annotations

import pytest

from flashcards.document import Role
from flashcards.standing import standing
from flashcards.tree import plain
from flashcards.tree.nodes import Paragraph
from tests.questions.reading import options, read, text_of

QUIZ = """
    # Examen

    **1.** ¿Cuál es la capital de Perú?
    a) Cusco
    b) Lima

    **2.** ¿Quién escribió el Quijote?
    a) Cervantes
    b) Lope de Vega

    **3.** ¿Cuál es más grande?
    a) Lima
    b) Cusco

"""
KEYS = {
    "a line": "### Respuestas\n\n1-b, 2-a, 3-a\n",
    "a list": "### Respuestas\n\n1. b\n2. a\n3. a\n",
    "a table": "### Respuestas\n\n| N | Respuesta |\n|---|---|\n| 1 | b |\n| 2 | a |\n| 3 | a |\n",
    "numbers above": "### Respuestas\n\n| N | 1 | 2 | 3 |\n|---|---|---|---|\n| R | b | a | a |\n",
    "a fold": "<details><summary>Respuestas</summary>\n\n1. b\n2. a\n3. a\n\n</details>\n",
    "a fold with a remark": "<details><summary>Respuestas</summary>\n\n1. b\n2. a\n3. a\n\nFin.\n\n</details>\n",
    "a table by itself": "| N | Respuesta |\n|---|---|\n| 1 | b |\n| 2 | a |\n| 3 | a |\n",
    "a line behind its word": "Respuestas: 1b, 2a, 3a\n",
    "letters with their questions": "### Respuestas\n\na: 2, 3\nb: 1\n",
    "a list of letters": "### Respuestas\n\n- **a**: 2, 3\n- **b**: 1\n",
    "headings": "## Respuestas\n\n### 1\n\nb\n\n### 2\n\na\n\n### 3\n\na\n",
}


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
def test_a_key_answers_the_choices_above_it(key: str) -> None:
    document = read(QUIZ + "\n".join(f"    {line}" for line in key.split("\n")))
    assert [options(one) for one in document.questions] == [
        ["Cusco", "*Lima"], ["*Cervantes", "Lope de Vega"], ["*Lima", "Cusco"],
    ]  # fmt: skip


@pytest.mark.parametrize("key", ["a: 2\n    b: 1", "a: 2, 5\n    b: 1", "a: 1, 2\n    b: 2, 3"])
def test_numbers_behind_letters_are_a_key_only_if_they_make_up_a_row(key: str) -> None:
    document = read(f"{QUIZ}    ### Respuestas\n\n    {key}\n")
    first, second, _ = map(options, document.questions)
    assert (first, second) == (["Cusco", "Lima"], ["Cervantes", "Lope de Vega"])


def test_a_key_answers_open_questions() -> None:
    document = read(
        """
        # Quiz

        1. What is 2 + 2?
        2. What is the capital of Peru?

        ## Answers

        1. Four.
        2. Lima.
        """
    )
    answers = [text_of(one, Role.SOLUTION) for one in document.questions]
    assert answers == ["Four.", "Lima."]


def test_an_answer_of_one_question_is_no_key() -> None:
    document = read(
        """
        # Quiz

        ### What comes first?

        #### Answer

        1. The egg.
        2. The hen.

        ### What comes last?

        #### Answer

        1. The end.
        2. Nothing.
        """
    )
    assert [one.answered for one in document.questions] == [True, True]
    assert len(document.questions) == 2


def test_a_text_behind_a_key_is_no_part_of_it() -> None:
    document = read(
        """
        # Quiz

        1. 2 + 2?
           A. 3
           B. 4
        2. 3 + 3?
           A. 6
           B. 7

        ## Answers

        1. B
        2. A

        Sums of two numbers :: are commutative
        """
    )
    assert [one.title.plain for one in document.questions][-1] == "Sums of two numbers"


def test_what_stands_between_answers_explains_them() -> None:
    document = read(
        """
        # Quiz

        1. 2 + 2?
        2. 3 + 3?

        ## Answers

        1. Four

        As each hand shows.

        2. Six
        """
    )
    assert text_of(document.questions[0], Role.SOLUTION) == "Four As each hand shows."


def test_a_key_in_a_fold_ends_with_the_fold() -> None:
    document = read(
        """
        # Quiz

        1. 2 + 2?
        2. 3 + 3?

        <details><summary>Answers</summary>

        1. Four
        2. Six

        Well done.

        And more of it.

        </details>

        Words behind it.
        """
    )
    assert [one.answered for one in document.questions] == [True, True]


EXPLAINED = """
    # Quiz

    1. How much is half of 1000?
       - a) 250
       - b) 500

    2. How many rows has the table?
       - a) 3
       - b) 9

    3. How many may go?
       - a) 2
       - b) 8

    ## Answer key

    **1: b.** Half is 500, a quarter 250, and
    87.5% would be 875.

    **2: a.** Counted below:

    | Row | Value |
    |----:|------:|
    | 4 | 9 |
    | 5 | 8 |
    | 6 | 7 |

    **3: a.** 80% of 10 is 8, the rest may go.
"""


def test_tables_and_numbers_in_the_reasons_of_a_key_are_no_answers_of_it() -> None:
    document = read(EXPLAINED)
    assert [options(one) for one in document.questions] == [
        ["250", "*500"], ["*3", "9"], ["*2", "8"],
    ]  # fmt: skip


def test_a_line_of_a_key_belongs_to_the_question_it_answers() -> None:
    document = read(EXPLAINED)
    where = standing(document)
    lines = document.tree.text.split("\n")
    for text, asked in [
        ("**1: b.**", "half"),
        ("| 5 | 8", "rows"),
        ("80% of", "may go"),
        ("- b) 9", "rows"),
    ]:
        line = 1 + next(i for i, one in enumerate(lines) if text in one)
        assert asked in where.title(line)


def test_a_key_serves_the_questions_whose_numbers_it_bears() -> None:
    document = read(
        """
        # Examen

        1. ¿Cuál es la capital de Perú?
           a) Cusco
           b) Lima

        2. ¿Quién escribió el Quijote?
           a) Cervantes
           b) Lope de Vega

        3. ¿Cuál es más grande?
           a) Lima
           b) Cusco

        ## Preguntas cortas

        **P:** ¿Qué miden?
        **R:** Tres cosas:

        - ROA: 8 %
        - ROE: 12 %
        - ROI: 5 %

        **P:** ¿Y qué más?
        **R:** Nada.

        **P:** ¿Y por qué?
        **R:** Por eso.

        ## Plantilla de respuestas

        | 1 | 2 | 3 |
        |---|---|---|
        | b | a | a |
        """
    )
    assert [options(one) for one in document.questions[:3]] == [
        ["Cusco", "*Lima"], ["*Cervantes", "Lope de Vega"], ["*Lima", "Cusco"],
    ]  # fmt: skip


def test_what_stands_before_the_answers_of_a_key_is_kept() -> None:
    document = read(
        """
        # Quiz

        1. What is 2 + 2?
        2. What is the capital of Peru?

        ## Answers

        Do not look yet.

        1. Four.
        2. Lima.
        """
    )
    said = [
        plain(b.children)
        for one in document.outside
        for b in one.blocks
        if isinstance(b, Paragraph)
    ]
    assert said == ["Do not look yet."]
