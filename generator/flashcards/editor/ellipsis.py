"""Two questions of which the second goes on from the first, as one that stands alone.

`How is a loading dose worked out?`, `And the maintenance dose?` → `How is the maintenance dose
worked out?`. Only where what takes whose place is plain; else there is no such question.
"""

from __future__ import annotations

from collections.abc import Callable

from flashcards import patterns as re
from flashcards.editor.words import word_class
from flashcards.tree.cut import cut
from flashcards.tree.flat import plain
from flashcards.tree.nodes import Inlines

MOST = 40
"""Words of a question that was put together."""

# What ties a question to the one before it.
_AND = re.compile(r"^[¿¡\s]*(?:and|und|et|y|e|but|or|what about|how about)(?=\s)\s+", re.IGNORECASE)
_END = re.compile(r"[\s?？.]*$")
# Words that open what may take the place of what the same word opens in the question before.
_OPENERS = word_class("openers")
_DETERMINERS = (
    r"(?:the|an?|each|every|der|die|das|den|dem|ein(?:e[mnrs]?)?|le|la|les|l['’]|une?|el|los|las|"
    r"una?|il|lo)"
)
# A number, in digits or in a word.
_NUMBER = re.compile(
    r"(?<![\w.,])\d[\d.,]*|\b(?:two|three|four|five|six|seven|eight|nine|ten|zwei|drei|vier|deux|"
    r"trois|quatre|dos|tres|cuatro)\b",
    re.IGNORECASE,
)
# What follows a noun and belongs to it.
_OF_IT = (
    r"(?:\s(?:of|with|from|in|at|for|on|by|without|between|mit|ohne|von|aus|de|con|sin|avec|sans)"
    r"\s.+)?"
)
_NAMED = re.compile(
    rf"^{_DETERMINERS}(?:\s|(?<=['’]))(?P<words>[\w-]+(?:\s[\w-]+){{0,3}}?)(?P<rest>{_OF_IT})$",
    re.IGNORECASE,
)
# A word inside a name: none that opens another.
_WORD = r"(?!(?:of|with|from|in|at|for|on|by|to|and|or|the|an?|mit|von|de|con)\s)[\w-]+"
_VERB = re.compile(r"\b(?:is|are|was|were|does|do|did|has|have|can|must|if|when|that|which)\b")
# `that source`, `the same jump`: something that the question before named.
_POINTS = re.compile(
    r"\b(?:that|this|these|those|the same)\s(?P<noun>[a-z]{3,})"
    r"(?=\s*[?,]|\s+(?:in|on|for|by|if|when)\b|\s*$)",
    re.IGNORECASE,
)
_IT = re.compile(r"\b(?:it|they|them)\b", re.IGNORECASE)
# `What is a lock?`, `What's in the pale ale?`: a question with one thing in it.
_OF_ONE = re.compile(
    r"^what(?:\s(?:is|are)|['’]s)(?:\s(?:in|on))?\s(?P<thing>(?:an?|the)\s[\w-]+(?:\s[\w-]+){0,3})\s*\?$",
    re.IGNORECASE,
)

Piece = tuple[Inlines, int, int]


def merged(before: Inlines, question: Inlines) -> Inlines | None:
    """One question in place of two, the second of which goes on from the first; None if unsure.

    >>> from flashcards.tree.nodes import Text
    >>> said = lambda words: (Text(words),)
    >>> one = merged(said("How much is in a cup of tea?"), said("And in a cup of coffee?"))
    >>> plain(one) if one else None
    'How much is in a cup of coffee?'
    """
    asked, goes_on = plain(before), plain(question)
    if len(asked.split()) + len(goes_on.split()) > MOST or "?" in asked.rstrip()[:-1]:
        return None
    tie = _AND.match(goes_on)
    forms: tuple[Callable[[str, str], tuple[int, int, int, int] | None], ...] = (
        (_same_opener, _same_noun, _last_thing) if tie else ()
    )
    start = tie.end() if tie else 0
    end = _END.search(goes_on)
    stop = end.start() if end else len(goes_on)
    for form in forms:
        found = form(asked, goes_on[start:stop])
        if found is not None:
            first, last, a, b = found
            return (
                *cut(before, 0, first),
                *cut(question, start + a, start + b),
                *cut(before, last),
            )
    return None if tie else _resolved(before, question)


