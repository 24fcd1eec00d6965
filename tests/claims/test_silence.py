from __future__ import annotations

import time

import pytest

from flashcards.claims.silence import NO_REASON, UNUSED, silenced
from flashcards.errors import Finding
from flashcards.tree import parse


def of_line(line: int, rule: str) -> Finding:
    return Finding(path="m.md", line=line, rule=rule, severity="error", message="wrong")


def left(text: str, *found: tuple[int, str]) -> list[tuple[int, str]]:
    """Line and rule of what remains of findings in a text."""
    findings = [of_line(line, rule) for line, rule in found]
    remaining = silenced(text, parse(text), "m.md", findings)
    return sorted((one.line, one.rule) for one in remaining)


def test_a_comment_on_a_line_silences_that_line() -> None:
    text = "2 + 2 = 5 <!-- flashcards: ignore arithmetic a joke -->\n2 + 2 = 5\n"
    assert left(text, (1, "arithmetic"), (2, "arithmetic")) == [(2, "arithmetic")]


def test_a_comment_of_its_own_silences_the_block_that_follows() -> None:
    text = "<!-- flashcards: ignore total see the errata -->\n\n| a |\n|---|\n| 1 |\n\n| 2 |\n"
    assert left(text, (3, "total"), (5, "total"), (7, "total")) == [(7, "total")]


def test_a_block_ends_where_the_document_does() -> None:
    assert left("<!-- flashcards: ignore total why not -->\na\nb", (3, "total")) == []


@pytest.mark.parametrize("mark", ["```", "````", "~~~"])
def test_a_comment_above_a_fence_silences_all_of_it(mark: str) -> None:
    text = f"<!-- flashcards: ignore total book -->\n{mark}python\na\n\nb\n{mark}\nc\n"
    assert left(text, (3, "total"), (5, "total"), (7, "total")) == [(7, "total")]


def test_a_fence_inside_a_longer_one_does_not_end_it() -> None:
    text = "<!-- flashcards: ignore total book -->\n````\n```\n\na\n````\nb\n"
    assert left(text, (5, "total"), (7, "total")) == [(7, "total")]


def test_a_fence_without_an_end_lasts_to_the_end() -> None:
    assert left("<!-- flashcards: ignore total book -->\n```\n\na\n", (4, "total")) == []


def test_a_comment_in_a_listing_silences_its_line() -> None:
    text = (
        "```python\nx = 2  # 3  <!-- flashcards: ignore code-value shown wrong on purpose -->\n```"
    )
    assert left(text, (2, "code-value")) == []


def test_only_the_named_rule_is_silent() -> None:
    text = "x <!-- flashcards: ignore total errata -->"
    assert left(text, (1, "total"), (1, "percentage")) == [(1, "percentage")]


def test_two_comments_on_a_line_silence_two_rules() -> None:
    text = "x <!-- flashcards: ignore total a --> <!-- flashcards: ignore percentage b -->"
    assert left(text, (1, "total"), (1, "percentage")) == []


@pytest.mark.parametrize("reason", ["", " ", "-", ": —", " ..."])
def test_without_a_reason_nothing_is_silent(reason: str) -> None:
    text = f"x <!-- flashcards: ignore total{reason} -->"
    assert left(text, (1, "total")) == [(1, NO_REASON), (1, "total")]


def test_without_a_rule_nothing_is_silent() -> None:
    assert left("x <!-- flashcards: ignore -->", (1, "total")) == [(1, NO_REASON), (1, "total")]


@pytest.mark.parametrize("said", ["total: errata", "total — errata", "total   errata"])
def test_the_reason_may_stand_behind_a_sign(said: str) -> None:
    assert left(f"x <!-- flashcards: ignore {said} -->", (1, "total")) == []


def test_a_comment_that_silences_nothing_is_noted() -> None:
    assert left("x <!-- flashcards: ignore total errata -->") == [(1, UNUSED)]
    assert left("x <!-- flashcards: ignore total errata -->\ny", (2, "total")) == [
        (1, UNUSED),
        (2, "total"),
    ]


def test_a_comment_at_the_end_of_a_document_speaks_of_nothing() -> None:
    assert left("<!-- flashcards: ignore total errata -->\n\n") == [(1, UNUSED)]


@pytest.mark.parametrize(
    "text",
    [
        "<!-- flashcards: ignored total errata -->",
        "<!-- other: ignore total errata -->",
        "write `<!-- flashcards: ignore RULE reason -->` there",
        "flashcards: ignore total errata",
        "<!-- flashcards: ignore total errata",
    ],
)
def test_what_is_no_such_comment_is_left_alone(text: str) -> None:
    assert left(text, (1, "total")) == [(1, "total")]


COMMENT = "<!-- flashcards: ignore total errata -->"
HOSTILE = {
    "open comments": "<!-- flashcards: ignore total " * 40_000,
    "comments on a line": COMMENT * 30_000,
    "lines of comments": f"{COMMENT}\n" * 60_000,
    "fences": f"{COMMENT}\n```\n" * 40_000,
    "signs": "<" * 1_000_000 + "flashcards:",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_takes_linear_time(text: str) -> None:
    tree, findings = parse(text), [of_line(line, "total") for line in range(1, 20_000)]
    before = time.process_time()
    list(silenced(text, tree, "m.md", findings))
    assert time.process_time() - before < 5


def test_what_is_told_to_the_checker_stands_on_no_card() -> None:
    from flashcards.facts import extract
    from tests.understood import read_text

    told = "<!-- flashcards: ignore sum rounded on purpose -->"
    text = (
        "# Module 1: T\n\n## Conceptual Questions\n\n### Question 1: What is a sum?\n\n"
        "#### Model Solution\n\n**Parts**:\n"
        f"- **Left**: a thing {told}\n- **Right**: another thing\n\n{told}\n\n| A | B |\n|---|---|\n"
        "| x | y |\n"
    )
    document, _ = read_text(text, path="a.md")
    plain, _ = read_text(text.replace(told, ""), path="a.md")
    assert [c.text for c in document.tree.comments] == [
        "flashcards: ignore sum rounded on purpose"
    ] * 2
    shown = [(fact.front, fact.back, fact.more, fact.ask) for fact in extract(document).facts]
    assert shown == [(f.front, f.back, f.more, f.ask) for f in extract(plain).facts]
    assert "flashcards:" not in str(shown)
