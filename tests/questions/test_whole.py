"""Files that are one question, and catalogues that hold no answer."""

from __future__ import annotations

import pytest

from flashcards.document import Role
from tests.questions.reading import read, text_of, titles


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("mole.md", "# What is a mole\n\nAn amount.", ["What is a mole"]),
        ("What is a mole.md", "# The mole\n\nAn amount.", ["What is a mole"]),
        ("how-does-paging-work.md", "By tables.\n\n## Cost\n\nA miss.", ["how does paging work"]),
        ("What's a mole.md", "# Mole\n\nAn amount.\n\n# Links\n\n- [a](b)", ["What's a mole"]),
        ("Design patterns.md", "# Design patterns\n\nMany.", []),
        ("How to contribute.md", "Send a pull request.", []),
        ("notes.md", "# What is a mole\n", []),
    ],
)
def test_a_file_without_other_questions_is_one_if_its_title_or_name_asks(
    name: str, text: str, expected: list[str]
) -> None:
    document = read(text, name)
    assert titles(document) == expected
    assert all(one.answered for one in document.questions)


def test_a_category_bears_its_parent_where_several_are_called_so() -> None:
    def part(name: str, *below: str) -> str:
        asked = "".join(f"### {one}\n\n**What is {one} {name}?**\n\nIt is so.\n\n" for one in below)
        return f"## {name}\n\n{asked}"

    text = "# Interview\n\n" + part("Storage", "Basics", "Cost") + part("Network", "Basics (1)")
    categories = [one.category for one in read(text).questions]
    assert categories == ["Storage: Basics", "Cost", "Network: Basics"]


def test_bold_lines_that_count_up_ask_where_one_does_or_the_document_says_so() -> None:
    names = ("Statistics", "Linear Algebra", "How to Win a Race")
    text = "".join(f"**{n}. {name}**\n\nTen weeks.\n\n" for n, name in enumerate(names, 1))
    assert titles(read("# Courses\n\n" + text, "courses.md")) == []
    assert titles(read("# Interview questions\n\n" + text, "courses.md")) == list(names)
    asked = text.replace("Statistics", "What is a mean?")
    assert titles(read("# Courses\n\n" + asked, "courses.md")) == ["What is a mean?", *names[1:]]


def catalogue(answer: str) -> str:
    asked = "".join(f"### Topic {n}\n\nWhy is it {n}?\n\n" for n in range(12))
    return f"# Interview questions\n\n{asked}### Kanban\n\n{answer}\n"


def test_a_catalogue_of_questions_holds_no_answers() -> None:
    document = read(catalogue("Defend it before your boss."))
    assert not any(one.answered for one in document.questions)


def test_what_a_catalogue_calls_an_answer_is_one() -> None:
    document = read(catalogue("What is it?\n\n**Answer**: A board of cards."))
    assert [one.title.plain for one in document.questions if one.answered] == ["Kanban"]


def test_follow_ups_of_a_catalogue_stay_follow_ups() -> None:
    asked = '#### Follow-Up Questions\n\n1. **"Why is it {n}?"**\n   *Looking for*: heat\n\n'
    parts = (f"### Question {n}: Part {n}\n\n{asked.format(n=n)}" for n in range(1, 13))
    document = read("# Interview questions\n\n" + "".join(parts))
    assert {s.role for q in document.questions for s in q.sections} == {Role.FOLLOW_UPS}


def test_a_list_of_links_asks_nothing() -> None:
    links = "- [What is DNS?](dns.md)\n- [What is TCP?](tcp.md)\n- [What is IP?](ip.md)\n"
    document = read(f"# Questions\n\n{links}\n## What is DNS?\n\nA directory.")
    assert titles(document) == ["What is DNS?"]
    assert document.unread == ()


def test_headings_over_several_questions_in_words_are_no_questions() -> None:
    asked = "".join(f"How hot is {n}?\n\n> So much.\n\n" for n in range(3))
    document = read(f"# Questions\n\n## Heat\n\n{asked}## Cold\n\n{asked}")
    assert titles(document) == [f"How hot is {n}?" for n in (0, 1, 2, 0, 1, 2)]


def test_a_heading_over_one_question_in_words_is_its_title() -> None:
    document = read(
        "# Questions\n\n## Heat\n\nHow hot is it?\n\nSo.\n\n## Cold\n\nHow cold?\n\nSo."
    )
    assert titles(document) == ["Heat", "Cold"]


def test_an_empty_box_among_boxes_with_answers_has_none() -> None:
    boxes = "".join(f"> [!question]- How hot is {n}?\n> So much.\n\n" for n in range(3))
    document = read(f"{boxes}> [!question]- What else?\n\nNext week: wash the car.\n")
    assert [one.answered for one in document.questions] == [True, True, True, False]


@pytest.mark.parametrize("label", ["*Solution.*", "**Solution.**", "*Solution:*", "_Lösung_:"])
def test_a_label_of_an_answer_may_be_slanted_or_end_in_a_stop(label: str) -> None:
    asked = "".join(f"**Exercise {n}.** How hot is {n}?\n\n{label} {n} °C.\n\n" for n in (1, 2))
    document = read(f"{asked}**Exercise 3.** How hot is 3?\n\n{label}\n")
    assert [one.answered for one in document.questions] == [True, True, False]
    assert text_of(document.questions[0], Role.SOLUTION) == "1 °C."


def test_where_most_headings_of_a_level_ask_those_that_command_do_too() -> None:
    document = read(
        "# Notes\n\n## What is a pattern?\n\nA form.\n\n## Приведите примеры\n\nMany.\n\n"
        "## What is a class?\n\nA kind.\n\n## Links\n\nNone.\n"
    )
    assert titles(document) == ["What is a pattern?", "Приведите примеры", "What is a class?"]


