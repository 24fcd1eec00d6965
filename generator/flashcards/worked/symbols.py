"""What the symbols of a formula mean, in the words around it: `with hit ratio h, memory time m`."""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST = 40
_WORD = r"[^\W\d_](?:[^\W\d_]|['’-]){2,}"
# Small words, before which a name of a quantity begins.
_STOPS = frozenset((
    "with", "for", "and", "the", "where", "if", "is", "are", "let", "by", "at", "when", "from",
    "gives", "give", "then", "are", "has", "have", "takes", "where", "over", "per", "formula",
    "equation", "law", "case", "given", "using",
    "throughout", "take", "assume", "gegeben", "soit",
    "plus", "minus", "times", "into", "that", "than", "mit", "für",
    "und", "der", "die", "das", "ist", "bei", "den", "dem", "des", "nach", "avec", "pour", "les",
    "des", "est", "une", "où", "con", "para", "los", "las", "del", "una", "donde", "com", "uma",
    "onde", "per", "dove", "met", "een", "het", "van", "waar", "which", "what", "as", "its",
))  # fmt: skip


# A verb or sign between a symbol and its meaning, and the article of that.
_IS = (
    r"\s*(?:is|are|denotes|means|stands for|ist|est|es|é|è|[:=–—-])\s*"
    r"(?:(?:the|an?|die|der|das|la|le|el|il|o|de|het) )?"
)


def meaning_of(symbol: str, things: str, texts: Sequence[str]) -> str:
    """The name of a symbol; empty where the texts tell none.

    Args:
        symbol: as the formula has it.
        things: that a number of its value counts elsewhere: 7 B parameters.
        texts: sentences around the formula, without marks of TeX.
    """
    for pattern in _patterns(re.escape(symbol)):
        for text in texts:
            for found in re.finditer(pattern, text):
                name = _cut(found["name"], behind=found.start("name") > found.start())
                if name and len(name) <= LONGEST:
                    return name
    return things


def _patterns(symbol: str) -> tuple[str, ...]:
    """Ways to tell what a symbol is, the clearest first; all are bounded."""
    sign = rf"(?<![\w^]){symbol}(?![\w(^'’])"
    return (
        rf"{sign}{_IS}(?P<name>{_WORD}(?: {_WORD}){{0,4}})",  # `h is the hit ratio`
        rf"(?P<name>{_WORD}(?: {_WORD}){{0,2}}) \({symbol}\)",  # `the hit ratio (h)`
        rf"(?P<name>(?:{_WORD} ){{0,2}}{_WORD}) {sign}",  # `with hit ratio h`
        rf"\b(?:of|with|on|for|has|have|and|over) {sign} (?P<name>{_WORD}s)\b",  # `N parameters`
    )


def _cut(name: str, *, behind: bool) -> str:
    """A name up to the first small word, where it stands behind its symbol; else from the last."""
    words = name.split()
    if behind:
        ends = (at for at, word in enumerate(words) if word.casefold() in _STOPS)
        return " ".join(words[: next(ends, len(words))])
    at = max((place for place, word in enumerate(words) if word.casefold() in _STOPS), default=-1)
    own = words[at + 1 :]
    return " ".join(own) if own and not own[-1].isupper() else ""
