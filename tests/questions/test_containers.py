"""Containers of questions are opened; those of an answer stay."""

from __future__ import annotations

import pytest

from flashcards.document import FollowUp
from flashcards.questions import understand
from tests.questions.reading import read, titles
from tests.questions.written import words_of

FOLD = "<details>\n<summary>{title}</summary>\n\n{text}\n\n</details>\n\n"


def fold(title: str, text: str) -> str:
    return FOLD.format(title=title, text=text)


def test_a_fold_of_questions_is_a_category() -> None:
    inside = fold("What is DNS?", "A directory.") + fold("What is TCP?", "A transport.")
    document = read("# Interview\n\n" + fold("Networking", inside) + fold("Why so?", "It is."))
    assert titles(document) == ["What is DNS?", "What is TCP?", "Why so?"]
    assert document.questions[0].category == "Networking"


def test_a_fold_that_asks_keeps_what_it_holds() -> None:
    inside = fold("What is a root?", "A server.") + fold("What is a zone?", "A part.")
    document = read("# Interview\n\n" + fold("What is DNS?", inside))
    assert titles(document) == ["What is DNS?"]


def test_an_item_over_questions_is_a_category() -> None:
    document = read(
        """
        # Quiz

        - Biology
            - What is DNA?
                - A molecule.
            - What is RNA?
                - Another one.
        - What is a cell?
            - The smallest unit.
        """
    )
    assert titles(document) == ["What is DNA?", "What is RNA?", "What is a cell?"]
    assert all(one.answered for one in document.questions)


def test_a_quote_of_questions_is_opened() -> None:
    document = read(
        "# Quiz\n\n> ## What is DNA?\n>\n> A molecule.\n>\n> ## What is RNA?\n>\n> One.\n"
    )
    assert titles(document) == ["What is DNA?", "What is RNA?"]


def test_questions_in_containers_too_deep_cost_no_more() -> None:
    text = "".join(f"<details>\n<summary>Part {n}</summary>\n\n" for n in range(40))
    document = read(
        "# Quiz\n\n" + text + "## What is DNA?\n\nA molecule.\n\n" + "</details>\n" * 40
    )
    assert len(document.questions) <= 1


def test_a_fold_without_its_end_ends_where_the_next_asks() -> None:
    text = "<details>\n<summary>What is DNS?</summary>\n\n{own}\n\n" + fold("What is TCP?", "One.")
    document, findings = understand("# Quiz\n\n" + text.format(own="A directory."), path="a.md")
    assert [one.answered for one in document.questions] == [True, True]
    assert [finding.rule for finding in findings] == ["unclosed-fold"]
    assert [one.answered for one in read("# Quiz\n\n" + text.format(own="")).questions] == [
        False,
        True,
    ]


def test_where_no_fold_ends_each_ends_at_the_next_or_at_a_heading() -> None:
    text = "".join(
        f"## Part {n}\n\n<details>\n<summary>What is {n}?</summary>\n\nThe {n}.\n\n"
        for n in range(80)
    )
    document = read("# Quiz\n\n" + text)
    assert len(document.questions) == 80
    assert {one.category for one in document.questions} == {f"Part {n}" for n in range(80)}


def test_folds_in_a_list_of_tags_are_read() -> None:
    item = "<li><details><summary>What is {0}?</summary>The word {0}.</details></li>\n"
    document = read("<ol>\n" + item.format("DNS") + item.format("TCP") + "</ol>\n")
    assert titles(document) == ["What is DNS?", "What is TCP?"]
    assert all(one.answered for one in document.questions)


@pytest.mark.parametrize(
    "text",
    [
        "- Q: What is a stack?\n- A: Last in, first out.\n- Q: What is TCP?\n- A: A transport.\n",
        "- Q: What is a stack?\n  A: Last in, first out.\n- Q: What is TCP?\n  A: A transport.\n",
        (
            "* Structures\n  - Q: What is a stack?\n  - A: Last in, first out.\n    - a list\n\n"
            "* Networks\n  - Q: What is TCP?\n  - A: A transport.\n"
        ),
        (
            "* Structures\n  - Q: What is a stack?\n    - A: Last in, first out.\n"
            "* Networks\n  - Q: What is TCP?\n    - A: A transport.\n"
        ),
        "- F: Was ist ein Stapel?\n- A: Zuletzt hinein, zuerst hinaus.\n- F: What is TCP?\n- A: Ein Protokoll.\n",
    ],
)
def test_items_that_open_with_the_words_for_question_and_answer_are_questions(text: str) -> None:
    document = read(f"# Notes\n\n{text}")
    assert len(document.questions) == 2
    assert titles(document)[1] == "What is TCP?"
    assert all(one.answered for one in document.questions)


@pytest.mark.parametrize(
    "text",
    [
        "- Follow-up: How large is it? 2 GiB.\n- Follow-up: How fast is it? Very.\n",
        "> Follow-up: How large is it? 2 GiB.\n\nFollow-up: How fast is it? Very.\n",
        "**Follow-up:** How large is it? 2 GiB.\n\n**Follow-up:** How fast is it?\nVery.\n",
    ],
)
def test_follow_ups_are_answered_behind_their_question(text: str) -> None:
    (question,) = read(f"# Notes\n\n## What is a cache?\n\nFast memory.\n\n{text}").questions
    asked = [
        node for part in question.sections for node in part.nodes if isinstance(node, FollowUp)
    ]
    assert [(one.question.plain, one.looking_for.plain) for one in asked] == [
        ("How large is it?", "2 GiB."),
        ("How fast is it?", "Very."),
    ]


def test_beside_an_item_over_several_questions_one_over_a_single_one_is_a_category() -> None:
    document = read(
        """
        1. Structures
           1. What is a stack?
              - Last in, first out.
           2. What is a queue?
              - First in, first out.
        2. Networks
           1. What is TCP?
              - A transport.
        """
    )
    assert titles(document) == ["What is a stack?", "What is a queue?", "What is TCP?"]


def test_a_fold_behind_the_words_of_an_item_is_its_answer() -> None:
    item = "{0}. Which is {0}? <details><summary>Answer</summary>The {0}.</details>\n"
    document = read("# Quiz\n\n" + item.format(1) + item.format(2))
    assert titles(document) == ["Which is 1?", "Which is 2?"]
    assert all(one.answered for one in document.questions)


def test_an_item_that_is_a_heading_over_cards_is_a_category() -> None:
    document = read(
        "- # Physics\n- ## Force\n\t- What is its unit? #card\n\t\t- newton\n\t- It is {{cloze a vector}}. #card\n"
    )
    assert [one.category for one in document.questions] == ["Force", "Force"]


def test_a_fold_on_one_line_holds_nothing_of_what_follows() -> None:
    fold_of = "**Which is {0}?**\n\n<details><summary>Show</summary>The {0}.</details>\n\n"
    document = read("# Quiz\n\n" + fold_of.format("one") + fold_of.format("two"))
    assert [words_of(one) for one in document.questions] == ["The one.", "The two."]
