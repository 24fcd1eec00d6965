"""Which text asserts what it says: a mistake that is quoted, denied or asked about does not."""

from __future__ import annotations

from functools import lru_cache

from flashcards import patterns as re

# Words that tell of a mistake, a wish or another's opinion, in the languages of our documents.
_DISTANCED = re.compile(
    r"❌|✗|✘|🚫|\b"
    + re.by_first(
        r"mistakes?|misconceptions?|wrong(?:ly)?|incorrect(?:ly)?|erroneous(?:ly)?|fallacy|"
        r"false(?![- ](?:positive|negative|alarm|discover))|myth|beginners?|some (?:say|people|believe|think)|believes?|confuses?|mis(?:taken|reads?|counts?)|"
        r"naive(?:ly)?|naïve(?:ly)?|not true|contrary|supposed|bug|red flags?|trap|pitfall|instead of the right|"
        r"falsch|fehler|irrtum|erreur|faux|fausse|error común|falso|claims? that|should not|"
        r"forgets?|forgot(?:ten)?|typo|used to be|old value|was once|pretend"
    )
    + r"\b"
)
# Another arithmetic than that of school: a base, a width of integers, a clock.
_OTHER_ARITHMETIC = re.compile(
    r"\b(?:binary|base[- ](?:two|\d+)|hex(?:adecimal)?|octal|mod(?:ulo|ulus)?|u?int(?:8|16|32|64)?(?:_t)?|"
    r"wraps?|wrap[- ]?around|overflows?|integer (?:division|arithmetic)|floor(?:ed)?|remainder|truncat\w+|"
    r"o['’]clock|bitwise|xor|GF\(|carry|saturat\w+|in C\b|JavaScript|Boolean|logical|concatenat\w+|"
    r"rounded (?:up|down)|rounds? (?:up|down)|two['’]s complement|strings?)\b|⌊|⌈|\br ?\d|\bR ?\d|≡",
    re.IGNORECASE,
)
# What was measured or set is no result of arithmetic.
_MEASURED = re.compile(
    r"\b"
    + re.by_first(
        r"measur(?:ed|ement)s?|benchmark(?:s|ed)?|observed(?! (?:agreement|frequenc|[\d.,]+ (?:and|und|et|y) expected))|in practice|our (?:own|team|bench|lab|prototype|"
        r"bill|record|farm|stack|run|machine)|actual(?! costs?\b)(?:ly)?|on the day|reported|averaged|typically|roughly speaking|"
        r"gemessen|mesuré\w*|medido"
    )
    + r"\b"
)
# How an exercise begins that asks without a question mark: its numbers are given, and none is its answer.
_TASK = re.compile(
    r"^\W*(?:\(?(?:\d{1,2}|[a-z])[).]\s*)?(?:calculate|determine|find|compute|estimate|work out|how (?:many|much|far|long|fast|large)|"
    r"suppose|assume|berechnen? sie|berechne|bestimmen? sie|bestimme|calcule[rz]?|déterminez?|trouvez|halla|calcula|"
    r"determina|calcola|trova)\b",
    re.IGNORECASE,
)
_CONDITIONAL_QUESTION = re.compile(r"[?？]\s*[\"”’)]*$")


@lru_cache(maxsize=2048)  # several rules ask of each sentence
def distanced(text: str) -> bool:
    """Whether a sentence or heading keeps its distance from what it says."""
    return _DISTANCED.search(text) is not None


@lru_cache(maxsize=2048)  # several rules ask of each sentence
def other_arithmetic(text: str) -> bool:
    """Whether a sentence speaks of an arithmetic with other rules."""
    return _OTHER_ARITHMETIC.search(text) is not None


@lru_cache(maxsize=2048)  # several rules ask of each sentence
def measured(text: str) -> bool:
    """Whether a sentence tells what was measured, which no arithmetic refutes."""
    return _MEASURED.search(text) is not None


@lru_cache(maxsize=2048)  # several rules ask of each sentence
def is_question(text: str) -> bool:
    """Whether a sentence asks."""
    return _CONDITIONAL_QUESTION.search(text.strip()) is not None


@lru_cache(maxsize=2048)  # definitions and rates ask of each sentence
def is_task(text: str) -> bool:
    """Whether a sentence sets an exercise, such as `Find the density if 5 cm³ have a mass of 7 g.`."""
    return _TASK.search(text) is not None and "=" not in text


# What says what kind of thing is meant: `a 150-mL flask`, `a 10.0-A fuse`.
_ATTRIBUTE = re.compile(r"\d-[^\W\d]")


def is_attribute(number: str) -> bool:
    """Whether a number with its unit says what kind of thing is meant, and so comes of nothing.

    >>> is_attribute("150-mL"), is_attribute("150 mL")
    (True, False)
    """
    return _ATTRIBUTE.search(number) is not None


# What stands right before a number that another case would have: `0.21 s instead of 2.5 s`.
_INSTEAD = re.compile(
    r"\b(?:instead of|rather than|in place of|(?:an)?statt(?: de[rs])?|au lieu d[eu]s?|plutôt que|"
    r"en (?:lugar|vez) de|em vez de|ao invés de|invece d[ei]l?|anziché|in plaats van)"
    r"(?:\s(?:the|a|an|about|only|den|die|das|nur|les?|la|los|las|i|os?|as?|de|het))?\s?[~≈€$£]?\s?$",
    re.IGNORECASE,
)


def is_told_instead(before: str) -> bool:
    """Whether the text before a number says that it is another case's, which this one takes the place of.

    >>> is_told_instead("0.21 s instead of "), is_told_instead("instead of two days ")
    (True, False)
    """
    return _INSTEAD.search(before) is not None
