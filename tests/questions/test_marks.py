"""What an author says of a document, a part of it, a question or a block."""

from __future__ import annotations

import pytest

from flashcards.document import Level, Role
from flashcards.facts.authored import asked_of
from flashcards.render import markdown
from tests.questions.reading import read, text_of, titles

TEXT = """
    ---
    title: Cells
    tags: [biology, cells]
    deck: School::Biology
    ---

    # Cells: questions

    ### What is a cell?

    The smallest unit.

    <!-- flashcards: core -->
    ### What is a nucleus?

    <!-- flashcards: skip -->

    An aside.

    It holds the genes.

    <!-- flashcards: skip -->
    ### What is skipped?

    This.

    <!-- flashcards: detail -->
    ## More

    ### What is a vacuole? <!-- flashcards: tags plants, exam -->

    A bag.
"""


def test_front_matter_names_the_deck_and_tags_every_question() -> None:
    document = read(TEXT)
    assert (document.deck, document.tags) == ("School::Biology", ("biology", "cells"))
    assert document.questions[0].tags == ("biology", "cells")


def test_a_question_marked_to_be_skipped_is_named_with_why() -> None:
    document = read(TEXT)
    assert "What is skipped?" not in titles(document)
    assert [(one.title, one.source.line) for one in document.unread] == [("What is skipped?", 23)]


def test_a_comment_gives_the_level_of_its_question_or_of_all_under_a_heading() -> None:
    levels = [one.level for one in read(TEXT).questions]
    assert levels == [Level.UNSAID, Level.CORE, Level.DETAIL]


def test_a_block_marked_to_be_skipped_is_no_part_of_the_answer() -> None:
    assert text_of(read(TEXT).questions[1], Role.SOLUTION) == "It holds the genes."


def test_a_question_has_tags_of_its_own() -> None:
    assert read(TEXT).questions[2].tags == ("biology", "cells", "plants", "exam")


def test_an_author_sets_the_level_of_headings_that_are_questions() -> None:
    document = read(
        """
        ---
        flashcards: {level: 2}
        ---
        # Terms

        ## Aorta

        The largest artery.

        ## Atrium

        A chamber.
        """
    )
    assert titles(document) == ["Aorta", "Atrium"]


def test_front_matter_that_is_no_yaml_is_passed_over() -> None:
    document = read("---\ntitle: [\n---\n# Questions\n\n## What is it?\n\nThis.\n")
    assert titles(document) == ["What is it?"]


def test_a_footer_behind_a_way_back_is_no_answer() -> None:
    document = read(
        """
        ### Question 1: What is paging?

        **Answer.** *tbd – Ann writes this up.*

        ---

        [Back to top](#top) · Found a mistake? Tell Ann.
        """
    )
    assert not document.questions[0].answered


def test_a_comment_of_obsidian_is_not_shown() -> None:
    document = read(
        "### Question 1: What is paging?\n\n%% ask Ann %%\n\nBlocks %%4 KiB%%, 100%% of them.\n"
    )
    assert text_of(document.questions[0], Role.SOLUTION) == "Blocks , 100%% of them."


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Blocks.\n\n%%\nask Ann\n\nand Kim\n%%\n", "Blocks."),
        ("Blocks.\n\n%% not closed\n\nPages.\n", "Blocks. %% not closed Pages."),
        ('It prints `%%d%%` and "%%s%%".', 'It prints %%d%% and "%%s%%".'),
    ],
)
def test_a_comment_of_obsidian_may_have_several_lines_if_it_ends(text: str, left: str) -> None:
    document = read(f"### Question 1: What is paging?\n\n{text}\n")
    assert text_of(document.questions[0], Role.SOLUTION) == left


def test_a_heading_between_two_rules_at_the_top_is_no_comment_of_front_matter() -> None:
    assert read("---\n\n## What is DNA?\n\n---\n\nA molecule.\n").questions


def test_text_between_two_rules_at_the_top_is_no_front_matter() -> None:
    document = read("---\n\n## What is DNA?\n\nA molecule.\n\n---\n\n## What is RNA?\n\nOne.\n")
    assert titles(document) == ["What is DNA?", "What is RNA?"]
    assert (
        read("---\n# mine\ntitle: Cells\n---\n\n## What is DNA?\n\nOne.\n").title.plain == "Cells"
    )


