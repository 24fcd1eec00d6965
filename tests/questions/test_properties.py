"""What holds for any document: no traceback, nothing lost without a word, linear time."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from flashcards.document import Document
from flashcards.questions import understand
from tests.questions.reading import titles

PIECES = st.sampled_from(
    (
        "# Questions\n\n", "## What is it?\n\n", "### Question 3: Why\n\n", "**How so?**\n\n", "Q: What?\n", "A: That.\n\n",
        "- [x] this\n- [ ] that\n\n", "A) one\nB) two\n\n", "Answer: B\n\n", "1. **What?**\n\n   This.\n\n", "---\n\n",
        "<details>\n<summary>Who?</summary>\n\n", "</details>\n\n", "> [!question] When?\n\n", "a::b\nc::d\n\n", "x\n?\ny\n\n",
        "The {{c1::gap}} here.\n\n", "It is ==so==.\n\n", "| Front | Back |\n|---|---|\n| a | b |\n\n", "Term\n: meaning\n\n",
        "```python\nx = 1  # one\n```\n\n", "```\n├── a\n└── b\n```\n\n", "<!-- flashcards: skip -->\n", "## Answers\n\n1. B\n2. A\n\n",
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


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    account(understand(text, path="x.md")[0])


@given(st.lists(PIECES, max_size=10), st.lists(PIECES, max_size=10))
def test_questions_keep_the_order_of_their_lines(one: list[str], other: list[str]) -> None:
    document = understand("".join((*one, *other)), path="x.md")[0]
    lines = [question.source.line for question in document.questions]
    assert lines == sorted(lines)


def test_ten_thousand_questions_take_linear_time() -> None:
    one = "### What is number {n}?\n\nIt is {n}.\n\n- a: b\n- c: d\n\n"
    small = "# Questions\n\n" + "".join(one.format(n=n) for n in range(1_000))
    large = "# Questions\n\n" + "".join(one.format(n=n) for n in range(10_000))
    times = []
    for text in (small, large):
        start = time.process_time()
        assert len(titles(understand(text, path="x.md")[0])) == text.count("###")
        times.append(time.process_time() - start)
    assert times[1] < 25 * times[0]
