"""How texts are cut, compared and hidden."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.facts.wording import MAX_ANSWER_WORDS, leaks, shorten, slug, split_detail, unbold
from flashcards.render import markdown_inline as inline
from flashcards.tree import flat, parse_blocks, plain
from flashcards.tree.nodes import Inlines, Paragraph


def inlines(text: str) -> Inlines:
    (block,) = parse_blocks(text)
    assert isinstance(block, Paragraph)
    return block.children


@pytest.mark.parametrize(
    ("front", "answer", "expected"),
    [
        ("GGUF vs PyTorch · Metadata — GGUF?", "Rich KV system", False),
        ("What is the KV cache?", "KV cache", True),
        ("FP16 — Storage?", "2 bytes per parameter", False),
        ("which step is number 3 of 5?", "3", True),
        ("LLaMA-70B layers?", "70", False),
        ("Q4_K_M size?", "Q4_K", False),
        ("format of low memory constraints, small", "Low memory constraints", True),
        ("small memory needs of the edge", "memory needs small edge", True),
        ("anything", "", True),
    ],
)
def test_a_front_leaks_when_the_answer_stands_in_it(
    front: str, answer: str, expected: bool
) -> None:
    assert leaks(front, answer) is expected


@pytest.mark.parametrize(
    ("text", "short", "more"),
    [
        ("Basic 4-bit, oldest method", "Basic 4-bit, oldest method", ""),
        (
            "First sentence here. Second one.",
            "First sentence here",
            "First sentence here. Second one.",
        ),
        ("**bold** stays `**code**`", "bold stays `**code**`", ""),
        ("Ends with a stop.", "Ends with a stop", ""),
        ("version 2.5 is not an end of a sentence", "version 2.5 is not an end of a sentence", ""),
        (
            "a check, e.g. GET /health, then a prompt",
            "a check, e.g. GET /health, then a prompt",
            "",
        ),
        ("Done. `make` builds it.", "Done", "Done. `make` builds it."),
    ],
)
def test_an_answer_is_its_first_sentence(text: str, short: str, more: str) -> None:
    found, rest = shorten(inlines(text))
    assert (inline(found), inline(rest)) == (short, more)


def test_a_long_answer_is_cut_at_a_clause_and_kept_whole_in_more() -> None:
    text = (
        "a binary file format for storage and loading of large language models, with a focus on "
        "quantised inference and edge deployment, and with metadata that names the architecture, "
        "the tokenizer and the chat template"
    )
    short, more = shorten(inlines(text))
    assert len(plain(short).split()) <= MAX_ANSWER_WORDS
    assert text.startswith(plain(short))
    assert plain(more) == text


def test_a_clause_is_never_cut_inside_brackets_or_code() -> None:
    text = "word " * 12 + "(a, b, " + "c " * 30 + ") and `x, y`"
    short, _ = shorten(inlines(text))
    assert plain(short).count("(") == plain(short).count(")")
    assert inline(short).count("`") % 2 == 0


@pytest.mark.parametrize(
    ("text", "main", "detail"),
    [
        ("Poor metadata (hard to know)", "Poor metadata", "hard to know"),
        ("calls f(x)", "calls f(x)", ""),
        ("no brackets", "no brackets", ""),
        ("(all in brackets)", "(all in brackets)", ""),
        ("Load (fast (mmap))", "Load", "fast (mmap)"),
    ],
)
def test_a_trailing_bracket_is_detail(text: str, main: str, detail: str) -> None:
    found, rest = split_detail(inlines(text))
    assert (inline(found), inline(rest)) == (main, detail)


def test_emphasis_goes_but_code_stays() -> None:
    assert inline(unbold(inlines("**Q4** and `a ** b`"))) == "Q4 and `a ** b`"


def test_a_cut_keeps_the_places_of_its_words() -> None:
    text = "First **sentence** here. Second one."
    short, _ = shorten(inlines(text))
    read = flat(short)
    assert [text[start] for start in read.starts] == list("First sentence here")


@given(st.text(max_size=60))
def test_a_slug_is_a_tag_part(text: str) -> None:
    assert slug(text)
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
