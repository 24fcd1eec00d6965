"""The unit that stands at a place: simple, of parts (`mg/kg/day`), or a noun."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from flashcards import patterns as re
from flashcards.quantities.model import PLAIN, Habit
from flashcards.quantities.nouns import noun_at, noun_below, singular, stop_words
from flashcards.quantities.scales import scale_at
from flashcards.quantities.units import (
    Units,
    known_units,
    multiplied,
    open_unit,
    product_of,
    spelt,
    times_number,
    to_power,
)
from flashcards.values import dataclass

MOST_PARTS = 5

SUPER = "⁰¹²³⁴⁵⁶⁷⁸⁹"
# A letter here is no digit and no superscript, which Python counts among word characters.
_LETTER = rf"[^\W\d_{SUPER}½⅓⅔¼¾⅛⅜⅝⅞]"
_RUN = re.compile(rf"t/s(?![\w/])|{_LETTER}{{1,40}}+|US\$|[°º][CF]?(?![^\W\d_])|[%％‰$€£¥₹₩¢×′″℃℉]")
_PHRASE = re.compile(r"[^\W\d_%]{1,30}(?:[ \u00a0-][^\W\d_]{1,30}){1,2}(?!\w)|%[ -]points?\b")
# One blank, or what TeX writes for one; a hyphen joins number and unit as in `8-bit`.
_GAP = re.compile(r"\\[,; ]|[ \u00a0\u2009\u202f\u2007]|[-\u2010\u2011](?=[^\W\d_])|~(?=\w)")
_TEX = re.compile(r"\\(?:text|mathrm|textrm|mathit|operatorname|rm)\{ ?")
_POWER = re.compile(
    rf"(⁻?[{SUPER}]{{1,2}})|\^\{{?([-−]?\d)\}}?(?!\d)|\*\*(-?\d)(?!\d)|([23])(?!\w|[.,]\d)"
)
_SLASH = re.compile(r"/(?!/)| / |/ ")
_PER = re.compile(r"[ \u00a0-](?:per|pro|par|je|por|por cada|/)[ -]")
_A = re.compile(r" an? | each | every ")
# `180 € le m³`, `2 € der Liter`: a price for one of a unit.
_PRICE = re.compile(r"[ \u00a0](?:(?:le|la|der|die|das|el|il|lo|the)[ \u00a0]|l['’])")
_EACH = re.compile(r" (?:in |for )(?:each|every) (?=[^\W\d_])(?!of\b)")
_TIMES = re.compile(
    r"[·⋅*]|\\cdot ?| [·⋅] |-(?=h(?!\w)|hours?(?!\w)|days?(?!\w)|months?(?!\w)|years?(?!\w))"
)
# A blank between units of a product, which shows by a power: `1 kg m²/s²`.
_BESIDE = re.compile(rf" (?=[ms](?:[{SUPER}⁻]|\^[23]))")
# A degree behind an amount of which something is told: what is told is for one of both.
_DEGREE_BELOW = re.compile(r" (?=(?:[°º]C|K)(?![^\W\d_]))")
_WORK = re.compile(
    r"([^\W\d_]{2,20})-(h|hours?|days?|weeks?|months?|years?|minutes?|seconds?)(?!\w)"
)
# `20 in (50.8 cm)`, `13.3 in × 10 in`, `25 in on the long side`: inches, for no place follows.
_INCHES = re.compile(
    r"in(?=[ \u00a0]?[(),;:×=≈→]|\.?$|\.\s|[ \u00a0]x[ \u00a0]\d|"
    r"[ \u00a0](?:by|long|wide|high|tall|deep|across|thick|on the|square|of rain)\b)"
)
_FASTER = re.compile(r"x (?:faster|slower|more|less|larger|smaller|as|the|cheaper|better|higher)\b")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3}){1,3}|\d{1,7}")
_TENS = str.maketrans(f"{SUPER}⁻−", "0123456789--")
_TIME = (("second", 1),)


@dataclass(frozen=True, slots=True)
class Found:
    """Units at a place.

    Attributes:
        units: what the text may stand for.
        start, end: where it stands, without the gap before it.
        noun: whether it is a noun that the table does not know.
    """

    units: Units
    start: int
    end: int
    noun: bool = False


def unit_at(
    text: str, pos: int, *, one: bool = False, habit: Habit = Habit.POINT, nouns: bool = True
) -> Found | None:
    """The unit behind a number that ends at `pos`, or None.

    Args:
        text: the text.
        pos: the end of the number.
        one: whether the number is one: a noun may stand in the singular then.
        habit: of the document.
        nouns: whether a noun that is not known may be one.
    """
    gap = _GAP.match(text, pos)
    start = gap.end() if gap else pos
    if tex := _TEX.match(text, start):
        inner = unit_at(text, tex.end(), one=one, habit=habit, nouns=nouns)
        if inner and text[inner.end : inner.end + 1] == "}":
            return _more(text, Found(inner.units, start, inner.end + 1, inner.noun), habit)
        return None
    if text.startswith("\\%", start):
        return Found(spelt("%"), start, start + 2)
    hyphened = bool(gap) and gap is not None and gap[0] in "-\u2010\u2011"
    atom = _atom(text, start, habit, spaced=bool(gap) and not hyphened)
    if atom is None and (below := _start_below(text, start, habit)):
        return below
    if atom is None:
        atom = _work(text, start, habit)
    if atom is None and nouns and gap:
        counted = noun_at(text, start, one=one or hyphened, habit=habit)
        if counted and text[counted[1] : counted[1] + 1] != "(":
            name = " ".join(text[start : counted[1]].split()).lower()
            head = name.rpartition(" ")[0]
            shown = f"{head} {counted[0]}".strip()
            atom = Found((open_unit(counted[0], shown),), start, counted[1], noun=True)
    return _more(text, atom, habit) if atom else None


@lru_cache(maxsize=1024)
def unit_named(text: str) -> Units:
    """The units that a text is the whole name of, such as `GB/s`; none where it is none.

    >>> unit_named("tokens per second")[0].name, unit_named("requests/day")[0].dimension
    ('token/s', (('request', 1), ('second', -1)))
    """
    found = unit_at(f" {text}", 0, habit=Habit.UNKNOWN)
    return found.units if found and found.end == len(text) + 1 else ()


def _start_below(text: str, start: int, habit: Habit) -> Found | None:
    """`/s` and `per minute`, with nothing above."""
    begun = re.compile(r"/ ?|per ").match(text, start)
    if not begun:
        return None
    below = _atom(text, begun.end(), habit, spaced=False)
    if below is None:
        return None
    return _more(text, Found(product_of((PLAIN,), below.units), start, below.end), habit)


def with_more(text: str, units: Units, end: int, habit: Habit) -> Found:
    """A unit that was found already, as the `$` before a number, with what stands behind it."""
    return _more(text, Found(units, end, end), habit)


def _more(text: str, found: Found, habit: Habit) -> Found:
    """The unit with its further parts: powers, products, what it is per."""
    for _ in range(MOST_PARTS):
        following = _next_part(text, found, habit)
        if following is None:
            break
        found = following
    return found


def _next_part(text: str, found: Found, habit: Habit) -> Found | None:
    end = found.end
    if slash := _SLASH.match(text, end):
        tight = slash[0] == "/"
        known = not found.noun or any(not unit.open for unit in found.units)
        return _below(text, found, slash.end(), habit, nouns=tight and known)
    if per := _PER.match(text, end) or _EACH.match(text, end):
        return _below(text, found, per.end(), habit, nouns=True)
    if _is_price(found) and (per := _PRICE.match(text, end)):
        return _below(text, found, per.end(), habit, nouns=False)
    if per := _A.match(text, end):  # requests a second
        below = _atom(text, per.end(), habit, spaced=False)
        if below and below.units[0].dimension == _TIME and below.end - per.end() > 1:
            return Found(product_of(found.units, below.units), found.start, below.end)
        return None
    if degree := _DEGREE_BELOW.match(text, end):  # `0.449 J/g °C`
        below = _atom(text, degree.end(), habit, spaced=False)
        if below and any(power < 0 for unit in found.units for _, power in unit.dimension):
            return Found(product_of(found.units, below.units), found.start, below.end)
    if joined := _TIMES.match(text, end) or (not found.noun and _BESIDE.match(text, end)):
        other = _atom(text, joined.end(), habit, spaced=False)
        if other:
            return Found(multiplied(found.units, other.units), found.start, other.end)
    return None


def _is_price(found: Found) -> bool:
    return found.units[0].name in _MONEY


_MONEY = frozenset(("$", "€", "£", "¥", "₹", "CHF", "USD", "EUR"))


def _below(text: str, found: Found, pos: int, habit: Habit, *, nouns: bool) -> Found | None:
    number, written, after = _number_below(text, pos)
    at = max(pos, after)
    if tex := _TEX.match(text, at):
        at = tex.end()
    if text.startswith("(", at) and number == 1:  # `4.18 J/(g·K)`
        inner = unit_at(text, at + 1, habit=habit)
        if inner is None or not text.startswith(")", inner.end) or inner.noun:
            return None
        return Found(product_of(found.units, inner.units), found.start, inner.end + 1)
    below = _atom(text, at, habit, spaced=False)
    if below is None:
        below = _work(text, at, habit)
    if below is None and nouns and (counted := noun_below(text, at)):
        below = Found((open_unit(counted[0]),), at, counted[1])
    if below is None:
        return None
    units = below.units
    if number != 1:
        units = times_number(units, number, written)
    end = below.end + 1 if tex and text[below.end : below.end + 1] == "}" else below.end
    return Found(product_of(found.units, units), found.start, end)


def _work(text: str, pos: int, habit: Habit) -> Found | None:
    """The unit of work at a place: `GPU-hours`."""
    found = _WORK.match(text, pos)
    if not found:
        return None
    who = spelt(found[1], habit) or (open_unit(singular(found[1])),)
    return Found(multiplied(who, spelt(found[2])), pos, found.end())


def _number_below(text: str, pos: int) -> tuple[Fraction, str, int]:
    """What `million` or `1,000` in `per million tokens` multiplies by, and its end."""
    number, at = Fraction(1), pos
    if digits := _NUMBER.match(text, pos):
        number, at = Fraction(digits[0].replace(",", "")), digits.end()
    scale = scale_at(text, at, spaced=at == pos)
    if scale and not text[scale.end : scale.end + 1].isalnum():
        number, at = number * scale.factors[0], scale.end
    if at == pos or number == 0:
        return Fraction(1), "", pos
    written = text[pos:at]
    return number, written, at + 1 if text[at : at + 1] in {" ", "\u00a0"} else at


def _atom(text: str, pos: int, habit: Habit, *, spaced: bool) -> Found | None:
    """One part of a unit, with its power."""
    phrase = _PHRASE.match(text, pos)
    while phrase:
        words = re.split(r"[ \u00a0-]", phrase[0])
        while len(words) > 1:
            joined = " ".join(words).lower()
            if units := known_units().words.get(joined):
                return Found(units, pos, pos + len(" ".join(words)))
            words.pop()
        break
    if inches := _INCHES.match(text, pos):
        return Found(spelt("inch"), pos, inches.end())
    run = _RUN.match(text, pos)
    if not run:
        return None
    if run[0] == "x":
        return _times_sign(text, pos, run.end(), spaced=spaced)
    if run[0] == "×":
        return _times_sign(text, pos, run.end(), spaced=False)
    units = spelt(run[0], habit)
    if not units or (spaced and _is_letter_of_a_name(text, run)):
        return None
    end, power = _power(text, run.end(), units)
    after = text[end : end + 1]
    if (after.isalnum() and run[0][-1].isalpha()) or after == "_":
        return None
    return Found(to_power(units, power), pos, end)


# What opens a second factor: a group, a root, an amount of money.
_OPERANDS = frozenset("(\\√∛∜$€£")


def _times_sign(text: str, pos: int, end: int, *, spaced: bool) -> Found | None:
    """`3×` and `3x`, but neither `3 × 4`, `3 × √2`, `3 × ½` nor `3x4`."""
    rest = text[end : end + 2]
    following = rest.strip()[:1]
    if rest[:1].isalnum() or following.isnumeric() or rest[:1] == "_":
        return None
    if following in _OPERANDS or (text[pos] == "×" and rest[:1] == "-"):
        return None
    if spaced and not _FASTER.match(text, pos):
        return None
    # A letter behind a blank is another factor: `2 × layers`.
    if text[pos] == "×" and text[pos - 1 : pos].isspace() and rest.strip()[:1].isalpha():
        return None
    return Found(spelt("times"), pos, end)


def _is_letter_of_a_name(text: str, run: re.Match[str]) -> bool:
    """Whether a single capital goes with the word behind it: `5 C programs`."""
    if len(run[0]) > 1 or not run[0].isupper() or run[0] in "BVWΩ":
        return False
    behind = re.compile(r" ([^\W\d_]{2,40})").match(text, run.end())
    return behind is not None and behind[1].islower() and behind[1] not in stop_words()


def _power(text: str, pos: int, units: Units) -> tuple[int, int]:
    found = _POWER.match(text, pos)
    if not found:
        return pos, 1
    raised, braced, starred, plain = found.groups()
    if plain and units[0].dimension not in ((("metre", 1),), (("second", 1),)):
        return pos, 1
    power = int((raised or braced or starred or plain).translate(_TENS))
    return (found.end(), power) if power else (pos, 1)


def is_noun(text: str) -> bool:
    """Whether a word may be what is counted."""
    return text.isalpha() and singular(text) not in stop_words()
