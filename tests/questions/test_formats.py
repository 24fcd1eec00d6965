"""Formats of other programs are read as markdown, in which each line knows where it stood."""

from __future__ import annotations

import pytest

from flashcards.questions import understand
from flashcards.questions.formats import as_markdown
from flashcards.questions.formats.tex import as_words
from tests.questions.written import written

FORMATS = written("formats.txt")
LAYOUTS = written("layouts.txt")


@pytest.mark.parametrize("name", FORMATS)
def test_each_line_says_on_which_line_of_the_file_it_stood(name: str) -> None:
    text, _ = FORMATS[name]
    markdown, lines = as_markdown(text)
    assert len(lines) in (0, markdown.count("\n") + 1)
    assert all(1 <= line <= text.count("\n") + 1 for line in lines)


def test_a_question_stands_where_the_file_asks_it() -> None:
    text = "# Sheet\n\n```latex\n\\begin{exercise}\nWhy?\n\\end{exercise}\n\\begin{solution}\nSo.\n\\end{solution}\n```\n"
    document, _ = understand(text, path="sheet.md")
    assert [one.source.line for one in document.questions] == [5]


@pytest.mark.parametrize("name", [name for name in LAYOUTS if name.startswith("no questions")])
def test_what_is_no_format_stays_as_it_is(name: str) -> None:
    text, _ = LAYOUTS[name]
    assert as_markdown(text) == (text, ())


def test_a_fence_that_is_a_part_of_a_document_stays_code() -> None:
    fence = "```yaml\n- question: What is it?\n  answer: a test\n- question: And this?\n  answer: another\n```\n"
    words = "How to write a file of questions for our program, line by line.\n\n" * 9
    assert as_markdown(fence)[1]
    assert not as_markdown(words + fence)[1]


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        (r"\emph{a} and \textbf{b}", "*a* and **b**"),
        (r"50\% of $x_1 \cdot 2$~m", r"50% of $x_1 \cdot 2$ m"),
        (r"\(a^2\) is ``square''", "$a^2$ is “square”"),
        (r"Gr\"o{\ss}e, d\'eriv\'ee, \c{c}a", "Größe, dérivée, ça"),
        (r"\SI{9.81}{\metre\per\second\squared}", "9.81 m/s²"),
    ],
)
def test_a_line_of_latex_is_read_as_words(tex: str, words: str) -> None:
    assert as_words(tex) == words
