"""What the door does to a text, and the way back to the characters of the file."""

from __future__ import annotations

import unicodedata

import hypothesis
import pytest
from hypothesis import strategies as st

from flashcards.tree import parse
from flashcards.tree.door import normalise
from flashcards.tree.nodes import BulletList, Code, CodeBlock, OrderedList, Paragraph, Table
from tests.tree.reading import inlines_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cafe\u0301", "café"),
        ("a\u200bb\u2060c\ufeffd\u00ade", "abcde"),
        ("👨\u200d👩 א\u200f\u200e", "👨\u200d👩 א\u200f\u200e"),
        ("👨\u200d👩 a\u200f\u200e", "👨\u200d👩 a\u200e"),
        ("a \t\nb", "a\nb"),
        ("a  \nb", "a  \nb"),
        ("a     \nb", "a  \nb"),
        ("```\na  \n```", "```\na\n```"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a<!-- x -->b", "ab"),
        ("a\n<!-- x -->\nb", "a\nb"),
        ("a\n  <!-- x\n\ny -->  \nb", "a\nb"),
        ("- a\n  <!-- x -->\n- b", "- a\n- b"),
        ("> a\n> <!-- x -->\n> b", "> a\n> b"),
        ("`<!-- code -->` <!-- x -->", "`<!-- code -->`"),
        ("```\n<!-- code -->\n```", "```\n<!-- code -->\n```"),
        ("a\0b", "a\ufffdb"),
    ],
)
def test_the_door(text: str, expected: str) -> None:
    assert normalise(text).text == expected


def test_a_comment_ends_no_block() -> None:
    tree = parse(
        "a\n<!-- x -->\nb\n\n- c\n<!-- y -->\n- d\n\n1. e\n\n<!-- z -->\n\n2. f\n\n| a |\n|---|\n<!-- t -->\n| b |"
    )
    kinds = [type(block) for block in tree.blocks]
    assert kinds == [Paragraph, BulletList, OrderedList, Table]
    assert [comment.text for comment in tree.comments] == ["x", "y", "z", "t"]


def test_a_comment_knows_whether_it_had_its_lines_for_itself_and_what_follows_it() -> None:
    tree = parse("# A\n\n<!-- flashcards: skip -->\n\n# B\n\nwords <!-- aside --> go on")
    skip, aside = tree.comments
    assert (skip.alone, aside.alone) == (True, False)
    assert tree.text[skip.offset :].lstrip().startswith("# B")
    assert tree.text[aside.offset :].strip() == "go on"


def test_an_open_comment_takes_the_rest_and_says_so() -> None:
    tree = parse("a\n\n<!-- b\n\nc")
    assert [type(block) for block in tree.blocks] == [Paragraph]


def test_the_way_back_leads_to_the_characters_and_lines_of_the_file() -> None:
    text = "cafe\u0301 <!-- x\n\ny -->\nzwei\u200b `n_ctx`  drei\n"
    tree = parse(text)
    code = next(node for node in inlines_of(tree) if isinstance(node, Code))
    assert text[tree.normal.original(code.inner) :].startswith("n_ctx")
    assert tree.line(code.span) == tree.last_line(code.span) == 4


@hypothesis.given(st.text(st.sampled_from("ab \n\r\t`<!->e\u0301\u200b*"), max_size=60))
def test_every_character_that_is_left_stands_where_the_way_back_says(text: str) -> None:
    normal = normalise(text)
    for index, sign in enumerate(normal.text):
        there = text[normal.original(index)]
        assert (
            sign == there
            or unicodedata.normalize("NFD", sign)[0] == there
            or (sign, there) == ("\n", "\r")
        )


def test_every_text_that_is_parsed_is_counted() -> None:
    from flashcards.tree import parses

    before = parses()
    parse("a")
    assert parses() == before + 1


def test_lines_of_listings_know_their_places_in_lists_and_quotes() -> None:
    tree = parse("- a\n\n  ```py\n  x = 1\n\n    y\n  ```\n")
    (block,) = tree.blocks
    assert isinstance(block, BulletList)
    code = block.items[0].children[1]
    assert isinstance(code, CodeBlock)
    assert [tree.line(tree.blocks[0].span._replace(start=s)) for s in code.starts] == [4, 5, 6]


def test_of_an_endless_run_of_blanks_a_pages_width_is_left_and_places_stay() -> None:
    text = "a" + " " * 5000 + "b\n"
    normal = normalise(text)
    assert normal.text == "a" + " " * 400 + "b\n"
    assert text[normal.original(401)] == "b"


def test_a_line_of_attributes_says_nothing_to_a_reader() -> None:
    text = 'A table follows.\n{: #tab summary="of 3 columns and 12 rows" .wide}\n\nIt ends.'
    assert normalise(text).text == "A table follows.\n\nIt ends."
    assert normalise("```\n{: .kept}\n```").text == "```\n{: .kept}\n```"
