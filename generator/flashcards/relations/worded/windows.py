"""A sentence's numbers with the words around each, and what kinds of numbers they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from flashcards import patterns as re
from flashcards.relations.cues import alike, ends_of
from flashcards.relations.series.members import filled_in, is_condition_at, with_words
from flashcards.relations.statements import Sentence, Term, is_factor, is_share
from flashcards.relations.values import core
from flashcards.relations.vocabulary import says
from flashcards.values import dataclass

MOST_TERMS = 8
"""Numbers of a sentence; one with more lists data."""

FEWEST = 3
"""Numbers that can hang together: one that follows from two."""


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """A sentence with its numbers, and those before it where it tells few.

    Attributes:
        terms: in order.
        gaps: the words in front of each, and behind the last, in small letters.
        text: all of them.
    """

    terms: tuple[Term, ...]
    gaps: tuple[str, ...]
    text: str

    def called(self, kind: str) -> Iterator[int]:
        """The numbers beside which a word of a kind stands, in front of them before behind them."""
        fronts = [PARTED.split(gap)[-1] for gap in self.gaps[:-1]]
        yield from (at for at, words in enumerate(fronts) if says(kind, words))
        # What stands between two numbers of one part is said of the second.
        parts = [
            PARTED.split(gap.replace(",", ";")) for gap in (*self.gaps[1:-1], f"{self.gaps[-1]};")
        ]
        yield from (at for at, words in enumerate(parts) if len(words) > 1 and says(kind, words[0]))


# What parts the clauses of a sentence.
PARTED = re.compile(r"[;:.!?]\s|—|–\s|\(|\)")


def windows(sentence: Sentence, previous: Sentence | None) -> Iterator[Window]:
    """A sentence, with the one before where it tells few numbers, and its clauses."""
    terms = _numbers(sentence)
    end = sentence.start + len(sentence.text)
    if len(terms) < FEWEST and previous is not None:
        both = [*_numbers(previous), *terms]
        yield from _window(both, previous.start, end)
        return
    yield from _window(terms, sentence.start, end)
    cuts = [one.start for one in sentence.cases]
    if len(cuts) > 1:
        for first, last in pairwise([*cuts, end]):
            inner = [t for t in terms if first <= t.quantity.start < last]
            yield from _window(inner, first, last)


# `from 500 to 600`: two numbers, and no range.
_FROM = re.compile(r"\b(?:from|von|de|da|van)\s$", re.IGNORECASE)


def _numbers(sentence: Sentence) -> list[Term]:
    """The numbers of a sentence, in words too, but for those of a name such as `half-life`."""
    text = sentence.passage.text
    return [
        t
        for t in with_words(sentence)
        if is_digits(t) or not (text[t.quantity.end :].startswith("-") or "-" in t.quantity.text)
    ]


def is_digits(term: Term) -> bool:
    """Whether a number stands in digits."""
    return any(map(str.isdigit, term.quantity.text))


def _window(terms: Sequence[Term], start: int, end: int) -> Iterator[Window]:
    terms = [
        one
        for t in terms
        for one in (
            ends_of(t)
            if t.quantity.range and _FROM.search(t.passage.text[: t.quantity.start][-6:])
            else (t,)
        )
    ]
    if not FEWEST <= len(terms) <= MOST_TERMS:
        return
    if any(t.quantity.range is not None or t.quantity.tolerance is not None for t in terms):
        return
    terms = _with_units(terms)
    whole = terms[0].passage.text
    ends = [start, *(t.quantity.end for t in terms)]
    begins = [*(t.quantity.start for t in terms), end]
    gaps = tuple(
        whole[a:b].casefold().replace("\n", " ") for a, b in zip(ends, begins, strict=True)
    )
    yield Window(tuple(terms), gaps, whole[start:end].casefold())


# Between the numbers of a list, of which the last tells the unit of all: `52, 49 and 47 seconds`.
_LISTED = re.compile(r"(?:,|,? ?(?:and|or|to|und|bis|auf|et|à|y|a|e|ed|en|naar))\s")


def _with_units(terms: Sequence[Term]) -> list[Term]:
    """Numbers of a list with the unit that only the last of them tells."""
    found: list[Term] = []
    for term in reversed(terms):
        one, last = term.quantity, found[0].quantity if found else None
        if (
            last is not None
            and not one.unit.name
            and core(last.dimension)
            and term.passage is found[0].passage
        ):
            if _LISTED.fullmatch(term.passage.text[one.end : last.start]):
                found.insert(0, replace(term, quantity=filled_in(one, last)))
                continue
        found.insert(0, term)
    return found


# --- kinds of numbers ------------------------------------------------------------------------


def is_amount(term: Term) -> bool:
    """Whether a number is so much of something."""
    return not is_share(term) and not is_factor(term) and bool(term.quantity.value)


def is_count(term: Term) -> bool:
    """Whether a number counts things of which each has an amount."""
    one = term.quantity
    return (
        is_amount(term) and not core(one.dimension) and one.value.denominator == 1 and one.value > 1
    )


def are_alike(one: Term, other: Term) -> bool:
    """Whether two numbers measure or count the same, as far as is told."""
    if is_share(one) != is_share(other) or is_factor(one) or is_factor(other):
        return False
    return alike(one, other)


def others(window: Window, said: Term) -> list[Term]:
    """All other numbers that are like one."""
    return [t for t in window.terms if t is not said and are_alike(t, said)]


def is_condition(window: Window, at: int) -> bool:
    """Whether the words before a number make it what a result is told for."""
    term = window.terms[at]
    before = window.terms[at - 1].quantity.end if at else term.quantity.start - len(window.gaps[at])
    return is_condition_at(term.passage.text, before, term.quantity.start)
