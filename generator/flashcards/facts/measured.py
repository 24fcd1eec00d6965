"""What a question wants measured, by how it asks and by name, and which texts hold an amount of it.

`À quel débit …?` is answered by `3 mL/h` and by no `160 µg/mL`: their dimensions say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from flashcards import patterns as re
from flashcards.facts.vocabulary import word_list
from flashcards.quantities import Dimension, Habit, quantities, unit_named
from flashcards.values import dataclass

# What asks for a share of something in languages but English, which may leave out of what.
WHAT_SHARE = (
    r"\bwelcher anteil\b|\bquelle (?:part|proportion) d|\bqué (?:porcentaje|proporción|fracción) d|"
    r"\bque (?:percentagem|porcentagem|fração|proporção) d|\b(?:che|quale) (?:percentuale|quota) d|"
    r"\bwelk (?:aandeel|percentage|deel) van\b"
)
# How a question asks for a kind of quantity; units of its amounts; words that tell one without.
_KINDS = (
    (
        re.compile(
            r"\bhow long\b(?!.*\b(?:outputs?|keys?|texts?|names?|hash\w*|address\w*|"
            r"codes?|strings?|words?|numbers?)\b)|"
            r"\bhow much time\b|\bwie lange\b|\bcombien de temps\b|"
            r"\bcuánto (?:tiempo|tarda|dura)\b|\bquanto tempo\b|\bhoe lang (?:duurt|is)\b",
            re.IGNORECASE,
        ),
        "s m",
        re.compile(r"\d\s*(?:turns?|anos?|giorni|anni)\b|\b(?:century|year|day)\b"),
    ),
    (re.compile(r"\bhow far\b", re.IGNORECASE), "m", re.compile(r"\d\s*(?:in|nm|NM)\b|\d\s*%")),
    (
        # Money, unless it says in what: `cost in energy`.
        re.compile(
            r"\bcosts?\b(?! in (?:\w+ )?(?:energy|time|votes?|memory|space|bits|power)\b)|"
            r"\bprice\b|\bhow expensive\b|\bwat kost(?:en)?\b|\b(?:was|wie ?viel) kostet\b|"
            r"\b(?:combien|que) coûte|\bcuánto cuesta|\bquanto (?:costa|custa)",
            re.IGNORECASE,
        ),
        "€ $ £ ¥",
        re.compile(
            r"[$€£¥]\s*\d|\d\s*[$€£¥]|\d\s?%\s(?:more|longer|slower|higher)|"
            r"(?<!\bwould )\bcosts?\b|"
            # A cost in time or room may open the answer without a verb: `10 ms of CPU.`
            r"^\W{0,3}\d[\d.,]*\s?(?:[mµn]s|[KMG]i?B|cycles)\b"
        ),
    ),
    (
        re.compile(
            r"\bhow much of (?:it|them|this|that)\b|"
            rf"\b(?:which|what) (?:share|fraction|percentage|proportion)\b|{WHAT_SHARE}",
            re.IGNORECASE,
        ),
        "",
        re.compile(
            r"\d\s*%|\d\s*/\s*\d|\b(?:half|third|quarter|all|none|most|halb|hälfte|drittel|viertel|moitié|"
            r"tiers|quart|mitad|tercio|cuarto|metade|terço|quarto|metà|terzo|helft|derde|kwart)\b"
        ),
    ),
    (
        re.compile(r"\bhow likely\b|\bprobabilit(?:y|ies)\b|\bchance\b", re.IGNORECASE),
        "",
        re.compile(r"\d\s*%|\d\s*/\s*\d|\b0?\.\d|\d\^|10\^|×|\\frac"),
    ),
    (
        re.compile(
            r"\bhow (?:much|large|big)\b.*\b(?:memory|space|storage|capacity|disk|cache|file)\b",
            re.IGNORECASE,
        ),
        "B",
        re.compile(r"%"),
    ),
    (
        re.compile(
            r"\bhow fast\b(?! may\b)|\bwie schnell\b|\bhoe snel\b|\bat what (?:\w+ )?rate\b|"
            r"\b(?:which|what) (?:pump|flow|drip|infusion) rate\b",
            re.IGNORECASE,
        ),
        "m/s Hz s",
        None,
    ),
    (
        re.compile(
            r"\bhow heavy\b|\bwie schwer\b|\bhoe zwaar\b|\bcombien pès|\bcuánto pesa|"
            r"\bquanto pesa|\bwhat do(?:es)? [^?]*\bweigh\b",
            re.IGNORECASE,
        ),
        "kg N",
        None,
    ),
)
_UNITS = (
    "s", "m", "m/s", "m/s²", "kg", "N", "N·m", "J", "W", "Pa", "V", "A", "Ω", "K", "L", "m²", "Hz",
    "B", "€", "heat",
)  # fmt: skip
"""Units of what a question may ask for by its name: words of `measured-…`."""
_ALSO = {"m/s": "m/s Hz", "heat": "J W", "€": "€ $ £ ¥"}
"""Other units of what has that name: a flow of requests, heat by the second."""

# What asks for something by its name, in front of it: `which pump rate`, `à quel débit`.
_ASKS_NAME = re.compile(
    r"(?:^|[^\w'’-])(?:(?P<english>what|which|how much)|(?P<german>welche?\w*|wie ?viel|hoeveel)|"
    r"quel\w*|combien d[e'’]|"
    r"qué|cu[aá]nt[ao]|che|quale?|que|quant[ao]|welke?)\s?"
    r"(?P<name>(?:[^\W\d_][\w-]*\s){0,2}[^\W\d_][\w-]*)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")


def named_units(question: str) -> Iterator[str]:
    """The units of what a question asks for by its name.

    >>> [list(named_units(asked)) for asked in ("À quel débit ?", "What is the speed limit?")]
    [['m/s'], []]
    """
    for match in _ASKS_NAME.finditer(question):
        words = match["name"].casefold().split()
        is_ = words[0] in word_list("named-is")
        if is_ and not re.search(r"\d", question):
            continue  # `What is the speed of light?` may want to know what that is
        for at, word in enumerate(words):
            unit = next((u for u in _UNITS if _is_name(word, u, match["german"])), "")
            behind = words[at + 1 : at + 2] or _WORD.findall(question[match.end() :])[:1]
            if {*words[2 * is_ : at]} & word_list("not-named"):
                break  # `What bounds the speed …?`
            # `speed limit` is another thing than a speed.
            whole = not match["english"] or not behind or behind[0] in word_list("behind-name")
            if unit and whole:
                yield unit


FEWEST_LETTERS = 5
"""Letters of a name that others end in."""


def _is_name(word: str, unit: str, compounds: str | None) -> bool:
    """Whether a word names what has a unit: `Förderleistung`, too, where words are joined."""
    names = word_list(f"measured-{unit}")
    if word in names:
        return True
    return bool(compounds) and any(len(n) >= FEWEST_LETTERS and word.endswith(n) for n in names)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A kind of quantity: what its amounts measure, and the words that tell one without a unit."""

    measures: frozenset[Dimension]
    said: re.Pattern[str] | None = None

    def is_told(self, text: str) -> bool:
        """Whether a text holds an amount of it."""
        if self.said is not None and self.said.search(text):
            return True
        return bool(self.measures) and not self.measures.isdisjoint(_measured(text))