def _same_opener(asked: str, rest: str) -> tuple[int, int, int, int] | None:
    """`… in series?`, `in parallel`: what one word opens in both, up to the end."""
    word = rest.split(" ", 1)[0].casefold()
    if word not in _OPENERS or " " not in rest:
        return None
    pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
    wanted = len(pattern.findall(rest))
    places = [match.start() for match in pattern.finditer(asked) if match.start()]
    if len(places) < wanted:
        return None
    first, last = places[-wanted], _stop(asked)
    fits = _carries(asked[first:last], rest) and not _parts(asked[first:last])
    return (first, last, 0, len(rest)) if fits else None


def _same_noun(asked: str, rest: str) -> tuple[int, int, int, int] | None:
    """`a loading dose …?`, `the maintenance dose`: two things of one name."""
    if not re.match(rf"{_DETERMINERS}(?:\s|(?<=['’]))", rest, re.IGNORECASE) or _VERB.search(rest):
        return None
    words = rest.split()
    noun = re.sub(r"\d+$", "", words[-1])
    if not 2 <= len(words) <= 5 or len(noun) < 2:
        return None
    match = re.search(
        rf"(?<!\w){_DETERMINERS}\s(?:{_WORD}\s){{0,3}}?{re.escape(noun)}\d*(?![\w-])",
        asked,
        re.IGNORECASE,
    )
    if match is None or not _carries(match[0], rest):
        return None
    return match.start(), match.end(), 0, len(rest)


def _last_thing(asked: str, rest: str) -> tuple[int, int, int, int] | None:
    """`… has a password of 10 letters?`, `a passphrase of six words`: what a question ends in."""
    if re.match(
        r"\W*(?:how|why|when|where|wie|comment|cómo)\s+(?:is|are|was|were|ist|sind|est|se)\b",
        asked,
        re.IGNORECASE,
    ):
        return None  # a verb may stand at its end
    theirs = _NAMED.match(rest)
    if theirs is None or _VERB.search(rest):
        return None
    last = _stop(asked)
    places = [m.start() for m in re.finditer(rf"(?<!\w){_DETERMINERS}\s", asked, re.IGNORECASE)]
    for first in places:
        ours = _NAMED.match(asked[first:last])
        if ours is None:
            continue
        alike = bool(ours["rest"]) == bool(theirs["rest"]) or not ours["rest"]
        if alike and _carries(asked[first:last], rest) and len(places) == 1:
            return first, last, 0, len(rest)
    return None


def _resolved(before: Inlines, question: Inlines) -> Inlines | None:
    """A question with what it points back at in the place of the word that points."""
    asked, goes_on = plain(before), plain(question)
    if ". " in goes_on:
        return None
    if pointed := _POINTS.search(goes_on):
        noun = pointed["noun"].removesuffix("s")
        thing = re.search(
            rf"(?<!\w)(?:an?|the)\s(?:{_WORD}\s){{0,3}}?{re.escape(noun)}(?![\w-]){_OF_IT}",
            asked[: _stop(asked)],
            re.IGNORECASE,
        )
        if thing is None or not pointed.start() or len(_POINTS.findall(goes_on)) > 1:
            return None
        return _put(question, pointed.span(), before, thing.span())
    one, found = _OF_ONE.match(asked.strip()), list(_IT.finditer(goes_on))
    if one is None or len(found) != 1:
        return None
    subject = one["thing"].split()[-1]
    plural = subject.endswith("s") and not subject.endswith("ss")
    if plural == (found[0][0].casefold() == "it"):
        return None
    return _put(question, found[0].span(), before, one.span("thing"))


def _put(
    question: Inlines, gap: tuple[int, int], before: Inlines, thing: tuple[int, int]
) -> Inlines:
    return (*cut(question, 0, gap[0]), *cut(before, *thing), *cut(question, gap[1]))


def _stop(asked: str) -> int:
    end = _END.search(asked)
    return end.start() if end else len(asked)


def _carries(old: str, new: str) -> bool:
    """Whether what is put in gives as many numbers as what it takes the place of."""
    return len(_NUMBER.findall(new)) >= len(_NUMBER.findall(old))


def _parts(text: str) -> bool:
    """Whether a text has a clause of its own, which would be lost."""
    return "," in text or bool(_VERB.search(text.partition(" ")[2]))
