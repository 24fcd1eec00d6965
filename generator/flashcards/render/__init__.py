"""Nodes of the tree, drawn: as HTML, in a terminal, as typst, as markdown, as plain text.

Each form is a table, kind of node → function. What a form cannot draw it shows as its source;
nothing is left out. A form is loaded when it is first asked for: a review needs but one of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flashcards.render.as_html import Page, audio, html, html_inline, mathjax, mathml
    from flashcards.render.as_markdown import markdown, markdown_inline
    from flashcards.render.as_plain import plain, plain_inline
    from flashcards.render.as_terminal import terminal
    from flashcards.render.as_typst import Sheet, typst, typst_functions, typst_inline
    from flashcards.render.highlight import highlight_css
    from flashcards.render.texts import blocks_of, plain_of

__all__ = [
    "Page",
    "Sheet",
    "audio",
    "blocks_of",
    "highlight_css",
    "html",
    "html_inline",
    "markdown",
    "markdown_inline",
    "mathjax",
    "mathml",
    "plain",
    "plain_inline",
    "plain_of",
    "terminal",
    "typst",
    "typst_functions",
    "typst_inline",
]

_FORMS = {
    "as_html": ("Page", "audio", "html", "html_inline", "mathjax", "mathml"),
    "as_markdown": ("markdown", "markdown_inline"),
    "as_plain": ("plain", "plain_inline"),
    "as_terminal": ("terminal",),
    "as_typst": ("Sheet", "typst", "typst_functions", "typst_inline"),
    "highlight": ("highlight_css",),
    "texts": ("blocks_of", "plain_of"),
}
_PLACES = {name: form for form, names in _FORMS.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(name)
    found: object = getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
    globals()[name] = found
    return found
