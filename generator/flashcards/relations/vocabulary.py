"""Words that name a relation, by language, and where one stands near a number."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from flashcards import patterns as re


@cache
def _words() -> dict[str, dict[str, str]]:
    text = files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    stems = {word for words in _words()[name].values() for word in words.split()}
    # A stem with what may follow it in its word; a whole word otherwise.
    parts = sorted(re.escape(one).replace(r"\~", r"\w*").replace("~", r"\w*") for one in stems)
    return re.compile(rf"\b{re.by_first('|'.join(parts))}\b")


def says(name: str, text: str) -> bool:
    """Whether a text has one of the words of a kind.

    >>> says("left", "und es bleiben"), says("together", "all of them")
    (True, False)
    """
    return _pattern(name).search(text) is not None
