"""Questions in the comment on top of a listing, and comments that are none."""

from __future__ import annotations

from flashcards.document import Role
from flashcards.tree.nodes import CodeBlock, Paragraph
from tests.questions.reading import read, titles

PRINTS = """
    # Drills

    ```ruby
    # {0}
    puts 7 / 2
    ```

    ```
    3
    ```

    The quotient is rounded down.

    ```ruby
    # Where does it stop?
    [1, 2].each {{ |n| break }}
    ```

    At the first of them.
"""


def kinds(text: str) -> list[type]:
    solution = read(text).questions[0].section(Role.SOLUTION)
    return [type(block) for block in solution.blocks] if solution else []


def test_words_answer_before_what_is_printed() -> None:
    assert kinds(PRINTS.format("Why is the half missing?")) == [Paragraph, CodeBlock]


def test_what_is_printed_answers_first_where_it_is_asked() -> None:
    assert kinds(PRINTS.format("What does this code print?")) == [CodeBlock, Paragraph]


def test_the_code_below_the_comment_belongs_to_the_question() -> None:
    prompt = read(PRINTS.format("Why is the half missing?")).questions[0].section(Role.PROMPT)
    assert prompt
    assert [one.value for one in prompt.blocks if isinstance(one, CodeBlock)] == ["puts 7 / 2"]


def test_a_comment_alone_among_listings_asks_nothing() -> None:
    assert titles(read(PRINTS.format("Half of seven"))) == []


def test_comments_in_what_is_led_to_ask_nothing() -> None:
    text = PRINTS.format("Why is the half missing?").replace(
        "\n    ```ruby", "\n    So:\n\n    ```ruby"
    )
    assert titles(read(text)) == []
