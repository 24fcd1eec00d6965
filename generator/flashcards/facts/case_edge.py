"""Where a case ends and the clause begins that takes the question up again.

`At 16 knots, 30 km/h, the crossing takes …`: a case may list several things, with commas. What
the question named, said once more, shows in any language where its list is over.
"""

from __future__ import annotations

from collections.abc import Callable

from flashcards import patterns as re
from flashcards.facts.vocabulary import word_list
from flashcards.facts.wording import closed, plain_words, tokens

SHORTEST = 3
"""Letters of a word that is known again."""

_DIGIT = re.compile(r"\d")
# What may lie between a case and the clause behind it.
_BREAK = re.compile(r"(?P<comma>,)?\s+")
# The words that a clause opens with, up to its first number or sign.
_FIRST_WORDS = re.compile(r"(?:[^\W\d_]+(?:['’-]| |$)){1,3}")
_ARTICLE = re.compile(
    r"(?:the|an?|der|die|das|ein|eine|le|la|les|un|une|el|los|las|una|o|os|as|um|uma|il|lo|i|gli|"
    r"uno|de|het|een)\s|l['’]",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"(?:the|der|die|das|los?|las?|les?|il|gli)\s", re.IGNORECASE)
# What a case goes on with, behind a comma.
_GOES_ON = re.compile(r"(?:without|ohne|sans|sin|sem|senza|zonder)\s", re.IGNORECASE)
_NO_UNITS = word_list("no-units")


def edge_before_asked(question: str, text: str) -> tuple[int, int] | None:
    """Where a case ends and a clause begins that opens with a word of the question.

    >>> text = "At 16 knots, 30 km/h, the crossing takes 338 h."
    >>> text[slice(0, edge_before_asked("How long is the crossing?", text)[0])]
    'At 16 knots, 30 km/h'
    """
    asked = {word for word in plain_words(question) if len(word) >= SHORTEST and word.isalpha()}
    for match in _BREAK.finditer(text):
        before, rest = text[: match.start()], text[match.end() :]
        first = _FIRST_WORDS.match(rest)
        if first is None or not _DIGIT.search(before) or not _DIGIT.search(rest):
            continue
        again = plain_words(first[0]) & asked and not _GOES_ON.match(rest) and closed(before)
        if match["comma"] and again:
            return match.span()
        last = before.rpartition(" ")[2].casefold()
        if match["comma"] or last in _NO_UNITS or last[-1:] in ",;:(":
            continue
        if again and _ARTICLE.match(rest):
            return match.span()
        if _DIGIT.search(last) and _DEFINITE.match(rest) and _DIGIT.search(rest):
            return match.span()
    return None


# `no overlap 20, with an overlap …`: what comes of the case, right behind it.
_BARE_AMOUNT = re.compile(
    r"(?P<last>[^\W\d_]{3,})(?P<at>\s)[~≈]?(?:\d[\d.,]*\d|\d)(?:\.?$|(?P<more>[,;]\s))"
)


def edge_before_amount(text: str, opens: Callable[[str], object]) -> tuple[int, int] | None:
    """Where a case ends in front of a bare amount that closes it, or its clause before another.

    >>> text = "With parts of 256 and no overlap 20, with an overlap of 56 25."
    >>> text[slice(0, edge_before_amount(text, lambda rest: rest.startswith("with"))[0])]
    'With parts of 256 and no overlap'
    """
    match = next(
        (one for one in _BARE_AMOUNT.finditer(text) if _DIGIT.search(text, 0, one.start())), None
    )
    if (
        match is None
        or match["last"].casefold() in _NO_UNITS
        or re.search(r"[,;]\s", text[: match.start()])
    ):
        return None
    return None if match["more"] and not opens(text[match.end() :]) else match.span("at")


def without_question(question: str, told: str) -> int:
    """Where an amount begins behind nothing but words of the question: `the crossing takes 5 h`.

    >>> without_question("Wie lange dauert die Fahrt?", "dauert die Fahrt 5 h")
    17
    """
    number = _DIGIT.search(told)
    opening = told[: number.start()] if number else ""
    known = set(tokens(question))
    again = [word for word in tokens(opening) if not _ARTICLE.match(f"{word} ")]
    return len(opening) if again and known.issuperset(again) and opening.endswith(" ") else 0


def goes_on(rest: str) -> bool:
    """Whether what follows a comma still belongs to the case: one more thing that is given.

    >>> goes_on("16 bits and two channels it takes 32 MB"), goes_on("12 GB")
    (True, False)
    """
    more = re.match(r"\d[\d.,]*+\s?[^\d,]*?\s(?:and|und|et|y|e|en)\s[^\W\d][^\d]*\d", rest)
    item = re.match(r"(?:an?|eine?|une?|una?|uma?)\s[^\d,]*\sof\s\d[^,]*,\s[^,]*\d", rest)
    return bool(more or item or _GOES_ON.match(rest))
