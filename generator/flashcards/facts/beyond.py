"""What a sentence says beyond its question: examples behind a colon, another case, a remark.

A learner is asked for what answers; numbers that nobody asked for stand below the answer.
"""

from __future__ import annotations

from flashcards import patterns as re
from flashcards.facts.parts import two_parts
from flashcards.facts.told_quantity import is_result, is_rule
from flashcards.facts.wanted import (
    amounts_wanted,
    asks_quantity,
    asks_several,
    counts,
    has_wanted,
    told_all,
    wants,
)
from flashcards.facts.wording import closed, words
from flashcards.tree import flat
from flashcards.tree.cut import cut, rstrip
from flashcards.tree.nodes import Inlines

CASES = 2
"""Cases behind a colon that are examples of what stands before it."""
FEWEST = 3
"""Words before a colon that may be an answer by themselves; fewer are its label."""

# What may part an answer from what illustrates it.
_EDGE = re.compile(r"(?P<sign>[:;]) |\s(?P<dash>[–—])\s")
# What parts cases that are listed in a sentence.
_PARTS = re.compile(r"[,;]\s+|\s(?:and|und|et|y|e)\s")
# The same number in other words, no case of its own.
AGAIN = re.compile(
    r"(?:and |und |et |y |e )?(?:or|i\.e\.|that is|that makes|about|roughly|so|hence|also|≈|=|oder|"
    r"d\.h\.|das (?:sind|ist)|rund|etwa|ou|soit|environ|c'est|o sea|es decir|unos|cerca)\b|[≈=~]",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
# What takes its number from the clause before it.
_BUILDS_ON = re.compile(
    r"\b(?:half|third|quarter|twice|part|share|%) (?:of )?(?:it|that|this|them)\b", re.IGNORECASE
)
_OF_BEFORE = re.compile(
    r"\b(?:that|this|das|cela|ça|eso|isso|dat) "
    r"(?:is|are|makes?|takes?|ist|sind|macht|fait|son|es|são|é)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(r"[$€£¥]|\b(?:euros?|dollars?|cents?|EUR|USD)\b")
_COSTS = re.compile(r"\bcosts?\b", re.IGNORECASE)
# A calculation that ends in a number with its unit.
_RESULT = re.compile(r"[=≈]\s*[~≈]?\d[\d.,]*\s[^\W\d_][^=≈]*$")
# A number, in words too, of a case: what is given, what it gives.
_GIVEN = re.compile(
    r"\d[\d.,]*\d|\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|hundred|thousand|zwei|drei|"
    r"vier|fünf|deux|trois|quatre|cinq|dos|tres|cuatro|cinco|million|billion)\b",
    re.IGNORECASE,
)
# A name and what it is computed from: a formula is the answer, not its example.
_FORMULA = re.compile(r"[^\W\d]\w* ?= ?[^\d\s][^=]*[×*/÷+−·^√]|[^\W\d]\w* ?= ?\w+ ?[×*/·] ?[^\W\d]")


def trimmed(question: str, sentence: Inlines) -> Inlines:
    """A sentence up to where it goes on to what was not asked for; whole where it does not.

    >>> from flashcards.facts.wording import said
    >>> from flashcards.tree import plain
    >>> answer = said("It divides by the tests: 0.05/10 = 0.005, for 25 metrics 0.002")
    >>> plain(trimmed("What does the correction do?", answer))
    'It divides by the tests'
    """
    if asks_several(question) or two_parts(question):
        return sentence
    if wants(question):
        sentence = _from_wanted(question, sentence)
    sentence = _without_second(question, sentence)
    read = flat(sentence)
    known = set(_NUMBER.findall(question))
    for match in _SO.finditer(read.text):
        if _is_led_to(question, read.text, match):
            return cut(sentence, 0, match.start())
    for match in _EDGE.finditer(read.text):
        head, tail = read.text[: match.start()], read.text[match.end() :]
        if not closed(head) or read.in_code(match.start()):
            continue
        if amounts_wanted(question, tail) and not amounts_wanted(question, head):
            continue
        if _answers(question, head, known) and _goes_beyond(
            question, head, tail, match["sign"] or match["dash"]
        ):
            return rstrip(cut(sentence, 0, match.start()))
    return sentence


# Where a sentence goes on to what follows from its answer: `1.8 m², so 180 mg`.
_SO = re.compile(
    r", (?:so|hence|thus|therefore|donc|also|somit|luego|por tanto|logo|portanto|quindi|dunque|"
    r"dus)\s",
    re.IGNORECASE,
)


def _is_led_to(question: str, text: str, match: re.Match[str]) -> bool:
    """Whether what is asked for is told, and what follows from it is of another kind."""
    head, tail = text[: match.start()], text[match.end() :]
    told = told_all(question, head) and not counts(question)
    return told and closed(head) and not has_wanted(question, tail) and not is_rule(head)


# A second amount in the unit of the first, of something else: `735 mg i.v. or 588 mg by mouth`.
_SECOND = re.compile(
    r"(?P<one>\d[\d.,]*+)\s(?P<unit>[^\W\d_]{1,6}|%)\s(?!(?:an?|per)\s)(?P<of>[^.;:=]*?[^\W\d_])"
    r"(?P<at>,?\s(?:and|or|und|oder|et|ou|y|o|e|en|of))\s(?P<two>\d[\d.,]*+)\s(?P=unit)\s[^\W\d_]"
)


def _without_second(question: str, sentence: Inlines) -> Inlines:
    """A sentence without a second amount of the kind that a question asks for one of."""
    match = _SECOND.search(flat(sentence).text) if _NUMBER.search(question) else None
    if match is None or not asks_quantity(question) or match["one"] == match["two"]:
        return sentence
    if len(re.findall(rf"\d\s{re.escape(match['unit'])}(?!\w)", match.string)) > CASES:
        return sentence  # steps on the way, or one of several: `72 GB, minus 16 GB and 2 GB of …`
    return rstrip(cut(sentence, 0, match.start("at")))


def _from_wanted(question: str, sentence: Inlines) -> Inlines:
    """A sentence from the first of its clauses that holds the quantity which is asked for."""
    text = flat(sentence).text
    for match in re.finditer(r"; ", text):
        before = text[: match.start()]
        prepares = "=" in before or not _NUMBER.search(before)
        if not prepares or has_wanted(question, before) or not closed(before) or is_rule(before):
            return sentence
        if has_wanted(question, text[match.end() :].partition("; ")[0]):
            if _RESULT.search(before) and not _MONEY.search(text) and _COSTS.search(question):
                return sentence  # a cost in bits or time: `4 + 16/128 = 4.125 bits; …`
            if _OF_BEFORE.search(text[match.end() :]):
                return sentence  # `24 TFLOP; at half the speed that is 154 ms`
            return cut(sentence, match.end())
    return sentence


def _answers(question: str, head: str, known: set[str]) -> bool:
    """Whether a sentence could end here and be an answer."""
    if asks_quantity(question):
        told = has_wanted(question, head) if wants(question) else True
        return told and (is_rule(head) or bool(set(_NUMBER.findall(head)) - known))
    return len(words(head)) >= FEWEST


def _goes_beyond(question: str, head: str, tail: str, sign: str) -> bool:
    """Whether what stands behind a sign tells of other cases."""
    if _FORMULA.search(tail):
        return False
    if sign != ":" and asks_quantity(question):
        if _BUILDS_ON.search(tail) or is_result(tail):
            return False  # `One turn takes 8 ms; you wait half of it, 4 ms`
        return bool(_NUMBER.search(tail)) and not AGAIN.match(tail)
    if sign == ":":
        return cases_listed(tail) >= CASES
    return cases_listed(tail) > 0 and not _NUMBER.search(head)


def cases_listed(text: str) -> int:
    """How many parts of a list say which number one gives: two numbers stand in each.

    >>> cases_listed("two of 80 dB make 83 dB, four make 86 dB")
    2
    >>> cases_listed("the distance of 9.46 km, or about 63,236 au")
    0
    """
    parts = (part for part in _PARTS.split(text) if not AGAIN.match(part))
    return sum(len(_GIVEN.findall(part)) > 1 for part in parts)