def test_what_a_title_with_a_colon_announces_is_given() -> None:
    document = read(
        """
        ### Question 1: Fibonacci. Give the n-th number by:

        - F(0) = 0
        - F(n) = F(n-1) + F(n-2)

        ```python
        def f(n): return n if n < 2 else f(n - 1) + f(n - 2)
        ```

        ### Question 17b: What are the colours:

        - red
        - green
        """
    )
    first, second = document.questions
    assert [section.role for section in first.sections] == [Role.PROMPT, Role.SOLUTION]
    assert (second.title.plain, [s.role for s in second.sections]) == (
        "What are the colours:",
        [Role.SOLUTION],
    )


def test_a_slanted_letter_of_a_formula_is_no_label() -> None:
    document = read("### Question 1: Which heat is needed?\n\n*Q* = *m·c·ΔT* = 63 kJ.\n")
    assert document.questions[0].answered


def test_properties_of_a_page_are_no_pairs() -> None:
    document = read(
        "title:: Networks\ntags:: [[uni]], exam\nexam-date:: 2024\n\n- What is a port? #card\n  - A number.\n"
    )
    assert [one.title.plain for one in document.questions] == ["What is a port?"]
    assert document.title.plain == "Networks"
    assert document.tags == ("uni", "exam")


@pytest.mark.parametrize("head", ["TARGET DECK\nWork::Tests", "TARGET DECK: Work::Tests"])
def test_a_target_deck_is_no_pair(head: str) -> None:
    document = read(f"{head}\n\n# Tests\n\none front::one back\n\ntwo front::two back\n")
    assert [one.title.plain for one in document.questions] == ["one front", "two front"]
    assert document.deck == "Work::Tests"


def test_pairs_at_the_top_stay_pairs() -> None:
    document = read("capital of Peru::Lima\ncapital of Norway::Oslo\n")
    assert len(document.questions) == 2


def test_what_an_outliner_keeps_in_a_block_is_no_text() -> None:
    document = read(
        "- ## Clocks\n  collapsed:: true\n\t- What is drift? #card\n\t  card-last-interval:: 4.28\n"
        "\t\t- A clock that goes wrong.\n\t- What is skew? #card\n\t\t- A difference.\n"
    )
    assert [one.title.plain for one in document.questions] == ["What is drift?", "What is skew?"]
    assert all(one.answered for one in document.questions)
    assert not any("::" in text_of(one, Role.SOLUTION) for one in document.questions)


@pytest.mark.parametrize(
    ("given", "wanted", "answer"),
    [
        ("Given", "Find", "Solution"),
        ("Gegeben", "Gesucht", "Lösung"),
        ("Données", "On cherche", "Corrigé"),
        ("Dati", "Si chiede", "Soluzione"),
    ],
)
def test_what_a_task_gives_and_wants_is_asked_with_its_names(
    given: str, wanted: str, answer: str
) -> None:
    document = read(
        "# Beams\n\n"
        + "".join(
            f"## Task {n} – {title}\n\n**{given}:** L = {n} m\n\n**{wanted}:** the moment\n\n"
            f"**{answer}:**\n\nIt is F times L.\n\n"
            for n, title in enumerate(("Load", "Span", "Prop"), 1)
        )
    )
    assert len(document.questions) == 3
    for n, question in enumerate(document.questions, 1):
        asked = markdown(asked_of(question))
        assert f"{given}:** L = {n} m" in asked
        assert f"{wanted}:** the moment" in asked
        assert text_of(question, Role.SOLUTION).strip() == "It is F times L."


def test_what_an_interviewer_asks_under_a_topic_is_the_question() -> None:
    kit = {"What is a slot?": "a place", "Why batch?": "weights are read once", "How?": "by turns"}
    topics = (
        f"## Topic {n}\n\n**What we ask:** {title}\n\n**What a good answer contains**\n\n"
        f"- {answer}\n\n**Follow-ups**\n\n1. And then? Nothing.\n\n"
        for n, (title, answer) in enumerate(kit.items(), 1)
    )
    document = read(f"# Kit\n\n{''.join(topics)}")
    assert [one.title.plain for one in document.questions] == list(kit)
    parts = [[section.role for section in one.sections] for one in document.questions]
    assert parts == [[Role.SOLUTION, Role.FOLLOW_UPS]] * 3
