"""Words that name a relation, by language, and where one stands near a number."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache, partial
from importlib.resources import files

from flashcards import patterns as re


@cache
def _words() -> dict[str, dict[str, str]]:
    text = files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.by_first(words_of(name))}\b")


@cache
def words_of(name: str) -> str:
    """The words of a kind as alternatives of a pattern."""
    stems = {word for words in _words()[name].values() for word in words.split()}
    # A stem with what may follow it in its word; a whole word otherwise.
    parts = (
        re.escape(one).replace(r"\~", r"\w*").replace("~", r"\w*").replace("_", r"\s")
        for one in stems
    )
    return "|".join(sorted(parts))


OPERATIONS = {"divided": "÷", "times": "×", "plus": "+", "minus": "−"}
"""Kinds of words that tell an operation, and its sign."""


@cache
def _operators() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (
            re.compile(rf"(?<=[\w)%€$£°])\s(?:{words_of(name)})\s(?=[($€£~≈]?\d)", re.IGNORECASE),
            sign,
        )
        for name, sign in OPERATIONS.items()
    )


@lru_cache(maxsize=1024)  # each sentence of a paragraph asks for all of it
def with_signs(text: str) -> str:
    """A text with the sign of each operation that it tells in words before a number; all places stay.

    >>> with_signs("66 € divided by 3 €")
    '66 €          ÷ 3 €'
    """
    for pattern, sign in _operators():
        text = pattern.sub(partial(_padded, sign), text)
    return text


def _padded(sign: str, found: re.Match[str]) -> str:
    return f"{sign} ".rjust(len(found[0]))


def says(name: str, text: str) -> bool:
    """Whether a text has one of the words of a kind.

    >>> says("left", "und es bleiben"), says("together", "all of them")
    (True, False)
    """
    return _pattern(name).search(text) is not None
