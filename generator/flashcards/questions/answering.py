"""Giving the answers of a key, or of a footnote, to their questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flashcards.document import NO_PHRASE, Question, Role, Section, Table
from flashcards.questions.hollow import is_hollow
from flashcards.questions.keys import Key
from flashcards.questions.letters import named
from flashcards.questions.outline import Outline
from flashcards.questions.parts import Head, question, section_nodes
from flashcards.questions.slices import phrase
from flashcards.tree import plain
from flashcards.tree.nodes import (
    Blocks,
    Details,
    FootnoteRef,
    Paragraph,
    own_inlines,
    walk,
    walk_inlines,
)
from flashcards.tree.span import hull
from flashcards.values import dataclass

_AGREE = 0.6
"""Share of the choices a key speaks of whose options it must name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A question that stands before a key, and what it was read from; that may be unknown."""

    question: Question
    head: Head | None = None
    body: Blocks = ()


def answer_all(served: Sequence[Served], key: Key, outline: Outline) -> list[Question]:
    """Questions with what a key answers; those that have an answer keep it.

    An answer is read as if it stood behind its question, so that it names an option in any of the
    ways of answers. Where most of a key's answers name no option, it is that of other questions.

    Args:
        served: the questions that stand before the key and behind the one before.
        key: the answers.
        outline: makes nodes of blocks.
    """
    told = _matched(served, key)
    before = served
    served = [
        replace(one, question=_asked_of(one.question)) if own else one
        for one, own in zip(served, told, strict=True)
    ]
    read = [
        _chosen(one, own, outline) if own else None for one, own in zip(served, told, strict=True)
    ]
    asked = [one for one, own in zip(served, told, strict=True) if own and one.question.options]
    agree = sum(
        bool(s.question.options)
        and (one is not None or (s.question.answered and _contested(s, own) is None))
        for one, s, own in zip(read, served, told, strict=True)
    )
    if agree < _AGREE * len(asked):
        return [one.question for one in before]
    return [
        again
        or _contested(one, own)
        or (
            one.question
            if not own or one.question.answered or one.question.options
            else _answered(one.question, own, outline)
        )
        for one, own, again in zip(served, told, read, strict=True)
    ]


def _asked_of(one: Question) -> Question:
    """A question that a key answers, with the tables right below it as what it asks of."""
    given = [
        replace(section, role=Role.PROMPT)
        if section.role is Role.SOLUTION
        and not section.title
        and section.nodes
        and all(isinstance(node, Table) for node in section.nodes)
        else section
        for section in one.sections
    ]
    changed = any(a is not b for a, b in zip(given, one.sections, strict=True))
    return replace(one, sections=tuple(given)) if changed else one


def _contested(one: Served, told: Blocks | None) -> Question | None:
    """A choice with no right option, if its own answer and that of a key name different ones."""
    options = one.question.options
    if not told or not options or not one.question.answered:
        return None
    words = plain(told[0].children) if isinstance(told[0], Paragraph) else ""
    found = named(words, [option.letter for option in options], labelled=True)
    if found is None or found[0] == {i for i, option in enumerate(options) if option.right}:
        return None
    none = tuple(replace(option, right=False) for option in options)
    return replace(one.question, options=none, disputed=True)


def unused(served: Sequence[Served], answered: Sequence[Question], key: Key) -> Blocks:
    """What of a key answers none of its questions, in order."""
    used = {
        id(own)
        for before, after, own in zip(served, answered, _matched(served, key), strict=True)
        if own and after is not before.question
    }
    return tuple(block for _, told in key.entries if id(told) not in used for block in told)


def _chosen(one: Served, told: Blocks, outline: Outline) -> Question | None:
    """A choice with the options that an answer elsewhere names, or None if it names none."""
    if one.head is None or (one.question.options and one.question.answered):
        return None
    span = hull(block.span for block in told)
    again = question(one.head, (*one.body, Details((), told, span=span)), outline, keyed=True)
    return again if again.options and again.answered else None


def noted(
    head: Head, body: Blocks, read: Question, notes: Mapping[str, Blocks], outline: Outline
) -> Question | None:
    """A choice whose answer stands in a footnote to it; None if none names an option."""
    if not notes or (read.options and read.answered):
        return None
    title = head.title.inlines
    inlines = (title, *(own for block in walk(body) for own in own_inlines(block)))
    for node in (node for own in inlines for node in walk_inlines(own)):
        told = notes.get(node.label) if isinstance(node, FootnoteRef) else None
        if told is None:
            continue
        bare = tuple(one for one in title if one is not node)
        served = Served(question=read, head=replace(head, title=phrase(bare)), body=body)
        if again := _chosen(served, told, outline):
            return again
    return None


def _matched(served: Sequence[Served], key: Key) -> list[Blocks | None]:
    """What a key says to each question: by number, where numbers begin anew part by part.

    Questions without numbers are counted, where the key has as many answers.
    """
    numbers = [one.question.number or None for one in served]
    keyed = [number for number, _ in key.entries]
    counted = list(range(1, len(served) + 1))
    printed = [number for number in numbers if number is not None]
    parts = _parts(keyed)
    if keyed == counted and (len(printed) < len(numbers) or len(_parts(printed)) > 1):
        numbers = list(counted)
    asked = _parts(numbers)
    if len(asked) != len(parts) and len(asked) == 1:
        parts = [[place for part in parts for place in part]]
    if len(parts) == 1 and [numbers[place] for place in asked[-1]][-len(keyed) :] == keyed:
        asked = asked[-1:]  # a key of the last part only, or of its last questions
    if len(asked) != len(parts):
        return [None] * len(served)
    out: list[Blocks | None] = [None] * len(served)
    for places, answers in zip(asked, parts, strict=True):
        by_number: dict[int, Blocks] = {}
        for answer in answers:
            by_number.setdefault(*key.entries[answer])
        for place in places:
            number = numbers[place]
            out[place] = by_number.get(number) if number is not None else None
    return out


def _parts(numbers: Sequence[int | None]) -> list[list[int]]:
    """The places of numbers, cut where they begin anew."""
    parts: list[list[int]] = [[]]
    last = 0
    for place, number in enumerate(numbers):
        if number is not None and number <= last:
            parts.append([])
        last = last if number is None else number
        parts[-1].append(place)
    return parts


def _answered(one: Question, told: Blocks, outline: Outline) -> Question:
    nodes = tuple(section_nodes(Role.SOLUTION, told, outline))
    if all(map(is_hollow, nodes)):
        return one
    section = Section(
        role=Role.SOLUTION,
        title=NO_PHRASE,
        nodes=nodes,
        blocks=tuple(told),
        source=outline.at(hull(block.span for block in told)),
    )
    return replace(one, sections=(*one.sections, section))
