"""Texts as items compare them: what is the same answer, what is near it, of what kind it is."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from flashcards import patterns as re
from flashcards.render import plain
from flashcards.tree.nodes import Blocks

_NUMBER = r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_AMOUNT = re.compile(rf"^(?P<about>[≈~<>≤≥]?)\s*(?P<number>{_NUMBER})\s*(?P<unit>[^\d,;:]*)$")
_NUMBERS = re.compile(_NUMBER)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_DECIMALS = re.compile(r"(?<=\d),(?=\d)")
_POINT = re.compile(r"(?<!\d)\.|\.(?!\d)")
_MINUS = re.compile(r"(?<=\w)-|-(?!\d)")
_CALCULATION = re.compile(r"\d[\d.,^]*\s*[×÷*=≈+]\s*[\d(]|\d[\d.,]*\s*(?:/|−|-)\s+[\d(]")
_EXACT = re.compile(r"(?<![\w.])\d[\d,]*\.?\d*(?<=[\d,.]{3})\s*(?:[KMGT]i?B|ms|s|tokens)\b")
_BRACKET = re.compile(r"\s+\([^()]*\)$")
_WORD = re.compile(r"[a-z0-9_]+(?:[.'-][a-z0-9_]+)*")

NEAR = 0.02
"""Share by which two numbers must differ at least to be told apart."""

SCALES = {
    "B": ("byte", 1.0), "bytes": ("byte", 1.0), "byte": ("byte", 1.0),
    "KB": ("byte", 1e3), "kB": ("byte", 1e3), "MB": ("byte", 1e6), "GB": ("byte", 1e9),
    "TB": ("byte", 1e12), "KiB": ("byte", 2.0**10), "MiB": ("byte", 2.0**20),
    "GiB": ("byte", 2.0**30), "TiB": ("byte", 2.0**40),
    "ms": ("second", 1e-3), "s": ("second", 1.0), "min": ("second", 60.0), "h": ("second", 3600.0),
}  # fmt: skip
"""Units in which one amount may be written in two ways."""

_COMMON = frozenset((
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "with", "without", "by",
    "from", "is", "are", "be", "as", "it", "its", "that", "this", "than", "not", "no", "one",
    "all", "into", "per", "only", "each", "every", "which", "what", "how", "why", "does", "do",
    "can", "may", "must", "has", "have", "used", "use", "uses", "using", "when", "while",
    "then", "if", "so",
))  # fmt: skip


def read(blocks: Blocks) -> str:
    """What a person reads, on one line."""
    return " ".join(plain(blocks).split())


_NUMERAL = re.compile(r"^(-?[0-9]{1,30}(?:\.[0-9]{1,30})?)([a-z]*)$")
_POINT_FIRST = re.compile(r"(^|[^0-9A-Za-z_.])\.(?=[0-9])")
_COUNTED = re.compile(r"^[a-z]{3,30}$")
# What a noun behind a number must not be: a unit or a word of scale says another number.
_MEASURES = re.compile(
    r"^(?:[kmgt]?i?b(?:its?|ytes?)?|(?:kilo|mega|giga|tera|kibi|mebi|gibi|tebi)(?:bits?|bytes?)"
    r"|bits?|bytes?|sec|secs|min|mins|hrs?|(?:milli|micro|nano)?seconds?|minutes?|hours?|days?"
    r"|weeks?|months?|years?|percent|times|thousand|million|billion|trillion|dozen|hundred)"
)


@lru_cache(maxsize=65536)
def normal(text: str) -> str:
    """A text without case, spaces and marks: what answers are compared by.

    Points inside numbers and signs before them stay, commas of thousands go. JavaScript can do
    the same: NFKC, lower case, then the same expressions.

    >>> normal("Q4_K_M"), normal("≈ 16,384 tokens"), normal("-1,5"), normal("--no-mmap")
    ('q4km', '16384tokens', '-1.5', 'nommap')
    """
    text = unicodedata.normalize("NFKC", text).lower().replace("−", "-")
    text = _POINT_FIRST.sub(r"\g<1>0.", text)  # .8 is no 8
    text = _DECIMALS.sub(".", _THOUSANDS.sub("", text))
    text = _MINUS.sub("", _POINT.sub("", text))
    return "".join(c for c in text if c.isalnum() or c in ".-") or "".join(text.split())


def same_number(typed: str, accepted: str) -> bool:
    """Whether a short answer is an accepted number written in another way.

    A noun may stand behind a number that was asked for alone; a unit may not, for it changes what
    the number says.

    >>> [same_number(*pair) for pair in (("4.50", "4.5"), (".8", "0.8"), ("256 weights", "256"))]
    [True, True, True]
    >>> same_number("256 MB", "256"), same_number("256 MB", "256 GB")
    (False, False)
    """
    one = _NUMERAL.match(normal(typed))
    other = _NUMERAL.match(normal(accepted))
    if not one or not other or float(one[1]) != float(other[1]):
        return False
    if one[2] == other[2]:
        return True
    return not other[2] and bool(_COUNTED.match(one[2])) and not _MEASURES.match(one[2])


@lru_cache(maxsize=65536)
def words(text: str) -> frozenset[str]:
    """The words that carry a text, in lower case and without plural."""
    found = _WORD.findall(text.lower())
    return frozenset(_stem(word) for word in found if word not in _COMMON)


@lru_cache(maxsize=65536)
def parts(text: str) -> frozenset[str]:
    """As `words`, with names taken apart at their dashes, points and underscores."""
    found = re.findall(r"[a-z]{3,}|\d+", text.lower())
    return frozenset(_stem(word) for word in found if word not in _COMMON)


def calculates(text: str) -> bool:
    """Whether a text holds a calculation, or a number too exact to be known by heart.

    >>> [calculates(text) for text in ("3 × 3200 = 9600 MiB", "4628.68 MiB, too much", "32 bits")]
    [True, True, False]
    """
    return bool(_CALCULATION.search(text)) or (shape(text) == "text" and bool(_EXACT.search(text)))


_UNITS = frozenset((
    "gib", "mib", "kib", "tok", "token", "tokens", "second", "seconds", "min", "minutes", "hours",
    "sec",
))  # fmt: skip


def measures(text: str) -> bool:
    """Whether a text says how much, and little else: it points at nothing that one could name.

    >>> [measures(text) for text in ("~10-12 tok/s", "13 seconds (0.2 min)", "perplexity < 10.0")]
    [True, True, True]
    >>> measures("refuses with HTTP 400")
    False
    """
    if not any(c.isdigit() for c in text):
        return False
    found = re.findall(r"[a-z]{3,}", text.lower())
    return sum(word not in _UNITS and word not in _COMMON for word in found) < 2


def _stem(word: str) -> str:
    """A word without its ending, roughly: what compares as equal may be one word."""
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return word.removesuffix(ending)
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 4 else word


@lru_cache(maxsize=65536)
def amount(text: str) -> tuple[float, str, str] | None:
    """A text that is a number with a unit, as number, unit and sign of roughness."""
    match = _AMOUNT.match(text.replace("−", "-").strip())
    if match is None or len(match["unit"].split()) > 3:
        return None
    return float(match["number"].replace(",", "")), match["unit"].strip(), match["about"]


@lru_cache(maxsize=65536)
def shape(text: str) -> str:
    """What kind of answer a text is; options of a choice are all of one.

    Of numbers it is their unit and sign of roughness, of code its first letters' kind, of other
    texts with numbers in them whether they calculate.

    >>> shape("≈ 39.83 GiB"), shape("4.5"), shape("2+16 = 18"), shape("any text")
    ('≈# GiB', '#', '#=#', 'text')
    """
    if (found := amount(text)) is not None:
        _, unit, about = found
        return f"{about}# {unit}".strip()
    bare = _NUMBERS.sub("#", text)
    if "#" in bare and ("=" in bare or "≈" in bare) and not re.search(r"[a-z]{4}", bare):
        unit = bare.rsplit("#", 1)[-1].strip()
        sign = "≈" if "≈" in bare else "="
        return f"#{sign}# {unit}".strip()
    return "text"


def bare(text: str) -> str:
    """A text without the bracket at its end, if enough is left.

    >>> bare("replaces the default of 32 bytes (must be a power of two)")
    'replaces the default of 32 bytes'
    """
    left = _BRACKET.sub("", text)
    return left if len(left.split()) > 1 or not _BRACKET.search(text) else text


def same(one: str, other: str) -> bool:
    """Whether two answers cannot be told apart, or one would be graded as the other."""
    if normal(one) == normal(other):
        return True
    first, second = amount(one), amount(other)
    if first is not None and second is not None:
        return _same_amount(first, second)
    return False


def equal(one: str, other: str) -> bool:
    """Whether two formulas are written with the same signs."""
    return "".join(one.split()) == "".join(other.split())


def _same_amount(one: tuple[float, str, str], other: tuple[float, str, str]) -> bool:
    kind, size = SCALES.get(one[1], (one[1], 1.0))
    other_kind, other_size = SCALES.get(other[1], (other[1], 1.0))
    if kind != other_kind:
        return False
    first, second = one[0] * size, other[0] * other_size
    return abs(first - second) <= NEAR * max(abs(first), abs(second))


@lru_cache(maxsize=1 << 18)
def near(one: str, other: str) -> bool:
    """Whether two answers are the same, say the same, or one says what the other says and more."""
    if same(one, other):
        return True
    if amount(one) is not None and amount(other) is not None:
        return False
    first, second = words(one), words(other)
    if not first or not second:
        return False
    shared = len(first & second)
    return shared == min(len(first), len(second)) or shared / len(first | second) > 0.7
