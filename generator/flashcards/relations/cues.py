"""Relations that words name: shares, changes, savings, rates, totals, means, spans of years.

A cue is a pattern over a sentence in which each number is one sign, `¤`; what it matches says which
number is the result and what of. A number that is not the result is refuted; where the cue might
mean another pair of numbers, only one with the right digits in the wrong place is.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from flashcards import patterns as re
from flashcards.quantities import unit_named
from flashcards.relations.elsewhere import is_step_of_tariff
from flashcards.relations.finding import Judgement, Verdict
from flashcards.relations.judging import judged
from flashcards.relations.results import is_beyond_whole, result_of
from flashcards.relations.shapes import Input, as_count, input_of
from flashcards.relations.statements import Sentence, Term, is_factor, is_share
from flashcards.relations.values import counted
from flashcards.tree import Span
from flashcards.values import dataclass

MOST_GAP = 60
READINGS = 3

MOST_MEANT = 4
"""So many values may be meant where a slip alone refutes a number."""


@dataclass(frozen=True, slots=True, eq=False)
class Marked:
    """A sentence with a sign for each of its numbers."""

    sentence: Sentence
    text: str
    terms: tuple[Term, ...]

    def term(self, match: re.Match[str], group: str | int) -> Term:
        """The number that a group of a match holds."""
        return self.terms[self.text.count("¤", 0, match.start(group))]


def marked(sentence: Sentence) -> Marked:
    """The sentence with `¤` for its numbers; what stood in their unit goes with them."""
    parts: list[str] = []
    at = sentence.start
    whole = sentence.passage.text
    for term in sentence.terms:
        parts += [whole[at : term.quantity.start], "¤"]
        at = term.quantity.end
    parts.append(whole[at : sentence.start + len(sentence.text)])
    return Marked(sentence, "".join(parts).casefold().replace("\n", " "), sentence.terms)


def cued(sentence: Sentence, before: Sequence[Term]) -> Iterator[Judgement]:
    """What the cues of a sentence say.

    Args:
        sentence: asserted.
        before: numbers of the sentences before it in its passage and section, in order.
    """
    if not sentence.terms:
        return
    here = marked(sentence)
    # What a list says of another item is said of that alone.
    near = [t for t in before if not t.passage.siblings or t.passage is sentence.passage]
    for rule in _RULES:
        yield from rule(here, near)


# --- judging ---------------------------------------------------------------------------------

_EXACT = frozenset(("sum", "mean", "multiple", "difference"))
"""Relations of numbers that stand beside their result: nobody rounds more than he shows."""

Compute = Callable[[int], float]
"""A value by reading."""


def held_against(
    said: Term,
    name: str,
    options: Sequence[tuple[Compute, str]],
    inputs: Sequence[Term],
    *,
    only_slips: bool = False,
) -> Iterator[Judgement]:
    """Hold a number against values of which one is meant, the likeliest first."""
    result = result_of(said.quantity)
    spans = [one.span for one in inputs]
    values: list[tuple[float, str]] = []
    for compute, how in options:
        for reading in range(READINGS):
            try:
                value = compute(reading)
            except ArithmeticError:
                continue
            if not math.isfinite(value):
                continue
            if result.fits((value, value, value), reading, implied=name not in _EXACT):
                yield judged(said, name, how, inputs=spans)
                return
            if reading == 0:
                values.append((value, how))
    if not values:
        return
    slipped = [one for one in values if result.slips(one[0], 0)]
    if only_slips and len(values) > MOST_MEANT:
        return  # among many values one is a slip by chance
    digits = len(re.sub(r"\D", "", said.quantity.text))
    if only_slips and not (slipped and digits > 1):
        return
    value, how = (slipped or values)[0]
    if value:
        shown = result.shown(value, 0)
        yield judged(said, name, f"{how} = {shown}", expected=shown, inputs=spans)


def _at(one: Input, reading: int) -> float:
    return one.readings[min(reading, len(one.readings) - 1)][1]


def _times(one: Input, other: Input, sign: int = 1) -> Compute:
    """So many times a value; with -1, one over another."""
    return lambda k: abs(_at(one, k)) * _at(other, k) ** sign


def _scaled(one: Input, factor: float) -> Compute:
    return lambda k: _at(one, k) * factor


def _constant(value: float) -> Compute:
    return lambda _k: value


def _added(inputs: Sequence[Input]) -> Compute:
    return lambda k: sum(_at(one, k) for one in inputs)


def _left(inputs: Sequence[Input]) -> Compute:
    """The first without the others."""
    return lambda k: _at(inputs[0], k) - sum(_at(one, k) for one in inputs[1:])


def _of(term: Term) -> Input:
    return input_of(term.quantity)


def _text(*terms: Term) -> list[str]:
    return [one.quantity.text for one in terms]


def alike(one: Term, other: Term) -> bool:
    """Whether two numbers measure the same, and count the same as far as both tell."""
    a, b = _of(one), _of(other)
    return a.dimension == b.dimension and (
        counted(one.quantity.dimension) == counted(other.quantity.dimension)
        or not counted(one.quantity.dimension)
        or not counted(other.quantity.dimension)
    )


# --- change ----------------------------------------------------------------------------------

_CHANGE = re.compile(
    r"(?:from (?P<a>¤)[^¤.;]{0,12}? to (?P<b>¤)|(?P<c>¤) ?(?:→|->|⟶) ?(?P<d>¤))(?P<behind>[^.;]*)"
)
_DOWN = re.compile(
    r"\b(?:sav\w+|reduc\w+|decreas\w+|fall\w*|fell|drop\w*|less|lower|cut\w*|shr[aiu]nk\w*|down|loss|smaller|cheaper|declin\w*|short\w*)\b"
)
_UP = re.compile(
    r"\b(?:increas\w+|ris\w+|rose|gr[eo]w\w*|gain\w*|more|higher|up|growth|faster|larger|bigger|longer)\b"
)
_MORE = re.compile(
    r"\b(?:sav\w+|reduction|decrease|drop|difference|less|fewer|increase|gain|more|growth|faster|slower|smaller|larger|change|cut|lower|higher|shorter|longer|cheaper|rise|fall|loss|by|speed-?up)\b"
)


# `from 20 to 25 km/h it rises by …`: what changes is another thing than what the two numbers measure.
_OF_ANOTHER = re.compile(
    r"^[^¤.;]{0,12}?,?\s(?:it|they|this|that|(?:the|its|their) [a-z]+)\s(?:[a-z]+\s){0,2}?"
    r"(?:ris|gr[eo]w|increas|fall|fell|drop|decreas|sink|sank|chang|climb|shr[aiu]nk|double|go)"
)
# Behind it stands where another change starts, not how large this one is.
_STARTS = re.compile(r"\bfrom\s*$")
_FROM_RANGE = re.compile(r"\bfrom (?P<a>¤)(?P<behind>[^.;]*)")


def _changes(here: Marked, _before: Sequence[Term]) -> Iterator[Judgement]:
    for match in _FROM_RANGE.finditer(here.text):
        both = here.term(match, "a")
        index = here.terms.index(both)
        if (
            both.quantity.range is None
            or index + 1 >= len(here.terms)
            or "¤" not in match["behind"]
        ):
            continue
        lead, _, rest = match["behind"].partition("¤")
        around = _around(lead, rest)
        starts = _STARTS.search(lead)
        if _OF_ANOTHER.match(lead):
            continue
        if len(lead) <= MOST_GAP and not starts and _MORE.search(around) and not is_share(both):
            first, last = ends_of(both)
            yield from _change(
                here.text[: match.start()][-40:] + around, first, last, here.terms[index + 1]
            )
    for match in _CHANGE.finditer(here.text):
        first = here.term(match, "a" if match["a"] else "c")
        last = here.term(match, "b" if match["b"] else "d")
        if not alike(first, last) or is_share(first) != is_share(last):
            continue
        index = here.terms.index(last)
        if index + 1 >= len(here.terms) or "¤" not in match["behind"]:
            continue
        said = here.terms[index + 1]
        lead, _, rest = match["behind"].partition("¤")
        around = _around(lead, rest)
        if len(lead) > MOST_GAP or not (_MORE.search(around) or "(" in lead[-3:]):
            continue
        if _STARTS.search(lead) or _OF_ANOTHER.match(lead):
            continue
        yield from _change(here.text[: match.start()][-40:] + around, first, last, said)


def _around(lead: str, rest: str) -> str:
    """The words by a share or a number that may tell of a change.

    Behind “90% of the keys …” is told what the keys do, not what the share is.
    """
    behind = "" if rest.lstrip().startswith("of ") else rest[:20].split(",", maxsplit=1)[0]
    return f"{lead[-MOST_GAP:]} {behind}"


def ends_of(both: Term) -> tuple[Term, Term]:
    """The two numbers that a range was read from."""
    quantity = both.quantity
    lows = tuple(replace(one, high=one.value) for one in quantity.readings)
    highs = tuple(
        replace(one, value=one.high, written=one.high / one.factor) for one in quantity.readings
    )
    first = replace(quantity, readings=lows, range=None)
    last = replace(quantity, readings=highs, range=None, value=highs[0].value / highs[0].factor)
    return replace(both, quantity=first), replace(both, quantity=last)


def _change(words: str, first: Term, last: Term, said: Term) -> Iterator[Judgement]:
    a, b = _of(first), _of(last)
    names = _text(first, last)
    if is_share(said) and not is_share(first):
        up = (
            lambda r: (_at(b, r) - _at(a, r)) / _at(a, r),
            f"({names[1]} − {names[0]}) / {names[0]}",
        )
        down = (
            lambda r: (_at(a, r) - _at(b, r)) / _at(a, r),
            f"({names[0]} − {names[1]}) / {names[0]}",
        )
        options = [down] if _DOWN.search(words) and not _UP.search(words) else [up]
        if _at(b, 0) < _at(a, 0) and options == [up]:
            options = [down]
        if "to" in words.split() or re.search(r"\bof (?:the )?(?:original|former|old)\b", words):
            return
        yield from held_against(said, "change", options, (first, last))
    elif is_factor(said):
        yield from held_against(
            said,
            "change",
            [
                (
                    lambda r: max(_at(a, r), _at(b, r)) / min(_at(a, r), _at(b, r)),
                    f"{names[0]} / {names[1]}",
                ),
                (lambda r: _at(b, r) / _at(a, r), f"{names[1]} / {names[0]}"),
                (
                    lambda r: abs(_at(a, r) - _at(b, r)) / min(_at(a, r), _at(b, r)),
                    f"({names[0]} − {names[1]}) / {names[1]}",
                ),
            ],
            (first, last),
        )
    elif alike(first, said) and said.quantity.unit.name == first.quantity.unit.name:
        if any(map(_is_of_formula, (first, last))) or not re.search(r"\d", said.quantity.text):
            return  # from −2^(n−1) to 2^(n−1) − 1: there is one more
        if _DOWN.search(words) or _UP.search(words) or "difference" in words:
            yield from held_against(
                said,
                "change",
                [(lambda r: abs(_at(a, r) - _at(b, r)), f"{names[0]} − {names[1]}")],
                (first, last),
            )


def _is_of_formula(one: Term) -> bool:
    """Whether a number is raised to a power, or a part of something else that is computed."""
    return bool(re.match(r"\s?[\^{_]", one.passage.text[one.quantity.end :][:2]))


# `saves $228, or about 475%`: of what two numbers before differ by.
_SAVES = re.compile(
    r"\b(?:saves?|saving|cheaper by|less by|a saving of|leaves) (?:about |roughly |around |some )?(?P<c>¤)(?P<or>,? (?:or|i\.e\.|that is)[^¤]{0,14}(?P<p>¤))?"
)


def _savings(here: Marked, before: Sequence[Term]) -> Iterator[Judgement]:
    for match in _SAVES.finditer(here.text):
        said = here.term(match, "c")
        index = here.terms.index(said)
        pool = [t for t in (*before[-6:], *here.terms[:index]) if _same_money(t, said)]
        if len(pool) < 2 or not _of(said).dimension or not match["p"]:
            continue
        share = here.term(match, "p")
        if not is_share(share):
            continue
        for first, last in ((x, y) for i, x in enumerate(pool) for y in pool[i + 1 :]):
            gap = abs(first.quantity.value - last.quantity.value)
            if abs(gap - said.quantity.value) <= said.quantity.step:
                larger = max((first, last), key=lambda t: t.quantity.value)
                part = float(said.quantity.value / larger.quantity.value)
                text = f"{said.quantity.text} of {larger.quantity.text}"
                yield from held_against(share, "change", [(_constant(part), text)], (said, larger))
                return


def _same_money(one: Term, other: Term) -> bool:
    """Whether two amounts have one unit, be it said a month or not."""
    a, b = one.quantity, other.quantity
    return a.unit.name.split("/")[0] == b.unit.name.split("/")[0] and len(dict(a.dimension)) <= 2


# --- shares ----------------------------------------------------------------------------------

_PARTS = {
    "halving": 2,
    "half of": 2,
    "a third of": 3,
    "a quarter of": 4,
    "a tenth of": 10,
    "a fifth of": 5,
}
_PART = re.compile(
    r"\b(?P<word>halving|half of|a third of|a quarter of|a fifth of|a tenth of|doubling|twice|tripling|three times) (?P<a>¤)"
    r" (?:leaves|gives|is|makes|means|yields|equals|are) (?:about |roughly |only )?(?P<b>¤)"
)
_TIMES = {"doubling": 2, "twice": 2, "tripling": 3, "three times": 3}


def _shares(here: Marked, _before: Sequence[Term]) -> Iterator[Judgement]:
    for match in _PART.finditer(here.text):
        whole, said = here.term(match, "a"), here.term(match, "b")
        if not alike(whole, said):
            continue
        word = match["word"]
        factor = 1 / _PARTS[word] if word in _PARTS else float(_TIMES[word])
        one = _of(whole)
        yield from held_against(
            said,
            "multiple",
            [(_scaled(one, factor), f"{word} {whole.quantity.text}")],
            (whole,),
        )


# --- totals and means ------------------------------------------------------------------------

_LIST = r"(?P<list>¤(?:[^¤.;]{0,14}, ?¤)*[^¤.;]{0,14},? (?:and|plus) ¤)"
_TOTAL = re.compile(
    _LIST
    + r"[^¤.;]{0,20}?(?:,|:|;|—|–|\(|which (?:is|makes)|making|for|so) ?(?:a total of |in total |together |altogether )?(?P<t>¤)(?P<behind>[^¤.;]{0,20})"
)
_TOGETHER = re.compile(r"\b(?:in total|total|altogether|together|in all|combined|overall)\b")
_MEAN = re.compile(
    r"\b(?:average|mean) of " + _LIST + r" (?:is|=|equals|gives) (?:about |roughly )?(?P<t>¤)"
)


def _totals(here: Marked, _before: Sequence[Term]) -> Iterator[Judgement]:
    for match in _TOTAL.finditer(here.text):
        said = here.term(match, "t")
        if _TOGETHER.search(match[0]):
            yield from _combined(here, match, said, "sum", mean=False)
    for match in _MEAN.finditer(here.text):
        yield from _combined(here, match, here.term(match, "t"), "mean", mean=True)


def _combined(
    here: Marked, match: re.Match[str], said: Term, name: str, *, mean: bool
) -> Iterator[Judgement]:
    first = here.text.count("¤", 0, match.start("list"))
    parts = here.terms[first : first + match["list"].count("¤")]
    if any(not alike(part, said) or is_share(part) != is_share(said) for part in parts):
        return
    inputs = [_of(part) for part in parts]
    count = len(inputs) if mean else 1

    def total(reading: int) -> float:
        return sum(_at(one, reading) for one in inputs) / count

    how = " + ".join(_text(*parts))
    if not mean and is_quadrature(said, parts):
        return
    if is_beyond_whole(result_of(said.quantity), total(0)):
        return  # `60 % speak one and 50 % the other, together 80 %`: some are both
    yield from held_against(said, name, [(total, f"({how}) / {count}" if mean else how)], parts)


def is_quadrature(said: Term, parts: Sequence[Term]) -> bool:
    """Whether a total is the root of the sum of squares, as of independent errors."""
    value = math.sqrt(sum(_at(_of(part), 0) ** 2 for part in parts))
    return result_of(said.quantity).fits((value, value, value), 0, implied=False)


# --- rates -----------------------------------------------------------------------------------

_COSTS = re.compile(
    r"\b(?:costs?|is|are|takes?|needs?|makes?|gives?|total\w*|together|that is|comes to|amounts? to|reach\w*|uses?|has|have|there are|holds?|covers?|so|hence|lasts?)\b|[:=→]"
)
# `200 bytes a row`, `2 GB each`: a rate by the noun behind it.
_A = re.compile(r"^ ?(?:an?|each|per|every) (?P<noun>[a-z]+)")


def _rates(here: Marked, before: Sequence[Term]) -> Iterator[Judgement]:
    """A rate, an amount and what they make, the last of which is the result.

    The three must be all the numbers of their clauses: one that is left over may change the result.
    """
    passage = here.sentence.passage
    near = [t for t in before[-3:] if t.passage is passage]
    terms = [t for t in (*near, *here.terms) if not t.bracketed]
    for index in range(2, len(terms)):
        one, other, said = terms[index - 2 : index + 1]
        if said not in here.terms or not _COSTS.search(_lead(said)) or _is_condition(said):
            continue
        if is_step_of_tariff(said):
            continue
        if not _one_clause(other, said) or any(_modifies(t, one) for t in terms[: index - 2]):
            continue
        found = _rate_of(one, other, said) or _rate_of(other, one, said)
        if found is None:
            continue
        compute, how, nouns = found
        if index > 2 and _one_clause(terms[index - 3], one):
            if _one_clause(one, other) or not nouns:
                continue  # of a rate that was computed before, its inputs are no matter
        if any(_excused(t, said, terms[:index]) for t in (one, other)):
            continue
        others = [*terms[index + 1 :], *(t for t in before if t.passage is passage)]
        if any(_is_made_by(rate, t, said) for rate in others for t in (one, other)):
            continue  # `32 values in 18 bytes, 4.5 bits per value`: its own rate stands elsewhere
        rates = [t.quantity.dimension for t in (one, other) if _is_rate(t)]
        if any(t.quantity.dimension in rates and _one_clause(said, t) for t in terms[index + 1 :]):
            continue  # whatever that is: it is told for none before
        if any(_is_of_other_count(t, other, said) for t, other in ((one, other), (other, one))):
            continue  # `two zones must carry it: 13 per zone, so 39 in total`, of three zones
        yield from held_against(said, "rate", [(compute, how)], (one, other), only_slips=not nouns)


# What a condition begins with, right before its number or its noun.
_CONDITION = re.compile(
    r"\b(?:if|when|unless|from|at|with|per|within|after|every|falls? to|rises? to|drops? to|wenn|bei|mit|si|se|quand|avec|con|com)"
    r"(?: [a-zà-ÿ]+){0,2} ?[$€£]?$"
)
_NEW_CLAUSE = re.compile(r"[.;!?](?:\s|$)|\n\s*\n|[—–] ")


def _lead(term: Term) -> str:
    return term.passage.text[: term.quantity.start][-40:].casefold()


def _is_condition(term: Term) -> bool:
    """Whether a number is said to be given, so that it is no result."""
    lead = re.split(r"[,;:.]\s", term.passage.text[: term.quantity.start][-60:].casefold())[-1]
    return re.match(
        r"\s*(?:but |and )?(?:if|when|unless|wenn|si|se|quand)\b", lead
    ) is not None or (_CONDITION.search(_lead(term)) is not None and not _COSTS.search(lead))


def _one_clause(one: Term, other: Term) -> bool:
    """Whether two numbers stand in one clause of one text."""
    if one.passage is not other.passage:
        return False
    return not _NEW_CLAUSE.search(one.passage.text[one.quantity.end : other.quantity.start])


def _modifies(one: Term, other: Term) -> bool:
    """Whether a number may change what another makes: a share or a factor of the same text."""
    return one.passage is other.passage and (is_share(one) or is_factor(one))


def _excused(one: Term, said: Term, others: Sequence[Term]) -> bool:
    """Whether a number follows from one of two with a mere count that stands near, too."""
    x, result = _of(one), result_of(said.quantity)
    if x.dimension != _of(said).dimension:
        return False
    for other in others:
        n = _of(other)
        if other is one or n.dimension:
            continue
        for reading in range(READINGS):
            value = _at(x, reading) * _at(n, reading)
            if result.fits((value, value, value), reading, implied=False):
                return True
    return False


MOST_TIMES = 12
"""So many times the same may be meant of a few things, of which another number was told."""


def _is_of_other_count(rate: Term, count: Term, said: Term) -> bool:
    """Whether a number is a few times what one of a few things has, though another few were told."""
    each, number = _at(_of(rate), 0), count.quantity.value
    times = _at(_of(said), 0) / each if each else 0.0
    return (
        not _of(count).dimension
        and 1 < number <= MOST_TIMES
        and 1 < round(times) <= MOST_TIMES
        and abs(times - round(times)) < _SAME
        and abs(times / float(number)) not in {10.0, 0.1}
    )


_SAME = 1e-9


def _is_rate(term: Term) -> bool:
    """Whether a number is so much for each of something."""
    powers = [power for _, power in term.quantity.dimension]
    return bool(powers) and min(powers) < 0


def _is_made_by(rate: Term, amount: Term, said: Term) -> bool:
    """Whether a rate makes a result of an amount, behind it in its clause or before it."""
    is_near = rate.span < said.span or _one_clause(said, rate)
    found = _rate_of(rate, amount, said) if is_near else None
    if found is None:
        return False
    result = result_of(said.quantity)
    values = (found[0](reading) for reading in range(READINGS))
    return any(result.fits((x, x, x), k, implied=False) for k, x in enumerate(values))


def _rate_of(rate: Term, amount: Term, said: Term) -> tuple[Compute, str, bool] | None:
    """What a rate makes of an amount, if the three fit; and whether a noun ties them."""
    r, a, y = (dict(t.quantity.dimension) for t in (rate, amount, said))
    behind = _A.match(rate.passage.text[rate.quantity.end :].casefold())
    noun = behind["noun"] if behind and rate.passage is amount.passage else ""
    if noun and (noun in a or f"{noun}s" in a) and len(a) == 1 and r == y:
        x, n = _of(rate), _of(amount)
        return (
            _times(x, n),
            f"{amount.quantity.text} × {rate.quantity.text}",
            True,
        )
    if not a or not y or not any(power < 0 for power in r.values()):
        return None
    # The amount must be of what the rate is per, or of what there is per something.
    turned = -1 if all(r.get(base, 0) == -power for base, power in a.items()) else 1
    if any(r.get(base, 0) != turned * power for base, power in a.items()):
        return None
    x, n = _of(rate), _of(amount)
    joined = {base: r.get(base, 0) + a.get(base, 0) for base in {*r, *a}}
    if {base: power for base, power in joined.items() if power} == y and set(a) & set(r):
        nouns = not (set(a) & {"second", "metre", "kilogram", "kelvin", "ampere"}) or "dollar" in y
        nouns = nouns and ("dollar" in y or not set(a) & {"byte"})
        return (
            _times(x, n),
            f"{amount.quantity.text} × {rate.quantity.text}",
            nouns,
        )
    parted = {base: a.get(base, 0) - r.get(base, 0) for base in {*r, *a}}
    if {base: power for base, power in parted.items() if power} == y and set(a) & set(r):
        return (
            _times(n, x, -1),
            f"{amount.quantity.text} / {rate.quantity.text}",
            False,
        )
    return None


# `Each pod has 2 GB. 12 pods need 24 GB in total`: so many times the same.
_MANY = re.compile(r"(?P<n>¤)(?P<noun> ?[a-z]*)[^¤.;]{0,30}?(?P<t>¤)(?P<behind>[^¤.;]{0,16})")


def _multiples(here: Marked, before: Sequence[Term]) -> Iterator[Judgement]:
    passage = here.sentence.passage
    for match in _MANY.finditer(here.text):
        many, said = here.term(match, "n"), here.term(match, "t")
        nouns = counted(many.quantity.dimension)
        whole = (
            match[0] + here.text[match.start() - 30 if match.start() > 30 else 0 : match.start()]
        )
        if len(nouns) != 1 or _of(many).dimension or not _TOGETHER.search(whole):
            continue
        noun = nouns[0][0]
        for one in reversed([*before[-3:], *here.terms[: here.terms.index(many)]]):
            if one.passage is not passage or not alike(one, said) or not _of(said).dimension:
                continue
            lead = passage.text[max(0, one.quantity.start - 40) : one.quantity.start].casefold()
            if re.search(rf"\b(?:each|every|one|an?|per) {re.escape(noun)}\b[^.;]*$", lead):
                x, n = _of(one), _of(many)
                behind = [t for t in here.terms[here.terms.index(said) + 1 :] if alike(t, said)]
                if any(_makes(t, many, said) for t in behind):
                    continue  # `with 16 users it makes 560 tok/s, so each sees 35`
                text = f"{many.quantity.text} × {one.quantity.text}"
                yield from held_against(
                    said,
                    "multiple",
                    [(_times(x, n), text)],
                    (many, one),
                )
            break


def _makes(one: Term, many: Term, said: Term) -> bool:
    """Whether so many times one number is what another says."""
    value = _at(_of(one), 0) * _at(_of(many), 0)
    return result_of(said.quantity).fits((value, value, value), 0, implied=True)


# --- availability ----------------------------------------------------------------------------

_DOWNTIME = re.compile(r"\b(?:downtime|outage|unavailab\w+|down for|ausfall\w*)\b")


def _availability(here: Marked, _before: Sequence[Term]) -> Iterator[Judgement]:
    if not _DOWNTIME.search(here.text):
        return
    shares = [t for t in here.terms if is_share(t) and 0.5 < _at(_of(t), 0) < 1]
    times = [t for t in here.terms if _of(t).dimension == (("second", 1),)]
    if len(shares) != 1 or len(times) != 2:
        return
    p = _of(shares[0])
    said, window = sorted(times, key=lambda t: _at(_of(t), 0))
    w = _of(window)
    text = f"(1 − {shares[0].quantity.text}) × {window.quantity.text}"
    yield from held_against(
        said, "availability", [(lambda k: (1 - _at(p, k)) * _at(w, k), text)], (shares[0], window)
    )


# --- factors and so many such ----------------------------------------------------------------

_FACTOR = re.compile(
    r"\b(?:factor of|times slower by|slows? down by(?: a factor of)?|speeds? up by(?: a factor of)?) (?:about |roughly |nearly |around |almost )?(?P<f>¤)"
)
_SUCH = re.compile(r"(?P<n>¤) such [a-z]+[^¤]{0,60}(?P<y>¤)")
_ALL = re.compile(
    r"\b(?:all (?:of them )?together|altogether|combined|in aggregate)[^¤.;]{0,30}(?P<y>¤)"
)
# `Tokens per parameter: 29`: a label that names what is divided by what.
_PER_LABEL = re.compile(
    r"^(?P<a>[a-z]+?)s? per (?P<b>[a-z]+?)s?\b[^¤.;]{0,16}[:=] (?:about |roughly |~ ?)?(?P<y>¤)"
)
_PROBABILITY = re.compile(
    r"\bso (?:the|its|their) (?:probability|chance|share|fraction|odds)[^¤]{0,20}(?P<p>¤)"
)


def _factors(here: Marked, before: Sequence[Term]) -> Iterator[Judgement]:
    for match in _FACTOR.finditer(here.text):
        said = here.term(match, "f")
        index = here.terms.index(said)
        pool = [t for t in (*before[-4:], *here.terms[:index]) if _of(t).dimension]
        pairs = [
            (a, b)
            for a in pool[::-1]
            for b in pool[::-1]
            if alike(a, b) and _at(_of(a), 0) > _at(_of(b), 0) > 0
        ]
        if _of(said).dimension or not pairs:
            continue
        options = [(_times(_of(a), _of(b), -1), " / ".join(_text(a, b))) for a, b in pairs[:24]]
        yield from held_against(said, "ratio", options, pairs[0], only_slips=True)
    for match in _SUCH.finditer(here.text):
        many, said = here.term(match, "n"), here.term(match, "y")
        pool = [t for t in (*before[-5:], *here.terms[: here.terms.index(many)]) if alike(t, said)]
        if _of(many).dimension or not _of(said).dimension or not pool:
            continue
        n = as_count(_of(many))
        options = []
        for one in reversed(pool[-2:]):
            x = _of(one)
            options.append(
                (
                    _times(x, n),
                    f"{many.quantity.text} × {one.quantity.text}",
                )
            )
            options.append(
                (
                    _times(x, n, -1),
                    f"{one.quantity.text} / {many.quantity.text}",
                )
            )
        yield from held_against(said, "multiple", options, (many, pool[-1]), only_slips=True)
    for match in _ALL.finditer(here.text):
        said = here.term(match, "y")
        pool = [t for t in (*before, *here.terms[: here.terms.index(said)]) if t is not said]
        same = next((t for t in reversed(pool) if alike(t, said) and _of(said).dimension), None)
        counts = [
            t
            for t in pool
            if not _of(t).dimension and counted(t.quantity.dimension) and t.quantity.value > 1
        ]
        if same is not None and counts:
            x = _of(same)
            options = [
                (
                    _times(x, _of(t)),
                    f"{t.quantity.text} × {same.quantity.text}",
                )
                for t in counts[-6:]
            ]
            yield from held_against(said, "multiple", options, (same,), only_slips=True)
    for match in _PER_LABEL.finditer(here.text):
        said = here.term(match, "y")
        above, below = (
            [
                t
                for t in before
                if any(
                    noun.startswith(match[g]) for noun, p in counted(t.quantity.dimension) if p == 1
                )
            ]
            for g in "ab"
        )
        if above and below and not _of(said).dimension:
            a, b = _of(above[-1]), _of(below[-1])
            text = " / ".join(_text(above[-1], below[-1]))
            yield from held_against(
                said,
                "ratio",
                [(_times(a, b, -1), text)],
                (above[-1], below[-1]),
                only_slips=True,
            )
    for match in _PROBABILITY.finditer(here.text):
        said = here.term(match, "p")
        pool = [
            t
            for t in (*before[-4:], *here.terms[: here.terms.index(said)])
            if not _of(t).dimension and not is_share(t)
        ]
        largest = sorted(pool, key=lambda t: -t.quantity.value)
        pairs = [
            (a, b)
            for b in largest
            for a in pool[::-1]
            if 0 < a.quantity.value < b.quantity.value and pool[-1] in {a, b}
        ]
        if is_share(said) and pairs:
            options = [(_times(_of(a), _of(b), -1), " / ".join(_text(a, b))) for a, b in pairs[:8]]
            yield from held_against(said, "share", options, pairs[0], only_slips=True)


# --- notations and dates ---------------------------------------------------------------------

_SPAN = re.compile(
    r"(?P<n>¤) (?P<how>later|after|before|earlier|apart)\b(?! than)|\b(?:after|which is|i\.e\.|that is|lasted|for) (?P<m>¤)"
)
# A year: four digits, or three and fewer beside an era or behind a word for time.
_YEAR = re.compile(
    r"(?<![\d.,:/-])(?P<ad>AD |CE )?(?P<year>[12]\d{3}|[1-9]\d{1,2})(?P<era> ?(?:BCE|BC|AD|CE)\b)?(?![\d%]|[.,:]\d|-\d|s\b| (?:thousand|[mb]illion)\b)"
)
_TIMEWORD = re.compile(
    r"\b(?:in|since|from|until|to|of|by|after|year|founded in|refounded in|AD|CE) (?:\W{0,3})$"
)


def _years(here: Marked, _before: Sequence[Term]) -> Iterator[Judgement]:
    sentence = here.sentence
    spans = [t for t in sentence.terms if t.quantity.unit.name == "year" and t.quantity.value >= 1]
    if len(spans) != 1 or spans[0].quantity.range is not None or spans[0].quantity.hedged:
        return
    said = spans[0]
    if not any(here.term(m, "n" if m["n"] else "m") is said for m in _SPAN.finditer(here.text)):
        return
    years: list[int] = []
    text = sentence.text
    first = said.quantity.start - sentence.start
    for match in _YEAR.finditer(text):
        if first <= match.start() < said.quantity.end - sentence.start:
            continue
        year = int(match["year"])
        era = (match["era"] or "").strip()
        if (
            year < 1000
            and not era
            and not match["ad"]
            and not _TIMEWORD.search(text[: match.start()])
        ):
            continue
        years.append(-year if era.startswith("BC") else year)
    if len(years) != 2:
        return
    one, other = sorted(years)
    gap = other - one - (1 if one < 0 < other else 0)
    number = int(said.quantity.value)
    expected = (
        ""
        if number == gap
        else said.quantity.text.replace(
            said.quantity.text[: said.quantity.number_end - said.quantity.start],
            f"{gap:,}" if "," in said.quantity.text else str(gap),
            1,
        )
    )
    how = f"from {one} to {other}"
    yield judged(said, "years", f"{how} = {expected}" if expected else how, expected=expected)


_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_DAY = r"(\d{1,2}) (" + "|".join(_MONTHS) + r")(?: (\d{4}))?"
_DAYS = re.compile(
    rf"\bfrom {_DAY} to {_DAY}[^.;]{{0,20}}?\b(?:is|are|makes|=|has|have|there are) (\d+) days"
)


def _dates(here: Marked, _before: Sequence[Term]) -> Iterator[Judgement]:
    match = _DAYS.search(here.sentence.text.casefold())
    if not match:
        return
    year = int(match[6] or match[3] or 2023)
    try:
        first = date(int(match[3] or year), _MONTHS.index(match[2]) + 1, int(match[1]))
        last = date(year, _MONTHS.index(match[5]) + 1, int(match[4]))
    except ValueError:
        return
    gap = (last - first).days
    leap = not match[3] and not match[6] and first.month <= 2 < last.month
    number = int(match[7])
    start = here.sentence.start + match.start(7)
    verdict = (
        Verdict.RIGHT if number in {gap, gap + 1, *((gap + 2,) if leap else ())} else Verdict.WRONG
    )
    span = here.sentence.passage.span(start, start + len(match[7]))
    if span.start >= 0:
        expected = "" if verdict is Verdict.RIGHT else f"{gap + 1} days"
        yield Judgement(
            span=Span(*span),
            stated=f"{number} days",
            relation="days",
            verdict=verdict,
            expected=expected,
            how="both days counted",
        )


_BASED = re.compile(r"\b0[xb][0-9a-f_]+ ?(?:is|=|equals|→) ?(?P<n>\d[\d,_]*)(?![\w.]*\w)")


def _bases(here: Marked, _before: Sequence[Term]) -> Iterator[Judgement]:
    text = here.sentence.text
    for match in _BASED.finditer(text.casefold()):
        literal = match[0].split()[0].rstrip("=→").replace("_", "")
        try:
            value = int(literal, 0)
        except ValueError:
            continue
        start = here.sentence.start + match.start("n")
        span = here.sentence.passage.span(start, start + len(match["n"]))
        right = int(re.sub(r"[,_]", "", match["n"])) == value
        if span.start >= 0:
            yield Judgement(span=span, stated=match["n"], relation="notation", verdict=Verdict.RIGHT if right else Verdict.WRONG,
                            expected="" if right else f"{value:,}" if "," in match["n"] else str(value), how=literal)  # fmt: skip


# `A tablespoon has 5 teaspoons`, `a quarter of a litre is 250 ml`.
_HOLDS = re.compile(
    r"\b(?P<part>half |a half |a quarter of |a third of |a tenth of )?(?:an?|one|1) (?P<unit>[a-zµ°]+) (?:has|is|holds|contains|makes|equals|=) (?:about |roughly )?(?P<y>¤)"
)
_FRACTIONS = {"half": 2, "a half": 2, "a quarter of": 4, "a third of": 3, "a tenth of": 10}


def _contents(here: Marked, _before: Sequence[Term]) -> Iterator[Judgement]:
    """How much of one unit another holds."""
    whole = here.sentence.passage.text
    for match in _HOLDS.finditer(here.text):
        said = here.term(match, "y")
        behind = whole[said.quantity.end : said.quantity.end + 8].strip().casefold()
        if behind.startswith(
            ("per", "/", "of", "long", "more", "less", "away", "ago", "each", "a ")
        ):
            continue
        units = [
            u for u in unit_named(match["unit"]) if u.dimension == said.quantity.unit.dimension
        ]
        if not units or not _of(said).dimension or units[0].name == said.quantity.unit.name:
            continue
        part = (match["part"] or "").strip()
        if not part and here.text[: match.start()].rstrip().endswith(("of", "¤")):
            continue  # `¾ of a pound`
        parts = _FRACTIONS.get(part, 1)
        options = [
            (_constant(float(f) / parts), f"{part} 1 {match['unit']}".strip())
            for unit in units
            for f in unit.factors
        ]
        yield from held_against(said, "conversion", options, ())


_RULES: tuple[Callable[[Marked, Sequence[Term]], Iterator[Judgement]], ...] = (
    _changes, _savings, _shares, _totals, _rates, _multiples, _availability, _factors, _contents, _years, _dates, _bases,
)  # fmt: skip


# --- lists -----------------------------------------------------------------------------------

_LABEL = re.compile(r"^(?P<label>[^:¤]{1,60})[:=] ?(?:about |~ ?)?¤[^¤]{0,40}$")
_SUM_LABEL = re.compile(r"^\W*(?:sub-?)?(?:total|sum|gesamt\w*|summe|altogether|together|somme)\b")
_LEFT_LABEL = re.compile(
    r"^\W*(?:left|free|remaining|remainder|margin|headroom|rest|left over|available|spare)\b"
)


def listed(sentences: Sequence[Sentence]) -> Iterator[Judgement]:
    """A total, or what is left, in a list of labelled quantities."""
    run: list[Term] = []
    for sentence in sentences:
        here = marked(sentence)
        label = _LABEL.match(here.text)
        if not label or len(here.terms) != 1 or not sentence.asserted or is_share(here.terms[0]):
            run = []
            continue
        said = here.terms[0]
        parts = [t for t in run if _of(t).dimension == _of(said).dimension]
        if len(parts) >= 2 and len(parts) == len(run) and said.quantity.range is None:
            inputs = [_of(t) for t in parts]
            if _SUM_LABEL.match(label["label"]):
                yield from held_against(
                    said,
                    "sum",
                    [(_added(inputs), " + ".join(_text(*parts)))],
                    parts,
                )
                run = []
                continue
            if _LEFT_LABEL.match(label["label"]) and _at(inputs[0], 0) > sum(
                _at(x, 0) for x in inputs[1:]
            ):
                yield from held_against(
                    said, "difference",
                    [(_left(inputs), " − ".join(_text(*parts)))], parts,
                )  # fmt: skip
                run = []
                continue
        run.append(said)
