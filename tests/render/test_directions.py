"""No output holds a sign that turns text round beyond what it stands in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flashcards.render import html, markdown, plain, terminal, typst
from flashcards.tree import parse_blocks
from flashcards.tree.door import TURNS
from flashcards.tree.nodes import Blocks

TEXT = (
    f"# a{TURNS}b\n\nx \u202e`c\u2066d` $e\u202ef$ &#x202e;&#8295; [g\u202d](h\u202e) ![i\u202e](j)\n\n"
    "| k\u2067 |\n|---|\n| l |\n\n```py\nm = '\u202e'  # n\u2069\n```\n\n<b>o&#x202e;</b>\n\n- \u202ep\n"
)
OUTPUTS: tuple[Callable[[Blocks], object], ...] = (html, markdown, plain, terminal, typst)


@pytest.mark.parametrize("draw", OUTPUTS, ids=lambda draw: draw.__name__)
def test_no_output_holds_an_override_or_an_isolate_of_direction(
    draw: Callable[[Blocks], object],
) -> None:
    shown = draw(parse_blocks(TEXT))
    said = shown if isinstance(shown, str) else "".join(map(str, _texts(shown)))
    assert "m = " in said
    assert not {*TURNS} & {*said}


def _texts(shown: object) -> tuple[object, ...]:
    assert isinstance(shown, tuple)
    return shown


def test_marks_of_direction_and_joiners_stay_for_languages_need_them() -> None:
    assert plain(parse_blocks("\u05d0\u200f! b\u200d\u200ec")) == "\u05d0\u200f! b\u200d\u200ec"


def test_marks_to_the_left_go_where_nothing_is_written_to_the_left() -> None:
    # Between two of them, `10 / 5` would show as `5 / 10`.
    assert plain(parse_blocks("a \u200f10 / 5\u061c &rlm;b")) == "a 10 / 5 b"
