"""The word lists of the extraction, from `vocabulary.txt` beside this module."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def _lists() -> dict[str, frozenset[str]]:
    """Every list by its name."""
    lists: dict[str, set[str]] = {}
    name = ""
    text = files("flashcards.facts").joinpath("vocabulary.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if line.endswith(":") and not line.startswith(" "):
            name = line[:-1]
            lists[name] = set()
        else:
            lists[name].update(line.split())
    return {key: frozenset(words) for key, words in lists.items()}


def word_list(name: str) -> frozenset[str]:
    """The words under `name:`; a KeyError is a mistake in this package."""
    return _lists()[name]
