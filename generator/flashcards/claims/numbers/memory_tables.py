"""Sizes of weights and of KV caches in tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from flashcards import patterns as re
from flashcards.claims.numbers.caches import CACHE, Place, is_per_token
from flashcards.claims.numbers.claim import Claim
from flashcards.claims.numbers.filetypes import Format, formats
from flashcards.claims.numbers.fits import row_fits
from flashcards.claims.numbers.formats import bit_columns, bits_of
from flashcards.claims.numbers.kv import cache_claims
from flashcards.claims.numbers.models import models
from flashcards.claims.numbers.page import Page
from flashcards.claims.numbers.scope import format_at, model_at
from flashcards.claims.numbers.shapes_said import Spelled
from flashcards.claims.numbers.sizes import is_large, size_claims
from flashcards.claims.numbers.stated import BYTES, Stated, quantities
from flashcards.claims.numbers.weight_sizes import weight_sizes
from flashcards.document import Row, Table

# `Size (GB)`: the unit of a column stands in its head.
_UNIT = re.compile(r"\(?\b(?:in )?(?P<unit>[KMGT]i?B|[Bb]ytes)\)?$")
# Heads of a column of sizes of weights.
_SIZE = re.compile(
    r"^(?:(?:model|file|weights?|tensor|download) )?(?:size|weights|bytes|file)$", re.IGNORECASE
)
# Labels of a row of such sizes.
_WEIGHTS = re.compile(r"\bweights\b|^model$|^model size$", re.IGNORECASE)
# Words beside a format that make it no other thing.
_PLAIN = re.compile(
    r"(?:models?|weights|files?|gguf|format|type|in|the|memory-mapped|quantized)\b", re.IGNORECASE
)
_NUMBER = re.compile(r"\s*[\d.,]+\s*")  # A cell that is a number alone
# Heads that tell what such a number counts.
_COUNTS = re.compile(
    r"context|ctx|tokens|users|sequences|slots|requests|streams|batch|layers|heads|#|no\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[A-Za-z]{2}")  # A word: then the cell says more than it is read for
# Of several things together, or of a part.
_NOT_ONE = re.compile(r"[+]|\b(?:plus|and|sum|total|saving|saved|spare|repack\w*)\b", re.IGNORECASE)


def table_claims(page: Page, table: Table, shapes: list[Spelled]) -> Iterator[Claim]:
    """What a table states of weights and of KV caches in the formats and models it names."""
    grid = _Grid(page, table, shapes)
    for row in page.rows(table):
        yield from grid.claims(row)


class _Grid:
    """A table with what its columns hold."""

    def __init__(self, page: Page, table: Table, shapes: list[Spelled]) -> None:
        self.page = page
        self.shapes = shapes
        self.heads = [cell.plain for cell in table.header]
        parts = [_head(head) for head in self.heads]
        self.units = [unit for _, unit in parts]
        self.sized = [n for n, (words, _) in enumerate(parts) if _SIZE.match(words)]
        self.cached = [n for n, (words, _) in enumerate(parts) if _is_cache(words)]
        self.formats = [n for n, head in enumerate(self.heads) if n and _is_format(head)]
        self.bits = bit_columns(table)

    def claims(self, row: Row) -> Iterator[Claim]:
        cells = [cell.plain for cell in row.cells]
        columns = range(1, len(cells))
        format_ = _one_format(cells)
        for one, scale in self._bits(row) if format_ else ():
            if format_:
                yield from bits_of(row.source.line, one.text, one, format_, scale)
        if _is_cache(cells[0]):
            for column in columns:
                yield from self._cache(row, column)
        elif _WEIGHTS.search(cells[0]) and not _NOT_ONE.search(cells[0]) and not self.sized:
            for column in columns:
                yield from self._weights(row, column, above=True)
        else:
            for column in self.sized:
                for n, cell in enumerate(cells):
                    if n != column:
                        yield from row_fits(row.source.line, cell, self._sizes(row, column))
                yield from self._weights(row, column)
            for column in self.cached:
                yield from self._cache(row, column)
            for column in self.formats:
                # Of what a machine needs, perhaps, which is more than the weights.
                yield from self._weights(row, column, sure=False)

    def _sizes(self, row: Row, column: int) -> list[Stated]:
        return _sizes(row.cells[column].plain, self.units[column])

    def _cache(self, row: Row, column: int) -> Iterator[Claim]:
        """A cell whose row or column is about a KV cache."""
        index, head = self.page.index(row.source.line), self.heads[column]
        text = self.page.texts[index]
        others = [(n, cell.plain) for n, cell in enumerate(row.cells) if n != column]
        words = " · ".join((head, *(f"{self.heads[n]} {cell}" for n, cell in others)))
        # A number whose column does not tell what it counts may decide the size.
        unclear = any(
            _NUMBER.fullmatch(cell) and not _COUNTS.search(self.heads[n]) for n, cell in others
        )
        for one in self._sizes(row, column):
            at = max(text.find(one.text), 0)
            place = Place(page=self.page, index=index, shapes=self.shapes, words=words, at=at)
            yield from cache_claims(place, one, per_token=is_per_token(head), sure=not unclear)

    def _weights(
        self, row: Row, column: int, *, sure: bool = True, above: bool = False
    ) -> Iterator[Claim]:
        """A cell with the size of weights, of the model and the format that head and row name.

        Args:
            row: of the cell.
            column: of the cell.
            sure: whether it is of nothing but the weights.
            above: whether the format may be named above the table.
        """
        index, head = self.page.index(row.source.line), self.heads[column]
        others = [cell.plain for n, cell in enumerate(row.cells) if n != column]
        format_ = _one_format([head, *filter(_is_format, others)])
        if format_ is None and above:
            format_ = format_at(self.page, index)
        named = models(head) or tuple(model for cell in others for model in models(cell))
        model = named[0] if models(head) else model_at(self.page, index)
        true = weight_sizes(model, format_) if len(named) < 2 else None
        # The bits that its own row states are ground for a size, too.
        counts = model.parameters if model else ()
        own = [count * bits.low * each / 8 for bits, each in self._bits(row) for count in counts]
        for one in self._sizes(row, column):
            if is_large(one) or one.low >= 10**6:
                yield from size_claims(row.source.line, one, true, sure=sure, others=own)

    def _bits(self, row: Row) -> list[tuple[Stated, Fraction]]:
        """The bits a weight that a row states, with how many there are in one of each."""
        found = [(_number(row.cells[n].plain), scale) for n, scale in self.bits.items()]
        return [(one, scale) for one, scale in found if one and one.low == one.high]


def _is_cache(words: str) -> bool:
    return bool(CACHE.search(words)) and not _NOT_ONE.search(words)


def _head(text: str) -> tuple[str, str]:
    """A head's words and its unit: `Size (GB)`, `Size in GiB`, `Tensor bytes`."""
    found = _UNIT.search(text.strip())
    if not found:
        return text.strip(), ""
    if found["unit"].lower() == "bytes":
        return text.strip(), "bytes"
    return text.strip()[: found.start()].strip(" (,"), found["unit"]


