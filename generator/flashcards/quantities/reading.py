"""Finding the quantities of a text, from left to right, each character once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache, lru_cache

from flashcards import patterns as re
from flashcards.quantities.assembly import Part, quantity, read_part
from flashcards.quantities.context import said_before, said_behind
from flashcards.quantities.data import table
from flashcards.quantities.model import Bound, Habit, Notation, Quantity
from flashcards.quantities.names import end_of_name, is_labelled, web_at
from flashcards.quantities.numerals import DIGITS, VULGAR, Numeral, Value, numeral_at

_GAP = r"[ \u00a0\u2009\u202f]"
_DASH = re.compile(rf"{_GAP}?[–—‒]{_GAP}?|-|{_GAP}?(?:\.\.\.?|…){_GAP}?|--(?=\d)")
_TO = re.compile(rf"{_GAP}(?:to|through|until|bis|à|a|hasta){_GAP}")
_AND = re.compile(rf"{_GAP}(?:and|und|et|y){_GAP}")
_BETWEEN = re.compile(r"\b(?:between|zwischen|entre)[ \u00a0]$", re.IGNORECASE)
_GAPS = frozenset(" \u00a0\u2009\u202f")
_GOES_ON = frozenset("–—‒-.…±+\\tubàahey")
"""How what joins a number to a second one begins: a sign, a word such as `to`, `bis` or `and`."""
_PLUS_MINUS = re.compile(rf"{_GAP}?(?:±|\+/-|\+/−|\\pm){_GAP}?")
_SIGN = re.compile(r"[-−–+][ \u00a0]?$")
_SIGN_ENDS = frozenset("-−–+ \u00a0")
"""One of these stands right before a number with a sign."""
_SIGN_WORD = re.compile(r"(?<!\w)(?:minus|negative)[ \u00a0]$", re.IGNORECASE)
_MONEY = re.compile(
    r"(?:(?:US|CA|AU|HK|NZ|MX|NT|[CASR])?\\?\$|€|£|¥|₹|₩"
    r"|(?<!\w)(?:USD|EUR|GBP|CHF|JPY|INR)[ \u00a0]?)[ \u00a0]?$"
)
_ENDS = frozenset(("", "?", "!", ";", ")", ",", "."))
_OPENS = frozenset("([{=:,;<>≤≥≈~×*/|+$€£\"'“‘→⇒±!?&^")


def quantities(text: str, *, habit: Habit = Habit.POINT) -> tuple[Quantity, ...]:
    """All quantities of a text, left to right; none in names, versions, dates, clock times.

    Offsets are those of `text` itself. Time is linear in its length, whatever it holds.

    >>> [one.text for one in quantities("about 3–4 GiB of Q4_K_M, $1,200.50 a month, v1.2.3")]
    ['3–4 GiB', '$1,200.50 a month']
    """
    return _quantities(text, habit)


@lru_cache(maxsize=8192)
def _quantities(text: str, habit: Habit) -> tuple[Quantity, ...]:
    # Several rules look at each line.
    return tuple(replace(one, id=index) for index, one in enumerate(_found(text, habit)))


def number_at(text: str, pos: int, *, habit: Habit = Habit.POINT) -> Quantity | None:
    """The quantity whose number or unit stands at a position, or None."""
    found = quantities(text, habit=habit)
    return next((one for one in found if one.start <= pos < one.end), None)


def number_words() -> frozenset[str]:
    """The words of numbers in all languages."""
    return frozenset(word for words in table("words")["numbers"].values() for word in words)


@cache
def _number_words(habit: Habit) -> dict[str, Fraction]:
    tables = table("words")["numbers"]
    languages = tables if habit is Habit.COMMA else ("en",)
    return {w: Fraction(value) for name in languages for w, value in tables[name].items()}


# `a one-hour podcast`: what is one of something is counted where a unit is joined to it.
_OF_ONE = "second|minute|hour|day|week|month|year|lit(?:re|er)|met(?:re|er)|mile|inch|foot"
_ONE = rf"[oO](?<!\w[oO])(?i:ne(?=-(?:{_OF_ONE})\b))"


@cache
def _candidate(habit: Habit) -> re.Pattern[str]:
    """Where a number may begin.

    Each way begins with its first character, in both cases, and looks back from behind it: so at
    most places no way is even tried, which halves the time that all numbers of a text take.
    """
    by_first: dict[str, list[str]] = {}
    for word in _number_words(habit):
        by_first.setdefault(word[0], []).append(word[1:])
    words = "|".join(
        rf"[{cases}](?<!\w[{cases}])(?i:{'|'.join(rests)})\b"
        for first, rests in by_first.items()
        if (cases := f"{first}{first.upper()}{'ſ' if first == 's' else ''}")
    )
    return re.compile(
        rf"[0-9{VULGAR}]|{_ONE}|{words}|\.(?<![\w.]\.)[0-9]|\\(?i:[dt]?frac\{{)"
        r"|[hH](?i:ttps?://)|[wW](?i:ww\.)|@(?<=\w@)"
    )


def _found(text: str, habit: Habit) -> Iterator[Quantity]:
    pos, last_end = 0, 0
    candidate = _candidate(habit)
    while found := candidate.search(text, pos):
        at = found.start()
        if found[0].lower() in {"http://", "https://", "www.", "@"}:
            pos = web_at(text, at) or found.end()
            continue
        one, pos = _at(text, at, habit, last_end)
        pos = max(pos, found.end() if one is None and not found[0][0].isdigit() else at + 1)
        if one is not None:
            last_end = one.end
            yield one


def _at(text: str, pos: int, habit: Habit, last_end: int) -> tuple[Quantity | None, int]:
    """The quantity whose number begins at a place, and where to go on."""
    if text[pos] in DIGITS and (end := end_of_name(text, pos, habit)) is not None:
        return None, end
    numeral = _numeral(text, pos, habit)
    if numeral is None:
        return None, _behind_digits(text, pos)
    sign, start = _signed(text, pos, last_end)
    money = _MONEY.search(text[max(last_end, start - 5, 0) : start])
    if money and text[pos] == "\\":  # the `$` of TeX
        money = None
    if money and sign > 0:  # -$5
        start -= len(money[0])
        sign, start = _signed(text, start, last_end)
    if not money and text[numeral.end : numeral.end + 1] in _ENDS and is_labelled(text, start):
        return None, numeral.end  # as below, but no unit can stand there
    first = read_part(text, numeral, habit, sign=sign, start=start, money=money[0] if money else "")
    if first is None:
        return None, _behind_word(text, numeral.end)
    if not first.known and is_labelled(text, start):
        return None, numeral.end
    word = text[pos].isalpha()
    if word and not first.units and not first.scaled:
        return None, numeral.end
    whole = _with_second(text, first, habit)
    before = said_before(text, start, habit)
    behind = said_behind(text, whole.end)
    return (
        quantity(
            text,
            whole,
            hedged=before.hedged or behind.hedged,
            bound=before.bound or behind.bound or Bound.NONE,
        ),
        whole.end,
    )


def _numeral(text: str, pos: int, habit: Habit) -> Numeral | None:
    if text[pos].isalpha():
        return _word(text, pos, habit)
    return numeral_at(text, pos, habit)


_WORD = re.compile(r"[^\W\d_]+")
_HALF = re.compile(r" an?(?= )| of a(?= )")


def _word(text: str, pos: int, habit: Habit) -> Numeral | None:
    """A number word, with what belongs to it: `half a million`, `a dozen`."""
    found = _WORD.match(text, pos)
    word = found[0].lower() if found else ""
    value = Fraction(1) if word == "one" else _number_words(habit).get(word)
    if not found or value is None:
        return None
    end = found.end()
    if value == Fraction(1, 2) and (article := _HALF.match(text, end)):
        end = article.end()
    step = Fraction(0) if value.denominator != 1 else Fraction(1)
    return Numeral(pos, end, (Value(value, step, Notation(fraction=True)),))


def _signed(text: str, start: int, last_end: int) -> tuple[int, int]:
    """The sign before a number, and where it begins with it.

    A dash behind a number, a word or a closing bracket is a subtraction, a range or a hyphen.
    """
    back = text[max(last_end, start - 10) : start]
    if back[-1:] not in _SIGN_ENDS:  # most numbers
        return 1, start
    if word := _SIGN_WORD.search(back):
        if _is_operand(text, start - len(word[0])):
            return 1, start
        return -1, start - len(word[0])
    found = _SIGN.search(back)
    if not found:
        return 1, start
    at = start - len(found[0])
    sign = 1 if found[0][0] == "+" else -1
    if len(found[0]) > 1 and found[0][0] != "−":  # a dash with a blank behind it parts
        return 1, start
    if at == 0 or text[at - 1] in _OPENS:
        return sign, at
    if text[at - 1].isspace() and not _is_operand(text, at):
        return sign, at
    return 1, start


def _is_operand(text: str, end: int) -> bool:
    """Whether what ends before a place can be subtracted from."""
    before = text[max(0, end - 3) : end].rstrip()
    return bool(before) and (before[-1].isdigit() or before[-1] in ")]}%")


def _with_second(text: str, first: Part, habit: Habit) -> Part:
    """The number with the upper end of its range, or with its tolerance."""
    end = first.end
    behind = text[end : end + 2]
    if behind[:1] in _GAPS:
        behind = behind[1:]
    if behind[:1] not in _GOES_ON:  # most numbers
        return first
    if found := _PLUS_MINUS.match(text, end):
        second = _part_at(text, found.end(), habit)
        if second and (not first.units or not second.units or second.same_kind(first)):
            return first.with_tolerance(second)
    between = _BETWEEN.search(text[max(0, first.start - 10) : first.start])
    found = _DASH.match(text, end) or _TO.match(text, end)
    found = found or (_AND.match(text, end) if between else None)
    if not found or (found[0].strip() == "-" and first.units and not first.known):
        return first
    second = _part_at(text, found.end(), habit)
    if second is None:
        return first
    return first.to(second) or first


def _part_at(text: str, pos: int, habit: Habit) -> Part | None:
    """The second number of a range or behind ±."""
    start, money, sign = pos, "", 1
    if text[pos : pos + 1] in {"-", "−"} and text[pos - 1 : pos].isspace():
        sign, pos = -1, pos + 1
    if text[pos : pos + 1] in {"$", "€", "£", "¥"}:
        money, pos = text[pos], pos + 1
    first = text[pos : pos + 1]
    if not first or (first not in DIGITS and first not in f".{VULGAR}"):
        return None
    if end_of_name(text, pos, habit, inside=True) is not None:
        return None
    numeral = numeral_at(text, pos, habit)
    if numeral is None:
        return None
    return read_part(text, numeral, habit, sign=sign, start=start, money=money)


def _behind_digits(text: str, pos: int) -> int:
    while pos < len(text) and (text[pos].isalnum() or text[pos] in "._"):
        pos += 1
    return pos


def _behind_word(text: str, pos: int) -> int:
    while pos < len(text) and (text[pos].isalnum() or text[pos] == "_"):
        pos += 1
    return pos
