"""Questions for two things, set against each other or one after the other, and what tells both."""

from __future__ import annotations

from collections.abc import Sequence

from flashcards import patterns as re
from flashcards.facts.parts import told_of_parts
from flashcards.facts.wording import (
    joined,
    plain_words,
    split_sentences,
    tokens,
    unbold,
    without_stop,
    words,
)
from flashcards.tree import plain
from flashcards.tree.cut import rstrip
from flashcards.tree.nodes import Inlines

MOST = 50
"""Words that tell of two things."""

_AND = r"(?:and|und|et|y|e|&|vs\.?|versus)"
# `difference between A and B`, `How do A and B differ?`, `compare A with B`, `A vs B`.
_FORMS = (
    re.compile(
        rf"\b(?:differences?|unterschiede?|différences?|diferencias?|diferenças?|distinction|"
        rf"distinguish)\s+(?:between|zwischen|entre)\s+(?P<one>\S.*?)\s+{_AND}\s+(?P<two>.+)$",
        re.IGNORECASE,
    ),
    re.compile(rf"\bhow do\s+(?P<one>\S.*?)\s+{_AND}\s+(?P<two>\S.*?)\s+differ\b", re.IGNORECASE),
    re.compile(
        r"\bhow (?:is|does)\s+(?P<one>\S.*?)\s+differ\w*\s+from\s+(?P<two>.+)$", re.IGNORECASE
    ),
    re.compile(r"\bdistinguish(?:es)?\s+(?P<one>\S.*?)\s+from\s+(?P<two>.+)$", re.IGNORECASE),
    re.compile(r"^compare\s+(?P<one>\S.*?)\s+(?:and|with|to)\s+(?P<two>.+)$", re.IGNORECASE),
    re.compile(r"^(?P<one>\S+(?:\s\S+){0,2})\s+(?:vs\.?|versus)\s+(?P<two>\S+(?:\s\S+){0,2})$"),
)
# What sets one thing against another inside a sentence.
_AGAINST = re.compile(
    r"\b(?:while|whereas|but|unlike|instead|however|only|rather|hand|während|aber|tandis|mais|"
    r"mientras|pero|than|not)\b|[;,]"
)
FEWEST = 4
"""Words of a sentence that tells a difference by itself."""
# `By exactly one`, `Only in the sign`: the difference, told at once.
_BY = re.compile(
    r"(?:(?:only |mainly |just )?(?:by|in)|nur (?:um|in|durch)|um|par|en|por)\s", re.IGNORECASE
)
# What only says that there is something to tell.
_OPENS = re.compile(
    r"\b(?:similar|both|main difference|differences? (?:is|are|between))\b", re.IGNORECASE
)


def told_of_both(question: str, texts: Sequence[Inlines]) -> Inlines | None:
    """The sentences that tell of each of two things that a question compares, or asks one by one.

    None where it wants no two things; nothing where no few sentences tell of both it compares.
    """
    things = _things(question)
    if things is None:
        return told_of_parts(question, texts)
    first = next(iter(split_sentences(unbold(texts[0]))), ()) if texts else ()
    if _BY.match(plain(first)) and len(words(plain(first))) >= FEWEST:
        return without_stop(rstrip(first))
    kept: list[Inlines] = []
    seen: set[int] = set()
    for sentence in (s for text in texts for s in split_sentences(unbold(text))):
        said = set(tokens(plain(sentence)))
        about = {i for i, thing in enumerate(things) if thing & said}
        if not kept and (not about or (_OPENS.search(plain(sentence)) and len(texts) > 1)):
            continue
        if len(words(plain(joined(*kept, sentence)))) > MOST:
            break
        kept.append(sentence)
        seen |= about
        both = len(seen) == len(things)
        if both and (len(kept) > 1 or _AGAINST.search(plain(sentence))):
            return without_stop(rstrip(joined(*kept)))
    return _one_of_each(things, texts)


OPENING = 6
"""Words in which a sentence names what it is about."""


def _one_of_each(things: tuple[set[str], set[str]], texts: Sequence[Inlines]) -> Inlines:
    """The first sentence about each of two things, which other sentences stand between."""
    chosen: dict[int, Inlines] = {}
    for sentence in (s for text in texts for s in split_sentences(unbold(text))):
        opening = set(tokens(plain(sentence))[:OPENING])
        about = [i for i, thing in enumerate(things) if thing & opening]
        if len(about) == 1:
            chosen.setdefault(about[0], sentence)
    both = joined(*chosen.values())
    short = len(chosen) == len(things) and len(words(plain(both))) <= MOST
    return without_stop(rstrip(both)) if short else ()


def _things(question: str) -> tuple[set[str], set[str]] | None:
    """The words that name each of two things and not the other."""
    text = question.strip().rstrip("?. ")
    match = next((m for form in _FORMS if (m := form.search(text))), None)
    if match is None:
        return None
    one, two = plain_words(match["one"]), plain_words(match["two"])
    return (one - two, two - one) if one - two and two - one else None
