from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flashcards.review.terminal.blocks import Look, Prose, blocks, veils
from flashcards.review.terminal.text import plain


@given(st.text(max_size=200))
def test_no_text_breaks_it_and_none_can_steer_the_terminal(text: str) -> None:
    shown = plain(text)
    assert not [c for c in shown if c != "\n" and (ord(c) < 32 or 0x7F <= ord(c) < 0xA0)]


def test_veils_are_counted_and_the_blank_is_set_off() -> None:
    found = blocks("Which?\n\n1. […]\n2. ||two||\n3. ||`three`||")
    assert veils(found) == 2
    assert [run.look for block in found if isinstance(block, Prose) for run in block.runs][
        1
    ] == Look.BLANK
    text = "- ||one||\n- ||two||"
    assert plain(text) == "• (hidden)\n• (hidden)"
    assert plain(text, lifted=1) == "• one\n• (hidden)"
