"""Parts of a whole: `18 of 240 charts, 7.5%`, `3 per 1,000 or 300 per 100,000`, `1 bit, 0.47 of it used, so 0.53 wasted`.

A share is called wrong only where it has the right digits in the wrong place, or is what comes of a wrong
base: the whole over the part, the part over the rest, the part over both together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flashcards import patterns as re
from flashcards.relations.cues import Marked, marked
from flashcards.relations.finding import Judgement
from flashcards.relations.judging import judged, value_of_term
from flashcards.relations.results import Result, result_of
from flashcards.relations.statements import Sentence, Term, is_factor, is_share
from flashcards.relations.values import core, digits_shown
from flashcards.relations.vocabulary import words_of

# `18 deaths among 600 cases`: what stands between a part and its whole, by language.
_OF = r"of|out of|among|amongst|in|von|von den|unter|aus|bei|de|des|du|sur|parmi|entre|dos|das|em|del|de los|de las|de cada"
# Between the whole and a number of so many: a mark, or a verb that says what it is.
_IS = (
    r"\(|[:=≈,]|—|–|is|are|makes?|gives?|means?|would be|was|were|or|so|that is|i\.e\.|sind|ist|wären|wäre|ergeben|ergibt|macht|"
    r"machen|also|oder|soit|font|fait|sont|est|serait|seraient|son|es|sería|serían|dan|hacen|o sea|são|é|seria|seriam|dá|dão|ou seja"
)
# Up to four words, parted by blanks, hyphens or apostrophes: each letter has one way to be read.
_WORDS = r"(?:\s?[^\W\d_]+['’-]?(?:(?:(?<=['’-])|\s)[^\W\d_]+['’-]?){0,3}?)??"
_OF_WHAT = re.compile(
    rf"{_WORDS}\s?(?:/|\b(?:{_OF}|di|dei|delle|su|degli|van de|op|auf|dans)\b)(?:\s[^\W\d_]+){{0,3}}?\s?"
)
# `Of 40 queries 35 succeed`: the whole stands first.
_OF_FIRST = re.compile(
    r"(?:^|[,;:]\s)\W{0,3}(?:out )?(?:of|von|sur|de|des|di|dei|su|van|entre|among|unter)(?:\s[^\W\d_]+){0,2}\s$"
)
_LEADS_TO = re.compile(r"\b(?:to|bis|auf|à|a|até|para|naar|tot)\s$")
_NEXT = re.compile(rf",?{_WORDS},?\s(?:[^\W\d_]+\s){{0,2}}?")
_BEHIND = re.compile(r"(?:\s[^\W\d_]+){0,9}?\s?[(:,—–=]\s?(?:[^\W\d_]+\s){0,2}?")
# Right before a share that is told of what stands before it, and right behind one.
_LEADS = re.compile(
    rf"(?:[(:=≈→,—–]|(?<!\w)(?:{words_of('equals')})(?!\w))[,:]?\s?(?:(?:just|only|about|around|roughly|ca\.|environ|etwa|rund|circa|cerca de|unos)\s|[~≈]\s?)*$"
)
_ENDS = re.compile(r"\s?(?:[.,;:)\]!?|]|$|\n|of (?:the|all|them|those)\b)")
_OF_ONE = re.compile(
    r"\b(?:share|fraction|ratio|rate|probability|chance|frequency|recall|precision|accuracy|anteil|quote|wahrscheinlichkeit|"
    r"häufigkeit|part|fréquence|probabilité|taux|proporción|probabilidad|tasa|quota|probabilità|frequenza|tasso|probabilidade|taxa|"
    r"aandeel|kans)\b[^.;]{0,20}$"
)
# A sign that ends a clause, and not `i.e.`, `d. h.`.
_NEW_CLAUSE = re.compile(r"(?<![.\s]\w)[.!?]\s")
MOST_TRAIL = 30
"""Letters behind a share among which it is said to be what is left."""

_LEFT = re.compile(
    r"\b(?:left|remain\w*|free|rest|without|not|lost|fail\w*|miss\w*|übrig|frei|ohne|nicht|reste\w*|libre\w*|sans|quedan?|sin|"
    r"sobram?|sem|off|discount|less|more|fewer|weniger|mehr|moins|plus|menos|más|mais)\b"
)

# `so it wastes 0.431`: what two numbers before differ by.
_DIFFERENCE = re.compile(
    r"\b(?:so|thus|hence|therefore|which|leaving|and|also|daher|somit|donc|ainsi|por tanto|así que|portanto|logo)\b[^¤.;]{0,40}?"
    r"\b(?:wastes?|leaves?|leaving|saves?|saving|loses?|gains?|differ\w*|short of|too (?:much|little|many|few)|verschwende\w*|"
    r"verlier\w*|spar\w*|bleiben|fehlen|gaspill\w*|perd\w*|gagn\w*|économis\w*|desperdicia\w*|pierde\w*|gana\w*|ahorra\w*|"
    r"sobra\w*|falta\w*|poupa\w*)\s(?:[^\W\d_]+\s){0,2}?(?P<y>¤)"
)

# `3 per 1,000`: so many of so many.
_PER = r"(?:per|pro|je|auf|par|pour|por|por cada|sur|in|em cada)"
_RATES = re.compile(
    rf"(?P<a>¤){_WORDS}\s{_PER}\s(?P<b>¤){_WORDS},?\s?(?:\(|=|≈|or|i\.e\.|that is|oder|d\. ?h\.|also|soit|ou|o|o sea|es decir|ou seja)"
    rf"(?:\s(?:about|etwa|environ|unos|cerca de))?[\s(:]*(?P<c>¤){_WORDS}\s{_PER}\s(?P<d>¤)"
)
_COUNTED = re.compile(
    rf"(?P<a>¤){_WORDS}\s(?:{_OF})(?:\s[^\W\d_]+){{0,3}}?\s(?P<b>¤){_WORDS}\s?(?:{_IS})(?:\s?[^\W\d_]+){{0,4}}?[\s:]*(?P<c>¤){_WORDS}\s{_PER}\s(?P<d>¤)"
)

MOST_CLOSE = 1e-9


def share_judgements(sentence: Sentence) -> Iterator[Judgement]:
    """What a sentence says of parts and wholes."""
    if len(sentence.terms) < 3:
        return
    here = marked(sentence)
    for rule in (_shares, _rates, _counted, _differences):
        yield from rule(here)


def _is_plain(term: Term) -> bool:
    one = term.quantity
    return not core(one.dimension) and not is_share(term) and not is_factor(term)


def _is_round(term: Term) -> bool:
    """Whether a number is one that shares are told of: 100, 1,000, a million."""
    value = term.quantity.value
    return _is_plain(term) and value >= 100 and str(value).strip("0") == "1"


def _shares(here: Marked) -> Iterator[Judgement]:
    gaps = here.text.split("¤")
    for at, said in enumerate(here.terms):
        if not (is_share(said) or _is_of_one(said, gaps[at])) or said.quantity.range is not None:
            continue
        pair, between = _pair(here, gaps, at)
        if pair is None:
            continue
        part, whole = pair
        a, b = _both(part, whole)
        trail = gaps[at + 1]
        if not 0 < a < b or _LEFT.search(between) or _LEFT.search(trail[:MOST_TRAIL]):
            continue
        slips = (b / a, b / a / 100, a / (b - a), a / (a + b))
        others = (1 - a / b, (b - a) / a)
        told = bool(_LEADS.search(between) and _ENDS.match(trail))
        yield from _ruled(
            said, "share", a / b, slips, others, (part, whole), "{0} of {1}", told=told
        )


def _pair(here: Marked, gaps: Sequence[str], at: int) -> tuple[tuple[Term, Term] | None, str]:
    """The part and the whole that a share is told of, and what stands between them and it."""
    terms = here.terms
    if at >= 2 and not _NEW_CLAUSE.search(gaps[at]):
        part, whole = terms[at - 2 : at]
        if _is_amount(part) and _is_amount(whole) and _are_alike(part, whole):
            if _OF_WHAT.fullmatch(gaps[at - 1]):
                return (part, whole), gaps[at]
            # `Of 40 queries 35 succeed`; but `from 1.050 to 1.012` there is none.
            if (
                _OF_FIRST.search(gaps[at - 2])
                and _NEXT.fullmatch(gaps[at - 1])
                and not _LEADS_TO.search(gaps[at - 1])
            ):
                return (whole, part), gaps[at]  # `of 40 queries 35 succeed: 87.5%`
    if at + 2 < len(terms) and _BEHIND.fullmatch(gaps[at + 1]):
        part, whole = terms[at + 1 : at + 3]
        if (
            _is_amount(part)
            and _is_amount(whole)
            and _are_alike(part, whole)
            and _OF_WHAT.fullmatch(gaps[at + 2])
        ):
            return (part, whole), "("
    return None, ""


def _is_amount(term: Term) -> bool:
    one = term.quantity
    return not is_share(term) and not is_factor(term) and one.range is None


def _are_alike(part: Term, whole: Term) -> bool:
    """Whether two numbers measure the same, or the first leaves its unit to the second."""
    a, b = part.quantity, whole.quantity
    return core(a.dimension) == core(b.dimension) or not a.unit.name


def _both(part: Term, whole: Term) -> tuple[float, float]:
    a, b = part.quantity, whole.quantity
    if core(a.dimension) == core(b.dimension):
        return value_of_term(part), value_of_term(whole)
    return float(a.value), float(b.value)


def _is_of_one(term: Term, lead: str) -> bool:
    """Whether a number is a share of one: `recall is 0.875`."""
    one = term.quantity
    return _is_plain(term) and 0 < one.value < 1 and _OF_ONE.search(lead) is not None


def _rates(here: Marked) -> Iterator[Judgement]:
    for match in _RATES.finditer(here.text):
        a, b, c, d = (here.term(match, name) for name in "abcd")
        if (
            all(map(_is_plain, (a, c)))
            and all(map(_is_round, (b, d)))
            and value_of_term(b) != value_of_term(d)
        ):
            right = value_of_term(a) / value_of_term(b) * value_of_term(d)
            yield from _ruled(c, "share", right, (), (), (a, b, d), "{0} per {1}, of {2}")


def _counted(here: Marked) -> Iterator[Judgement]:
    for match in _COUNTED.finditer(here.text):
        a, b, c, d = (here.term(match, name) for name in "abcd")
        if (
            all(map(_is_plain, (a, b, c)))
            and _is_round(d)
            and 0 < value_of_term(a) < value_of_term(b)
        ):
            right = value_of_term(a) / value_of_term(b) * value_of_term(d)
            yield from _ruled(c, "share", right, (), (), (a, b, d), "{0} of {1}, of {2}")


def _differences(here: Marked) -> Iterator[Judgement]:
    for match in _DIFFERENCE.finditer(here.text):
        said = here.term(match, "y")
        at = here.terms.index(said)
        if at < 2:
            continue
        one, other = here.terms[at - 2 : at]
        units = {t.quantity.unit.name.split("/")[0] for t in (one, other, said)} - {""}
        if len(units) > 1:
            continue
        # A unit that one of them leaves out is meant for all.
        taken = said.quantity.readings[0]
        a, b = (float(t.quantity.value * taken.factor) for t in (one, other))
        others = (a + b, a * b, a / b if b else 0, b / a if a else 0, a, b)
        yield from _ruled(said, "difference", abs(a - b), (), others, (one, other), "{0} − {1}")


def _ruled(  # noqa: PLR0917 - what a verdict is made of
    said: Term,
    name: str,
    right: float,
    slips: Sequence[float],
    others: Sequence[float],
    inputs: Sequence[Term],
    how: str,
    *,
    told: bool = False,
) -> Iterator[Judgement]:
    if said.quantity.range is not None or not right or any(t.quantity.range for t in inputs):
        return
    result = result_of(said.quantity)
    text = how.format(*(t.quantity.text for t in inputs))
    spans = tuple(t.span for t in inputs)
    if _fits(result, right):
        yield judged(said, name, text, inputs=spans)
        return
    if any(_fits(result, value, implied=True) for value in (*others, right)):
        return
    turned = digits_shown(said.quantity) > 1 and any(_fits(result, value) for value in slips)
    exact = _is_shifted(result, right) or any(_is_exactly(result, value) for value in slips)
    if told or turned or exact or (digits_shown(said.quantity) > 1 and result.slips(right, 0)):
        yield judged(said, name, text, expected=result.shown(right, 0), inputs=spans)


def _fits(result: Result, value: float, *, implied: bool = False) -> bool:
    return result.fits((value, value, value), 0, implied=implied)


def _is_exactly(result: Result, value: float) -> bool:
    stated = result.input.readings[0][1]
    return bool(value) and abs(value / stated - 1) < MOST_CLOSE


def _is_shifted(result: Result, right: float) -> bool:
    """Whether a number is the right one to the last digit, but for the power of ten."""
    stated = result.input.readings[0][1]
    return any(
        abs(right * 10.0**power / stated - 1) < MOST_CLOSE for power in (-3, -2, -1, 1, 2, 3)
    )
