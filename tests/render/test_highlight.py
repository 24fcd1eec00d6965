from __future__ import annotations

import re

import pytest

from flashcards.lexing import MOST_CHARACTERS
from flashcards.render import highlight_css
from flashcards.render.highlight import highlight


def bare(html: str) -> str:
    return (
        re.sub(r"<[^>]*>", "", html).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    )


CODE = {
    "python": 'def f(x: int) -> str:\n    """Two\n    lines."""\n    return f"{x!r} < 3"  # why\n',
    "bash": 'cmake -B build \\\n  -DGGML_CUDA=ON  # CUDA\nif [ $x ]; then echo "$x"; fi',
    "cmake": 'set(A ON)\nif(A)\n  message(STATUS "x")\nendif()',
    "cpp": "#include <x.h>\nint main() { return a<b>(1) && 'c'; }",
    "json": '{"a": [1, true, null]}',
    "no-such-language": "a < b && c",
    "": "plain\n\ntext",
}


@pytest.mark.parametrize("language", CODE)
def test_colours_change_no_character(language: str) -> None:
    assert bare(highlight(CODE[language], language)) == CODE[language]


@pytest.mark.parametrize("language", CODE)
def test_tags_close_on_the_line_on_which_they_open(language: str) -> None:
    for line in highlight(CODE[language], language, (1,)).split("\n"):
        assert line.count("<span") == line.count("</span>")


def test_an_unknown_language_is_escaped_text() -> None:
    assert highlight("a < b", "no-such-language") == "a &lt; b"


def test_lines_to_mark_that_are_not_there_are_ignored() -> None:
    assert highlight("a\nb", "", (0, 2, 3, 10**9)) == 'a\n<span class="hll">b</span>'


def test_the_blank_of_a_listing_stands_out_in_any_language() -> None:
    for language in CODE:
        html = highlight("x = […]\n# […]\n'[…]'", language)
        assert html.count('<span class="blank">…</span>') == 3


def test_a_very_long_listing_stays_without_colours() -> None:
    assert "<span" not in highlight("return 1\n" * MOST_CHARACTERS, "python")


def test_every_class_has_a_colour_by_day_and_by_night() -> None:
    css = highlight_css()
    used = {
        name
        for language, code in CODE.items()
        for name in re.findall(r'class="(\w+)"', highlight(code, language))
    }
    assert {"k", "s", "c", "m"} <= used
    for name in used:
        assert f"pre .{name}" in css
    names = re.findall(r"var\((--[a-z-]+)\)", css)
    for name in names:
        assert css.count(f"{name}:") == 2


@pytest.mark.parametrize(
    "code", ["// a" + "\n" * 19_000 + "x", "x = " + "(" * 5_000, " " * 10_000, "a\n" * 9_000]
)
def test_a_listing_beyond_the_budget_stays_without_colours(code: str) -> None:
    assert "<span" not in highlight(code, "c")
