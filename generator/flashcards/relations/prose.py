"""All relations of running text: equations, conversions, cued relations, parallel cases."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from operator import itemgetter

from flashcards import patterns as re
from flashcards.quantities import Habit, interval
from flashcards.relations.changes import change_judgements
from flashcards.relations.conversions import conversions
from flashcards.relations.cues import cued, listed
from flashcards.relations.equations import Equation, Ruling, equations, ruled
from flashcards.relations.expression import leaves, operations
from flashcards.relations.finding import Judgement, Verdict
from flashcards.relations.laws import formulas_of, laws_of, named, substituted
from flashcards.relations.packs import packs
from flashcards.relations.parallel import judged
from flashcards.relations.passages import Passage
from flashcards.relations.remainders import remainder_judgements
from flashcards.relations.results import result_of
from flashcards.relations.shares import share_judgements
from flashcards.relations.statements import Case, Section, Sentence, Term
from flashcards.relations.values import core
from flashcards.relations.varied import computed_in, varied
from flashcards.relations.worded.rules import worded

NEAREST = 200
"""Terms, or cases, of one paragraph that are looked at for one number; no author means farther ones."""


def section_judgements(
    section: Section,
    habit: Habit,
    constants: Sequence[Term] = (),
    before: Sequence[Term] = (),
) -> Iterator[Judgement]:
    """What the sentences of a section say of their numbers."""
    if not any(one.terms for one in (*section.sentences, *section.apart)):
        return
    written: dict[int, list[Equation]] = {}
    earlier: list[Term] = list(reversed(before))
    for at, sentence in enumerate(section.sentences):
        found = list(equations(sentence.text, habit)) if _may_compute(sentence) else []
        written[id(sentence)] = found
        if not sentence.asserted or not sentence.terms:
            continue
        for equation in found:
            yield from _equation(sentence, equation)
        yield from conversions(sentence)
        yield from packs(sentence)
        if not sentence.measured:
            yield from cued(sentence, earlier)
            yield from share_judgements(sentence)
            near = [t for t in earlier if t.passage is sentence.passage]
            yield from change_judgements(sentence, near)
            yield from remainder_judgements(sentence, near)
            yield from worded(sentence, _told_before(section, at))
        earlier = [*earlier, *sentence.terms][-16:]
    for sentence in section.apart:
        if sentence.asserted and _may_compute(sentence):
            for equation in equations(sentence.text, habit):
                yield from _equation(sentence, equation)
    given = any(one.terms and "=" in one.text for one in section.sentences)
    formulas = [f for one in section.sentences for f in formulas_of(one, habit)] if given else []
    if formulas:
        yield from named(formulas, [one for one in section.sentences if one.asserted])
    yield from _parallels(section, written, constants, habit)


def _told_before(section: Section, at: int) -> Sentence | None:
    """The sentence right before one in its passage, if it asserts something."""
    before = section.sentences[at - 1] if at else None
    here = section.sentences[at]
    return before if before and before.passage is here.passage and before.asserted else None


def _may_compute(sentence: Sentence) -> bool:
    return len(sentence.terms) >= 2 or ("=" in sentence.text and bool(sentence.terms))


def _equation(sentence: Sentence, equation: Equation) -> Iterator[Judgement]:
    ruling = ruled(equation, sentence.text)
    at = sentence.start
    passage = sentence.passage
    if not operations(equation.left) or _is_of_each(sentence, equation, ruling):
        return
    yield Judgement(
        span=passage.span(at + equation.start, at + equation.end),
        stated=sentence.text[equation.start : equation.end],
        relation="arithmetic",
        verdict=ruling.verdict,
        expected=ruling.expected,
        how=f"{equation.left_text.strip()} = {ruling.expected}"
        if ruling.expected
        else equation.left_text,
        inputs=(passage.span(at + equation.left_start, at + equation.start),),
    )


# `three sheets of 20 × 30 cm, that is 1,800 cm²`: what is computed is the size of one of them.
_OF = re.compile(
    r"\s(?:of|von|aus|zu|de|di|da|van|med|av)(?:\s(?:je|each|size))?\s$", re.IGNORECASE
)
MOST_IN_WORDS = 9
"""So many things are told in words, which not every language's numbers are read of."""


def _is_of_each(sentence: Sentence, equation: Equation, ruling: Ruling) -> bool:
    """Whether an equation that fails computes one of several, and states all of them."""
    said, one = equation.said, ruling.value
    if ruling.verdict is not Verdict.WRONG or said is None or one is None or not one.mid:
        return False
    if not _OF.search(sentence.text[: equation.left_start][-12:]):
        return False
    at = sentence.start + equation.left_start
    counts = {t.quantity.value for t in sentence.terms if t.quantity.start < at}
    counts |= set(map(Fraction, range(2, MOST_IN_WORDS + 1)))
    return any(
        result_of(said).fits((float(one.mid * n),) * 3, 0, implied=False) for n in counts if n > 1
    )


# --- parallel cases --------------------------------------------------------------------------