@lru_cache(maxsize=1024)
def wanted(question: str, asked: str) -> tuple[Wanted, ...]:
    """The kinds of quantities that a question wants, as far as they are known.

    Args:
        question: all of it.
        asked: its sentence that asks.
    """
    found = [
        Wanted(_of_units(units), said) for asks, units, said in _KINDS if asks.search(question)
    ]
    found += [Wanted(_of_units(_ALSO.get(unit, unit))) for unit in named_units(asked)]
    return tuple(dict.fromkeys(found))


@cache
def _of_units(units: str) -> frozenset[Dimension]:
    """What units measure."""
    return frozenset(one.dimension for unit in units.split() for one in unit_named(unit))


_PER_SECOND: Dimension = (("second", -1),)
_PHYSICAL = frozenset(("second", "metre", "kilogram", "ampere", "kelvin", "mole", "candela"))
# What goes on with a unit: `0.68 W/(m²·K)` is no power.
_GOES_ON = frozenset("/·²³^")
# Commands of TeX round a unit.
_TEX = re.compile(r"\\(?:text|mathrm|textrm|quad|[,;:! ])|[{}]")


@lru_cache(maxsize=4096)
def _measured(text: str) -> frozenset[Dimension]:
    """What the amounts of a text measure; what comes by the second counts as a frequency, too."""
    found: set[Dimension] = set()
    text = " ".join(_TEX.sub(" ", text).split())
    for one in quantities(text, habit=Habit.UNKNOWN):
        if text[one.end : one.end + 1] not in _GOES_ON:
            found |= {reading.dimension for reading in one.readings}
            # `128 KiB per token` are so many bytes.
            found.add(tuple(b for b in one.dimension if b[1] > 0 or b[0] in _PHYSICAL))
            if ("second", -1) in one.dimension:
                found.add(_PER_SECOND)
    return frozenset(found)