def test_an_answer_that_is_a_quote_as_a_whole_is_what_stands_in_it() -> None:
    document = read("# Questions\n\n## How hot is it?\n\n> So hot.\n\n## How cold?\n\n> So cold.\n")
    assert [text_of(one, Role.SOLUTION) for one in document.questions] == ["So hot.", "So cold."]


def test_a_way_to_another_place_of_the_page_is_no_answer() -> None:
    back = "[к оглавлению](#top)"
    document = read(f"# Questions\n\n## What is it?\n\nA thing.\n\n{back}\n\n## Why?\n\n{back}\n")
    assert [text_of(one, Role.SOLUTION) for one in document.questions] == ["A thing.", ""]


@pytest.mark.parametrize(
    "text",
    [
        "1. What is a lock? (5 points)\n2. What is a key? (10 points)\n",
        "1. What is a lock? (easy)\n2. What is a key? (easy)\n",
    ],
)
def test_what_a_question_is_worth_is_no_answer(text: str) -> None:
    assert not any(one.answered for one in read(f"# Quiz\n\n{text}").questions)


def test_lists_of_words_are_cards_only_in_a_document_of_cards() -> None:
    words = "- aqua - water\n- terra - earth\n- ignis - fire\n"
    assert len(read(f"# Latin flashcards\n\n{words}").questions) == 3
    assert not read(f"# Release notes\n\n{words}").questions


def test_a_highlight_in_an_answer_is_no_gap() -> None:
    document = read("# Cards\n\nQ: What makes ATP?\nA: The ==mitochondrion==.\n")
    assert [one.form for one in document.questions] == ["q-and-a"]


def test_the_foot_of_the_page_is_no_answer_of_its_last_question() -> None:
    text = "# Quiz\n\n## What is a?\n\nA.\n\n---\n\n## What is b?\n\nB.\n\n---\n\n## What is c?\n\n---\n\n"
    assert [one.answered for one in read(text + "Next week: room 3.\n").questions] == [
        True,
        True,
        False,
    ]
    cards = "## What is a?\n\n---\n\nA.\n\n" * 3
    assert all(one.answered for one in read(cards).questions)


def test_names_with_colons_are_pairs_only_in_a_document_of_cards() -> None:
    text = "- Peru::Lima\n- Chile::Santiago\n\nel perro::the dog\n"
    assert not read(f"# Modules\n\n{text}").questions
    assert titles(read(f"# Flashcards\n\n{text}")) == ["Peru", "Chile", "el perro"]
    assert not read("# Flashcards\n\n- std::vector\n- std::map\n").questions


def test_sides_by_name_under_a_counted_heading_are_the_card() -> None:
    document = read("## Card 1\n\n**Front:** Capital of Peru\n\n**Back:** Lima\n")
    assert titles(document) == ["Capital of Peru"]
    assert text_of(document.questions[0], Role.SOLUTION) == "Lima"


def test_a_line_of_tags_is_no_part_of_the_card_below_it() -> None:
    document = read("#flashcards #geo\nThe {1:Nile} is long.\n")
    assert titles(document) == ["The Nile is long."]


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("2.4 GHz or 5 GHz?", "2.4 GHz or 5 GHz?"),
        ("1.2 What is a lock?", "What is a lock?"),
        ("1.2. What is a lock?", "What is a lock?"),
        ("3.- What is a lock?", "What is a lock?"),
    ],
)
def test_the_number_of_a_title_goes_and_a_quantity_stays(heading: str, title: str) -> None:
    assert titles(read(f"# Quiz\n\n## {heading}\n\nIt is.\n")) == [title]


def test_where_a_third_of_headings_that_count_up_ask_all_do() -> None:
    text = "## Data\n\n### 1. What is an index?\n\nA.\n\n### 2. Four laws\n\nB.\n\n### 3. Two locks\n\nC.\n"
    assert len(read(text).questions) == 3
    assert not read(text.replace("What is an index?", "Install")).questions


def test_a_call_for_questions_is_none() -> None:
    document = read("# FAQ\n\n**How long?**\nTwo days.\n\n**Noch Fragen?** Write to us.\n")
    assert titles(document) == ["How long?"]


def test_under_a_counted_title_in_a_document_with_a_key_all_asks() -> None:
    part = "## Exercise {0}\n\n{1} {0}.\n\n"
    asked = "".join(part.format(n, "A ball falls from tower") for n in (1, 2))
    told = "".join(part.format(n, "It lands after") for n in (1, 2))
    document = read(f"# Tutorial\n\n{asked}# Solutions\n\n{told}")
    assert [text_of(one, Role.SOLUTION) for one in document.questions] == [
        "It lands after 1.",
        "It lands after 2.",
    ]


def test_cards_in_a_computer_make_no_document_of_cards() -> None:
    text = (
        "# GPUs - Questions\n\nFrom one {} to many.\n\n## Technical Questions\n\n"
        "### Question 1: Cores\n\n#### Question\n\nWhat is a core?\n\n#### Model Solution\n\nA part.\n\n"
        "## Words\n\ncore::a part\n"
    )
    assert titles(read(text.format("card"))) == ["Cores"]
    assert titles(read(text.format("of my cards"))) == ["Cores", "core"]


def test_the_front_of_a_card_tells_of_cards_to_learn() -> None:
    text = "# Units\n\nEach heading is the front of a card, the text the back.\n\n## Light-year\n\nA way.\n\n## Parsec\n\nAnother.\n\n## Jansky\n\nA flux.\n"
    assert titles(read(text)) == ["Light-year", "Parsec", "Jansky"]
