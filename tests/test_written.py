"""What databases keep of a card gives the same card again."""

from __future__ import annotations

import pytest

from flashcards.card import Choice, Gap, Kind, Option
from flashcards.render import markdown
from flashcards.tree import nodes as n
from flashcards.tree import parse_blocks
from flashcards.tree.gaps import gaps
from flashcards.written import parts, restored


def inlines(text: str) -> n.Inlines:
    (block,) = parse_blocks(text)
    assert isinstance(block, n.Paragraph)
    return block.children


@pytest.mark.parametrize(
    "option", ["4", "`a*b`", "$x_1$ **or** *y*", "[…]", r"1\. one", r"\- \* \_"]
)
def test_a_choice_with_all_its_options(option: str) -> None:
    texts = (inlines("first"), inlines(option), inlines("***last***"))
    asked = parse_blocks("What is it?\n\n```c\nint a;\n```")
    ask = Choice(
        asked=asked, options=tuple(Option(text=t, right=k != 1) for k, t in enumerate(texts))
    )
    again = restored(Kind.CHOICE, parts(ask))
    assert isinstance(again, Choice)
    assert [option.right for option in again.options] == [True, False, True]
    assert parts(again) == parts(ask)
    assert markdown(again.asked) == markdown(asked)
    assert len(again.options) == 3


@pytest.mark.parametrize(
    "text",
    [
        "The {{c7::`a::b`}} of {{c7::Chile}} is {{c9::Santiago::a city}}.",
        "- one {{c1::x}}\n- two {{c2::$y^2$}}\n\n| a {{c3::b}} |\n|---|\n| {{c1::c}} |",
    ],
)
def test_a_gap_with_its_text_and_place(text: str) -> None:
    blocks = parse_blocks(text)
    places = tuple(range(len(gaps(blocks))))[1:]
    ask = Gap(hidden=tuple(gaps(blocks)[k].children for k in places), text=blocks, places=places)
    again = restored(Kind.CLOZE, parts(ask))
    assert isinstance(again, Gap)
    assert again.places == places
    assert parts(again) == parts(ask)
    assert [markdown((n.Paragraph(h),)) for h in again.hidden] == [
        markdown((n.Paragraph(h),)) for h in ask.hidden
    ]


def test_kinds_that_ask_nothing_beside_their_front_keep_nothing_beside_it() -> None:
    assert parts(restored(Kind.TERM)) == ()
