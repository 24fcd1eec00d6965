from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.markup import to_html, to_plain
from flashcards.markup.clean import clean, is_plain, plain_front
from flashcards.markup.parser import parser
from flashcards.markup.plain import _render as plain_by_parser
from flashcards.markup.render import _render as html_by_parser

LINES = st.text(alphabet=st.sampled_from("aB ›—?.,()12:-#*`\n"), max_size=12)


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("What is GGUF?", "What is GGUF?"),
        ("`a_b` is **c** and *d*", "a_b is c and d"),
        ("[text](../x.md) ![alt](x.png)", "text alt"),
        ("||hidden|| and […]", "hidden and […]"),
        (r"\(2^{31}\) bytes", "2^{31} bytes"),
        ("# Head\n\ntext\n\n1. a\n2. b\n   - c", "Head\ntext\n1. a\n2. b\n  • c"),
        ("| a | b |\n|---|---|\n| `1` | 2 |", "a | b\n1 | 2"),
        ("```python hl=1\nx = 1\n```", "x = 1"),
        ("- [ ] todo", "• ☐ todo"),
        ("a &lt; b \\* c", "a < b * c"),
        ("a\r\nb\x00", "a\nb"),
        ("+", "+"),
    ],
)
def test_a_person_reads(markdown: str, plain: str) -> None:
    assert to_plain(markdown) == plain


@given(st.text(alphabet="ab1 .)(?-+#=>*_`[]<&|{}\\~!:;,'\"\n\té…\x1f", max_size=20))
def test_the_fast_path_says_what_the_parser_says(text: str) -> None:
    text = clean(text)
    if is_plain(text):
        slow = parser().render(text).strip()
        assert slow == f"<p>{text.replace(chr(34), '&quot;')}</p>"
        assert to_html(text) == to_plain(text) == text


@given(subject=LINES, asked=LINES)
def test_a_plain_front_reads_as_the_parser_reads_it(subject: str, asked: str) -> None:
    text = clean(f"###### {subject}\n\n{asked}").strip("\n")
    if plain_front(text):
        assert to_html(text) == html_by_parser(text)
        assert to_plain(text) == plain_by_parser(text)
