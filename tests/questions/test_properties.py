"""What holds for any document: no traceback, nothing lost without a word, linear time."""

from __future__ import annotations

import cProfile
import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.document import Document
from flashcards.facts import extract
from flashcards.questions import understand

PIECES = st.sampled_from(
    (
        "# Questions\n\n", "## What is it?\n\n", "### Question 3: Why\n\n", "**How so?**\n\n", "Q: What?\n", "A: That.\n\n",
        "- [x] this\n- [ ] that\n\n", "A) one\nB) two\n\n", "Answer: B\n\n", "1. **What?**\n\n   This.\n\n", "---\n\n",
        "<details>\n<summary>Who?</summary>\n\n", "</details>\n\n", "> [!question] When?\n\n", "a::b\nc::d\n\n", "x\n?\ny\n\n",
        "The {{c1::gap}} here.\n\n", "It is ==so==.\n\n", "| Front | Back |\n|---|---|\n| a | b |\n\n", "Term\n: meaning\n\n",
        "```python\nx = 1  # one\n```\n\n", "```\n├── a\n└── b\n```\n\n", "<!-- flashcards: skip -->\n", "## Answers\n\n1. B\n2. A\n\n",
        "#separator:tab\none\ttwo\n\n", "1. What? (this)\n2. Why? (that)\n\n", "- one → two\n- this → that\n- it → so\n\n",
        "Front: one\nBack: two\n\n", "1. This is so here. (T)\n2. That is so here. (F)\n\n", "> Answer: B\n\n", "#cards\n",
        "Words that tell.\n\n", "amo #card\nI love\n\n", "    - What?\n", "%\n\n", "$$x^2$$\n\n", "\u200f", "¿", "\t",
    )
)  # fmt: skip


def account(document: Document) -> None:
    for question in document.questions:
        assert question.title.plain.strip()
        assert question.form
        assert all(section.nodes or section.blocks for section in question.sections)
        if question.options:
            assert len(question.options) > 1
    assert sum(count for _, count in document.forms) == len(document.questions)
    numbers = [question.number for question in document.questions]
    assert len(set(numbers)) == len(numbers)


@given(st.lists(PIECES, max_size=14))
def test_any_mixture_of_forms_is_read(pieces: list[str]) -> None:
    account(understand("".join(pieces), path="x.md")[0])


WORDS = re.compile(r"wxz\d+")


LEFT_OUT = ("skip", "## Answers", "\t")
"""An author's word; keys, whose titles repeat; headings over nothing that stand in an item."""

SHOWN = PIECES.filter(lambda piece: not any(word in piece for word in LEFT_OUT))


@given(st.lists(SHOWN, max_size=14))
def test_no_word_of_a_document_is_lost(pieces: list[str]) -> None:
    counted = itertools.count()
    told = [
        re.sub(r"(?<![\w:{<!-])(What|Why|That|this|that|one|This|When|Words|meaning|it)(?!\w)",
               lambda m: f"{m[0]} wxz{next(counted)}", piece)
        for piece in pieces
    ]  # fmt: skip
    text = "".join(told)
    document = understand(text, path="x.md")[0]
    kept = repr(
        (document.title, document.meta, document.questions, document.outside, document.unread)
    )
    lost = [word for word in WORDS.findall(text) if word not in kept]
    assert not lost


@given(st.lists(PIECES, max_size=10))
def test_every_block_has_cards_an_answer_that_shows_it_or_a_reason(pieces: list[str]) -> None:
    document = understand("".join(pieces), path="x.md")[0]
    made = extract(document)
    for block in made.blocks:
        assert (block.facts > 0) + bool(block.answer_of) + bool(block.skipped) >= 1
    asked = {fact.question for fact in made.facts}
    asked |= {question.number for question in made.unanswered}
    told = {block.source.line for block in made.blocks}  # a question that repeats another
    for question in document.questions:
        assert question.number in asked or question.source.line in told


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    account(understand(text, path="x.md")[0])


@given(st.lists(PIECES, max_size=10), st.lists(PIECES, max_size=10))
def test_questions_keep_the_order_of_their_lines(one: list[str], other: list[str]) -> None:
    document = understand("".join((*one, *other)), path="x.md")[0]
    lines = [question.source.line for question in document.questions]
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    "one",
    [
        "### What is number {n}?\n\nIt is {n}.\n\n- a: b\n- c: d\n\n1. **What is it?**\n\n   It.\n\n",
        "1. What is the number {n}? (b{n})\n",
        "<details>\n<summary>What is number {n}?</summary>\n\nIt is {n}.\n\n",
        "#separator:tab\nnumber {n}\tback {n}\n",
    ],
    ids=["headings", "one list", "folds without an end", "lines of one paragraph"],
)
def test_ten_times_the_questions_cost_ten_times_the_calls(one: str) -> None:
    costs = []
    for count in (30, 300):
        text = "# Questions\n\n" + "".join(one.format(n=n) for n in range(count))
        understand(text, path="x.md")  # what is remembered between documents is remembered now
        costs.append(calls(text))
    assert costs[1] < 11 * costs[0]


def calls(text: str) -> int:
    """How many functions of ours are called to understand a text."""
    profile = cProfile.Profile(builtins=False)
    profile.runcall(understand, text, path="x.md")
    entries = profile.getstats()
    return sum(entry.callcount for entry in entries)
