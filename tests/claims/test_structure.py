"""What a document says of itself is held against what is in it, and the right is left alone."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from flashcards.claims.questions import questions
from flashcards.claims.structure import check_structure
from flashcards.documents import read_text
from tests.understood import read_once


def document(*, meta: str = "", summary: str = "", levels: tuple[str, ...] = ("Mid",) * 4) -> str:
    """Four answered questions in two categories, with whatever is said of them."""
    titles = ("What is GGUF?", "Why quantise weights?", "How does mmap help?", "When does it swap?")
    parts = ["# Module", meta, "## Table of Contents", "", "## Formats (2)"]
    for number, (title, level) in enumerate(zip(titles, levels, strict=True), 1):
        if number == 3:
            parts.append("## Memory (2)")
        parts.append(
            f"### Question {number}: {title}\n**Difficulty**: {level}\n\n**Answer**: x{number}"
        )
    return "\n\n".join([*parts, "## Summary", summary])


def found(text: str) -> list[tuple[str, str]]:
    """Rule and the line's own text of each finding."""
    read = read_text(text, path="m.md")
    lines = text.split("\n")
    findings = check_structure(read.document, read.text)
    assert list(findings) == sorted(findings)
    assert all(finding.path == "m.md" for finding in findings)
    return [(finding.rule, lines[finding.line - 1]) for finding in findings]


def rules(text: str) -> list[str]:
    return [rule for rule, _ in found(text)]


RIGHT = {
    "count": "**Question Count**: 4",
    "count with words": "**Question Count**: 4 questions (2 per category)",
    "count across categories": "**Question Count**: 4 (distributed across 2 categories)",
    "total": "**Total Questions**: 4",
    "each first": "**Question Count**: 2 per category",
    "at least": "**Question Count**: 3+",
    "a range": "**Question Count**: 3-5",
    "a date": "**Last Updated**: 2025-11-18",
    "levels of people": "**Target Level**: Entry to Senior Engineers (L3/L5)",
    "other totals": "**Estimated Total Interview Time**: 6-8 hours",
    "questions counted by other things": "**Question Types**: 3",
}


@pytest.mark.parametrize("line", RIGHT.values(), ids=RIGHT)
def test_a_right_statement_is_left_alone(line: str) -> None:
    assert rules(document(meta=line)) == []


WRONG = {
    "count": ("**Question Count**: 5", "question-count"),
    "count of each category": ("**Question Count**: 4 (3 per category)", "question-count"),
    "count of categories": ("**Question Count**: 4 (across 3 categories)", "category-count"),
    "total": ("**Total Questions**: 40", "question-count"),
}


@pytest.mark.parametrize(("line", "rule"), WRONG.values(), ids=WRONG)
def test_a_wrong_statement_is_found_on_its_line(line: str, rule: str) -> None:
    assert set(found(document(meta=line))) == {(rule, line)}


def test_counts_in_category_headings_and_lists_are_held_against_the_categories() -> None:
    listed = "1. [Formats](#formats-2) (2 questions)\n2. [Memory](#memory-2) (3 questions)"
    assert found(document(summary=listed)) == [
        ("category-count", "2. [Memory](#memory-2) (3 questions)")
    ]
    heading = document().replace("## Formats (2)", "## Formats (7)")
    assert found(heading) == [("category-count", "## Formats (7)")]


def test_a_table_of_categories_is_held_against_them() -> None:
    table = "| Category | Questions |\n|---|---|\n| Formats | 2 |\n| Memory | 4 |\n| Total | 6 |"
    assert found(document(summary=table)) == [("category-count", "| Memory | 4 |")]


# --- difficulties ---------------------------------------------------------------------------


def distribution(*lines: str) -> str:
    return "\n".join(["**Difficulty Distribution**:", *(f"- {line}" for line in lines)])


def test_levels_and_shares_that_are_right_are_left_alone() -> None:
    levels = ("Entry (L3/L4)", "Mid", "Mid", "Senior (L5/L6)")
    said = distribution(
        "**Entry (L3/L4)**: 1 question (25%)", "**Mid (L4/L5)**: 2 questions (50%)",
        "Senior: 1 question (25%)",
    )  # fmt: skip
    assert rules(document(summary=said, levels=levels)) == []


def test_a_wrong_number_of_a_level_is_found() -> None:
    said = distribution("Mid: 3 questions", "Senior: 1 questions")
    assert found(document(summary=said, levels=("Mid", "Mid", "Senior", "Senior"))) == [
        ("difficulty-count", "- Mid: 3 questions"),
        ("difficulty-count", "- Senior: 1 questions"),
    ]


def test_a_wrong_share_is_found() -> None:
    said = distribution("Mid: 3 questions (75%)", "Senior: 1 question (30%)")
    assert found(document(summary=said, levels=("Mid", "Mid", "Mid", "Senior"))) == [
        ("difficulty-share", "- Senior: 1 question (30%)")
    ]


