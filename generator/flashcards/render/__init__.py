"""Nodes of the tree, drawn: as HTML, in a terminal, as typst, as markdown, as plain text.

Each form is a table, kind of node → function. What a form cannot draw it shows as its source;
nothing is left out.
"""

from flashcards.render.as_html import Page, audio, html, html_inline, mathjax, mathml
from flashcards.render.as_markdown import markdown, markdown_inline
from flashcards.render.as_plain import plain, plain_inline
from flashcards.render.as_terminal import terminal
from flashcards.render.as_typst import Sheet, typst, typst_functions, typst_inline
from flashcards.render.highlight import highlight_css

__all__ = [
    "Page",
    "Sheet",
    "audio",
    "highlight_css",
    "html",
    "html_inline",
    "markdown",
    "markdown_inline",
    "mathjax",
    "mathml",
    "plain",
    "plain_inline",
    "terminal",
    "typst",
    "typst_functions",
    "typst_inline",
]
