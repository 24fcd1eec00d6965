"""Numbers for Anki made from our names: the same in every build and on every machine."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

FIRST = 1_420_070_400_000
"""2015-01-01 in milliseconds: Anki reads a note's or card's number as the time of its making."""

SPAN = 1 << 38
"""Numbers to draw from, 8.7 years' worth: all of them dates of the past."""


def stable_id(kind: str, name: str) -> int:
    """The number of one thing, from its kind (`note`, `card`, `deck`) and its name.

    >>> stable_id("deck", "LLM Interviews") == stable_id("deck", "LLM Interviews")
    True
    """
    digest = blake2b(f"{kind}\0{name}".encode(), digest_size=8).digest()
    return FIRST + int.from_bytes(digest, "big") % SPAN


def distinct_ids(kind: str, names: Iterable[str]) -> dict[str, int]:
    """A number for each name, no two alike.

    Where two names draw one number, the later in alphabetical order takes the next free one:
    Anki knows notes again by their guid, so such a number may change between builds.
    """
    ids: dict[str, int] = {}
    taken: set[int] = set()
    for name in sorted(set(names)):
        number = stable_id(kind, name)
        while number in taken:
            number += 1
        taken.add(number)
        ids[name] = number
    return ids
