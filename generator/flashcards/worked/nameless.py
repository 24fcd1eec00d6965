"""Formulas that have no name, with what they come to: `one matrix costs 2dr = 131,072 parameters`.

What a symbol stands for may be told anywhere before, so the result must be borne out exactly: it
is whole, or has digits enough, and the nearest values give it. The sentence with its formula, its
result as a gap and the symbols with meaning and value below it, is the problem.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flashcards import patterns as re
from flashcards.quantities.model import PLAIN
from flashcards.relations.statements import Section, Sentence, Term
from flashcards.relations.values import digits_shown
from flashcards.worked.calculation import Calculation, Input
from flashcards.worked.formulas import Formula, read_formula, symbols_of
from flashcards.worked.gaps import GAP, LINE, may_be_shown, tail_end
from flashcards.worked.implied import Source, input_of_term, may_enter, may_result
from flashcards.worked.named import subject_of
from flashcards.worked.symbols import meaning_of
from flashcards.worked.units import related

FEWEST_SYMBOLS = 2
MOST_SYMBOLS = 5
FEWEST_DIGITS = 3
"""Of a result that bears out values told elsewhere."""
FEWEST_WORDS = 2
"""Before a formula, which say what it counts."""
# What stands between a formula and its result: a unit in words, and a sign.
_EQUALS = re.compile(r"(?P<unit>\s[a-z]{4,10})?\s*[=≈]\s*$")
_START = re.compile(r"(?<!\S)\S")
LONGEST = 60
"""Letters of a formula."""
# A symbol right before its value: `L = 32`, `rank r = 16`.
_VALUE = re.compile(r"(?<![\w^.])(?P<symbol>[A-Za-z])\s*=\s*$")


def nameless_calculations(
    section: Section, source: Source, before: Sequence[Section]
) -> Iterator[Calculation]:
    """The formulas without a name of a section, whose symbols have values in it or before it.

    Args:
        section: with the formulas.
        source: the document.
        before: all sections before it, in order.
    """
    for sentence in section.sentences:
        if not sentence.asserted or sentence.measured:
            continue
        for result in sentence.terms:
            made = _made(sentence, result, source, (*before, section))
            if made is not None:
                yield replace(
                    made, line=source.line(sentence), subject=subject_of(source.title(sentence))
                )


def _made(
    sentence: Sentence, result: Term, source: Source, sections: Sequence[Section]
) -> Calculation | None:
    said = result.quantity
    if not may_result(said) or digits_shown(said) < FEWEST_DIGITS:
        return None
    text = sentence.passage.text
    stretch = text[sentence.start : said.start]
    equals = _EQUALS.search(stretch)
    if equals is None or "=" in stretch[: equals.start()] or result.span.start in source.wrong:
        return None
    found = _formula(stretch[: equals.start()], sections, sentence, source)
    if found is None:
        return None
    formula, known, start = found
    lead = stretch[:start]
    words = len(re.findall(r"[^\W\d_]{3,}", lead)) + bool(equals["unit"])
    if words < FEWEST_WORDS or not may_be_shown(lead, source.names, source.habit):
        return None
    read = read_formula(formula, known, source)
    if read is None:
        return None
    relation, leaves, used = read
    sentences = (each for one in reversed(sections) for each in one.sentences)
    texts = [each.text.replace("$", "") for each in sentences]
    inputs: list[Input] = []
    for place, name in enumerate(used):
        meaning = meaning_of(name, "", texts)
        if not meaning:
            return None
        inputs.append(replace(input_of_term(known[name], place), name=name, meaning=meaning))
    made = related("", inputs, relation, leaves, said, line=0, said=formula.text)
    if made is None or not made.exact:
        return None
    shown = text[sentence.start : said.number_start]
    end = tail_end(text, said.end)
    gap = f"{shown}{GAP}{text[said.number_end : end]}".strip(" ,;*_")
    told = LINE.join(
        f"{each.meaning} {each.name}: \0{place}\0" for place, each in enumerate(inputs)
    )
    return replace(made, given=f"{gap}{LINE}{told}", formula=True)


def _formula(
    text: str, sections: Sequence[Section], own: Sentence, source: Source
) -> tuple[Formula, dict[str, Term], int] | None:
    """The formula that a text ends with, the values of its symbols, and where it begins."""
    for start in _START.finditer(text, max(0, len(text) - LONGEST)):
        right = text[start.start() :].strip()
        names = symbols_of(right)
        if not FEWEST_SYMBOLS <= len(names) <= MOST_SYMBOLS or any(len(one) > 1 for one in names):
            continue
        known = _values(names, sections, own, source)
        if len(known) == len(names):
            return Formula("", 1, right), known, start.start()
    return None


def _values(
    names: Sequence[str], sections: Sequence[Section], own: Sentence, source: Source
) -> dict[str, Term]:
    """The value of each symbol that is told last before a sentence, or in it."""
    known: dict[str, Term] = {}
    for section in sections:
        for sentence in section.sentences:
            text = sentence.passage.text
            for term in sentence.terms:
                behind = text[max(sentence.start, term.quantity.start - 8) : term.quantity.start]
                found = _VALUE.search(behind)
                if found and found["symbol"] in names and _may_stand(term, source):
                    known[found["symbol"]] = term
            if sentence is own:
                return known
    return known


def _may_stand(term: Term, source: Source) -> bool:
    one = term.quantity
    return may_enter(one) and one.unit == PLAIN and term.span.start not in source.wrong
