"""The language of a text, guessed from its script and its small words."""

from __future__ import annotations

from functools import cache

from flashcards import patterns as re
from flashcards.questions.roles import words_by_language

_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7a3]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
)
_WORD = re.compile(r"[^\W\d_]+")
_MAX_LENGTH = 20_000
_SHARE = 0.08
"""Share of letters of a script, or of small words among all, that tells a language."""


def guess_language(text: str) -> str:
    """Two letters, or nothing where nothing tells.

    >>> guess_language("Was ist ein Mol und wie wird es berechnet?")
    'de'
    """
    sample = text[:_MAX_LENGTH]
    letters = sum(sign.isalpha() for sign in sample) or 1
    for language, script in () if sample.isascii() else _SCRIPTS:
        if len(script.findall(sample)) >= _SHARE * letters:
            return language
    words = [word.casefold() for word in _WORD.findall(sample)]
    counts = {name: sum(word in small for word in words) for name, small in _small().items()}
    best = max(counts, key=lambda name: counts[name])
    return best if words and counts[best] >= _SHARE * len(words) else ""


@cache
def _small() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in words_by_language().items()}