@pytest.mark.parametrize(("entry", "mid"), [(1, 3), (2, 2)])
def test_a_question_between_two_levels_counts_for_either(entry: int, mid: int) -> None:
    said = distribution(f"Entry: {entry} questions", f"Mid: {mid} questions")
    levels = ("Entry", "Mid", "Mid", "Entry to Mid")
    assert rules(document(summary=said, levels=levels)) == []


def test_a_mixed_level_that_the_list_names_counts_for_itself_only() -> None:
    levels = ("Mid", "Mid-Senior", "Mid-Senior", "Senior")
    right = distribution("Mid: 1 questions", "Mid-Senior: 2 questions", "Senior: 1 questions")
    wrong = distribution("Mid: 2 questions", "Mid-Senior: 1 questions", "Senior: 1 questions")
    assert rules(document(summary=right, levels=levels)) == []
    assert rules(document(summary=wrong, levels=levels)) == ["difficulty-count"] * 2


def test_levels_that_do_not_add_up_to_the_questions_are_found() -> None:
    said = distribution("Mid: 3 questions", "Senior: 2 questions")
    text = document(summary=said, levels=("?",) * 4)
    assert found(text) == [("difficulty-count", "- Mid: 3 questions")]


# --- lists of the questions -------------------------------------------------------------------

LISTED = "1. What is GGUF? (Mid)\n2. Why quantise weights? (Mid)\n3. {third}\n4. When does it swap?"


@pytest.mark.parametrize("third", ["How does mmap help? (Mid)", "How does mmap help you?"])
def test_a_list_that_names_the_questions_nearly_as_they_are_is_left_alone(third: str) -> None:
    assert rules(document(summary=LISTED.format(third=third))) == []


def test_a_listed_question_that_is_none_is_found() -> None:
    listed = LISTED.format(third="Which sampler is best?")
    assert found(document(summary=listed)) == [("unknown-question", "3. Which sampler is best?")]


def test_a_listed_difficulty_that_the_question_denies_is_found() -> None:
    listed = LISTED.format(third="How does mmap help? (Senior)")
    assert found(document(summary=listed)) == [
        ("difficulty-differs", "3. How does mmap help? (Senior)")
    ]


def test_a_listed_number_that_the_question_does_not_bear_is_found() -> None:
    listed = "- Question 1: What is GGUF?\n- Question 2: How does mmap help?\n- Question 4: When does it swap?"
    assert found(document(summary=listed)) == [
        ("number-differs", "- Question 2: How does mmap help?")
    ]


def test_a_list_that_starts_again_in_each_category_is_left_alone() -> None:
    listed = "1. How does mmap help?\n2. When does it swap?"
    assert rules(document(summary=listed)) == []


def test_a_list_of_other_things_is_no_list_of_questions() -> None:
    path = "1. Read the paper\n2. Build it\n3. What is GGUF?\n4. Play\n5. How does mmap help?"
    assert rules(document(summary=path)) == []


def test_a_table_of_questions_is_held_against_them() -> None:
    table = (
        "| # | Question | Difficulty |\n|---|---|---|\n| 1 | What is GGUF? | Mid |\n"
        "| 2 | Why quantise weights? | Senior |\n| 4 | How does mmap help? | Mid |"
    )
    assert found(document(summary=table)) == [
        ("difficulty-differs", "| 2 | Why quantise weights? | Senior |"),
        ("number-differs", "| 4 | How does mmap help? | Mid |"),
    ]


# --- numbering, anchors, rubrics, sections ---------------------------------------------------


def test_gaps_and_disorder_of_numbers_are_found() -> None:
    text = "".join(f"### Question {n}: What is {n}?\n\n**Answer**: {n}\n\n" for n in (1, 2, 5, 4))
    assert found(text) == [
        ("numbering-gap", "### Question 5: What is 5?"),
        ("numbering-order", "### Question 4: What is 4?"),
    ]


def test_the_same_title_twice_is_found() -> None:
    text = document().replace("Why quantise weights?", "What is GGUF?")
    assert found(text) == [("duplicate-title", "### Question 2: What is GGUF?")]


REPEATED = {
    "another question": ("What is a pod?", "A group of containers.", False),
    "with other code": ("What does it print?\n\n```python\nprint(2)\n```", "Two.", False),
    "with the same code": ("What does it print?\n\n```python\nprint(1)\n```", "One.", True),
    "with other options": ("Which is right?\n\n- [ ] gold\n- [x] iron", "It rusts.", False),
    "with the same options": ("Which is right?\n\n- [x] tin\n- [ ] lead", "It is soft.", True),
    "of another sign": ("What does `ls [^ab]` match?", "All other names.", False),
    "answered in other words": ("What does `ls [ab]` match?", "Two names.", True),
}


