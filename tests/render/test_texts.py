"""Simple texts are read without the parser, and as the parser reads them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.render import blocks_of, plain_of
from flashcards.render.clean import clean
from flashcards.render.texts import SUBJECT, light
from flashcards.tree import nodes as n
from flashcards.tree import parse_blocks
from flashcards.tree.identity import identity
from tests.tree.canonical import canonical

MARKS = st.text("ab*` .?!()[]\\_<&|~#-1:“”é$=@+>{}/\n", max_size=14)
WORDS = st.lists(
    st.sampled_from(["**a**", "`b`", "c", " ", "**d e**", ".", "* ", "`", "(", "?", "“", "a: b", "1.", "www.x.y"]), max_size=9
).map("".join)  # fmt: skip


@given(WORDS | MARKS)
def test_a_light_reading_is_the_parser_s(text: str) -> None:
    text = clean(text)
    quick = light(text)
    if quick is not None and text.strip():
        assert canonical((n.Paragraph(quick),)) == canonical(parse_blocks(text))


@given(WORDS | MARKS, WORDS | MARKS)
def test_a_front_is_read_as_the_parser_reads_it(subject: str, asked: str) -> None:
    text = clean(f"{SUBJECT}{subject}\n\n{asked}").strip("\n")
    parsed = parse_blocks(text)
    assert canonical(blocks_of(text)) == canonical(parsed) or not identity(parsed)


def test_most_lines_are_read_without_the_parser() -> None:
    assert light("What does `n_ctx` do in **llama.cpp**?") is not None
    assert light("2 GiB, or 2048 MiB") is not None


@pytest.mark.parametrize("answer", ["+", "-", "1.", "- ", "***", "2)", "<!-- x -->"])
def test_an_answer_that_is_only_a_sign_is_shown(answer: str) -> None:
    assert plain_of(answer).strip() or answer == "***"
