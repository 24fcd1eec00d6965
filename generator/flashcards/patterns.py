"""Regular expressions as `re` has them, but compiled when they are first used.

To compile all expressions of the program takes longer than to build a small deck, which uses a
third of them. A module takes this one in the place of `re`.
"""

from __future__ import annotations

import re
from functools import cache
from re import (
    ASCII,
    DOTALL,
    IGNORECASE,
    MULTILINE,
    VERBOSE,
    Match,
    Pattern,
    escape,
    findall,
    finditer,
    fullmatch,
    match,
    search,
    split,
    sub,
)
from typing import Any, cast

__all__ = [
    "ASCII",
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "VERBOSE",
    "Later",
    "Match",
    "Pattern",
    "by_first",
    "compile",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "match",
    "search",
    "split",
    "sub",
]

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


class Later:
    """A pattern that is compiled when something of it is first asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        made = re.compile(self.pattern, self._flags)
        # From now on they are found as quickly as those of the pattern itself.
        self.__dict__.update({method: getattr(made, method) for method in _METHODS})
        return getattr(made, name)

    def __reduce__(self) -> tuple[Any, ...]:
        return Later, (self.pattern, self._flags)


def by_first(words: str) -> str:
    r"""The alternatives of a pattern in any case, together by their first letters.

    Behind an assertion such as `\b` each alternative is tried at each word; of these all but a few
    fail at a glance, and a search takes a third of the time.

    >>> by_first("wrong(?:ly)?|myth|was (?:once|ever)")
    '(?:[wW](?i:rong(?:ly)?|as (?:once|ever))|[mM](?i:yth))'
    """
    rests: dict[str, list[str]] = {}
    word = ""
    for part in words.split("|"):
        word = f"{word}|{part}" if word else part
        if word.count("(") == word.count(")"):  # else the bar stands in parentheses
            rests.setdefault(word[0], []).append(word[1:])
            word = ""
    return "(?:" + "|".join(f"{_cases(a)}(?i:{'|'.join(b)})" for a, b in rests.items()) + ")"


def _cases(letter: str) -> str:
    more = {"s": "ſ", "k": "\u212a"}.get(letter, "")  # small letters of theirs as well
    return f"[{letter}{letter.upper()}{more}]"


@cache  # some are made in a function, each time anew
def compile(pattern: str, flags: int = 0) -> Pattern[str]:  # noqa: A001 - as `re` has it
    r"""The pattern, which is compiled when it is first used.

    >>> compile(r"\d+").findall("1 of 12")
    ['1', '12']
    """
    return cast("Pattern[str]", Later(pattern, flags))
