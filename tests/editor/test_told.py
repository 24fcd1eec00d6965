"""What is asked once in a document, and questions that go on from the one before."""

from __future__ import annotations

import pytest

from flashcards.card import Fact, Kind
from flashcards.documents import read_text
from flashcards.editor import edited, with_problems
from flashcards.facts import extract
from flashcards.facts.wording import reading


def facts_of(text: str) -> tuple[Fact, ...]:
    document = read_text(text, path="notes.md").document
    return edited(extract(document), document).facts


def living(text: str) -> dict[str, str]:
    return {reading(f.front): reading(f.back) for f in facts_of(text) if not f.aside}


LONG = "It matters because " + "so many words stand behind it that it is no short answer, " * 6


def test_a_question_that_goes_on_shows_the_one_before() -> None:
    text = "# T\n\n## How is a dose worked out?\n\nBy weight.\n\n## And for a child?\n\nBy age.\n"
    fronts = list(living(text))
    assert fronts[0] == "How is a dose worked out?"
    named = "Going on from “How is a dose worked out?”:"  # only one of the two is asked
    assert fronts[1].split("\n") == [named, "And for a child?"]


@pytest.mark.parametrize(
    ("question", "leans"),
    [
        ("What does the correction do with them?", True),
        ("Is that gap large? Give its error.", True),
        ("What is a lock, and what do you do with it?", False),
        ("Is this a lock of iron or of wood?", False),
    ],
)
def test_what_points_back_shows_the_one_before(question: str, leans: bool) -> None:
    text = f"# T\n\n## How far are two tests apart?\n\nBy 2.\n\n## {question}\n\nIt divides by 4.\n"
    fronts = [front for front in living(text) if question.split("?", maxsplit=1)[0] in front]
    assert [front.startswith("Going on from “How far") for front in fronts] == [leans]


def test_a_question_that_goes_on_becomes_one_with_the_one_before() -> None:
    text = "Q: How many steps has a belt?\nA: 80\n\nQ: And a leadscrew?\nA: 400\n"
    assert living(text) == {
        "How many steps has a belt?": "80",
        "How many steps has a leadscrew?": "400",
    }


def test_the_core_of_an_answer_is_asked_once() -> None:
    text = f"# T\n\n## What is a hive?\n\nA box for bees. {LONG}\n\n## What is wax?\n\nFat.\n"
    backs = [back for front, back in living(text).items() if "hive" in front]
    assert backs == ["A box for bees"]


def test_what_only_leads_up_to_an_answer_is_not_asked_in_short() -> None:
    text = f"# T\n\n## Is an index worth it?\n\nLook at the rows first.\n\nThen ask. {LONG}\n"
    assert not any("In short" in front for front in living(text + "\n## What is wax?\n\nFat.\n"))


def test_two_that_are_compared_are_asked_together() -> None:
    text = (
        "# T\n\n## How do void and voidable contracts differ?\n\n"
        "| | Void | Voidable |\n|---|---|---|\n| Effect | Never existed | Valid until set aside |\n"
        "\n" + LONG
    )
    fronts = living(text)
    assert fronts["How do void and voidable differ in effect?"] == (
        "Void: Never existed\nVoidable: Valid until set aside"
    )
    assert sum("effect" in front for front in fronts) == 1


def test_a_problem_comes_behind_the_facts_that_stand_before_it() -> None:
    text = f"# T\n\n## What is a hive?\n\n**Why wood is used**: {LONG}\n\n**Why it is painted**: {LONG}\n"
    facts = [fact for fact in facts_of(text) if fact.kind is not Kind.INTERVIEW]
    first = facts[0]
    made = with_problems(facts, (first,))
    assert made.index(first) == 0
    assert made[1] is first
    assert len(made) == len(facts) + 1


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("What is tapering?", "Running notes"),  # of which field?
        ("What did we average on the race?", "Running notes"),
        ("How is the heart rate reserve of a trained runner worked out?", ""),
        ("How bitter is it?", "Going on from “How much salt is in a gel of sugar?”:"),
        ("How long does it take to recover from a marathon?", ""),
    ],
)
def test_a_question_shows_what_it_leaves_to_its_place(question: str, lead: str) -> None:
    text = (
        "# Running notes: what I ask\n\n## How much salt is in a gel of sugar?\n\nA gram.\n\n"
        f"## {question}\n\nTwo of them.\n"
    )
    shown = next(front for front in living(text) if question in front)
    assert shown == (f"{lead}\n{question}" if lead else question)


def test_a_question_that_several_parts_ask_is_asked_of_its_part() -> None:
    def part(name: str, answer: str) -> str:
        return f"# {name}\n\n## Load\n\n**How many requests come in a second?**\n\n{answer}\n\n"

    text = "# Designs\n\n" + part("Chat", "About 24 thousand.") + part("Video", "About 7 thousand.")
    assert living(text) == {
        "Chat: Load\nHow many requests come in a second?": "About 24 thousand",
        "Video: Load\nHow many requests come in a second?": "About 7 thousand",
    }


def test_a_name_in_capitals_is_asked_without_the_question_that_it_answers() -> None:
    question = "How is the new model different from its predecessors in what it does?"
    text = (
        f"# Models\n\n## {question}\n\n### Performance\n\n"
        "- **Old**: a model of few parameters that was trained on text alone for a year\n"
        "- **New**: expanded for programs of many steps, including:\n"
        "  - **Function Calling**: native support for schemas to reach other programs\n"
        "  - **Visual reasoning**: interpreting drawings, images of medicine, and frames\n\n"
        "## What is a token?\n\nA piece of a word.\n"
    )
    fronts = list(living(text))
    assert "What is Function Calling?" in fronts
    assert f"{question} What is Visual reasoning?" in fronts


def test_what_opens_a_part_goes_on_from_no_question_of_the_part_before() -> None:
    text = (
        "# Handbook\n\n## Raft\n\n**How is a leader chosen?**\n\nBy votes.\n\n"
        "## Service levels\n\n**Why are they important?**\n\nThey hold a team to a promise.\n"
    )
    assert "Service levels\nWhy are they important?" in living(text)


def test_a_link_or_a_promise_is_no_answer() -> None:
    text = (
        "# T\n\n## What is a sieve? [src]\n\n[Answer](https://example.org/sieve)\n\n"
        "## What is a heap?\n\nTo be completed.\n\n## What is a trie? [src]\n\nA tree of letters.\n"
    )
    assert living(text) == {"What is a trie?": "A tree of letters"}


def test_worked_examples_in_a_list_are_left_out_of_the_answer() -> None:
    text = (
        "# T\n\n## What are incidence and prevalence?\n\n"
        "- Incidence counts new cases, prevalence all of them\n"
        "- 45 new cases among 15,000 people: 3 per 1,000\n"
    )
    assert list(living(text).values()) == ["Incidence counts new cases, prevalence all of them"]


def test_lines_that_work_out_a_rule_are_left_out_of_its_answer() -> None:
    text = (
        "# T\n\n## What does 2 mm + 2 ppm mean?\n\nA fixed part and 2 mm for each kilometre.\n\n"
        "500 m: 3 mm; 1.5 km: 5 mm\n\n## What does a week add up to?\n\nSee the diary of a runner.\n"
    )
    assert list(living(text).values())[:1] == ["A fixed part and 2 mm for each kilometre."]
