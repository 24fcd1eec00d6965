"""Which model and format a line speaks of: its own words, what it stands under, the question."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from flashcards import patterns as re
from flashcards.claims.numbers.filetypes import Format, formats
from flashcards.claims.numbers.models import Model, alike, models
from flashcards.claims.numbers.page import Page

_T = TypeVar("_T", Model, Format)

# `A instead of B`: the text is about A.
_INSTEAD = re.compile(r"\W*(?:\w+ )?(?:instead of|rather than|not|over|vs\.?)\W", re.IGNORECASE)
# Words for a cache and its halves, near which a size or a format may be theirs.
OF_CACHE = re.compile(r"\bkv\b|kv_|cache|\bcells?\b|\bK \(|\bV \(", re.IGNORECASE)
_PARTS = re.compile(r";|[.!?]\s")
"""What parts two clauses."""


def model_at(page: Page, index: int, at: int = 0) -> Model | None:
    """The model that a number at `at` of a line is about, or None if that is not clear."""
    text = page.texts[index]
    if own := models(text):
        first = min(one.start for one in own)
        if first > at and _PARTS.search(text, at, first):
            return None  # a clause before the one that names it may speak of another
        found = _nearest(own, text, at, alike)
    else:
        above = (page.texts[other] for other in page.above(index))
        near = next((other for other in above if models(other)), page.subject)
        found = _only(models(near), near, alike)
    return _known(page, found) if found else None


def format_at(page: Page, index: int, at: int = 0) -> Format | None:
    """The format that a number at `at` of a line is of, by the line or what it stands under."""
    text = page.texts[index]
    if own := formats(text):
        return _nearest(own, text, at, _same)
    for other in page.begun(index):
        if named := weight_formats(page.texts[other]):
            return _only(named, page.texts[other], _same)
    for other in page.above(index):
        if named := weight_formats(page.texts[other]):
            return _only(named, page.texts[other], _same)
    return None


def format_asked(page: Page) -> Format | None:
    """The one format that the question asks about."""
    return _only(weight_formats(page.subject), "", _same)


@lru_cache(maxsize=4096)
def weight_formats(text: str) -> tuple[Format, ...]:
    """The formats that a text names, lines that speak of a cache left out."""
    if "\n" not in text:
        return () if OF_CACHE.search(text) else formats(text)
    return tuple(one for line in text.split("\n") for one in weight_formats(line))


def models_above(page: Page, index: int) -> Iterator[Model]:
    """Every model named in the line and in what it stands under, nearest first."""
    yield from models(page.texts[index])
    for other in page.above(index):
        yield from models(page.texts[other])


def _known(page: Page, model: Model) -> Model:
    """A bare `7B` with the shapes of the one 7B that the question is about."""
    if not model.bare:
        return model
    named = [m for m in models(page.subject) if m.shapes and alike(m, model)]
    return replace(model, shapes=named[0].shapes) if named else model


def _same(one: Format, other: Format) -> bool:
    return one.name == other.name


def _nearest(found: Sequence[_T], text: str, at: int, same: Callable[[_T, _T], bool]) -> _T | None:
    """The last one before a place, if those before it had their own numbers; else the only one."""
    before = [one for one in found if one.start < at]
    if len(before) > 1 and not same(before[-1], before[-2]):
        between = text[before[-2].end : before[-1].start]
        if not any(map(str.isdigit, between)):
            return _only(before[-2:], text, same)
    return before[-1] if before else _only(found, text, same)


def _only(found: Sequence[_T], text: str, same: Callable[[_T, _T], bool]) -> _T | None:
    """The one that all mentions mean, or the first of `A instead of B`."""
    if not found:
        return None
    first = found[0]
    if all(same(first, one) for one in found):
        return max(found, key=lambda one: len(getattr(one, "shapes", ())))
    return first if _INSTEAD.match(text, first.end) else None
