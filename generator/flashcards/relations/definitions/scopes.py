"""Which numbers a result may follow from: those of its clause, sentence, heading, and before.

A row of a table is a clause as well, and so is a column whose rows are named.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from flashcards import patterns as re
from flashcards.quantities import NUMBER, Quantity
from flashcards.relations.assertions import is_attribute, is_task
from flashcards.relations.definitions.entries import Key, key_of
from flashcards.relations.passages import Passage, Role
from flashcards.relations.series.members import is_condition_at
from flashcards.relations.statements import Sentence
from flashcards.relations.tables.grid import Cell, Sheet, copies
from flashcards.relations.values import core, counted
from flashcards.tree import Span
from flashcards.values import dataclass

WORDS_BEFORE = 48
"""Characters before a number in which its name may stand."""
WORDS_BEHIND = 30
MOST_EARLIER = 16
"""Numbers of the sentences before."""
MOST_TERMS = 40
"""Numbers of a sentence, and of the sentences before in its paragraph: no text says so much of one thing."""
MOST_ABOVE = 4
"""Headings, labels and items above a passage that are asked."""

# A sign of calculation beside a number: it is part of something computed.
_OPERAND = re.compile(r"(?:[-+*/^×·÷−(]|√)\s*$")
# What an aperture is written behind: `f/8`.
_F_NUMBER = re.compile(r"(?<![^\W_])[fF]/$")
_OPERATOR = re.compile(r"\s*[-+*/^×·÷−]\s*[\d(]")
# Where what stands before a number no longer speaks of it.
_BREAK = re.compile(r"[;.!?,]\s|\b(?:and|und|et|y|e|och|en)\b")
_STOP = re.compile(
    r"[,;.()=:→]|\b(?:and|und|et|y|e|och|en|at|with|on|through|for|from|to|is|are|has|gives?|needs?|"
    r"makes?|(?<!of )(?:the|an?)|bei|mit|für|von|ist|avec|pour|est|con|para|com|es|é)\b",
    re.IGNORECASE,
)
# What stands behind an article belongs to the number that follows it: `at 230 V an output of 12 V`.
_ARTICLE = re.compile(
    r"\s*(?:a|an|the|its|eine?|der|die|das|une?|les?|la|el|un|una|o|um|uma)\s", re.IGNORECASE
)
# What only compares with a number: `less than 12 kWh`.
_COMPARED = re.compile(
    r"\b(?:than|als|que|do que|not|rather|instead of|nicht|pas|no|statt)\s*$", re.IGNORECASE
)


# What makes a number a condition, if no verb follows: `a sender with a window of 64 KiB`.
_CONDITION = re.compile(
    r"^\W*(?:(?:an?|the|eine?|une?|una?|um)\s\w+\s)?"
    r"(?:with|at(?! most| least)|for|if|when|given|using|from|were|mit|bei|für|wenn|aus|avec|pour|si|"
    r"con|para|com|se)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"[=:→≈]|\b(?:is|are|was|has|have|gives?|makes?|needs?|takes?|costs?|becomes?|leaves?|yields?|lasts?|"
    r"holds?|draws?|reaches|there|gets?|falls?|rises?|must|would|will|it|you|we|one|ist|sind|hat|gibt|"
    r"braucht|dauert|kostet|werden|bleiben|est|sont|donne|faut|coûte|dure|reste|es|son|da|tarda|"
    r"cuesta|quedan?|hay|é|são|dá|leva|custa|resta)\b",
    re.IGNORECASE,
)
# An option of a question, which may be wrong.
_OPTION = re.compile(r"\s*(?:\(?[A-Ha-h][).:]|\[[ xX]\]|[☐☑✓✗])\s")
# What says more of a count that is known: `3 links may fail`.
_SUBJECT = re.compile(
    r"\s*(?:may|can|could|must|should|will|would|might|are|is|were|was|have|has|had)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """A number with the words that stand beside it.

    Attributes:
        quantity, span: the number.
        before, behind: words up to the numbers, clauses and verbs beside it.
        noun: its unit and what it counts.
        key: what it measures.
        operand: whether it is computed with where it stands.
        asserted: whether it may be said to come out: no condition, comparison or option is.
        given: whether a word right before it makes it a condition: `at 10 W`.
        copied: pairs of equal neighbours of its column, where a cell says the number above it again.
    """

    quantity: Quantity
    span: Span
    before: str
    behind: str
    noun: str
    key: Key
    operand: bool = False
    asserted: bool = True
    given: bool = False
    copied: int = 0

    @property
    def value(self) -> tuple[object, ...]:
        """What tells it from other numbers."""
        return self.quantity.readings[0].value, self.quantity.readings[0].dimension


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """A number that may be a result, and those that it may follow from.

    Attributes:
        result: the number.
        levels: the others, the nearest first; the first two are of its sentence.
        near: how many of the levels govern it: its paragraph, and headings and labels above.
        following: those behind it in its sentence.
        title: headings and labels above, and the paragraph up to it.
        text: the paragraph up to the end of the sentence.
        sentence: the sentence, or the head of a cell.
        last: whether no number follows in its clause.
        opens: whether it is the first number of a paragraph that is no item of a list.
        inline: whether numbers stand in the order in which they are said.
        group: tells the scopes of one section or table from the others'.
    """

    result: Said
    levels: tuple[tuple[Said, ...], ...]
    near: int
    following: tuple[Said, ...]
    title: str
    text: str
    sentence: str
    last: bool
    opens: bool = False
    inline: bool = True
    group: int = -1


@dataclass(frozen=True, slots=True, eq=False)
class Scopes:
    """The scopes of a section or table, and all that it says, in small letters."""

    scopes: tuple[Scope, ...]
    text: str
    keys: frozenset[Key]
    sorted: dict[Key, list[Scope]]

    def by_key(self, key: Key) -> Sequence[Scope]:
        """Those whose result may measure so; of plain numbers and shares, all."""
        return self.scopes if key in {NUMBER, "%"} else self.sorted.get(key, ())


def _scopes(found: Sequence[Scope], text: str) -> Scopes:
    by_key: dict[Key, list[Scope]] = {}
    keys: set[Key] = set()
    for scope in found:
        by_key.setdefault(scope.result.key, []).append(scope)
        for one in (said for level in scope.levels for said in level):
            # `0.5% a month` is a share as well as a rate.
            keys.update((one.key, "%") if one.quantity.unit.name.startswith("%") else (one.key,))
    return Scopes(tuple(found), text.casefold(), frozenset(keys | set(by_key)), by_key)


def together(parts: Sequence[Scopes]) -> Scopes:
    """What several sections and tables say, without their scopes: what applies to none need not be asked of each."""
    keys = frozenset(key for one in parts for key in one.keys)
    return Scopes((), " ".join(one.text for one in parts), keys, {})


def of_section(sentences: Sequence[Sentence]) -> Scopes:
    """The scopes of a section's sentences."""
    known: dict[tuple[int, int], Said] = {}

    def said(quantity: Quantity, passage: Passage) -> Said:
        key = (id(passage), quantity.start)
        if key not in known:
            known[key] = _said(quantity, passage)
        return known[key]

    ruling: dict[int, tuple[Said, ...]] = {}

    def headings(passage: Passage) -> tuple[Said, ...]:
        if id(passage) not in ruling:
            ruling[id(passage)] = tuple(said(one, passage) for one in passage.quantities)
        return ruling[id(passage)]

    scopes: list[Scope] = []
    items: dict[int, list[Said]] = {}
    earlier: list[Said] = []
    own: list[Said] = []
    passage: Passage | None = None
    texts: list[str] = []
    for sentence in sentences:
        if sentence.passage is not passage:
            if passage is not None and passage.siblings:
                before = items.get(passage.siblings, [])
                items[passage.siblings] = [*before, *own][-MOST_TERMS:]
            elif passage is not None:
                earlier = [*earlier, *own][-MOST_EARLIER:]
            passage, own = sentence.passage, []
        texts.append(sentence.text)
        terms = [said(term.quantity, term.passage) for term in sentence.terms]
        said_so = sentence.asserted and not sentence.measured and not is_task(sentence.text)
        if said_so and 0 < len(terms) <= MOST_TERMS:
            above = [headings(each) for each in passage.context[:MOST_ABOVE]]
            siblings = tuple(items.get(passage.siblings, ()))
            behind = (tuple(own), *above, siblings, tuple(earlier))
            scopes.extend(_of_sentence(sentence, terms, behind))
        own = [*own, *terms][-MOST_TERMS:]
    titles = {one.text for sentence in sentences for one in sentence.passage.context[:MOST_ABOVE]}
    return _scopes(scopes, " ".join([*texts, *titles]))


