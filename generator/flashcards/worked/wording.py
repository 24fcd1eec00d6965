"""Names of quantities in English sentences: `the file size is 40 GB`, `there are 8 KV heads`.

A name that tells no quantity makes no sentence: nobody asks for “full replica”.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards import patterns as re
from flashcards.values import dataclass

# Where what a name measures ends and of what it is begins: `time | to read weights`.
_OF_WHAT = re.compile(
    r"\s+(?:of|per|for|with|over|to|by|in|at|on|after|behind|from|that|when|without|and|an?)\b.*$"
)
# Nouns that say what is measured; a name without one says what something is, not how much.
_MEASURES = re.compile(
    r"\b(?:rates?|times?|speeds?|prices?|costs?|sizes?|lengths?|width|height|depth|distance|area"
    r"|volume|mass(?:es)?|weight|dose|energy|power|work|charge|current|voltage|resistance"
    r"|capacit\w+|frequency|period|latency|delay|downtime|uptime|duration|bandwidth|throughput"
    r"|goodput|bytes|bits|FLOPs?|tokens|memory|load|share|part|percentage|ratio|fraction"
    r"|probability|chance|odds|margin|markup|efficiency|utili[sz]ation|availability|accuracy"
    r"|precision|recall|sensitivity|specificity|score|kappa|rank|point|dim(?:ension)?s?|number"
    r"|count|quantity|amount|level|density|concentration|temperature|pressure|force|moment|torque"
    r"|velocity|acceleration|angle|entropy|perplexity|loss(?:es)?|gain|yield|threshold|half-life"
    r"|clearance|overhead|waste|saving|revenue|profit|interest|payment|balance|salary|tax|fee"
    r"|budget|target|vocabulary|voltage|reactance|impedance|inductance|wavelength|strength|stress"
    r"|strain|deflection|flow|head|factor|multiplier|speed-?up|cadence|pace|step|window|offset"
    r"|rating|arm|tin|gradient|slope|term|base|exponent|risk|prevalence|incidence|agreement"
    r"|clock|position|difference|product|sum|total|value|index|turnover|stock|demand|inhabitants)\b",
    re.IGNORECASE,
)
# Abbreviations of quantities, which are names by themselves: MTBF, TPOT, NNT, R0.
_SHORT = re.compile(r"[A-Z][A-Z\d]{1,5}|\w{1,2}|[a-z]+(?:_[a-z]+)+")
# A name of a thing in the world: NVLink, InfiniBand.
_OWN_NAME = re.compile(r"\b[A-Z]+[a-z]+[A-Z]\w*|\b[A-Z]{2,}[a-z]{2,}")
_VAGUE = frozenset(("bytes", "bits", "numbers", "elements", "values", "size", "value", "number"))
"""Names that say of nothing what they count."""
MOST_EACH = 16
"""Bytes or bits of one element."""


@dataclass(frozen=True, slots=True)
class Given:
    """A quantity that a sentence tells.

    Attributes:
        name: as the document calls it.
        amount: the value with its unit, as the template has it.
        bare: the value alone.
        unit: as written; empty for none.
        size: the document's own value.
        may_be_one: whether a draw may be one.
    """

    name: str
    amount: str
    bare: str
    unit: str
    size: float
    may_be_one: bool = False


def called(name: str) -> str:
    """A name inside a sentence: without a capital that only its column gave it.

    >>> called("Ridge point"), called("mtbf"), called("KV heads"), called("R0")
    ('ridge point', 'MTBF', 'KV heads', 'R0')
    """
    if re.fullmatch(r"[bcdfghjklmnpqrstvwxz]{3,5}", name):
        return name.upper()
    return name[:1].lower() + name[1:] if re.match(r"[A-Z][a-z]+(?![A-Za-z\d])", name) else name


def head_of(name: str) -> str:
    """What a name measures, without of what."""
    return _OF_WHAT.sub("", name)


def is_plural(name: str) -> bool:
    """Whether a name is of several: `bytes read`, `KV heads`.

    >>> is_plural("KV heads"), is_plural("loss"), is_plural("bytes read per step")
    (True, False, True)
    """
    words = re.findall(r"[^\W\d_]+", head_of(name))
    several = [word for word in words if _is_several(word)]
    return bool(several) and (words[-1] == several[-1] or words[-1] in {"read", "used", "reserved"})


def _is_several(word: str) -> bool:
    return len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is"))


def tells_quantity(name: str) -> bool:
    """Whether a name says by itself what is measured, in its head: `time to read weights`."""
    head = head_of(name)
    if _is_closed(name):
        return False
    return bool(_MEASURES.search(head) or _SHORT.fullmatch(head))


def _is_closed(name: str) -> bool:
    """Whether a name is one thing's own, or says nothing by itself: `GB for 7 B`, `bytes`."""
    numbered = re.search(r"^\d|^(?i:one|all) |\s\d[\d.]* ?[A-Z]", name) is not None
    return bool(_OWN_NAME.search(name)) or numbered or "," in name or name.casefold() in _VAGUE