@pytest.mark.parametrize(("asked", "answer", "same"), REPEATED.values(), ids=REPEATED)
def test_the_same_question_is_one_that_asks_the_same_with_what_it_shows(
    asked: str, answer: str, same: bool
) -> None:
    title, _, shown = asked.partition("\n")
    above = (
        "### What does it print?\n\n```python\nprint(1)\n```\n\n**Answer**: The number one.\n\n"
        "### Which is right?\n\n- [x] tin\n- [ ] lead\n\n"
        "### What does `ls [ab]` match?\n\nThe names `a` and `b`.\n\n"
    )
    text = f"# Questions\n\n{above}### {title}\n{shown}\n\n**Answer**: {answer}\n"
    assert rules(text) == (["duplicate-title"] if same else [])


def test_words_that_ask_in_another_section_repeat_only_what_is_answered_alike() -> None:
    def section(name: str, answer: str) -> str:
        return f"## {name}\n\n### Load\n\n**How many requests a second?**\n\n{answer}\n\n"

    chat, video, mail = "About 24 thousand.", "About 7 thousand.", "About 24 thousand."
    assert rules("# Designs\n\n" + section("Chat", chat) + section("Video", video)) == []
    text = "# Designs\n\n" + section("Chat", chat) + section("Mail", mail) * 3
    assert rules(text) == ["duplicate-title"]


def test_numbers_that_stand_before_what_is_no_question_leave_no_gap() -> None:
    text = "".join(f"### {n}. What is part {n}?\n\nAll of {n}.\n\n" for n in (1, 2, 3, 5))
    document = read_text(text, path="m.md").document
    first, *_, last = document.questions
    fewer = replace(document, questions=(first, document.questions[2], last))
    assert [f.message for f in questions(fewer, text)] == ["question 5 follows question 3"]


def test_lines_that_nobody_reads_count_among_those_of_the_file() -> None:
    text = "<!-- a\n\nb\n\nc -->\n{: .note}\n\n### 1. What is it?\n\nOne.\n\n### 3. And that?\n\nTwo.\n"
    document = read_text(text, path="m.md").document
    found = [one for one in check_structure(document, text) if one.rule == "numbering-gap"]
    assert [one.line for one in found] == [12]


def test_a_count_in_a_heading_is_that_of_the_questions_below_it() -> None:
    def level(name: str, stated: int, count: int) -> str:
        asked = "".join(
            f"**What is {name} {n}?**\n\nThe {name} of {n} parts.\n\n" for n in range(count)
        )
        return f"## {name}\n\n### Network Questions ({stated})\n\n{asked}"

    assert rules("# Interview\n\n" + level("Junior", 3, 3) + level("Senior", 2, 2)) == []
    assert found("# Interview\n\n" + level("Junior", 3, 3) + level("Senior", 4, 2)) == [
        ("category-count", "### Network Questions (4)")
    ]


def test_a_table_whose_rows_lead_to_files_is_no_list_of_questions() -> None:
    table = (
        "| Name | Topic | Task |\n|---|---|---|\n| One | What is GGUF? | [Task](one.md) |\n"
        "| Two | Why quantise weights? | [Task](two.md) |\n| Three | Threads | [Task](3.md) |"
    )
    assert rules(document(summary=table)) == []


ANCHORS = {
    "as GitHub makes it": ("[x](#question-1-what-is-gguf)", True),
    "with the count, as the heading": ("[x](#formats-2)", True),
    "without the count that the heading has": ("[x](#formats)", False),
    "any case": ("[x](#Table-of-Contents)", True),
    "of no heading": ("[x](#nowhere)", False),
    "second heading of the same words": ("## Summary\n\n[x](#summary-1)", True),
    "third that is none": ("## Summary\n\n[x](#summary-2)", False),
    "named in HTML": ('<a id="here"></a> [x](#here)', True),
    "named in an attribute": ("A **term**{: .new #here} in bold. [x](#here)", True),
    "in code": ("`[x](#nowhere)`", True),
    "in a fence": ("```\n[x](#nowhere)\n```", True),
    "comment in a fence is no heading": ("```bash\n# build it\n```\n\n[x](#build-it)", False),
    "in a table": ("| a |\n|---|\n| [x](#nowhere) |", False),
    "other page": ("[x](other.md#nowhere)", True),
}


@pytest.mark.parametrize(("said", "right"), ANCHORS.values(), ids=ANCHORS)
def test_anchors_lead_to_headings(said: str, right: bool) -> None:
    assert rules(document(summary=said)) == ([] if right else ["broken-anchor"])


