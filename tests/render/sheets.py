"""Typst markup, compiled."""

from __future__ import annotations

from functools import lru_cache

from typst import Compiler, Fonts

from flashcards.render import typst_functions


@lru_cache(maxsize=1)
def _compiler() -> Compiler:
    return Compiler(b"", font_paths=Fonts(include_system_fonts=False, include_embedded_fonts=True))


def compiled(source: str) -> bytes:
    """The PDF of markup; typst raises an error where it is none."""
    made = _compiler().compile((typst_functions() + source).encode(), format="pdf", timestamp=0)
    assert isinstance(made, bytes)
    return made
