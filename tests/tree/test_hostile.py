"""Any text becomes a tree, in time that grows no faster than the text."""

from __future__ import annotations

import sys
from types import FrameType

import hypothesis
import pytest
from hypothesis import strategies as st

from flashcards.tree import parse
from tests.tree.canonical import canonical

SIGNS = (
    "[", "*", "_", "$", "$$", "==", "||", "~~", "`", "` ", "\\(", "\\[", "![", "[[", "![[", "<", "<a ", "<!--", "&",
    "[^", "[^1]", "[a](", "<b>", "</b>", "<details>", "</details>", "<summary>", "{{c1::", "}}", "|", "\\|", ":",
    "**a", "*a ", "__a_", "==a", "||a", "$a", "a~~b", "http://a ", "www.a.b ", "a@b.c ", "<!-- a -->", "e\u0301",
)  # fmt: skip
LINES = (
    "a", "- a", "> a", "# a", "#a", "a\n===", "|a|\n|-|", "a\n: b", "[^a]: b", "[a]: b", "```", "~~~", "::: x",
    "!!! a", "<div>", "<details>", "$$", "\\[", "\\[\n\\]", "1. a", "    a", "<!-- a -->", "<!--", "---", "a\n",
    "- [ ] a", "<table><tr><td>a", "Term\n:", "???",
)  # fmt: skip


def calls(text: str) -> int:
    """Calls while a text is parsed: a clock that no load disturbs."""
    counted = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        parse(text)
    finally:
        sys.setprofile(before)
    return counted


@pytest.mark.parametrize("unit", [*SIGNS, *(line + "\n" for line in LINES)])
def test_the_work_grows_no_faster_than_the_text(unit: str) -> None:
    calls(unit)
    assert calls(unit * 400) < 12 * calls(unit * 50) + 2000  # eight times the text; quadratic: 64


@pytest.mark.parametrize("unit", ["[", "*", "$", "{{c1::", "|"])
def test_ten_thousand_signs_are_read(unit: str) -> None:
    assert parse(unit * (10_000 // len(unit))).blocks or unit == "<details>"


@pytest.mark.parametrize("line", ["- a", "| a |", "> a"])
def test_many_lines_of_a_kind_are_read(line: str) -> None:
    head = "| a |\n|---|\n" if line.startswith("|") else ""
    assert parse(head + f"{line}\n" * 1_000).blocks


def test_deep_nesting_ends() -> None:
    for text in (
        "> " * 400 + "x",
        "\n".join("  " * n + "- x" for n in range(100)),
        "<details><summary>a</summary>\n\n" * 400,
        "<details><summary>a</summary>\n\n" * 100 + "</details>\n\n" * 100,
        "**a " * 400 + "**" * 400,
        "{{c1::" * 400 + "}}" * 400,
        "==a" * 400 + "==" * 400,
        "x<b>" * 400 + "</b>" * 400,
        "<blockquote>\n" * 400 + "x",
        "- <b>" * 100,
    ):
        blocks = parse(text).blocks
        assert repr(blocks)
        assert canonical(blocks) == canonical(parse(text + "\n").blocks)


@hypothesis.given(
    st.lists(st.sampled_from((*SIGNS, *LINES, "\n", "\n\n", "  ", "x")), max_size=30).map("".join)
)
def test_any_mixture_of_signs_becomes_a_tree(text: str) -> None:
    parse(text)


@hypothesis.given(st.text(max_size=200))
def test_any_text_becomes_a_tree(text: str) -> None:
    parse(text)