def _sizes(cell: str, unit: str) -> list[Stated]:
    """The sizes that a cell states; a bare number has the unit of its column's head."""
    said = [one for one in quantities(cell) if one.dimension == BYTES]
    if said or not unit:
        rest = cell
        for one in said:
            rest = rest.replace(one.text, "", 1)
        return [] if _LETTERS.search(rest) else said
    bare = _number(cell)
    return (
        [replace(one, text=bare.text) for one in quantities(f"{bare.text} {unit}")] if bare else []
    )


def _number(cell: str) -> Stated | None:
    """The number that is all that a cell states."""
    said = quantities(cell)
    alone = len(said) == 1 and not said[0].unit and said[0].text == cell.strip()
    return said[0] if alone else None


def _is_format(cell: str) -> bool:
    """Whether a cell names a format, perhaps with its model, and says no more."""
    rest = cell
    spans = [(one.start, one.end) for one in formats(cell)]
    spans += [(one.start, one.end) for one in models(cell)]
    for start, end in spans:
        rest = rest.replace(cell[start:end], "")
    return bool(formats(cell)) and not _LETTERS.search(_PLAIN.sub("", rest))


def _one_format(cells: Sequence[str]) -> Format | None:
    named = {one.name: one for cell in cells for one in formats(cell)}
    return next(iter(named.values())) if len(named) == 1 else None
