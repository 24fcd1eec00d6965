"""What is written as markdown is read back as the same nodes."""

from __future__ import annotations

import dataclasses
from typing import Any

import hypothesis
import pytest
from hypothesis import strategies as st

from flashcards.render import markdown
from flashcards.tree import nodes as n
from flashcards.tree import parse, parse_blocks
from tests.tree.canonical import canonical
from tests.tree.making import documents

SIGNS = "ab1 *_`~=|$\\[]{}<>!:&#-+.)('\"/@"
WORDS = st.text(st.sampled_from(SIGNS), min_size=1, max_size=12)


def again(blocks: n.Blocks) -> n.Blocks:
    return canonical(parse_blocks(markdown(blocks)))


def ended(node: Any) -> Any:
    """A tree in which every fold has its end, as markdown writes it."""
    if isinstance(node, tuple):
        return tuple(map(ended, node))
    if not dataclasses.is_dataclass(node) or isinstance(node, type):
        return node
    changed = {
        each.name: ended(value)
        for each in dataclasses.fields(node)
        if each.init and isinstance(value := getattr(node, each.name), tuple)
    }
    if isinstance(node, n.Details):
        changed["closed"] = True
    return dataclasses.replace(node, **changed)


@hypothesis.given(documents())
@hypothesis.example("[^1]: <details>\n    <summary>KV</summary>\n\n    x\n\n    </details>\n")
@hypothesis.example("KV\n: ```python\n  x = 1\n  ```\n\n      y = 2  # <!-- kept -->\n")
@hypothesis.example("[^1]: ```python\n    x = 1\n    ```\n\n        y = 2  # <!-- kept -->\n")
def test_any_document_comes_back(text: str) -> None:
    blocks = parse(text).blocks
    assert again(blocks) == canonical(ended(blocks))


@hypothesis.given(WORDS, WORDS)
def test_any_characters_come_back(one: str, other: str) -> None:
    blocks: n.Blocks = (
        n.Paragraph((n.Text(one), n.Strong((n.Text("b"),)), n.Text(other))),
        n.BulletList((n.Item((n.Paragraph((n.Text(one),)),)), n.Item((n.Paragraph((n.Text(other),)),)))),
        n.Table((n.Cell((n.Text(one),)), n.Cell((n.Text("x"),))), (n.TableRow((n.Cell((n.Text(other),)), n.Cell(()))),), (n.Align.NONE, n.Align.NONE)),
        n.Heading(3, (n.Text(other),)),
        n.Quote((n.Paragraph((n.Link((n.Text(one),), "https://e.org/a"),)),)),
    )  # fmt: skip
    assert again(blocks) == canonical(blocks)


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (n.Strong((n.Text("b"),)), "**b**"),
        (n.Emphasis((n.Text("e"),)), "*e*"),
        (n.Strong((n.Emphasis((n.Text("x"),)),)), "<b>*x*</b>"),
        (n.Highlight((n.Text("h"),)), "==h=="),
        (n.Spoiler((n.Text("s"),)), "||s||"),
        (n.Cloze((n.Text("a::b"),), 2, hint="h"), "{{c2::a:\\:b::h}}"),
        (n.Styled((n.Text("2"),), n.Style.SUP), "<sup>2</sup>"),
        (n.Code("a`b"), "``a`b``"),
        (n.Math("x^2"), "\\(x^2\\)"),
        (n.Image("a b.png", (n.Text("alt"),), width=300), "![alt|300](<a b.png>)"),
        (n.Link((n.Text("https://e.org"),), "https://e.org"), "<https://e.org>"),
        (n.Text("2 * 3 = 6 and a_b, $5 [0, 1]"), "2 * 3 = 6 and a_b, $5 [0, 1]"),
        (n.Hidden(()), "[…]"),
        (n.Corrected((n.Text("4 GB"),), "2 GiB"), "2 GiB"),
        (n.Refuted((n.Text("4 GB"),), "2 GiB"), "4 GB (recomputed: 2 GiB)"),
    ],
)
def test_markdown_is_written_as_a_person_writes_it(node: n.Inline, text: str) -> None:
    assert markdown((n.Paragraph((node,)),)) == text


def test_what_marks_lines_and_names_subjects_is_written_too() -> None:
    blocks: n.Blocks = (
        n.Paragraph((n.Subject((n.Text("KV cache"),)),)),
        n.CodeBlock("a\nb", "python", marked=(2,)),
        n.MathBlock("x"),
    )
    assert markdown(blocks) == "###### KV cache\n\n```python hl=2\na\nb\n```\n\n$$\nx\n$$"
    assert parse_blocks(markdown(blocks))[1:] == blocks[1:]
