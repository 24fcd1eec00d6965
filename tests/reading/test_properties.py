"""What holds for any text."""

from __future__ import annotations

import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flashcards.errors import ReadError
from flashcards.model import Document, Item, Labelled, List, Node, Table, walk
from flashcards.reading import read_text
from flashcards.reading.inline import plain

PIECES = [
    "# T", "## Category (3)", "### Question 1: What is it?", "### Question 2 - Why?", "## Q3. How",
    "### Questions 4-6: Rest", "#### Answer", "#### Hints", "#### Follow-Up Questions", "##### Sub",
    "**Question 4: Named**", "**Key Points**: a, b, c", "**Answer**: it is so", "**Difficulty**: Mid",
    "**Label**:", "**1. First**", "- a", "- b: c", "  - deeper", "1. one", "7. seven", "- [ ] task",
    "- ✅ yes", "> quoted", "```", "```python", "~~~", "x = 1  # note", "# note", "| a | b |",
    "|---|---|", "| 1 | 2 |", "├── a", "│   └── b", "┌──┐", "└──┘", "a ──> b", "a | b", "--|--",
    "Name: value", "a = b × 2", "Why?", "TODO", "[continuing with the remaining questions]", "---",
    "===", "<details><summary>Answer</summary>", "</details>", "<!-- c -->", "*Looking for*: x",
    "Q: what", "A: that", "", "", "\t", "    indented", "plain words here", "“—” é 中文",
]  # fmt: skip

documents = st.lists(st.sampled_from(PIECES), max_size=40).map("\n".join)
anything = st.text(st.characters(codec="utf-8"), max_size=400)
mixed = st.tuples(documents, anything).map("\n".join)


def read(text: str) -> Document | None:
    try:
        return read_text(text, path="any.md")[0]
    except ReadError as error:
        assert error.path == "any.md"
        assert error.line is not None
        return None


def sourced(nodes: tuple[Node, ...]) -> list[Node | Item]:
    out: list[Node | Item] = []
    for node in walk(nodes):
        out.append(node)
        if isinstance(node, List):
            out.extend(node.items)
    return out


@given(text=documents | anything | mixed)
@example(text="### Question 1: a\n\n```")
@example(text="**Q1. a**\nb")
@example(text="> ### Question 1: a\n> b")
def test_any_text_reads_or_is_refused_and_lines_are_in_range(text: str) -> None:
    document = read(text)
    if document is None:
        return
    last = text.count("\n") + 1
    for question in document.questions:
        assert 1 <= question.source.line <= last
        for section in question.sections:
            assert question.source.line <= section.source.line <= last
            for node in sourced(section.nodes):
                assert section.source.line <= node.source.line <= last
                if isinstance(node, Table):
                    width = len(node.header)
                    assert all(len(row.cells) == width for row in node.rows)
                    assert all(row.source.line > node.source.line for row in node.rows)


@given(text=documents | mixed)
def test_reading_twice_gives_the_same(text: str) -> None:
    try:
        first = read_text(text, path="any.md")
    except ReadError as error:
        with pytest.raises(ReadError) as again:
            read_text(text, path="any.md")
        assert str(again.value) == str(error)
    else:
        plain.cache_clear()
        assert read_text(text, path="any.md") == first


@given(text=documents | mixed)
def test_questions_come_in_document_order(text: str) -> None:
    document = read(text)
    if document is not None:
        lines = [question.source.line for question in document.questions]
        assert lines == sorted(lines)


@given(text=documents)
def test_blank_lines_above_only_move_lines(text: str) -> None:
    document = read(text)
    moved = read("\n\n" + text)
    if document is None or moved is None or text.startswith("---"):
        return
    assert [q.title for q in moved.questions] == [q.title for q in document.questions]
    assert [q.source.line - 2 for q in moved.questions] == [
        q.source.line for q in document.questions
    ]


@given(words=st.text("abc *_`[]()<>&\\!|#-:", max_size=60))
def test_plain_text_of_a_label_has_no_line_break(words: str) -> None:
    assert "\n" not in plain(words)


def test_no_label_loses_its_children() -> None:
    text = "### Question 1: a\n\n#### Answer\n\n" + "".join(
        f"**L{i}**:\n\n- item {i}\n\n" for i in range(50)
    )
    nodes = read_text(text, path="any.md")[0].questions[0].sections[0].nodes
    labels = [n for n in walk(nodes) if isinstance(n, Labelled)]
    items = [i for n in walk(nodes) if isinstance(n, List) for i in n.items]
    assert len(labels) == len(items) == 50


def calls(text: str) -> int:
    """Python calls of our own modules while a text is read: a clock that no load disturbs."""
    count = 0

    def counting(frame: object, event: str, _: object) -> None:
        nonlocal count
        count += event == "call"

    plain.cache_clear()
    sys.setprofile(counting)
    try:
        read_text(text, path="any.md")
    finally:
        sys.setprofile(None)
    return count


def renumbered(text: str, by: int) -> str:
    """The same document with other words and numbers."""
    return text.replace("### Question ", f"### Question {by}") + f"\n<!-- {by} -->\n"


SAMPLE = """## Category {n}

### Question {n}: What is it {n}?

**Difficulty**: Mid | **Time**: {n} minutes

#### Question

Explain *it* {n}.

#### Model Solution

**Parts {n}**:
- **Head**: magic {n}
  - nested `code`

| A | B |
|---|---|
| {n} | x |

```python
x = {n}  # the number
```

```
root
├── a
│   └── b{n}
```

#### Follow-Up Questions

1. "And then {n}?"
   *Looking for*: more
"""


def test_time_is_linear_in_size() -> None:
    sizes = [
        calls("".join(SAMPLE.format(n=i) for i in range(20 * times))) for times in (1, 2, 4, 8)
    ]
    per_size = [count / times for count, times in zip(sizes, (1, 2, 4, 8), strict=True)]
    assert max(per_size) < 1.2 * min(per_size), sizes