def _parallels(
    section: Section,
    written: dict[int, list[Equation]],
    constants: Sequence[Term],
    habit: Habit,
) -> Iterator[Judgement]:
    earlier: list[Term] = []
    for group in _groups(section.sentences):
        governing = [*reversed(earlier), *_governing(group[0].passage), *constants]
        cases: list[tuple[Case, Sequence[Term]]] = []
        own: dict[int, list[Term]] = defaultdict(list)
        for one in group:
            own[id(one.passage)].extend(one.terms)
        for one in group:
            if not one.asserted or one.measured:
                continue
            for case in one.cases:
                cleaned = _cleaned(case, written[id(one)], one)
                if cleaned is None:
                    continue
                before = _before(own[id(one.passage)], case.start)
                cases.append((cleaned, [*reversed(before), *governing]))
        yield from judged(cases)
        yield from _lawful(group, written, governing, [case for case, _ in cases])
        yield from _varied(group, habit, governing, [case for case, _ in cases])
        if group[0].passage.siblings:
            yield from listed(group)
        # What another list says of its items is said of them alone.
        if not group[0].passage.siblings:
            earlier.extend(term for one in group for term in one.terms)
        del earlier[:-8]


def _before(terms: Sequence[Term], start: int) -> list[Term]:
    """The terms of a passage before a place, and those in brackets behind it: the nearest."""
    at = bisect_left(terms, start, key=_place)
    bracketed = (term for term in terms[at : at + NEAREST] if term.bracketed)
    return [*terms[max(at - NEAREST, 0) : at], *bracketed]


def _place(term: Term) -> int:
    return term.quantity.start


def _lawful(
    group: Sequence[Sentence],
    written: dict[int, list[Equation]],
    governing: Sequence[Term],
    cases: Sequence[Case],
) -> Iterator[Judgement]:
    """Equations of a paragraph, held of the cases behind them."""
    terms = [(other.start, term) for other in group for term in other.terms]
    behind: dict[int, list[Case]] = defaultdict(list)
    for case in cases:
        behind[id(case.passage)].append(case)
    for one in group:
        if not one.asserted or not written[id(one)]:
            continue
        at = bisect_left(terms, one.start, key=itemgetter(0))
        above = [*(term for _, term in terms[max(at - NEAREST, 0) : at]), *governing]
        there = behind[id(one.passage)]
        for law in laws_of(one, written[id(one)], above):
            first = bisect_left(
                there, one.start + law.equation.end, key=lambda c: c.terms[0].quantity.start
            )
            yield from substituted(law, there[first : first + NEAREST])


def _varied(
    group: Sequence[Sentence], habit: Habit, governing: Sequence[Term], cases: Sequence[Case]
) -> Iterator[Judgement]:
    """What a paragraph computes, and the cases behind it up to what it computes next."""
    if not cases:
        return
    found = [
        (one, computed)
        for one in group
        if one.asserted and _may_compute(one)
        for computed in computed_in(one, habit)
    ]
    for at, (one, computed) in enumerate(found):
        nxt = found[at + 1] if at + 1 < len(found) else None
        stop = nxt[1].end if nxt and nxt[0].passage is one.passage else None
        behind = [
            case
            for case in cases
            if case.passage is one.passage
            and case.terms[0].quantity.start >= computed.end
            and (stop is None or case.terms[-1].quantity.end <= stop)
        ]
        if behind:
            yield from varied(computed, behind, governing)


def _groups(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """Sentences of one paragraph, or first sentences of the items of one list."""
    groups: dict[tuple[str, int], list[Sentence]] = {}
    for one in sentences:
        passage = one.passage
        key = ("list", passage.siblings) if passage.siblings else ("text", id(passage))
        groups.setdefault(key, []).append(one)
    yield from groups.values()


def _governing(passage: Passage) -> list[Term]:
    return [Term(q, above) for above in passage.context[:3] for q in above.quantities]


def _cleaned(case: Case, written: Sequence[Equation], sentence: Sentence) -> Case | None:
    """A case without operands of equations, and without what only repeats a result."""
    inside = [
        (sentence.start + one.left_start, sentence.start + one.left_start + len(one.left_text))
        for one in written
        if operations(one.left) and any(leaves(one.left))
    ]
    terms: list[Term] = []
    for term in case.terms:
        at = term.quantity.start
        if any(start <= at < end for start, end in inside) or _is_operand(case, term):
            continue
        if terms and _repeats(case, terms[-1], term):
            continue
        terms.append(term)
    return replace(case, terms=tuple(terms)) if terms else None


# What follows a constant of a formula: `1/(2πRC)`, `2·π`.
_FORMULA = re.compile(r"\s?[/·×*^(]\s?[(\[A-Za-zπ√α-ω]")


def _is_operand(case: Case, term: Term) -> bool:
    """Whether a number is a constant of a formula with symbols."""
    return not term.quantity.unit.name and bool(
        _FORMULA.match(case.text, term.quantity.end - case.start)
    )


def _repeats(case: Case, before: Term, term: Term) -> bool:
    one, other = before.quantity, term.quantity
    dims = core(one.dimension)
    if not dims or dims != core(other.dimension) or one.unit.name == other.unit.name:
        return False
    between = case.text[one.end - case.start : other.start - case.start].casefold()
    if any(
        word in between.split() for word in ("or", "i.e.", "is", "ou", "oder", "soit", "=", "(or")
    ):
        return True
    (low, high), (bottom, top) = interval(one, 0), interval(other, 0)
    return low <= top and bottom <= high


def verdicts(found: Sequence[Judgement], verdict: Verdict) -> list[Judgement]:
    """Those with a verdict."""
    return [one for one in found if one.verdict is verdict]
