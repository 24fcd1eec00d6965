"""Definitions of the packs that a question applies: its numbers are what its answer follows from.

Nothing need be named but what is asked: one way to give a definition the question's numbers gives
what the answer says, and it hardly does so by chance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import permutations

from flashcards.quantities import Quantity
from flashcards.relations.definitions import Definition
from flashcards.relations.definitions.binding import measures
from flashcards.relations.definitions.entries import key_of
from flashcards.relations.definitions.matching import fits, outcomes
from flashcards.relations.definitions.scopes import Said
from flashcards.relations.results import result_of
from flashcards.relations.statements import Section, Term
from flashcards.relations.values import digits_shown
from flashcards.tree import Span
from flashcards.worked.asked import Asked, gapped, question_of
from flashcards.worked.calculation import Calculation
from flashcards.worked.defined import is_readable, relation_of
from flashcards.worked.headings import asks_amount, may_be_asked
from flashcards.worked.implied import Source, may_enter, may_result
from flashcards.worked.merged import asks_kind_of
from flashcards.worked.units import input_of_number, unit_of

CHANCE = 0.06
"""How likely a definition may give a result by chance."""
MOST = 4
"""Numbers of a question."""
FEWEST_DIGITS = 2


def titled_calculations(
    section: Section, source: Source, packs: Callable[[], Sequence[Definition]]
) -> Iterator[Calculation]:
    """The questions of a section whose numbers a definition turns into a number of the answer."""
    for sentence in section.sentences:
        if not sentence.asserted or sentence.measured or not sentence.terms:
            continue
        asked = question_of(source.title(sentence), source.habit)
        if asked is None or not _may_ask(asked):
            continue
        text = f"{asked.text} {sentence.text}"
        near = [one for one in packs() if _may_apply(one, asked, text, sentence.text)]
        for result in sentence.terms if near else ():
            one = result.quantity
            if result.span.start in source.wrong or not may_result(one) or one.notation.fraction:
                continue
            made = _made(near, asked, result)
            if made is not None:
                yield replace(made, line=source.line(sentence))


def _may_ask(asked: Asked) -> bool:
    """Whether a question asks for one number, and all of its own may be others."""
    numbers = asked.numbers
    return (
        1 <= len(numbers) <= MOST
        and len({one.value for one in numbers}) == len(numbers)
        and all(map(may_enter, numbers))
        and asks_amount(asked.text)
        and may_be_asked(asked.text)
    )


def _may_apply(one: Definition, asked: Asked, text: str, sentence: str) -> bool:
    """Whether a definition has as many inputs, and its subject is spoken of."""
    small = text.casefold()
    return (
        one.declared
        and len(one.inputs) == len(asked.numbers)
        and all(value == 1 for value in one.constants[0].values())
        and any(stem in small for stem in one.stems[0])
        and one.holds_in(text, sentence)
        and is_readable(one.tree)
    )


def _made(packs: Sequence[Definition], asked: Asked, result: Term) -> Calculation | None:
    """The one way in which a definition gives a result of the question's numbers."""
    # Of `about 16.7 %` all digits count.
    exact = replace(result.quantity, hedged=False)
    target = _said(exact, result.span, "")
    found: list[tuple[Definition, tuple[int, ...]]] = []
    chance, tried = 0.0, 0
    for definition in packs:
        if not measures(definition.target, target) or not _asks_for(definition, asked, exact):
            continue
        for order in permutations(range(len(asked.numbers))):
            terms = [_said(asked.numbers[at], result.span, asked.text) for at in order]
            if not all(map(measures, definition.inputs, terms)):
                continue
            tried += 1
            for ends, constants in outcomes(definition, terms):
                if constants == definition.constants[0] and fits(target, ends):
                    chance += result_of(exact).surprise(ends, 0)
                    found.append((definition, order))
                    break
    if len(found) != 1 or chance * tried > CHANCE:
        return None
    definition, order = found[0]
    numbers = [asked.numbers[at] for at in order]
    relation = relation_of(definition, numbers, result.quantity, definition.constants[0])
    if relation is None or digits_shown(result.quantity) < FEWEST_DIGITS:
        return None
    return Calculation(
        name="",
        inputs=tuple(input_of_number(one, place) for place, one in enumerate(numbers)),
        relation=relation[0],
        said_relation=relation[1],
        said="",
        result=result.quantity,
        unit=unit_of(result.quantity) or result.quantity.unit.name,
        subject="",
        line=0,
        given=gapped(asked, {at: place for place, at in enumerate(order)}),
        defined=definition.name,
    )


def _asks_for(one: Definition, asked: Asked, result: Quantity) -> bool:
    """Whether a question asks for what a definition gives: by its name, its subject, its kind."""
    named = one.target.pattern.search(asked.text) is not None
    about = bool(one.about) and one.holds_in(asked.text, "")
    return named or about or (len(one.inputs) > 1 and asks_kind_of(asked.text, result))


def _said(one: Quantity, span: Span, text: str) -> Said:
    return Said(one, span, text[: one.start], text[one.end :], "", key_of(one.unit))