def _of_sentence(
    sentence: Sentence, terms: Sequence[Said], behind: tuple[tuple[Said, ...], ...]
) -> Iterator[Scope]:
    passage = sentence.passage
    above = " / ".join(one.text for one in passage.context[:MOST_ABOVE])
    clause = {
        id(term.quantity): place for place, case in enumerate(sentence.cases) for term in case.terms
    }
    for at, one in enumerate(terms):
        if one.operand or not one.asserted:
            continue
        place = clause.get(id(one.quantity), -1)
        near = [t for t in terms if t is not one and clause.get(id(t.quantity), -2) == place]
        far = [t for t in terms[:at] if all(t is not each for each in near)]
        yield Scope(
            one,
            (
                tuple(t for t in near if t.quantity.start < one.quantity.start),
                tuple(far),
                *behind,
            ),
            len(behind),  # two more levels stand before, and two of `behind` are no headings
            tuple(t for t in near if t.quantity.start > one.quantity.start),
            f"{above} / {passage.text[: one.quantity.start]}",
            passage.text[: sentence.start + len(sentence.text)],
            sentence.text,
            not any(t.quantity.start > one.quantity.start for t in near),
            opens=not passage.siblings and one.quantity is passage.quantities[0],
            group=passage.section,
        )


def of_sheet(sheet: Sheet, context: Sequence[Passage]) -> Scopes:
    """The scopes of a table: its rows, and its columns where rows are what is named."""
    title = " / ".join(one.text for one in context[:MOST_ABOVE])
    above = [tuple(_said(one, each) for one in each.quantities) for each in context[:MOST_ABOVE]]
    scopes: list[Scope] = []
    for row in sheet.cells:
        cells = [
            _of_cell(cell, sheet.heads[cell.column], copied=copies(cell, sheet.cells))
            for cell in row
            if cell is not None
        ]
        scopes.extend(_of_cells(cells, above, title))
    if sheet.heads and len(sheet.cells) > 1:
        for column in range(1, len(sheet.heads)):
            cells = [
                _of_cell(row[column], sheet.labels[at])
                for at, row in enumerate(sheet.cells)
                if column < len(row) and row[column] is not None
            ]
            scopes.extend(_of_cells(cells, above, title))
    return _scopes(scopes, " ".join([title, *sheet.heads, *sheet.labels]))


