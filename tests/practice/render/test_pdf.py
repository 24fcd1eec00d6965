"""Paper: what stands in the source of the sheet and the key, and that typst takes any text."""

from __future__ import annotations

import ast
import re

from hypothesis import given
from hypothesis import strategies as st

from flashcards.practice.render import pdf
from flashcards.render import blocks_of
from flashcards.render.clean import clean
from flashcards.render.literal import LONGEST_RUN, literal, needs_system_fonts
from tests.practice.render.samples import CHOICE, whole

LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
CALLS = {
    "strong",
    "emph",
    "mono",
    "linebreak",
    "blank",
    "link",
    "quote",
    "list",
    "enum",
    "table",
    "grid-table",
    "rule",
    "headline",
    "listing",
    "math",
}


def to_typst(text: str, *, hidden: bool = False) -> str:
    return pdf.to_typst(blocks_of(text), hidden=hidden)


def shown(source: str) -> str:
    """The texts of all literals."""
    return "".join(ast.literal_eval(one) for one in LITERAL.findall(source))


@given(st.text(max_size=200))
def test_a_literal_shows_its_text_and_ends_where_it_ends(text: str) -> None:
    made = literal(text)
    assert LITERAL.fullmatch(made)
    kept = re.sub("[\u202a-\u202e\u2066-\u2069\ufe0f]", "", clean(text))
    assert len(shown(made).replace("\u200b", "")) == len(kept.replace("\u200b", ""))


@given(st.text(st.sampled_from('ab #$"\\*_`|[](){}<>@=-+/~\n0.'), max_size=80))
def test_outside_of_literals_there_is_only_our_own(text: str) -> None:
    code = LITERAL.sub('""', to_typst(text))
    assert set(re.findall(r"#([a-z.-]+)", code)) - {"math.equation"} <= CALLS
    assert not set(re.sub(r"#[a-z.-]+|start: \d+|block: true|table.header", "", code)) & set(
        "$@\\`~*_"
    )


@given(st.text(st.sampled_from('ab #$"\\*_`|[](){}<>@=-+/~\n01.é中\u202e\t'), max_size=60))
def test_typst_takes_any_text(text: str) -> None:
    assert pdf.compiled(f"#show: setup.with({literal(text)}, {literal(text)})\n{to_typst(text)}")


def test_long_runs_may_be_broken_and_words_stay() -> None:
    assert "\u200b" in literal("a" * (2 * LONGEST_RUN))
    assert "\u200b" not in literal("word " * 100)


def test_directions_that_reach_beyond_their_text_are_left_out() -> None:
    assert literal("a\u202eb\u2066") == '"ab"'


def test_fonts_of_the_system_are_asked_only_where_those_within_typst_cannot_do() -> None:
    assert not needs_system_fonts("Ω ≈ 2³⁰ → ├── ✓ µ é ł ж")
    assert needs_system_fonts("中文")
    assert needs_system_fonts("العربية")


def test_the_sheet_has_no_answers_and_the_key_has_all() -> None:
    one = whole(version=2)
    sheet, key = shown(pdf.questions(one)), shown(pdf.answers(one))
    for told in ("3.375 GiB", "Because it is so.", "key/value", "You left out the factor 2"):
        assert told in key
        assert told not in sheet
    for told in ("Worked solution", "Rubric", "Source: module-1", "C, D, B, A", "3, 1, 4, 2"):
        assert told in key
    assert "Seed 42 · Version 2" in sheet
    assert "6 points" in sheet
    assert "6 points" in key


def test_a_blank_in_a_listing_is_drawn() -> None:
    assert "\ue000" in to_typst("```python\na[…]b\n```")
    assert "#blank()" in to_typst("a […] b")


def test_spoilers_are_blanks_on_the_sheet_and_texts_in_the_key() -> None:
    assert "hidden" not in to_typst("a ||hidden|| b", hidden=True)
    assert "hidden" in to_typst("a ||hidden|| b")


def test_a_wide_listing_is_set_smaller() -> None:
    assert "8.50pt" in to_typst("```\nshort\n```")
    assert "6.51pt" in to_typst("```\n" + "x" * 120 + "\n```")
    assert "5.50pt" in to_typst("```\n" + "x" * 999 + "\n```")


def test_files_are_pdfs() -> None:
    made = pdf.render([whole()], key=True)
    assert list(made) == ["practice-42.pdf", "practice-42-key.pdf"]
    assert all(content.startswith(b"%PDF-") for content in made.values())


def test_an_option_shows_its_letter() -> None:
    assert '("B", [#mono("GGUF");])' in pdf._question(CHOICE, 1)
