"""Facts and what else is known of a document as rows of JSON, and back.

JSON can hold nothing but values: whoever writes such a file can make us show other cards, but never
run anything. What is shared is written once: a table that stands on thirty cards is one row, and is
one value again when it is read.

A row is a list: the place of its kind in `KINDS`, then its fields in their order. A field that is
text, number or nothing stands there itself; any other is the place of its row, which is an earlier
one. The last row is the whole.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from enum import Enum
from operator import attrgetter
from typing import Any, TypeVar, get_args

from flashcards import card, contents, document, errors
from flashcards.kinds import Kind, Source
from flashcards.tree import nodes
from flashcards.tree.span import Span
from flashcards.written import Written

T = TypeVar("T")

KINDS: tuple[type, ...] = (
    # of a tree
    nodes.Text, nodes.Code, nodes.Math, nodes.Break, nodes.Image, nodes.FootnoteRef, nodes.RawHtml,
    nodes.Strong, nodes.Emphasis, nodes.Strike, nodes.Highlight, nodes.Styled, nodes.Link,
    nodes.Cloze, nodes.Hidden, nodes.Spoiler, nodes.Subject, nodes.Corrected, nodes.Refuted,
    nodes.Paragraph, nodes.Heading, nodes.Item, nodes.BulletList, nodes.OrderedList, nodes.Cell,
    nodes.TableRow, nodes.Table, nodes.CodeBlock, nodes.MathBlock, nodes.Quote, nodes.Callout,
    nodes.Details, nodes.Definition, nodes.DefinitionList, nodes.Rule, nodes.Footnote,
    nodes.HtmlBlock,
    # what cards ask
    card.Term, card.Name, card.Cell, card.ListItem, card.Step, card.WholeList, card.CodeLine,
    card.Formula, card.Statement, card.Diagram, card.FollowUp, card.Option, card.Choice, card.Gap,
    card.Pair, card.Interview, card.Problem, card.Kept,
    # the rest
    Source, card.Fact, card.BlockOutcome, card.Extraction, document.Unread, document.Titled,
    contents.Picture, contents.Contents, contents.Understood, errors.Finding, Written,
)  # fmt: skip
"""The kinds of values that rows hold; there are no others."""

_ENUMS: tuple[type[Enum], ...] = (nodes.Style, nodes.Align, Kind, card.OfLine, document.Level)
"""Their values are written as they are; which one a text belongs to, its field says."""

_PLACES, _PLAIN = -1, -2
"""Kinds of tuples: of places of rows, and of text and numbers."""


class NotRowsError(ValueError):
    """What was read are no rows of this form."""


def encoded(whole: object) -> bytes:
    """A value of one of the kinds, or a tuple of such, as JSON.

    Raises:
        ValueError: it holds what no row can, such as half a character.
    """
    writer = _Writer()
    writer.place(whole)
    return json.dumps(writer.rows, ensure_ascii=False, separators=(",", ":")).encode()


def decoded(data: bytes, kind: type[T]) -> T:
    """The value that was encoded.

    Raises:
        NotRowsError: it is none, or not of that kind.
    """
    try:
        made = _made(json.loads(data))
    except (ValueError, TypeError, IndexError, KeyError, AttributeError, RecursionError) as error:
        raise NotRowsError(str(error)) from error
    if type(made) is not kind:
        raise NotRowsError(f"a {type(made).__name__} is no {kind.__name__}")
    return made


class _Writer:
    """Rows in the making; what is the same is one."""

    def __init__(self) -> None:
        self.rows: list[tuple[object, ...]] = []
        self._of_row: dict[tuple[object, ...], int] = {}
        self._of_value: dict[int, int] = {}

    def place(self, value: Any) -> int:
        """Where the row of a value stands, written now if it does not."""
        # Whoever encodes holds the whole, so no other value gets the number of a part of it.
        known = self._of_value.get(id(value))
        if known is not None:
            return known
        row = self._tuple(value) if type(value) is tuple else self._fields(value)
        place = self._of_row.setdefault(row, len(self.rows))
        if place == len(self.rows):
            self.rows.append(row)
        self._of_value[id(value)] = place
        return place

    def _tuple(self, value: tuple[Any, ...]) -> tuple[object, ...]:
        if value and type(value[0]) in _IN_PLAIN:
            return (_PLAIN, *(one.value if isinstance(one, Enum) else one for one in value))
        return (_PLACES, *map(self.place, value))

    def _fields(self, value: Any) -> tuple[object, ...]:
        shape = _shape(type(value))
        return (
            shape.number,
            *[
                one
                if (kind := type(one)) in _ATOMS or kind is Span  # JSON has a list of the two
                else one.value
                if kind in _ENUM_SET
                else self.place(one)
                for one in shape.fields(value)
            ],
        )


_ATOMS = frozenset({str, int, bool, type(None)})
_ENUM_SET = frozenset(_ENUMS)
_IN_PLAIN = frozenset({str, int, *_ENUMS})


Made = list[Any]
"""Values of the rows so far."""

Reader = Callable[[Any, Made], Any]
"""What a field is, from what stands in the row."""


def _atom(*kinds: type) -> Reader:
    def read(value: Any, made: Made) -> Any:  # noqa: ARG001  # as all readers are called
        if type(value) not in kinds:
            raise NotRowsError(f"a {type(value).__name__} where {kinds} belong")
        return value

    return read


def _span(value: Any, made: Made) -> Span:  # noqa: ARG001  # as all readers are called
    start, end = value
    if type(start) is not int or type(end) is not int:
        raise NotRowsError("no span")
    return Span(start, end)


def _enum(kind: type[Enum]) -> Reader:
    return lambda value, made: kind(value)  # noqa: ARG005  # as all readers are called


def _one(*kinds: type) -> Reader:
    """A value of one of these kinds."""

    def read(value: Any, made: Made) -> Any:
        one = made[value]
        if type(one) not in kinds:
            raise NotRowsError(f"a {type(one).__name__} where {kinds} belong")
        return one

    return read


def _many(*kinds: type) -> Reader:
    """A tuple of values of these kinds."""
    allowed = frozenset(kinds)

    def read(value: Any, made: Made) -> Any:
        many = made[value]
        if type(many) is not tuple or not allowed.issuperset(map(type, many)):
            raise NotRowsError(f"no tuple of {allowed}")
        return many

    return read


def _nested(*kinds: type) -> Reader:
    """A tuple of tuples of values of these kinds."""
    outer, inner = _many(tuple), frozenset(kinds)

    def read(value: Any, made: Made) -> Any:
        many = outer(value, made)
        if not all(inner.issuperset(map(type, one)) for one in many):
            raise NotRowsError(f"no tuples of {inner}")
        return many

    return read


def _enums(kind: type[Enum]) -> Reader:
    outer = _many(str)
    return lambda value, made: tuple(map(kind, outer(value, made)))


_INLINES, _BLOCKS = get_args(nodes.Inline), get_args(nodes.Block)

_READERS: dict[str, Reader] = {
    "str": _atom(str),
    "int": _atom(int),
    "bool": _atom(bool),
    "int | None": _atom(int, type(None)),
    "bool | None": _atom(bool, type(None)),
    "Span": _span,
    "Style": _enum(nodes.Style),
    "Kind": _enum(Kind),
    "OfLine": _enum(card.OfLine),
    "Level": _enum(document.Level),
    "Source": _one(Source),
    "Ask": _one(*get_args(card.Ask)),
    "Contents": _one(contents.Contents),
    "Extraction": _one(card.Extraction),
    "Inlines": _many(*_INLINES),
    "Blocks": _many(*_BLOCKS),
    "tuple[Inline, ...]": _many(*_INLINES),
    "tuple[Inlines, ...]": _nested(*_INLINES),
    "tuple[Blocks, ...]": _nested(*_BLOCKS),
    "tuple[Align, ...]": _enums(nodes.Align),
    "tuple[Item, ...]": _many(nodes.Item),
    "tuple[Cell, ...]": _many(nodes.Cell),
    "tuple[TableRow, ...]": _many(nodes.TableRow),
    "tuple[Definition, ...]": _many(nodes.Definition),
    "tuple[Option, ...]": _many(card.Option),
    "tuple[Fact, ...]": _many(card.Fact),
    "tuple[BlockOutcome, ...]": _many(card.BlockOutcome),
    "tuple[Unread, ...]": _many(document.Unread),
    "tuple[Titled, ...]": _many(document.Titled),
    "tuple[Picture, ...]": _many(contents.Picture),
    "tuple[Finding, ...]": _many(errors.Finding),
    "tuple[Written, ...]": _many(Written),
    "tuple[tuple[str, str], ...]": _nested(str),
    "tuple[str, ...]": _many(str),
    "tuple[int, ...]": _many(int),
    "tuple[tuple[str, int], ...]": _nested(str, int),
}
"""How a field is read, by its type as it is written."""


class _Shape:
    """The fields of a kind, and how each is read."""

    def __init__(self, kind: type) -> None:
        self.kind = kind
        self.number = KINDS.index(kind)
        own = fields(kind)
        self.names = tuple(one.name for one in own)
        # Of one name `attrgetter` gives no tuple.
        self.fields: Callable[[Any], tuple[Any, ...]] = (
            attrgetter(*self.names)
            if len(self.names) > 1
            else lambda value: tuple(getattr(value, name) for name in self.names)
        )
        self.reads = tuple(
            _READERS[one.type if isinstance(one.type, str) else one.type.__name__] for one in own
        )


_SHAPES: dict[type, _Shape] = {}


def _shape(kind: type) -> _Shape:
    """The shape of a kind, made when it is first met."""
    if kind not in _SHAPES:
        _SHAPES[kind] = _Shape(kind)
    return _SHAPES[kind]


def _made(rows: Any) -> Any:
    """The value of the last row."""
    made: Made = []
    new, put = object.__new__, object.__setattr__
    for row in rows:
        number, *values = row
        if number == _PLACES:
            made.append(tuple([made[place] for place in values]))
        elif number == _PLAIN:
            if not _IN_PLAIN.issuperset(map(type, values)):
                raise NotRowsError("a tuple of neither text nor numbers")
            made.append(tuple(values))
        else:
            shape = _shape(KINDS[number])
            one: object = new(shape.kind)
            for name, read, value in zip(shape.names, shape.reads, values, strict=True):
                put(one, name, read(value, made))
            made.append(one)
    return made[-1]
