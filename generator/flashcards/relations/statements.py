"""Sentences with their numbers, and the cases that a sentence or a list puts side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from functools import lru_cache

from flashcards import patterns as re
from flashcards.quantities import Quantity
from flashcards.relations.assertions import distanced, is_question, measured
from flashcards.relations.passages import Passage, Pieces, Role, sentences
from flashcards.relations.values import core
from flashcards.tree import Span
from flashcards.values import dataclass

MOST_QUANTITIES = 40
"""Numbers of one sentence; one with more is data."""


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A number in its sentence."""

    quantity: Quantity
    passage: Passage
    bracketed: bool = False

    @property
    def span(self) -> Span:
        """Its place in the document."""
        return self.passage.span(self.quantity.start, self.quantity.end)


def is_share(term: Term) -> bool:
    """Whether a number is a share of a hundred or a thousand."""
    return term.quantity.unit.name in {"%", "‰"}


def is_factor(term: Term) -> bool:
    """Whether a number says how many times as much."""
    return term.quantity.unit.name == "×"


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """Numbers that are said together: a clause, or an item of a list.

    Attributes:
        terms: in order, without those in parentheses.
        text: the clause.
        start: where it begins in its passage.
    """

    terms: tuple[Term, ...]
    text: str
    start: int
    passage: Passage


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence of a passage.

    Attributes:
        text, start: the sentence, and where it begins in its passage.
        terms: all its numbers.
        cases: its clauses that have numbers.
        asserted: whether it says that they are so.
        measured: whether it tells of a measurement.
    """

    passage: Passage
    text: str
    start: int
    terms: tuple[Term, ...]
    cases: tuple[Case, ...]
    asserted: bool
    measured: bool


@dataclass(slots=True, eq=False)
class Section:
    """What one heading, summary or term governs.

    Attributes:
        sentences: in order.
        apart: lines of code, which only equations are looked for in.
    """

    number: int
    sentences: list[Sentence] = field(default_factory=list)
    apart: list[Sentence] = field(default_factory=list)


def sections_of(pieces: Pieces) -> list[Section]:
    """The sections of a document with their sentences."""
    found: dict[int, Section] = {}
    for passage in pieces.passages:
        section = found.setdefault(passage.section, Section(passage.section))
        section.sentences.extend(sentences_of(passage))
    return list(found.values())


@lru_cache(maxsize=8192)  # a document is checked, and then recomputed
def sentences_of(passage: Passage) -> tuple[Sentence, ...]:
    """The sentences of a passage."""
    return tuple(_sentences_of(passage))


def _sentences_of(passage: Passage) -> Iterator[Sentence]:
    far = not passage.asserted or any(
        distanced(above.text)
        for above in passage.context
        if len(above.text) < 120 and not is_question(above.text)
    )
    all_terms = passage.quantities
    at = 0
    for start, end in sentences(passage.text):
        terms: list[Term] = []
        while at < len(all_terms) and all_terms[at].start < end:
            one = all_terms[at]
            if one.start >= start:
                terms.append(Term(one, passage, _in_brackets(passage.text, start, one.start)))
            at += 1
        text = passage.text[start:end]
        if len(terms) > MOST_QUANTITIES:
            terms = []
        asserted = not (far or passage.role is Role.TITLE or is_question(text) or distanced(text))
        cases = tuple(cases_of(passage, start, end, terms)) if terms else ()
        yield Sentence(passage, text, start, tuple(terms), cases, asserted, measured(text))


def _in_brackets(text: str, start: int, at: int) -> bool:
    before = text[start:at]
    return before.count("(") > before.count(")") or before.count("（") > before.count("）")


# Where a clause may end: a semicolon; a comma or an "and" that parts whole statements.
_PART = re.compile(
    r"[;；]\s|[,，]\s+(?:(?:and|but|while|whereas|et|und|y|e|och|en)\s+)?|\s(?:and|et|und|while|whereas|y|e|och|en)\s"
)
# The end of a statement right behind a number.
_END = re.compile(r"\s*[;；.]")


def stretches(section: Section) -> list[list[Sentence]]:
    """The sentences of a section, from one question to the next."""
    runs: list[list[Sentence]] = [[]]
    for sentence in section.sentences:
        if is_question(sentence.text) and runs[-1]:
            runs.append([])
        runs[-1].append(sentence)
    return runs


def cases_of(passage: Passage, start: int, end: int, terms: Sequence[Term]) -> Iterator[Case]:
    """The clauses of a sentence that have numbers of their own."""
    text = passage.text
    cuts = [start]
    for part in _PART.finditer(text, start, end):
        if _in_brackets(text, start, part.start()):
            continue
        before = [
            t for t in terms if cuts[-1] <= t.quantity.start < part.start() and not t.bracketed
        ]
        after = [t for t in terms if t.quantity.start >= part.end() and not t.bracketed]
        inside = any(t.quantity.start < part.end() <= t.quantity.end for t in terms)
        if inside or not after:
            continue
        if part[0].lstrip()[0] in ";；" or (
            len(before) >= 2
            and len(after) >= 2
            and not _belongs(text, part.end(), after)
            and not _goes_on(text, before, after)
        ):
            cuts.append(part.end())
    for first, last in zip(cuts, [*cuts[1:], end], strict=True):
        inner = tuple(t for t in terms if first <= t.quantity.start < last and not t.bracketed)
        if inner:
            yield Case(inner, text[first:last], first, passage)


def _belongs(text: str, at: int, after: Sequence[Term]) -> bool:
    """Whether what follows a comma is a result alone, as in `with 2 of 4, 50%; with …`."""
    first, second = after[0].quantity, after[1].quantity
    rest = text[first.end : second.start]
    return not text[at : first.start].strip() and bool(_END.match(rest))


# Between two numbers nothing but an "and", or a comma.
_ONLY = re.compile(r"(?:,? (?:and|et|und|y|e|och|en))?,? ?")


def _goes_on(text: str, before: Sequence[Term], after: Sequence[Term]) -> bool:
    """Whether a number right behind an "and" goes on with what stands before it, and begins no case.

    `800 kPa and 47 °C: 1.74 kg`: no number before it measures what the result behind it does; `that is 5
    and 7, for …`: it measures what the last one does.
    """
    last, first, second = before[-1].quantity, after[0].quantity, after[1].quantity
    if not _ONLY.fullmatch(text[last.end : first.start].replace("\n", " ")):
        return False
    if last.unit.name == first.unit.name and core(last.dimension) == core(first.dimension):
        return text[first.end : second.start].lstrip()[:1] in {",", ";", ")"}
    wanted = core(second.dimension)
    return bool(wanted) and all(core(t.quantity.dimension) not in {wanted, ()} for t in before)