def asks_for(name: str, *, of_size: bool, counts: bool, share: bool = False) -> str:
    """How to ask for a quantity: `What is the ridge point`; empty where its name tells none.

    Args:
        name: what is asked for.
        of_size: whether it is measured in bytes or bits, so that a thing may be large.
        counts: whether it has no unit.
        share: whether it is below one, so that what is several is a part of all.
    """
    text, plural = called(name), is_plural(name)
    if tells_quantity(name):
        return f"What {'are' if plural else 'is'} {_the(text)}"
    if _is_closed(name):
        return ""
    if of_size:
        return f"How large {'are' if plural else 'is'} {_the(text)}"
    if share and plural:
        return f"Which share are {_the(text)}"
    return f"How many {text} are there" if counts and plural else ""


def conditions(given: Sequence[Given]) -> str:
    """What is given, as a clause behind “if”; empty where a name says nothing.

    >>> one = Given("file size", "40 GB", "40", "GB", 40)
    >>> conditions([one, Given("layers", "32", "32", "", 32)])
    'there are 32 layers and the file size is 40 GB'
    """
    counted: list[str] = []
    told: list[str] = []
    for one in given:
        if one.name.casefold() == "bytes" and one.size > MOST_EACH and len(given) > 2:
            return ""  # of what?
        if _is_counted(one):
            counted.append(f"{one.bare} {_one_or_more(one)}")
            continue
        text = _told(one)
        if not text:
            return ""
        told.append(text)
    whole = [f"there are {listed(counted)}"] if counted else []
    if len(counted) > 1 and len(told) == 1:
        return f"{whole[0]}, and {told[0]}"
    return listed([*whole, *told])


def _is_counted(one: Given) -> bool:
    """Whether it is a number of things that its name says: `8 KV heads`, `3 services in series`."""
    name = one.name.casefold()
    if name in _VAGUE and not (name == "bytes" and one.size > MOST_EACH and not one.unit):
        return False
    if name.startswith(("all ", "the ", "total ")) or " of " in name or not is_plural(one.name):
        return False
    return not one.unit or one.unit.casefold() == name or _says_unit(one)


def _says_unit(one: Given) -> bool:
    """Whether a name says the unit of its number: 4,390 tokens/s are tokens per second."""
    first = one.unit.strip("-").partition("/")[0].partition(" ")[0].casefold()
    words = re.findall(r"[^\W\d_]+", one.name.casefold())
    return len(first) > 2 and any(word in {first, f"{first}s", first.rstrip("s")} for word in words)


def _told(one: Given) -> str:
    name = called(one.name)
    if one.name.casefold() in {"bytes", "bits"} and one.size <= MOST_EACH:
        return f"each element takes {one.bare} {_one_or_more(one)}"
    if name.casefold() in _VAGUE:
        return ""
    if name.casefold().startswith("all "):
        return f"{name} are {one.amount}"
    if name.startswith("number of "):
        return f"the {name} is {one.bare}"
    if not one.unit and not (tells_quantity(one.name) or is_plural(one.name)):
        return ""
    amount = one.bare if _says_unit(one) and is_plural(one.name) else one.amount
    return f"{_the(name)} {'are' if is_plural(one.name) else 'is'} {amount}"


def _one_or_more(one: Given) -> str:
    """A name of several that also reads well of one: `{{ … }} byte per element`."""
    name = called(one.name)
    if not one.may_be_one:
        return name
    several = next(word for word in re.findall(r"[^\W\d_]+", name) if _is_several(word))
    ending = f"{several[:-1]}{{{{ 's' if {one.bare.strip('{} ')} != 1 }}}}"
    return name.replace(several, ending, 1)


def _the(name: str) -> str:
    """A name with its article; abbreviations of one or two letters are names already."""
    bare = len(name) <= 2 or re.match(r"(?:the|a|an|all|each|one|my|our)\b", name) is not None
    return name if bare or re.search(r"^\w{1,2}\d", name) else f"the {name}"


def article(name: str) -> str:
    """A name with its indefinite article, in a sentence.

    >>> article("arrival rate"), article("target"), article("MTBF")
    ('an arrival rate', 'a target', 'an MTBF')
    """
    text = called(name)
    first = text[:1]
    sounded = first in "AEFHILMNORSX" if re.match(r"[A-Z]{2,}", text) else first in "aeiouAEIO"
    return f"{'an' if sounded else 'a'} {text}"


def listed(parts: Sequence[str]) -> str:
    """Parts one after another, with “and” before the last.

    >>> listed(["a", "b", "c"]), listed(["a"])
    ('a, b and c', 'a')
    """
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def words_of(text: str) -> Iterator[str]:
    """The words of a text that mean something, small."""
    yield from (word.casefold() for word in re.findall(r"[^\W\d_]{4,}", text))
