"""Formulas: TeX to one tree, and from the tree to pages, terminals, paper and plain text.

What is not on the list of commands is no formula here: it is shown as it was typed.
"""

from flashcards.render.tex.mathml import mathml
from flashcards.render.tex.parser import UnknownTexError, parse
from flashcards.render.tex.readable import readable
from flashcards.render.tex.typst import typst

__all__ = ["UnknownTexError", "mathml", "parse", "readable", "typst"]
