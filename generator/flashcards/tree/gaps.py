"""The clozes of a text, counted in one order wherever they are counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count

from flashcards.tree.nodes import (
    Blocks,
    Cloze,
    Inline,
    Inlines,
    children_of,
    map_inlines,
    with_children,
)


def gaps(blocks: Blocks) -> tuple[Cloze, ...]:
    """The clozes of a text; the place of each is its index in what is returned."""
    found: list[Cloze] = []

    def look(run: Inlines) -> Inlines:
        found.extend(_inside(run))
        return run

    map_inlines(blocks, look)
    return tuple(found)


def renumbered(blocks: Blocks, numbers: Mapping[int, int]) -> Blocks:
    """A text whose clozes bear these numbers, by their places; the others are only their words."""
    places = count()
    return map_inlines(blocks, lambda run: _numbered(run, numbers, places))


def _inside(run: Inlines) -> Iterator[Cloze]:
    for node in run:
        if isinstance(node, Cloze):
            yield node
        yield from _inside(children_of(node))


def _numbered(run: Inlines, numbers: Mapping[int, int], places: Iterator[int]) -> Inlines:
    out: list[Inline] = []
    for node in run:
        number = numbers.get(next(places)) if isinstance(node, Cloze) else None
        children = _numbered(children_of(node), numbers, places)
        if isinstance(node, Cloze):
            out.extend(
                children if number is None else (replace(node, children=children, number=number),)
            )
        else:
            out.append(with_children(node, children) if children else node)
    return tuple(out)
