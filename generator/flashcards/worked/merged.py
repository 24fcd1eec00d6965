"""A question and the answer that leaves out what it repeats, as one question.

*How long may a frame take?* and *At 36 fps ? ms* are asked as *How long may a frame take at 36
fps?*; a number of the question gives way to the answer's own, as in *At 110 µA it is ? days*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards import patterns as re
from flashcards.quantities import Habit, Quantity, quantities
from flashcards.relations.values import core
from flashcards.worked.calculation import Input
from flashcards.worked.gaps import GAP
from flashcards.worked.units import unit_of
from flashcards.worked.wording import listed

PLACE = re.compile(r"\0(\d+)\0")
"""Where the number of an input stands in a text."""
LONGEST = 90
"""Letters of what an answer adds to its question."""
# What opens an adverbial, so that it may stand at the end of a question.
_PREPOSITIONS = (
    r"at|with|for|in|on|over|under|by|from|between|of|through|against|after|during|across|per"
    r"|bei|mit|für|auf|in|aus|von|über|nach|durch|zwischen|an|à|au|aux|avec|pour|sur|dans|entre"
    r"|con|para|a|en|com|em|por|su|tra|met|bij|voor|op|tegen"
)
_OPENS = re.compile(rf"(?:{_PREPOSITIONS})\b", re.IGNORECASE)
# What says again that the question's own thing is meant: `it is`, `sind es`, `c'est`.
_AGAIN = (
    r"(?:it|that|this|they|these|one|we|you) (?:is|are|would be|has|have|makes?|gives?|takes?|gets?"
    r"|lasts?|needs?|comes? to)"
    r"|(?:is|are) (?:it|that|this)"
    r"|(?:sind|ist|wären|wäre|werden|wird) (?:es|das|dies|daraus)|das (?:sind|ist|macht)"
    r"|c['’](?:est|était)|ce (?:sont|serait)|cela (?:fait|donne)|(?:on|il|elle) \w+"
    r"|são|seriam|seria|é|son|serían|es|sono|sarebbero|è|(?:zijn|is|wordt) (?:het|dat)"
)
_COPULA = re.compile(rf"[\s,]*\b(?:{_AGAIN})\s*$", re.IGNORECASE)
# The question's own thing by its name, and a verb: `the packet takes`.
_NAMED = re.compile(
    r"[\s,]+(?:the|a|an|der|die|das|le|la|el|o|il|de|het|ein|eine) (?P<noun>[^\W\d_]{3,})"
    r" [^\W\d_]+\s*$",
    re.IGNORECASE,
)
# Verbs, with which something stands before a result that says more than the circumstances.
_VERB = re.compile(
    r"\b(?:takes?|needs?|has|have|gives?|holds?|adds?|costs?|draws?|falls?|lands?|lasts?|makes?"
    r"|weighs?|is|are|was|were|would|may|can|must|rises?|grows?|loses?|saves?|burns?|brings?"
    r"|kost\w+|brauch\w+|steig\w+|ergib\w*|ergeben|verbrauch\w+|spar\w+|dauer\w+|wieg\w+|coût\w+"
    r"|dure\w*|vaut|font|fait|cuest\w+|cust\w+|costa\w*|val\w|dur[ao]\w*|fanno|servono|kosten)\b",
    re.IGNORECASE,
)
_FILLS = re.compile(
    rf"\b(?:{_PREPOSITIONS}|and|und|et|y|e|en|the|a|an|only|mono|each)\b", re.IGNORECASE
)


def opens(text: str) -> bool:
    """Whether a text begins with a preposition.

    >>> opens("dans"), opens("volume")
    (True, False)
    """
    return _OPENS.match(text) is not None


def adverbial(said: str, question: str, *, english: bool = True) -> str:
    r"""What an elliptical answer says before its result; empty where it is a sentence by itself.

    >>> adverbial("At \0000\0 fps \1 ms", "How long may a frame take?")
    'At \x000\x00 fps'
    >>> adverbial("One turn takes \1 ms", "How long is the wait?")
    ''
    """
    before, _, behind = said.partition(GAP)
    before = before.rstrip(" :=≈,~(")
    if not opens(before) or len(before) > LONGEST or _VERB.search(behind):
        return ""
    named = _NAMED.search(before)
    if again := _COPULA.search(before):
        text = before[: again.start()]
    elif named and re.search(rf"\b{re.escape(named['noun'])}", question, re.IGNORECASE):
        text = before[: named.start()]
    else:
        text = before
    text = text.rstrip(" ,:")
    small = [word for word in _rest(text) if not (english or word[:1].isupper())]
    plain = not _VERB.search(text) and "(" not in text and not small
    return text if plain and PLACE.search(text) else ""


def with_own_numbers(question: str, said: str, inputs: Sequence[Input], habit: Habit) -> str | None:
    """A question with the answer's numbers in the places of its own; None where some would stay.

    A number of the question that measures what one of the answer does, and is another, would
    contradict it.
    """
    own = {int(place) for place in PLACE.findall(said)} - {
        int(place) for place in PLACE.findall(question)
    }
    shown = PLACE.sub(lambda m: "\0" * len(m[0]), question)
    out, at = "", 0
    for number in quantities(shown, habit=habit):
        if not any(sign.isdigit() for sign in number.text):
            continue
        alike = [place for place in own if _measures_alike(inputs[place], number)]
        if not alike:
            continue
        if len(alike) > 1:
            return None
        own.discard(alike[0])
        out += question[at : number.number_start] + f"\0{alike[0]}\0"
        at = number.number_end
    return out + question[at:]


# How much a question asks for, by what may answer it.
_LONG = r"how long|wie lange?|combien de temps|hoe lang|cuánto (?:tiempo|tarda|dura)|quanto tempo"
_FAR = r"how (?:far|high|deep|wide|tall)(?! an? )|wie (?:weit|hoch|tief|breit)"
_COST = r"costs?|kostet|kosten|kost|coûte\w*|cuesta\w*|custa\w*|costa(?:no)?"
_KINDS = tuple(
    (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), kinds)
    for words, kinds in (
        (_LONG, frozenset(("second", "metre"))),
        (_FAR, frozenset(("metre",))),
        (_COST, frozenset(("dollar", "euro", "pound", "franc", "yen", "krone", "second"))),
        (r"how heavy|wie schwer", frozenset(("kilogram",))),
    )
)
# What a question counts: `how many round trips`.
_COUNTS = re.compile(
    r"\b(?:how many|wie viele|combien d(?:e |['’])|quant[oaie]s |cuánt[oa]s |hoeveel )"
    r"\s*(?P<things>[^\W\d_]+(?:[\s-][^\W\d_]+)?)",
    re.IGNORECASE,
)
# Of what a question asks how much, and what an amount is of: `how much salt`, `? g of nitrate`.
_MUCH = re.compile(r"\b(?:how much|wie viel) (?P<stuff>[^\W\d_]{4,})", re.IGNORECASE)
_STUFF = re.compile(rf"{GAP}\s*[^\s\d]{{1,3}} (?:of |d['’]|de )?(?P<stuff>[^\W\d_]{{4,}})")


def is_of_kind(question: str, result: Quantity) -> bool:
    """Whether a number measures what a question asks for, as far as its words tell."""
    names = {name for name, _ in core(result.dimension)}
    told = _MUCH.search(question)
    if told and told["stuff"].casefold() not in {"does", "will", "would", "must"}:
        return True  # `how much energy does it cost`
    return all(
        bool(names) and names <= kinds for pattern, kinds in _KINDS if pattern.search(question)
    )


def asks_of_kind(question: str, said: str, result: Quantity) -> bool:
    r"""Whether a number may answer a question: a time how long, bytes how many bytes.

    >>> from flashcards.quantities import quantities
    >>> asks_of_kind("How many trips carry it?", "With 5 each \1 bytes", quantities("9 bytes")[0])
    False
    """
    if not is_of_kind(question, result):
        return False
    if found := _COUNTS.search(question):
        behind = f"{said.partition(GAP)[2]} {unit_of(result)}".casefold()
        stems = [word[:4] for word in found["things"].casefold().split()]
        return any(stem in behind for stem in stems)
    much, stuff = _MUCH.search(question), _STUFF.search(said)
    return not much or not stuff or much["stuff"][:4].casefold() == stuff["stuff"][:4].casefold()


def asks_kind_of(question: str, result: Quantity) -> bool:
    """Whether a question tells by its words that a number of this kind is wanted."""
    names = {name for name, _ in core(result.dimension)}
    return any(
        pattern.search(question) and bool(names) and names <= kinds for pattern, kinds in _KINDS
    )


def _measures_alike(one: Input, number: Quantity) -> bool:
    unit = unit_of(number)
    if core(number.dimension) or one.dimension:
        return core(number.dimension) == one.dimension
    return bool(unit) and unit == one.unit


def merged(question: str, added: str, replaced: str) -> str:
    """A question with what an answer adds; without it where only numbers were changed.

    Args:
        question: as its author asked it.
        added: what the answer says before its result.
        replaced: the question with the answer's numbers in place of its own.
    """
    if replaced != question:
        left = [part for part in _rest(added) if part]
        told = set(PLACE.findall(added)) <= set(PLACE.findall(replaced))
        return replaced if told and not left else ""
    if set(PLACE.findall(added)) <= set(PLACE.findall(question)):
        return question
    blank = " " if re.search(r"\s\?$", question) else ""
    end = question.rstrip("? \u202f\u00a0")
    return f"{end} {added[:1].lower()}{added[1:]}{blank}?"


# What a question asks for of something: `What bit rate | does CD audio have?`.
_WANTED = re.compile(
    r"(?P<wanted>(?:What|Which|How (?:much|many)) (?!is|are|does|do)[^\W\d_][^?\d]{2,40}?)"
    r" (?:does|do|has|have)\s"
)


def of_these(question: str, said: str) -> str:
    r"""What a question wants, asked of numbers that stand alone before a result; else empty.

    >>> of_these("What bit rate does a CD have?", "\0000\0 samples/s, \0001\0 bit: \1 bit/s")
    'What bit rate do \x000\x00 samples/s and \x001\x00 bit give?'
    """
    found = _WANTED.match(question)
    parts = said.partition(GAP)[0].rstrip(" :").split(", ")
    if not found or len(parts) < 2 or not all(_AMOUNT.fullmatch(part) for part in parts):
        return ""
    return f"{found['wanted']} do {listed(parts)} give?"


_AMOUNT = re.compile(r"\0\d+\0 ?[^\s,:]+(?: [^\s,:]+)?")


def _rest(added: str) -> Iterator[str]:
    """Words of what an answer adds that are neither numbers with their units nor small words."""
    bare = re.sub(r"\0\d+\0\s*-?[^\s,]*", " ", added)
    yield from _FILLS.sub(" ", bare).split()
