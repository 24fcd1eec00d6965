"""What a long answer must cover: each part with what it comes to."""

from __future__ import annotations

from flashcards.card import Kind
from flashcards.documents import read_text
from flashcards.facts import extract
from flashcards.facts.contrasts import told_of_both
from flashcards.facts.wording import reading, said
from flashcards.tree import plain

LONG = "And so it goes on with many words of explanation that nobody needs to recall " * 5


def outline_of(answer: str) -> list[str]:
    text = f"# T\n\n## How do you serve a model?\n\n{answer}\n"
    facts = extract(read_text(text, path="t.md").document).facts
    (whole,) = (fact for fact in facts if fact.kind is Kind.INTERVIEW)
    return reading(whole.back).split("\n")


def test_a_part_is_told_with_its_sentence_formula_or_names_and_no_value_of_an_example() -> None:
    lines = outline_of(
        f"**Rule**:\nKeep the batch small. {LONG}\n\n"
        "**Time of a step**:\n```text\nstep = 10 GB / 100 GB/s = 0.1 s\n```\n\n"
        "**Rate**:\n```text\nrate = bytes / time\n```\n\n"
        "**Kinds of batch**:\n- Logical\n- Physical\n\n"
        "**Example**:\nSee below.\n"
    )
    assert lines == [
        "Rule: Keep the batch small",
        "Rate: rate = bytes / time",
        "Kinds of batch: Logical, Physical",
    ]


def test_pages_to_read_are_no_part_of_an_answer() -> None:
    items = "\n".join(f"- Kind{i}: a thing of number {i} {LONG}" for i in range(3))
    links = "\n".join(f"- [Kinds, part {i}](https://example.org/{i})" for i in range(3))
    lines = outline_of(f"{items}\n\nUseful links:\n\n{links}")
    assert [line.split(":")[0] for line in lines] == ["Kind0", "Kind1", "Kind2"]


def test_points_are_short_and_none_is_lost_for_its_semicolon() -> None:
    items = [f"`Kind{i}` - a thing of number {i} {LONG};" for i in range(3)]
    lines = outline_of("\n".join(f"- {item}" for item in items))
    assert [line.split(":")[0] for line in lines] == ["Kind0", "Kind1", "Kind2"]


def test_two_things_that_are_compared_are_both_told() -> None:
    question = "What is the difference between stacks and queues?"
    text = said(
        "A stack, of plates. Stacks hand out the last. Queues hand out the first. Both grow."
    )
    told = told_of_both(question, [text])
    assert told is not None
    assert plain(told) == "Stacks hand out the last. Queues hand out the first"


def test_half_of_a_comparison_is_no_answer() -> None:
    question = "How do stacks and queues differ?"
    assert told_of_both(question, [said("Stacks hand out the last.")]) == ()
    assert told_of_both("What is a stack?", [said("A pile.")]) is None


def test_points_below_points_are_no_points_of_the_answer() -> None:
    lines = outline_of(f"- First thing. {LONG}\n  - a part of it\n- Second thing. {LONG}\n")
    assert lines == ["First thing", "Second thing"]


def test_two_things_far_apart_are_told_by_a_sentence_each() -> None:
    question = "What is the difference between stacks and queues?"
    texts = [said(f"Stacks hand out the last. {LONG}"), said(f"Queues hand out the first. {LONG}")]
    told = told_of_both(question, texts)
    assert told is not None
    assert plain(told) == "Stacks hand out the last. Queues hand out the first"