def rubric(score: str, *, header: str = "Poor (0-1) | Fair (2-3) | Excellent (6-7)") -> str:
    rows = "\n".join(f"| {name} | a | b | c |" for name in ("Depth", "Code", "Words"))
    return document() + (
        f"\n\n### Question 5: Which?\n\n#### Model Solution\n\nThis.\n\n#### Rubric\n\n"
        f"| Category | {header} |\n|---|---|---|---|\n{rows}\n\n{score}"
    )


@pytest.mark.parametrize(
    ("score", "header", "wrong"),
    [
        ("**Passing Score**: 8/21 (Entry), 15/21 (Mid)", None, 0),
        ("**Passing Score**: 8/35 (Entry), 15/21 (Mid)", None, 1),
        ("**Passing Score**: 25/21", None, 1),
        ("**Passing Scores**:\n- Entry: 8/21\n- Mid: 15/28", None, 1),
        ("**Passing Score**: 60%", None, 0),
        ("**Passing Score**: 2 of 3 levels", "Junior (L3) | Mid (L4/L5) | Senior (L5/L6)", 0),
        ("**Passing Score**: 8/10", "Junior (L3) | Mid (L4/L5) | Senior (L5/L6)", 0),
    ],
)
def test_scores_are_held_against_the_rubric(score: str, header: str | None, wrong: int) -> None:
    text = rubric(score, header=header) if header else rubric(score)
    assert [rule for rule in rules(text) if rule != "missing-section"] == ["rubric-total"] * wrong


def test_a_question_without_an_answer_is_found_on_its_line() -> None:
    text = (
        document()
        .replace("**Answer**: x2", "**Question**: Why, really?")
        .replace("**Answer**: x3", "")
    )
    assert found(text) == [
        ("unanswered-question", "### Question 2: Why quantise weights?"),
        ("unanswered-question", "### Question 3: How does mmap help?"),
    ]


def test_many_questions_without_an_answer_are_told_at_once() -> None:
    asked = "".join(f"### What is part {n}?\n\n" for n in range(1, 31))
    text = f"# Questions\n\n{asked}### What is a whole?\n\nAll its parts.\n"
    (told,) = check_structure(read_text(text, path="m.md").document, text)
    assert (told.rule, told.line) == ("unanswered-question", 3)
    assert told.message.startswith("30 of 31 questions have no answer and get no card: lines 3, 5,")
    assert told.message.endswith(" 41 and 10 more")


def test_a_full_question_without_what_the_others_have_is_noted() -> None:
    sections = "".join(
        f"#### {name}\n\n- a\n\n"
        for name in (
            "Question",
            "What the Interviewer is Looking For",
            "Hints",
            "Model Solution",
            "Rubric",
        )
    )
    text = "".join(f"### Question {n}: What is {n}?\n\n{sections}" for n in range(1, 6))
    less = text[::-1].replace("#### Hints\n\n- a\n\n"[::-1], "", 1)[::-1]
    assert found(text) == []
    assert found(less) == [("missing-section", "### Question 5: What is 5?")]


# --- the user's documents -----------------------------------------------------------------------

TRUE_OF_SEEDS = {
    "module-1-foundations.md": [
        ("missing-section", 3640),  # no hints
        ("missing-section", 4092),  # neither hints nor related content
        ("difficulty-count", 4499),  # 1 Entry, 2 Entry to Mid; 4 stated
    ],
    "module-4-gpu-acceleration.md": [
        ("difficulty-count", 351),  # 16 Senior, 17 stated
        ("difficulty-count", 352),  # 5 Staff, 4 stated
    ],
    "module-6-server-production.md": [
        ("unanswered-question", 26),  # and 12 more
    ],
}
"""Each found by hand; all else that these documents say of themselves is right."""


@pytest.mark.parametrize("name", TRUE_OF_SEEDS)
def test_the_seed_documents_have_exactly_the_findings_that_a_person_has(
    name: str, seed_dir: Path
) -> None:
    read = read_once(seed_dir / name)
    assert [(f.rule, f.line) for f in check_structure(read.document, read.text)] == TRUE_OF_SEEDS[
        name
    ]


def test_questions_and_their_lists_are_checked_in_linear_time() -> None:
    def work(count: int) -> int:
        """Calls made, counted: the same on every machine."""
        numbers = range(1, count + 1)
        asked = "".join(f"### Question {n}: What is {n}?\n\n**Answer**: {n}\n\n" for n in numbers)
        listed = "".join(f"{n}. What is {n}?\n" for n in numbers)
        read = read_text(f"{asked}## Summary\n\n{listed}", path="m.md")
        calls = 0

        def count_call(*_: object) -> None:
            nonlocal calls
            calls += 1

        sys.setprofile(count_call)
        try:
            findings = check_structure(read.document, read.text)
        finally:
            sys.setprofile(None)
        assert findings == ()
        return calls

    assert work(400) < 2.5 * work(200)
