"""What the editor must know of words: small closed classes, by language, as data."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

LANGUAGES = ("en",)


@cache
def word_class(name: str, language: str = "en") -> frozenset[str]:
    """The words of a class, in small letters; none where the language has no such class."""
    data = tomllib.loads(files("flashcards.editor").joinpath("words.toml").read_text("utf-8"))
    return frozenset(data.get(language, {}).get(name, "").split())
