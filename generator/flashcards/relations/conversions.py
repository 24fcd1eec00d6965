"""The same quantity in two units: `400 s (6.7 min)`, `60 mph, that is 96.6 km/h`, `77 K is −196 °C`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from flashcards import patterns as re
from flashcards.quantities import Quantity
from flashcards.relations.durations import is_composed
from flashcards.relations.equations import PRONOUNS, is_regrouped
from flashcards.relations.finding import Judgement, Verdict
from flashcards.relations.judging import judged
from flashcards.relations.statements import Sentence, Term
from flashcards.relations.values import (
    Choice,
    Undecided,
    Value,
    agrees,
    choices,
    core,
    counted,
    digits_shown,
    divided,
    is_slip,
    multiplied,
    shown_like,
    value_of,
)
from flashcards.relations.vocabulary import with_signs

# What stands between two quantities of which the second is the first in another unit. Strong: it
# says so. Weak: an alternative or a state might be meant, so that only a slip is reported.
_HEDGE = r"(?:(?:about|around|roughly|approximately|nearly|almost|some|just|only|ca\.?|environ|etwa|rund|the same as)\s+|[~≈]\s*)*"
_STRONG = re.compile(
    r"^\s*(?:[,;:]?\s*(?:i\.\s?e\.|equals?|equal to|in other words|"
    r"corresponds to|converts to|or about|or roughly|or approximately|or around|soit|c['’]est-à-dire|d\.\s?h\.|das sind|"
    r"entspricht|entsprechen|ergibt|sprich|es decir|o sea|equivalen? a|corresponden? a|ou seja|isto é|équivaut à|équivalent à|"
    r"correspond(?:ent)? à|ce qui fait|vaut|valent|vale|valgono|equivale(?:m)? a|corrispondono a|corrisponde a|cioè|ossia|ovvero|pari a)[,:]?\s*|[,]?\s*[=≈]\s*|\s*\()"
    + _HEDGE
    + r"$|"
    # What it is of, before a sign of equality: `12 lb of malt = 5.44 kg`.
    r"^\s(?:of|de|von)\s[^\W\d_]{2,24}\s*[=≈]\s*" + _HEDGE + r"$",
    re.IGNORECASE,
)
_OF_WHAT = re.compile(r"\s(?:of|de|von)\s")
_WEAK = re.compile(
    # What it is of may stand before the verb, but nothing told of before: `the 0.25 mg tablet is 250 micrograms`.
    rf"^\s*(?:(?!(?:{'|'.join(sorted(PRONOUNS))})\s)[^\W\d_]{{2,20}}\s(?=(?:is|are|ist|sind|est|sont|es|son|é|são)\s)|\?\s+(?:das|that|that's|ce|son|são)\s)?"
    r"(?:,?\s*(?:or|is|are|makes?|also|/|→|was|ou|oder|o|sind|ist|gibt|sont|est|font|fait|son|es|são|é|que son|that is|that's|that makes|which is|which makes),?|/)\s*"
    + _HEDGE
    + r"$",
    re.IGNORECASE,
)
# `a cat of 12 lb has 5.4 kg`: of some other thing, too, so that a slip alone tells.
_VERB = re.compile(
    r"^\s(?:[^\W\d_]{2,20}\s)?(?:has|have|weighs?|reads|hat|haben|wiegt|pèse|mesure|pesa|mide|misura|mede|tiene|ha|tem)\s"
    + _HEDGE
    + r"$",
    re.IGNORECASE,
)
# `a (b)`: the parenthesis holds the second quantity alone, or a remark behind a comma.
_CLOSED = re.compile(r"^\s*(?:[)\],;.]|$|\))")
_FULL = re.compile(r"^\s*(?:[)\],;.:!]|$)")
_ENDED = re.compile(r"^\s*(?:[)\],;.:!]|$|\s(?:and|or|in|on|for|at|of|to|et|und|y)\b|\n|[—–]\s)")


def conversions(sentence: Sentence) -> Iterator[Judgement]:
    """Judgements on quantities that repeat the one before in another unit."""
    terms = sentence.terms
    text = with_signs(sentence.passage.text)
    converted: set[tuple[str, str]] = set()
    for index, term in enumerate(terms):
        found: list[Judgement] = []
        for back in (1, 2):
            if index < back or _is_operand(text, terms[index - back].quantity.start):
                continue
            first = terms[index - back]
            between = text[first.quantity.end : term.quantity.start]
            only_slips = False
            if back == 2:
                between, only_slips = _without(text, first, terms[index - 1], term)
            pair = (first.quantity.unit.name, term.quantity.unit.name)
            goes_on = back == 1 and pair in converted and _ELLIPSIS.match(between) is not None
            link = "=" if goes_on else between
            one = _judged(text, first, term, link, strict=goes_on, only_slips=only_slips)
            if one is not None and one.verdict is Verdict.RIGHT and digits_shown(term.quantity) > 1:
                converted.add(pair)
            if one is not None and one.verdict is Verdict.WRONG:
                before = [t for t in terms[max(0, index - back - 3) : index] if t is not first]
                if any(_multiple(first.quantity, t.quantity, term.quantity) for t in before):
                    one = None  # `700 tokens at 25 ms, which is 17.5 s`
            if one is not None:
                found.append(one)
        if found:  # a number that repeats one of two is right
            yield min(found, key=lambda one: one.verdict is Verdict.WRONG)
    yield from _tuples(text, terms)


# `a 2 TB disk has 1.82 TiB, an 8 TB disk 7.28 TiB`: what is said of the first is said of the next.
_ELLIPSIS = re.compile(r"^\s(?:[^\W\d_]{2,20}\s){0,2}$")
_COMPOUND = re.compile(r"\d\s?[^\W\d_]+\s?\d+\s?[^\W\d_]|\d[°′]\s?\d")


def _multiple(first: Quantity, many: Quantity, said: Quantity) -> bool:
    """Whether a number is so many times the one before it, and no repetition of that."""
    for choice in choices((first, many, said)):
        one, other = value_of(first, choice), value_of(many, choice)
        for value in (multiplied(one, other), _quotient(one, other)):
            if value is not None and agrees(value, said, choice, implied=True):
                return True
    return False


def _quotient(one: Value, other: Value) -> Value | None:
    try:
        return divided(one, other)
    except Undecided:
        return None


# A sign right before a quantity makes it an operand of something computed.
_OPERAND = re.compile(r"[×*·/÷^+\u2212Ⓒ]\s*$|\s-\s*$")


def _is_operand(text: str, start: int) -> bool:
    return _OPERAND.search(text[max(0, start - 4) : start]) is not None


# `700 kcal on 10 km, i.e. …`: what it is for stands between the two.
_FOR_WHAT = re.compile(r"^\s(?:[^\W\d_]{1,12}\s){1,3}$")


def _without(text: str, first: Term, middle: Term, last: Term) -> tuple[str, bool]:
    """What links the third of `0.5°, i.e. 1,800″ or 30′` to the first, and whether only slips count."""
    link = text[first.quantity.end : middle.quantity.start]
    other = text[middle.quantity.end : last.quantity.start]
    if _STRONG.match(link) and (_WEAK.match(other) or _STRONG.match(other)):
        return link, False
    kinds = core(first.quantity.dimension), core(middle.quantity.dimension)
    if _FOR_WHAT.match(link) and _STRONG.match(other) and kinds[0] != kinds[1]:
        return other, True
    return "§", False


def _judged(
    text: str,
    first: Term,
    second: Term,
    between: str,
    *,
    strict: bool = False,
    only_slips: bool = False,
) -> Judgement | None:
    one, other = first.quantity, second.quantity
    if not _convertible(one, other) or one.range is not None or other.range is not None:
        return None
    strong = _STRONG.match(between) is not None or (
        # `8.75 hours, that is 8 h 45 min`: what is told in two units repeats one told in one
        _WEAK.match(between) is not None and _COMPOUND.search(other.text) is not None
    )
    verb = not strong and _VERB.match(between) is not None
    if not strong and not verb and _WEAK.match(between) is None:
        return None
    behind = text[other.end : other.end + 12]
    if "(" in between and not _CLOSED.match(behind):
        return None
    if _OF_WHAT.match(between) and not _ENDED.match(behind):
        return None  # 1 kJ of work ≈ 1 kcal spent: two things
    if not strong and not (_FULL if "or" in between.split() else _ENDED).match(behind):
        return None
    agreed: Value | None = None
    pairs: list[tuple[Value, Choice]] = []
    for choice in choices((one, other)):
        # Who shows four digits has taken the whole number before them as exact: 39 °C is 102.2 °F.
        value = value_of(one, choice, strict=strict or digits_shown(other) >= EXACT_DIGITS)
        if agrees(value, other, choice, implied=True):
            agreed = value
            break
        pairs.append((value, choice))
    if agreed is not None:
        return judged(second, "conversion", first.quantity.text, inputs=(first.span,))
    value, choice = pairs[0]
    if is_regrouped(value, other) or _differ(text, one, other):
        return None
    if not _near(value, other, choice) or _each(one) != _each(other):
        return None
    slipped = _has_slipped(value, other, choice) or _is_turned(one, other)
    if (verb or only_slips) and not slipped:
        return None
    if not strong and not (slipped or _of_two_systems(one, other)):
        return None
    if digits_shown(one) < 2 and digits_shown(other) < 2 and not slipped and not strong:
        return None
    shown = shown_like(value, other, choice)
    how = f"{first.quantity.text} = {shown}"
    return judged(second, "conversion", how, expected=shown, inputs=(first.span,))


EXACT_DIGITS = 4

# That an amount is no place on a scale: `a rise of 3 °C is 5.4 °F`, `5 °C warmer, or 9 °F`.
_BY = re.compile(
    r"(?<!\w)(?:by|rises?|rose|falls?|fell|drop\w*|increase\w*|decrease\w*|differen\w+|diferen\w+|différence|"
    r"range|swing|step|warm(?:er|ing)|cool(?:er|ing)|colder|hotter|lapse|per|um|Anstieg|Unterschied|Erwärmung|"
    r"wärmer|kälter|écart|hausse|baisse|réchauffement|aumento|subida|bajada|queda|calo|differenza)(?!\w)",
    re.IGNORECASE,
)
NEAR_BY = 30


def _differ(text: str, one: Quantity, other: Quantity) -> bool:
    """Whether two temperatures are the same difference, and said to be one."""
    first, second = one.readings[0], other.readings[0]
    if first.offset == second.offset:
        return False
    right = first.written * first.factor / second.factor
    beside = text[max(0, one.start - NEAR_BY) : one.start] + text[one.end : other.end + NEAR_BY]
    return abs(right - second.written) <= other.step and _BY.search(beside) is not None


def _has_slipped(value: Value, other: Quantity, choice: Choice) -> bool:
    """Whether a number has the right digits; one of a single digit has them to the last."""
    if not is_slip(value, other, choice):
        return False
    stated = value_of(other, choice).mid
    ratio = value.mid / stated if stated else Fraction(0)
    exact = ratio != 0 and not _EXACT_SLIPS.isdisjoint((ratio, 1 / ratio))
    return digits_shown(other) > 1 or exact


_EXACT_SLIPS = frozenset(map(Fraction, (10, 100, 1000, 10**4, 10**6, 60, 3600, 24, 8, 1024)))


def _is_turned(one: Quantity, other: Quantity) -> bool:
    """Whether a number was divided by what it should be multiplied by: 600 m³/h are no 2,160 L/s."""
    a, b = one.readings[0], other.readings[0]
    if a.offset or b.offset or digits_shown(other) < 2:
        return False
    turned = a.written * b.factor / a.factor
    return abs(turned - b.written) * 2 <= other.step


FARTHEST = 10_000
"""No slip of a unit or of the point puts a number farther off: then it measures another thing."""


def _near(value: Value, said: Quantity, choice: Choice) -> bool:
    stated = value_of(said, choice).mid
    if not value.mid or not stated:
        return True
    ratio = abs(value.mid / stated)
    return 1 / FARTHEST <= ratio <= FARTHEST


def _convertible(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities measure the same in different units."""
    if not core(one.dimension) or core(one.dimension) != core(other.dimension):
        return False
    if one.unit.name == other.unit.name or one.unit.open or other.unit.open:
        return False
    if is_composed(one) or is_composed(other):
        return True
    return one.readings[0].factor != other.readings[0].factor or bool(
        one.readings[0].offset - other.readings[0].offset
    )