def _of_cells(
    cells: Sequence[Said], above: Sequence[tuple[Said, ...]], title: str
) -> Iterator[Scope]:
    for one in cells:
        others = tuple(each for each in cells if each is not one)
        yield Scope(
            one,
            (others, (), (), *above),
            3 + len(above),
            (),
            f"{title} / {one.before}",
            one.before,
            one.before,
            last=True,
            inline=False,
            group=-1 - cells[0].span.start,
        )


def _of_cell(cell: Cell | None, head: str, *, copied: int = 0) -> Said:
    assert cell is not None  # noqa: S101 - asked before
    key = key_of(cell.quantity.unit)
    return Said(cell.quantity, cell.span, head, "", "", key, operand=cell.computed, copied=copied)


def _beside(passage: Passage, start: int, end: int) -> list[Quantity]:
    """Numbers in digits between two places of a passage, and the next one behind."""
    every = passage.quantities
    at = bisect_left(every, start, key=lambda one: one.end)
    found: list[Quantity] = []
    for one in islice(every, at, None):
        if any(sign.isdigit() for sign in one.text):
            found.append(one)
            if one.start > end:
                break
    return found


def _said(quantity: Quantity, passage: Passage) -> Said:
    text = passage.text
    first = max(0, quantity.start - WORDS_BEFORE)
    near = _beside(passage, first, quantity.end + WORDS_BEHIND)
    start = max((one.end for one in near if one.end <= quantity.start), default=first)
    before = text[max(start, first) : quantity.start]
    end = min((one.start for one in near if one.start >= quantity.end), default=len(text) + 1)
    behind = text[quantity.end : min(end, quantity.end + WORDS_BEHIND)]
    if _ARTICLE.match(behind) and end <= len(text):
        behind = ""
    things = " ".join(part for part, _ in counted(quantity.dimension))
    unit = quantity.text[quantity.number_end - quantity.start :]
    return Said(
        quantity,
        passage.span(quantity.start, quantity.end),
        _BREAK.split(before)[-1],
        _STOP.split(behind)[0],
        f"{unit} {things}".strip(),
        key_of(quantity.unit),
        operand=bool(
            (
                _OPERAND.search(text[first : quantity.start])
                and not _F_NUMBER.search(text[first : quantity.start])
            )
            or _OPERATOR.match(text, quantity.end)
        ),
        asserted=not (
            passage.role is Role.TITLE
            or (passage.siblings and _OPTION.match(text))
            or _COMPARED.search(before)
            or (_CONDITION.search(before) and not _VERB.search(before))
            or (_SUBJECT.match(behind) and not core(quantity.dimension))
            or not any(sign.isdigit() for sign in quantity.text)
            or is_attribute(quantity.text)
        ),
        given=is_condition_at(text, first, quantity.start),
    )
