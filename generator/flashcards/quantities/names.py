"""Digits that are no quantity: dates, clock times, versions, addresses, identifiers, labels."""

from __future__ import annotations

from functools import cache

from flashcards import patterns as re
from flashcards.quantities.data import table
from flashcards.quantities.model import Habit

# What goes on as one name behind its digits: Q4_K_M, A100-80GB, v1.2.3-rc1. Bounded parts; the
# scanner goes on behind what was taken, so that no character is read twice.
_REST_OF_NAME = re.compile(r"\w+(?:[.\-]\w+)*")
_WEB = re.compile(r"(?:https?://|www\.)[^\s<>]{1,2000}|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,63}")
_DATE = re.compile(
    r"[12]\d{3}-(?:0[1-9]|1[0-2])(?:-[0-3]\d)?"
    r"(?:[T ][0-2]\d:[0-5]\d(?::[0-5]\d)?(?:\.\d{1,9})?Z?)?(?![\w-])"
    r"|[0-3]?\d([./])[01]?\d\1(?:[12]\d)?\d\d(?![\w./])"
    r"|[01]?\d/[0-3]?\d/(?:[12]\d)?\d\d(?![\w/])"
)
_CLOCK = re.compile(
    r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?(?![\w:])"
    r"(?:[ \u00a0]?[ap]\.?m\b\.?|[ \u00a0]Uhr)?"
    r"|(?:0?[1-9]|1[0-2])[ \u00a0]?[ap]\.?m\b\.?(?!\w)|[0-2]?\d[ \u00a0]Uhr\b"
)
_ADDRESS = re.compile(
    r"(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)"
    r"(?::\d{1,5}|/\d{1,2})?(?![\w]|\.\d)"
)
_VERSION = re.compile(r"\d{1,9}(?:\.(?:\d{1,9}|x)){2,9}(?:[-+.]?\w{1,20}){0,3}")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?(?![\w.])")
_ORDINAL = re.compile(r"\d{1,9}(?:st|nd|rd|th|ère|ème|er|ers|e|º|ª)(?![\w+\-−])")
_LABEL = re.compile(r"(?<!\w)([^\W\d_]{1,20}\.?)[ \u00a0-]?(?:#|№)?$|[§#№][ \u00a0]?$")
_MONTH_BEHIND = re.compile(
    r"\d{1,2}(?:\.|st|nd|rd|th)?(?: of)?[ \u00a0]([^\W\d_]{3,10})\.?(?:,?[ \u00a0]\d{4})?(?!\w)"
)
_MONTH_BEFORE = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)?(?:,?[ \u00a0][12]\d{3})?(?!\w)|[12]\d{3}(?!\w)"
)
_YEAR = re.compile(r"(?:19|20)\d{2}(?:[-–/](?:\d{2}|\d{4}))?s?(?![\w,.%]|\.\d)")
_YEAR_RANGE = re.compile(r"(?:19|20)\d{2}[-–](?:19|20)\d{2}(?!\w)")
_ALWAYS = re.compile(r"24/7(?![\w/.])")
_WORD_BEFORE = re.compile(r"((?<![^\W\d_])[^\W\d_]{1,20}|©)[ \u00a0]$")
# How each kind of name goes on behind its first digits; asked first, for most numbers do not.
_MAY_BE_NAME = re.compile(r"\d+(?:[-–./:]|[^\W\d_]|[ \u00a0][apU])")
_PREFIXES = frozenset(("sub", "non", "over", "under", "up", "pre", "post", "about", "mid"))
_LOOK_BACK = 26


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("words")["names"][name].split())


def web_at(text: str, pos: int) -> int | None:
    """The end of an address of the web that begins at a place, or None."""
    found = _WEB.match(text, pos)
    return found.end() if found else None


def end_of_name(text: str, pos: int, habit: Habit, *, inside: bool = False) -> int | None:
    """The end of the name that the digits at `pos` are part of; None where they may be a number.

    Args:
        text: the text.
        pos: where the digits begin.
        habit: of the document.
        inside: whether they stand behind a number and a dash, so that they go on no word.
    """
    before = text[pos - 1] if pos else " "
    if not inside and _goes_on(text, pos, before):
        found = _REST_OF_NAME.match(text, pos)
        return found.end() if found else pos + 1
    if not _MAY_BE_NAME.match(text, pos):
        return _by_the_words_near(text, pos)
    if _GROUPED.match(text, pos) and (habit is not Habit.POINT or not _ADDRESS.match(text, pos)):
        return None
    # A year, a date or a version; longest kinds first.
    for kind in (_DATE, _CLOCK, _ADDRESS, _VERSION, _ORDINAL, _YEAR_RANGE, _ALWAYS):
        if found := kind.match(text, pos):
            return found.end()
    return _by_the_words_near(text, pos)


def _goes_on(text: str, pos: int, before: str) -> bool:
    """Whether the digits go on a word, a name, an index or an exponent."""
    two = text[max(0, pos - 2) : pos]
    if before.isalpha() or before == "_" or two in {"_{", "^{", "**"} or before == "^":
        return not (before == "x" and two[:1].isdigit())
    if before == ":" and two[:1].isdigit():  # the end of a clock time with more parts
        return False
    if before == "." and len(two) == 2 and (two[0].isalnum() or two[0] == "_"):
        return True
    if before == "-" and len(two) == 2 and two[0].isalpha():
        word = re.compile(r"([^\W\d_]{1,10})-$").search(text[max(0, pos - 12) : pos])
        return not (word and word[1].lower() in _PREFIXES)
    return False


def _by_the_words_near(text: str, pos: int) -> int | None:
    back = text[max(0, pos - _LOOK_BACK) : pos]
    word = _WORD_BEFORE.search(back)
    before = word[1] if word else ""
    months = _words("months")
    month_before = before[:1].isupper() and before.lower().rstrip(".") in months
    if month_before and (found := _MONTH_BEFORE.match(text, pos)):
        return found.end()
    found = _MONTH_BEHIND.match(text, pos)
    if found and _is_month(found[1]):
        return found.end()
    found = _YEAR.match(text, pos)
    if found and _is_year(text, pos, found, before):
        return found.end()
    return None


def _is_month(word: str) -> bool:
    # `the 3 may differ`: a month has its capital in English.
    if word.lower() not in _words("months"):
        return False
    return word[0].isupper() or word.lower() not in {"may", "march", "mars", "mar", "sep"}


def _is_year(text: str, pos: int, found: re.Match[str], before: str) -> bool:
    if found[0].endswith("s"):
        return True
    digits = found[0][:4]
    if digits == "2048" or int(digits) > 2060:
        return False
    if before.lower() in _words("years"):
        return not re.compile(r"[ \u00a0]?(?:[kMGT]?i?B|[mµn]?s|tok|%)\b").match(text, found.end())
    return text[pos - 1 : pos] == "(" and text[found.end() : found.end() + 1] in {")", ","}


def is_labelled(text: str, pos: int) -> bool:
    """Whether a word such as `section` or a sign such as `§` before it makes a number a name."""
    found = _LABEL.search(text[max(0, pos - _LOOK_BACK) : pos])
    if not found:
        return False
    return found[1] is None or found[1].lower() in _words("labels")