def _each(one: Quantity) -> frozenset[str]:
    """What a quantity is told for one of: `34 bytes (8.5 bits per weight)` says what part of them is one's."""
    return frozenset(name for name, power in counted(one.dimension) if power < 0)


def _of_two_systems(one: Quantity, other: Quantity) -> bool:
    """Whether two units are never alternatives of one another: kelvin and °C, miles and km, GB and GiB."""
    ratio = one.readings[0].factor / other.readings[0].factor
    if one.readings[0].offset != other.readings[0].offset:
        return True
    binary = [_BINARY.match(each.unit.name) is not None for each in (one, other)]
    if core(one.dimension) == _BYTES and binary[0] != binary[1]:
        return True
    for small in (2, 3, 5, 7, 73):
        while ratio.numerator % small == 0:
            ratio /= small
        while ratio.denominator % small == 0:
            ratio *= small
    return ratio != 1


# Bytes by powers of 1024, said as such.
_BYTES = (("byte", 1),)
_BINARY = re.compile(r"[KMGTP]i(?:B|byte|bit)")
# `a × b, that is c × d`: two pairs.
_CROSS = re.compile(r"^\s*[×x]\s*$")


def _tuples(text: str, terms: Sequence[Term]) -> Iterator[Judgement]:
    for a, b, c, d in zip(terms, terms[1:], terms[2:], terms[3:], strict=False):
        links = [text[p.quantity.end : q.quantity.start] for p, q in ((a, b), (b, c), (c, d))]
        if not (_CROSS.match(links[0]) and _CROSS.match(links[2])):
            continue
        found = [_judged(text, first, second, "=") for first, second in ((a, c), (b, d))]
        said = [one for one in found if one is not None]
        # Where one of the two pairs agrees, it is the same thing in another unit.
        if _STRONG.match(links[1]) or (
            _WEAK.match(links[1]) and any(one.verdict is Verdict.RIGHT for one in said)
        ):
            yield from said
