"""What a problem says of itself, in the language of its document."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

ENGLISH, SIGNS = "en", "signs"


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    text = files(__package__).joinpath("data", "words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def said(key: str, language: str, **parts: object) -> str:
    """A sentence in a language, English where none is told, signs where we have no words for it.

    >>> said("unit", "de", unit="ms")
    'Antworte in ms'
    >>> said("unit", "pl", unit="ms")
    '? ms'
    """
    table = _table()
    words = table.get(language or ENGLISH, table[SIGNS])
    return words[key].format(**parts)


def place_said(place: int, language: str) -> str:
    """The ordinal number of a place, counted from nought."""
    table = _table()
    return table.get(language or ENGLISH, table[SIGNS])["places"][place]
